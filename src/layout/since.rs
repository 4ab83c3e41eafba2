//! What happened since a day: who moved, who was talked to, what was asked, promised, kept
//! and given; with names for oneself, or by department for others.
//!
//! Promises: all of it is from the log; without names nobody can be made out: only counts,
//! and small departments are told together. Notes are never told.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::Groups;
use super::lens::Lens;
use super::{Look, Paragraph};
use crate::model::{Board, Date, Entry, Id, Overview, Proof, Stance};
use crate::text::counted;

/// Whether people are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By name: for oneself.
    Names,
    /// By department and count: for others.
    Departments,
}

/// Returns what the log says from `first` on, until today.
pub fn since(board: &Board, overview: &Overview, first: Date, naming: Naming) -> Vec<Paragraph> {
    let today = overview.today();
    let days = today.days_since(first);
    let since = Since {
        lens: Lens { board, overview },
        first,
    };
    let unit = if days == 1 { "day" } else { "days" };
    let head = format!("Since {} ({days} {unit})", since.lens.day(first));
    let mut lines = match naming {
        Naming::Names => since.with_names(),
        Naming::Departments => since.by_department(),
    };
    if lines.is_empty() {
        // What is left out to give nobody away is not told of either.
        let words = match naming {
            Naming::Names => "nothing in the log",
            Naming::Departments => "nothing to tell without names",
        };
        lines.push(Paragraph::new("", words, Look::Faint));
    }
    lines.insert(0, Paragraph::heading(&head));
    lines
}

struct Since<'a> {
    lens: Lens<'a>,
    first: Date,
}

/// What is counted, in the order it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Met,
    MovedUp,
    MovedDown,
    Proved,
    Talked,
    Asked,
    Promised,
    Kept,
    Gave,
}

impl Kind {
    /// Returns the word for one and for several, after a count.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Met => ["first met", "first met"],
            Self::MovedUp => ["moved up", "moved up"],
            Self::MovedDown => ["moved down", "moved down"],
            Self::Proved => ["proof", "proofs"],
            Self::Talked => ["talk", "talks"],
            Self::Asked => ["ask", "asks"],
            Self::Promised => ["promise", "promises"],
            Self::Kept => ["promise kept", "promises kept"],
            Self::Gave => ["favour given", "favours given"],
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Met => "Met",
            Self::MovedUp => "Moved up",
            Self::MovedDown => "Moved down",
            Self::Proved => "Proved",
            Self::Talked => "Talked",
            Self::Asked => "Asked",
            Self::Promised => "Promised",
            Self::Kept => "Kept",
            Self::Gave => "Gave",
        }
    }
}

impl Since<'_> {
    fn with_names(&self) -> Vec<Paragraph> {
        let mut told: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
        for (kind, entry) in self.happened() {
            told.entry(kind).or_default().push(self.told(kind, entry));
        }
        let lines = told.into_iter().flat_map(|(kind, lines)| {
            let lines = lines.into_iter().enumerate().map(move |(nth, line)| {
                let label = if nth == 0 { kind.label() } else { "" };
                Paragraph::new(label, line, Look::Plain)
            });
            lines.collect::<Vec<_>>()
        });
        lines.collect()
    }

    fn by_department(&self) -> Vec<Paragraph> {
        let overview = self.lens.overview;
        let departments = &self.lens.board.departments;
        let present = |at| overview.department(at).map_or(0, |summary| summary.present);
        let sizes: Vec<usize> = (0..departments.len()).map(present).collect();
        let Some(groups) = Groups::of(&sizes) else {
            let few = "too few people to tell of without giving somebody away";
            return vec![Paragraph::new("", few, Look::Faint)];
        };
        let mut counts: BTreeMap<usize, BTreeMap<Kind, usize>> = BTreeMap::new();
        for (kind, entry) in self.happened() {
            let told = entry
                .who()
                .iter()
                .filter_map(|who| self.group(who, &groups));
            for group in told.collect::<BTreeSet<usize>>() {
                *counts.entry(group).or_default().entry(kind).or_default() += 1;
            }
        }
        let lines = counts.into_iter().map(|(group, counts)| {
            let department = departments.get(group);
            let name = department.map_or("Others", |department| &department.name);
            let words = counts.into_iter().map(|(kind, count)| {
                let [one, several] = kind.words();
                counted(count, one, several)
            });
            let words = words.collect::<Vec<_>>().join(", ");
            Paragraph::new(name, words, Look::Plain)
        });
        lines.collect()
    }

    /// Returns the place of the department `who` is told under; the one behind the last for
    /// those who are told together. `None` where there are none to be told among: whoever is the
    /// last of a department to have left, or is not on the board, would be made out.
    fn group(&self, who: &Id, groups: &Groups) -> Option<usize> {
        let department = self.lens.overview.seat(who).map(|seat| seat.department);
        let alone = department.filter(|at| groups.alone.contains(at));
        let others = (!groups.together.is_empty()).then_some(self.lens.board.departments.len());
        alone.or(others)
    }

    /// Returns what happened in the time, oldest first, a promise that was kept once more.
    fn happened(&self) -> impl Iterator<Item = (Kind, &Entry)> {
        let today = self.lens.overview.today();
        let is_within = move |date: Date| date >= self.first && date <= today;
        let log = self.lens.board.log.iter().map(|entry| &**entry);
        log.flat_map(move |entry| {
            let begun = is_within(entry.on()).then(|| (kind(entry), entry));
            let kept = match entry {
                Entry::Promised {
                    kept: Some(kept), ..
                } if is_within(*kept) => Some((Kind::Kept, entry)),
                _ => None,
            };
            begun.into_iter().chain(kept)
        })
    }

    fn told(&self, kind: Kind, entry: &Entry) -> String {
        let names: Vec<String> = entry.who().iter().map(|who| self.lens.name(who)).collect();
        let names = names.join(", ");
        let on = self.lens.day(entry.on());
        match entry {
            Entry::Moved {
                from, to, proof, ..
            } => {
                let proof = proof.map_or("no proof yet", Proof::in_words);
                format!(
                    "{names}: {} to {} on {on}, {proof}",
                    from.in_words(),
                    to.in_words()
                )
            }
            Entry::Proved { proof, .. } => format!("{names}: {} on {on}", proof.in_words()),
            Entry::Talked { how, via, .. } => {
                let via = via.as_ref();
                let via = via.map(|via| format!(", through {}", self.lens.name(via)));
                format!("{names}: {} on {on}{}", how.word(), via.unwrap_or_default())
            }
            Entry::Promised { what, due, .. } if kind == Kind::Promised => {
                format!("{names}: {what}{}", self.lens.until(*due))
            }
            Entry::Asked { what, due, got, .. } => {
                let got = match got {
                    Some(got) => format!(": {}", got.word()),
                    None => self.lens.until(*due),
                };
                format!("{names}: {what}{got}")
            }
            Entry::Promised { what, .. } | Entry::Gave { what, .. } => format!("{names}: {what}"),
        }
    }
}

fn kind(entry: &Entry) -> Kind {
    match entry {
        Entry::Moved { from, to, .. } => match from {
            // Nobody is moved down by being met.
            Stance::Unknown => Kind::Met,
            from if to >= from => Kind::MovedUp,
            _ => Kind::MovedDown,
        },
        Entry::Proved { .. } => Kind::Proved,
        Entry::Talked { .. } => Kind::Talked,
        Entry::Asked { .. } => Kind::Asked,
        Entry::Promised { .. } => Kind::Promised,
        Entry::Gave { .. } => Kind::Gave,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};

    fn told(first: &str, naming: Naming) -> String {
        told_of(EXAMPLE, first, naming)
    }

    fn told_of(text: &str, first: &str, naming: Naming) -> String {
        let document = Document::load(text.as_bytes()).unwrap();
        let board = document.board();
        let overview = Overview::new(board, "2026-11-22".parse().unwrap());
        let lines = since(board, &overview, first.parse().unwrap(), naming);
        let lines = lines.iter().map(|it| format!("{}: {}", it.label, it.text));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn with_names_each_thing_is_told() {
        let expected = "\
: Since 3 Nov (19 days)
Moved up: Dana Ortiz: Skeptic to Neutral on 3 Nov, told me
Talked: Dana Ortiz: Meeting on 3 Nov
: Account executives: Meeting on 17 Nov, through Dana Ortiz
Asked: Priya Raman: A slot in the January newsletter, due 5 Dec
Promised: Dana Ortiz: A second deal of Northwind's size, due 12 Dec
Gave: Priya Raman: Impressions of the partner webinar, for her board deck";
        assert_eq!(told("2026-11-03", Naming::Names), expected);
    }

    #[test]
    fn without_names_it_is_counted_by_department() {
        let expected = "\
: Since 3 Nov (19 days)
Sales: 1 moved up, 2 talks, 1 promise
Others: 1 ask, 1 favour given";
        assert_eq!(told("2026-11-03", Naming::Departments), expected);
    }

    #[test]
    fn a_department_too_small_to_be_told_takes_the_next_larger_one_along() {
        let board = r#"(version: 1, departments: [
            (id: "big", name: "Big", people: [(name: "Ann"), (name: "Bob"), (name: "Cleo")]),
            (id: "small", name: "Small", people: [(name: "Zoe")])],
            log: [Gave(on: "2026-11-20", who: "zoe", what: "it")])"#;
        let told = told_of(board, "2026-11-03", Naming::Departments);
        assert_eq!(told, ": Since 3 Nov (19 days)\nOthers: 1 favour given");
        let two = board.replace(r#", (name: "Bob"), (name: "Cleo")"#, "");
        let told = told_of(&two, "2026-11-03", Naming::Departments);
        assert!(
            told.ends_with("too few people to tell of without giving somebody away"),
            "{told}"
        );
    }

    #[test]
    fn whoever_has_nobody_to_be_told_among_is_not_told() {
        let board = r#"(version: 1, departments: [
            (id: "big", name: "Big", people: [(name: "Ann"), (name: "Bob"), (name: "Cleo")]),
            (id: "small", name: "Small", people: [(name: "Zoe", left: "2026-11-21")])],
            log: [Gave(on: "2026-11-20", who: "zoe", what: "it"),
                Gave(on: "2026-11-20", who: "nobody", what: "it"),
                Gave(on: "2026-11-20", who: ["ann", "zoe"], what: "it")])"#;
        let told = told_of(board, "2026-11-03", Naming::Departments);
        assert_eq!(told, ": Since 3 Nov (19 days)\nBig: 1 favour given");
        let alone = board.replace(r#"["ann", "zoe"]"#, r#""zoe""#);
        let told = told_of(&alone, "2026-11-03", Naming::Departments);
        assert_eq!(
            told,
            ": Since 3 Nov (19 days)\n: nothing to tell without names"
        );
    }

    #[test]
    fn a_quiet_time_is_said_to_be_quiet() {
        let check = |naming, words: &str| {
            let expected = format!(": Since 21 Nov (1 day)\n: {words}");
            assert_eq!(told("2026-11-21", naming), expected);
        };
        check(Naming::Names, "nothing in the log");
        check(Naming::Departments, "nothing to tell without names");
    }

    #[test]
    fn nobody_is_named_and_nothing_quoted_without_names() {
        let told = told("2026-01-01", Naming::Departments);
        for word in ["Dana", "Priya", "Ola", "newsletter", "VP", "Northwind"] {
            assert!(!told.contains(word), "{word} in {told}");
        }
    }
}
