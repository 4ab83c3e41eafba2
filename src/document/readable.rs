//! A board as lines for a diff: each says by itself what it is about.
//!
//! Promises: two files that say the same have the same lines, however they are laid out;
//! a line holds no control characters. Nobody reads it back.

use super::fragment::{Fragment, Item};
use super::records;
use crate::model::{Board, Department};
use crate::text::safe;

/// Returns the lines, people by their id: `person dana stance: Supporter`.
pub fn readable<'a>(board: &'a Board) -> Vec<String> {
    let mut lines = Vec::new();
    push(&mut lines, "board", &records::board(board));
    let mut departments: Vec<_> = board.departments.iter().collect();
    departments.sort_by_key(|department| &department.id);
    for department in &departments {
        let head = format!("department {}", department.id);
        push(&mut lines, &head, &records::header(department));
    }
    let people = |home: &'a Department| home.people.iter().map(move |each| (&home.id, each));
    let mut seated: Vec<_> = departments.into_iter().flat_map(people).collect();
    seated.sort_by(|one, other| one.1.id.cmp(&other.1.id));
    for (home, person) in seated {
        let head = format!("person {}", person.id);
        lines.push(format!("{head} department: {home}"));
        push(&mut lines, &head, &records::person(person));
    }
    let mut plays: Vec<_> = board.plays.iter().collect();
    plays.sort_by_key(|play| &play.id);
    for play in plays {
        push(
            &mut lines,
            &format!("play {}", play.id),
            &records::play(play),
        );
    }
    let mut decisions: Vec<_> = board.decisions.iter().collect();
    decisions.sort_by_key(|decision| &decision.id);
    for decision in decisions {
        let head = format!("decision {}", decision.id);
        push(&mut lines, &head, &records::decision(decision));
    }
    let entries = board.log.iter().map(|entry| records::entry(entry));
    lines.extend(entries.map(|entry| line(&format!("log {}", entry.write(None)))));
    for conflict in &board.conflicts {
        let head = format!("conflict {}", conflict.id);
        push(&mut lines, &head, &records::conflict(conflict));
    }
    lines
}

/// Pushes a line for each field, for each item of a list and for each line of a text.
fn push(lines: &mut Vec<String>, head: &str, record: &Fragment) {
    let Fragment::Struct(_, fields) = record else {
        return;
    };
    let written = fields.iter().filter(|field| !field.is_default);
    for field in written.filter(|field| field.name != "id") {
        for value in values(&field.value) {
            lines.push(line(&format!("{head} {}: {value}", field.name)));
        }
    }
}

fn line(text: &str) -> String {
    safe(text).into_owned()
}

fn values(value: &Fragment) -> Vec<String> {
    match value {
        Fragment::Text(text) => text.split('\n').map(str::to_owned).collect(),
        Fragment::List(items) | Fragment::Map(items) => items.iter().map(item).collect(),
        other => vec![other.write(None)],
    }
}

fn item(item: &Item) -> String {
    match &item.value {
        Fragment::Text(text) if item.key.is_none() => text.clone(),
        _ => item.write(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn every_line_says_what_it_is_about() {
        let text = r#"(version: 1, title: "Rollout", departments: [
            (id: "s", name: "Sales", people: [
                (name: "Sam", note: "one\ntwo"),
                (name: "Dana", stance: Supporter, tags: ["a\u{1b}", "b"], listens_to: {"sam": Strong}),
            ]),
        ], log: [Gave(on: "2026-11-22", who: "dana", what: "a talk")])"#;
        let document = Document::load(text.as_bytes()).unwrap();
        insta::assert_snapshot!(readable(document.board()).join("\n"), @r#"
        board version: 1
        board title: Rollout
        department s name: Sales
        person dana department: s
        person dana name: Dana
        person dana stance: Supporter
        person dana listens_to: "sam": Strong
        person dana tags: a\u{1b}
        person dana tags: b
        person sam department: s
        person sam name: Sam
        person sam note: one
        person sam note: two
        log Gave(on: "2026-11-22", who: "dana", what: "a talk")
        "#);
    }
}
