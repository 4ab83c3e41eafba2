//! The model's findings as diagnostics: with their places in the text, and the word
//! that was meant.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Document;
use super::syntax::Span;
use super::tree::{NodeId, Tree, decode};
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
        let mut carets = Carets::new(self);
        let placed = found.into_iter().map(|finding| {
            let span = carets.span(&finding.address);
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
}

/// Finds what addresses name. Findings of one record come together, so its tree is kept.
struct Carets<'a> {
    document: &'a Document,
    /// The record looked at last, and its tree.
    last: Option<(Record, Tree)>,
    /// The items of that tree's lists, and the values of its maps.
    items: HashMap<NodeId, Vec<NodeId>>,
    keys: HashMap<NodeId, HashMap<String, NodeId>>,
}

impl<'a> Carets<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            last: None,
            items: HashMap::new(),
            keys: HashMap::new(),
        }
    }

    /// Returns the bytes to show for an address: the value, or the key of a map; a whole
    /// record is shown by its name. Of what the file does not write, the nearest around it.
    fn span(&mut self, address: &Address) -> Option<Span> {
        let record = address.record;
        if self.last.as_ref().is_none_or(|(last, _)| *last != record) {
            self.items.clear();
            self.keys.clear();
            self.last = Some((record, own_tree(self.document, record)?));
        }
        let text = self.document.text();
        let (_, tree) = self.last.as_ref()?;
        let named = tree.field(text, Tree::ROOT, "name");
        let named = named.and_then(|id| tree.node(id)).map(|node| node.span);
        let mut shown = named.unwrap_or(head(tree, Tree::ROOT));
        let mut id = Tree::ROOT;
        for step in &address.way {
            let inner = tree.inner(text, id);
            let next = match step {
                Step::Field(name) => tree.field(text, inner, name),
                Step::Index(at) => {
                    let items = self.items.entry(inner);
                    let items =
                        items.or_insert_with(|| tree.items(inner).map(|(id, _)| id).collect());
                    items.get(*at).copied()
                }
                Step::Key(key) => {
                    let keys = self.keys.entry(inner);
                    let keys = keys.or_insert_with(|| keys_of(tree, text, inner));
                    keys.get(key).copied()
                }
            };
            let Some((next, node)) = next.and_then(|next| Some((next, tree.node(next)?))) else {
                break;
            };
            shown = match (step, node.key) {
                (Step::Key(_), Some(key)) => key,
                _ => node.span,
            };
            id = next;
        }
        Some(shown)
    }
}

/// Returns the tree of a record without other records in it.
fn own_tree(document: &Document, record: Record) -> Option<Tree> {
    let is_closed = |way: &[&str]| match record {
        Record::Board => !way.is_empty(),
        Record::Department(_) => way.first() == Some(&"people"),
        _ => false,
    };
    let span = document.index.span(record)?;
    Tree::outline(document.text(), span, &is_closed).ok()
}

fn keys_of(tree: &Tree, text: &str, map: NodeId) -> HashMap<String, NodeId> {
    let items = tree.items(map);
    let keys = items.filter_map(|(id, node)| Some((decode(node.key?.of(text))?, id)));
    keys.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_hidden;

    fn found(text: &str) -> Vec<String> {
        let document = Document::load(text.as_bytes()).unwrap();
        let found = document.findings("2026-11-22".parse().unwrap());
        let under = |finding: &Diagnostic| {
            let place = finding.place.clone().unwrap();
            let label = finding.label.clone().unwrap_or_default();
            format!("{} | {label}", &text[place.span])
        };
        found.iter().map(under).collect()
    }

    #[test]
    fn carets_stand_under_values_keys_and_names_in_the_files_order() {
        let text = r#"(version: 1, log: [Gave(on: "2026-01-01", who: ["a", "bb"], what: "")],
            departments: [(people: [(listens_to: {"cc": Weak}, name: "A", id: "a")], name: "X", id: "x"),
            (id: "y", name: "Y")], plays: [(id: "p", status: Done, department: "x", answers: "no")])"#;
        let expected = [
            r#""bb" | "#,
            r#""cc" | "#,
            r#""A" | "#,
            r#""Y" | "#,
            r#""no" | "#,
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn what_is_shown_escaped_is_found_but_for_line_ends() {
        for hidden in ('\0'..='\u{ffff}').filter(|character| is_hidden(*character)) {
            if matches!(hidden, '\n' | '\r') {
                continue;
            }
            let code = u32::from(hidden);
            let text = format!(r#"(version: 1, title: "\u{{{code:x}}}", departments: [])"#);
            assert_eq!(found(&text).len(), 1, "U+{code:04X}");
        }
        assert!(found("(version: 1, title: \"é\u{200d}’\n\", departments: [])").is_empty());
    }
}
