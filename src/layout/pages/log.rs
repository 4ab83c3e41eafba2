//! What happened, newest first: of everybody, or of one person with their stance over time.

use super::super::lens::Lens;
use super::super::{Look, Paragraph, Target};
use super::{Sheet, Start};
use crate::model::{Entry, Id};
use crate::text::counted;

/// Cells for a day of this year, and for one with its year.
const DAY: u16 = 8;
const DAY_AND_YEAR: u16 = 13;

/// Returns the log of everybody, or of one person.
pub(super) fn sheet(lens: Lens<'_>, of: Option<&Id>) -> Sheet {
    let entries = lens.board.log.iter().enumerate().rev();
    let concerns = |entry: &Entry| of.is_none_or(|id| entry.names(id) || carried(entry, id));
    let entries = entries.filter(|(_, entry)| concerns(entry));
    let rows: Vec<Paragraph> = entries
        .map(|(at, entry)| row(lens, at, entry, of))
        .collect();
    let all = counted(lens.board.log.len(), "entry", "entries");
    let (title, remark) = match of {
        Some(id) => (
            format!("Log of {}", lens.titled(id)),
            format!("{} of {all}", rows.len()),
        ),
        None if rows.is_empty() => ("Log".to_owned(), String::new()),
        None => ("Log".to_owned(), all),
    };
    let start = rows.is_empty().then(|| Start {
        sentence: match of {
            Some(id) => format!("Nothing is in the log about {} yet.", lens.name(id)),
            None => "Nothing is in the log yet.".to_owned(),
        },
        keys: vec![
            ("talked", "on a person: logs a talk"),
            ("favour", "what you asked, promised, gave"),
            ("raise", "a move is logged by itself"),
        ],
    });
    let this_year = lens.today().year();
    let is_older = |entry: &Entry| entry.on().year() != this_year;
    let labels = if lens.board.log.iter().any(|entry| is_older(entry)) {
        DAY_AND_YEAR
    } else {
        DAY
    };
    let mut paragraphs = of.map_or_else(Vec::new, |id| stance(lens, id));
    paragraphs.extend(rows);
    Sheet {
        title,
        remark,
        labels,
        paragraphs,
        start,
    }
}

fn row(lens: Lens<'_>, at: usize, entry: &Entry, of: Option<&Id>) -> Paragraph {
    let first = entry.who().first();
    let told = lens.told(entry, of.or(first));
    let row = Paragraph::new(&lens.day(entry.on()), told, Look::Plain).on(Target::Entry(at));
    match (of, first) {
        (None, Some(who)) => row.named(lens.name(who)),
        _ => row,
    }
}

fn carried(entry: &Entry, id: &Id) -> bool {
    matches!(entry, Entry::Talked { via: Some(via), .. } if via == id)
}

/// Returns where somebody stood over time, as a line of levels with dates: "Skeptic →
/// Neutral 3 Nov → Supporter 22 Nov".
fn stance(lens: Lens<'_>, id: &Id) -> Vec<Paragraph> {
    let moves = lens.board.log.iter().filter_map(|entry| match &**entry {
        Entry::Moved {
            on, who, from, to, ..
        } if who == id => Some((*on, *from, *to)),
        _ => None,
    });
    let moves: Vec<_> = moves.collect();
    let Some(person) = lens.person(id) else {
        return Vec::new();
    };
    let mut levels = vec![match moves.first() {
        Some((_, from, _)) => from.in_words().to_owned(),
        None => format!("{}, as long as the log knows", person.stance.in_words()),
    }];
    let dated = moves.iter();
    levels.extend(dated.map(|(on, _, to)| format!("{} {}", to.in_words(), lens.day(*on))));
    if moves.last().is_some_and(|(_, _, to)| *to != person.stance) {
        levels.push(format!("{} by hand", person.stance.in_words()));
    }
    vec![
        Paragraph::new("Stance", levels.join(" → "), Look::Plain),
        Paragraph::blank(),
    ]
}
