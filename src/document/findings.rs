//! The model's findings as diagnostics: with their places in the text, and the word
//! that was meant.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Document;
use super::syntax::Span;
use super::tree::Tree;
use super::values::head;
use crate::model::{self, Address, Among, Date, Finding, Record, Step, answerable};
use crate::text::{Diagnostic, Lines, MOST_SHOWN, Severity, nearest};

impl Document {
    /// Returns all that is worth a look, in the file's order. None of it stops anything.
    ///
    /// Only those that `render` shows say what was meant: to look for it costs time.
    pub fn findings(&self, today: Date) -> Vec<Diagnostic> {
        let found = model::findings(self.board(), today);
        let lines = Lines::new(self.text().as_bytes());
        let placed = found.into_iter().map(|finding| {
            let span = self.span_of(&finding.address);
            (span.unwrap_or_default(), finding)
        });
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
        let mut words = Words::default();
        let shown = placed.into_iter().enumerate().map(|(at, (span, finding))| {
            let meant = (at < MOST_SHOWN).then(|| words.meant(self, &finding));
            Diagnostic {
                severity: Severity::Finding,
                place: Some(lines.place(span.range())),
                message: finding.message,
                label: meant
                    .flatten()
                    .map(|word| format!("did you mean `{word}`?")),
                help: finding.help,
            }
        });
        shown.collect()
    }

    /// Returns the bytes to show for an address: the value, or the key of a map; a whole
    /// record is shown by its name. Of what the file does not write, the nearest around it.
    fn span_of(&self, address: &Address) -> Option<Span> {
        let text = self.text();
        let span = self.index.span(address.record)?;
        let is_closed = |way: &[&str]| match address.record {
            Record::Board => !way.is_empty(),
            Record::Department(_) => way.first() == Some(&"people"),
            _ => false,
        };
        let tree = Tree::outline(text, span, &is_closed).ok()?;
        let named = tree.field(text, Tree::ROOT, "name");
        let named = named.and_then(|id| tree.node(id)).map(|node| node.span);
        let mut shown = named.unwrap_or(head(&tree, Tree::ROOT));
        let mut id = Tree::ROOT;
        for step in &address.way {
            let next = match step {
                Step::Field(name) => tree.field(text, id, name),
                Step::Index(at) => tree.item(text, id, *at),
                Step::Key(key) => tree.entry(text, id, key),
            };
            let Some(node) = next.and_then(|next| tree.node(next)) else {
                break;
            };
            shown = match (step, node.key) {
                (Step::Key(_), Some(key)) => key,
                _ => node.span,
            };
            id = next.unwrap_or(id);
        }
        Some(shown)
    }
}

/// Words to look among, gathered when first needed.
#[derive(Default)]
struct Words<'a>(HashMap<Among, Vec<&'a str>>);

impl<'a> Words<'a> {
    fn meant(&mut self, document: &'a Document, finding: &Finding) -> Option<&'a str> {
        let (word, among) = finding.meant.as_ref()?;
        let words = self
            .0
            .entry(*among)
            .or_insert_with(|| gather(document, *among));
        if !matches!(among, Among::Answerable(_)) {
            return nearest(word, words.iter().copied());
        }
        let meant = |text: &&&str| nearest(word, [first_words(text, word)]).is_some();
        words.iter().find(meant).copied()
    }
}

/// Returns as many words of a text as another has.
fn first_words<'a>(text: &'a str, like: &str) -> &'a str {
    let count = like.split_whitespace().count();
    let blanks = text.match_indices(char::is_whitespace);
    let end = blanks.map(|(at, _)| at).nth(count.saturating_sub(1));
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

fn gather(document: &Document, among: Among) -> Vec<&str> {
    let board = document.board();
    match among {
        Among::People => board
            .people()
            .map(|(_, person)| person.id.as_str())
            .collect(),
        Among::Departments => board
            .departments
            .iter()
            .map(|each| each.id.as_str())
            .collect(),
        Among::Plays => board.plays.iter().map(|play| play.id.as_str()).collect(),
        Among::Answerable(at) => {
            let department = board.departments.get(at);
            department.into_iter().flat_map(answerable).collect()
        }
    }
}
