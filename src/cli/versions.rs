//! The kept versions of a board as a list, in words or as JSON, each with what the save that
//! displaced it changed.
//!
//! Promises: reads only. Leaves choosing one and bringing it back to `history`.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use super::{Call, Output};
use crate::document::Document;
use crate::document::merge::{Told, diff, told};
use crate::session::moment;
use crate::store::{KeptVersion, Store, VersionKind};
use crate::text::safe;

/// How many changes are named before "and 4 more".
const NAMED: usize = 3;

/// A version, as it is told.
#[derive(Serialize)]
pub(super) struct Row {
    number: usize,
    at: String,
    bytes: usize,
    is: &'static str,
    changed: String,
    #[serde(skip)]
    kept_at: Duration,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    versions: &'a [Row],
}

/// Reads what is told of the versions.
pub(super) fn rows(store: &Store, versions: &[KeptVersion]) -> Vec<Row> {
    let now = store.load().ok().map(|loaded| loaded.bytes);
    let now = now.and_then(|bytes| Document::load(&bytes).ok());
    let mut newer = now.clone();
    let mut rows = Vec::new();
    for (number, version) in (1..).zip(versions) {
        let bytes = store.read_version(version).unwrap_or_default();
        let document = Document::load(&bytes).ok();
        let (is, changed) = match version.kind {
            VersionKind::Older => ("older", words("", document.as_ref(), newer.as_ref())),
            VersionKind::Theirs => ("theirs", words("", now.as_ref(), document.as_ref())),
            VersionKind::Unsaved => ("unsaved", words("", now.as_ref(), document.as_ref())),
        };
        rows.push(Row {
            number,
            at: instant(version.at),
            bytes: bytes.len(),
            is,
            changed: safe(&changed).into_owned(),
            kept_at: version.at,
        });
        if version.kind == VersionKind::Older {
            newer = document;
        }
    }
    rows
}

/// Lists versions in words.
pub(super) fn list(store: &Store, rows: &[Row]) -> Output {
    if rows.is_empty() {
        let name = store.name();
        return Output::text(format!("No version of {} is kept yet.\n", safe(&name)));
    }
    let line = |row: &Row| {
        let head = match row.is {
            "theirs" => "by another program: ",
            "unsaved" => "never saved: ",
            _ => "then ",
        };
        let (moment, size) = (moment(row.kept_at), size(row.bytes));
        let (number, changed) = (row.number, &row.changed);
        format!("{number:>3}  {moment:<12}  {size:>8}  {head}{changed}")
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    let path = store.path().display();
    lines.push(format!(
        "onside history {path} --show N prints one, --restore N brings it back"
    ));
    Output::text(safe_lines(&lines))
}

/// Lists versions for programs.
pub(super) fn json(rows: &[Row]) -> Output {
    Call::json(&Answer {
        version: 1,
        versions: rows,
    })
}

/// Returns a time since 1970 as programs read it: always to the millisecond, so that sorting the
/// texts sorts the times.
fn instant(at: Duration) -> String {
    let millis = i64::try_from(at.as_millis()).unwrap_or(i64::MAX);
    let instant = Timestamp::from_millisecond(millis);
    instant.map_or_else(|_| String::new(), |instant| format!("{instant:.3}"))
}

/// Returns in words what leads from one version to another.
pub(super) fn words(head: &str, from: Option<&Document>, to: Option<&Document>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{head}{}", change(from, to)),
        (None, _) => format!("{head}from what was no board"),
        (_, None) => format!("{head}what is no board"),
    }
}

fn change(from: &Document, to: &Document) -> String {
    if from.text() == to.text() {
        return "the same as the file".to_owned();
    }
    named(&told(from.board(), &diff(from.board(), to.board())))
}

pub(super) fn named(Told { words, .. }: &Told) -> String {
    let named = words.iter().take(NAMED).map(String::as_str);
    let named = named.collect::<Vec<_>>().join(", ");
    match words.len().saturating_sub(NAMED) {
        _ if words.is_empty() => "comments or layout changed".to_owned(),
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Returns a number of bytes as people read it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{}.{} KiB", bytes >> 10, (bytes % 1024) * 10 / 1024),
        _ => format!(
            "{}.{} MiB",
            bytes >> 20,
            (bytes % 1_048_576) * 10 / 1_048_576
        ),
    }
}

/// Returns lines made safe for a terminal.
pub(super) fn safe_lines<T: AsRef<str>>(lines: &[T]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&safe(line.as_ref()));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        let told = [0, 1023, 1024, 3250, 1_048_575, 1_600_000].map(size);
        let expected = [
            "0 B",
            "1023 B",
            "1.0 KiB",
            "3.1 KiB",
            "1023.9 KiB",
            "1.5 MiB",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn times_sort_as_their_texts_do() {
        let told = [0, 100, 102, 1_000].map(|millis| instant(Duration::from_millis(millis)));
        assert_eq!(told[1], "1970-01-01T00:00:00.100Z");
        assert!(told.is_sorted(), "{told:?}");
    }
}
