//! Who listens to whom as DOT, for Graphviz: people where they are named, else groups.
//!
//! Promises: names stand in quoted labels only, never in HTML labels or URL attributes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::groups::{Shown, rung};
use crate::layout::Naming;
use crate::text::safe;

/// Returns what is shown as DOT. An arrow leads from who is listened to to who listens.
pub fn dot(shown: &Shown<'_>) -> String {
    let mut text =
        String::from("digraph onside {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    // Writing into a string cannot fail.
    let _ = match shown.naming {
        Naming::Names => people(&mut text, shown),
        Naming::Departments => groups(&mut text, shown),
    };
    text.push_str("}\n");
    text
}

fn people(text: &mut String, shown: &Shown<'_>) -> std::fmt::Result {
    for (at, group) in shown.groups.iter().enumerate() {
        writeln!(
            text,
            "  subgraph cluster_{at} {{\n    label={};",
            quoted(group.name)
        )?;
        for person in &group.people {
            let label = format!("{}\n{}", person.name, rung(person.stance));
            let (id, label) = (quoted(person.id.as_str()), quoted(&label));
            writeln!(text, "    {id} [label={label}];")?;
        }
        writeln!(text, "  }}")?;
    }
    for (from, to, _) in &shown.ties {
        if shown.group_of(from).is_some() {
            writeln!(
                text,
                "  {} -> {};",
                quoted(from.as_str()),
                quoted(to.as_str())
            )?;
        }
    }
    Ok(())
}

fn groups(text: &mut String, shown: &Shown<'_>) -> std::fmt::Result {
    for (at, group) in shown.groups.iter().enumerate() {
        let (people, onside) = (group.people.len(), group.onside());
        let label = quoted(&format!("{}\n{onside} of {people} onside", group.name));
        writeln!(text, "  g{at} [label={label}];")?;
    }
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (from, to, _) in &shown.ties {
        if let (Some(from), Some(to)) = (shown.group_of(from), shown.group_of(to))
            && from != to
        {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    for ((from, to), count) in counts {
        writeln!(text, "  g{from} -> g{to} [label=\"{count}\"];")?;
    }
    Ok(())
}

/// Returns a text in quotes; its lines are kept, and nothing in it is an escape of DOT.
fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = safe(line);
        line.replace('\\', "\\\\").replace('"', "\\\"")
    });
    format!("\"{}\"", lines.collect::<Vec<_>>().join("\\n"))
}
