//! Looks at the values of one tree with the table of fields, and notes what is wrong with each.
//!
//! Promises: never stops at a fault; carets stand under the value itself. Leaves numbers,
//! escapes and quotes to `ron`, which reads each by itself.

mod group;
mod record;
mod scalar;

use std::ops::Range;

use serde::de::DeserializeOwned;

pub(super) use record::head;

use super::faults::Problem;
use super::fields::Kind;
use super::ids::Claims;
use super::syntax::Span;
use super::tree::{Node, NodeId, Shape, Tree};
use crate::model::Who;
use crate::text::Lines;

/// What is noted while a text is looked at.
pub(super) struct Notes<'a> {
    /// The lines of the file.
    pub(super) lines: &'a Lines<'a>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// Which ids are taken, by whom.
    pub(super) claims: Claims,
    /// Records that are to be looked at by themselves, each in a tree of its own.
    pub(super) parts: Vec<(Span, &'static Kind)>,
}

/// Looks at the outermost value of a tree, whose spans count from `base` in the file.
pub(super) fn look(
    notes: &mut Notes<'_>,
    text: &str,
    tree: &Tree,
    base: usize,
    kind: &'static Kind,
) {
    let mut values = Values {
        notes,
        text,
        tree,
        base,
    };
    values.value(Tree::ROOT, kind, "this", false);
}

/// A look at one tree.
struct Values<'n, 'l, 't> {
    notes: &'n mut Notes<'l>,
    text: &'t str,
    tree: &'t Tree,
    base: usize,
}

impl Values<'_, '_, '_> {
    /// Looks at a value of a kind; `called` is what a sentence about it begins with.
    fn value(&mut self, id: NodeId, kind: &'static Kind, called: &str, is_option: bool) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        let is_none = node.shape == Shape::Word && node.span.of(self.text) == "None";
        if is_none && is_option {
            return;
        }
        if is_none && !matches!(kind, Kind::Word(_)) {
            self.label(
                node.span,
                format!("{called} can't be `None`"),
                "leave the field out",
            );
            return;
        }
        if node.name(self.text) == Some("Some") {
            let inner = self.tree.inner(self.text, id);
            if !is_option || inner == id {
                self.label(
                    node.span,
                    format!("{called} is written without `Some`"),
                    "write what is in the brackets",
                );
                return;
            }
            return self.value(inner, kind, called, false);
        }
        match kind {
            Kind::Text => self.text(node, called),
            Kind::Id => self.id(node, called),
            Kind::IdOrIds => self.id_or_ids(id, node, called),
            Kind::Date => self.date(node, called),
            Kind::Flag => self.flag(node, called),
            Kind::Whole(low, high) => self.whole(node, called, *low, *high),
            Kind::Number => self.number(node, called),
            Kind::Word(words) => self.word(node, words, called),
            Kind::List(of) => self.list(id, of, called, false),
            Kind::Parts(of) => self.list(id, of, called, true),
            Kind::Pair(first, second) => self.pair(id, [first, second], called),
            Kind::Map(of) => self.map(id, of, called),
            Kind::Record(fields) => self.record(id, fields),
            Kind::Variant(variants) => self.variant(id, variants, called),
        }
    }

    fn id_or_ids(&mut self, id: NodeId, node: &Node, called: &str) {
        // The reader takes any sequence for a list here.
        if self.leaf::<Who>(node).is_some() {
            return;
        }
        if node.shape == Shape::List {
            self.items(id, &Kind::Id, called);
        } else {
            self.id(node, called);
        }
    }

    /// Lets `ron` read a value by itself.
    fn leaf<T: DeserializeOwned>(&self, node: &Node) -> Option<T> {
        ron::from_str(node.span.of(self.text)).ok()
    }

    fn mistaken(&mut self, node: &Node, called: &str, wanted: &str, label: &str) {
        let message = format!(
            "{called} is {}; it should be {wanted}",
            found(node, self.text)
        );
        self.label(node.span, message, label);
    }

    fn place(&self, span: Span) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    fn line(&self, id: NodeId) -> usize {
        let start = self.tree.node(id).map_or(0, |node| node.item().start);
        self.notes.lines.at(self.base + start).0
    }

    fn say(&mut self, span: Span, message: impl Into<String>) {
        self.label(span, message, "");
    }

    fn label(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.add(span, message, label, "");
    }

    fn add(
        &mut self,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (label, help) = (label.into(), help.into());
        let mut problem = Problem::new(self.place(span), message);
        problem.label = (!label.is_empty()).then_some(label);
        problem.help = (!help.is_empty()).then_some(help);
        self.notes.problems.push(problem);
    }
}

fn head_of(node: &Node) -> Span {
    match node.shape {
        Shape::Text | Shape::Word => node.span,
        _ => Span::new(node.span.start, node.span.start + 1),
    }
}

fn is_number(node: &Node, written: &str) -> bool {
    let first = written.trim_start_matches(['-', '+', '.']).chars().next();
    node.shape == Shape::Word && first.is_some_and(|first| first.is_ascii_digit())
}

/// Returns what a value is, in words.
fn found(node: &Node, text: &str) -> String {
    let written = node.span.of(text);
    match node.shape {
        Shape::Text => "a text".to_owned(),
        Shape::Word if is_number(node, written) => format!("the number {written}"),
        Shape::Word => format!("the word `{written}`"),
        Shape::List => "a list".to_owned(),
        Shape::Map => "a map".to_owned(),
        Shape::Paren => match node.name(text) {
            Some(name) => format!("`{name}(…)`"),
            None => "a group in round brackets".to_owned(),
        },
    }
}

/// Returns a list of words: "a, b or c".
fn one_of(words: impl IntoIterator<Item = &'static str>) -> String {
    let mut words: Vec<&str> = words.into_iter().collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        last.to_owned()
    } else {
        format!("{} or {last}", words.join(", "))
    }
}
