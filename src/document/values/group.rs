//! Values of several pieces: lists, pairs, maps, and words with a content.

use std::collections::HashMap;

use super::super::fields::{Kind, Variants};
use super::super::syntax::Span;
use super::super::tree::{Node, NodeId, Shape, plain};
use super::{Values, head_of, one_of};
use crate::model::Id;
use crate::text::nearest;

impl Values<'_, '_, '_> {
    pub(super) fn list(&mut self, id: NodeId, of: &'static Kind, called: &str, is_apart: bool) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        if node.shape != Shape::List {
            self.mistaken(node, called, "a list in square brackets", "write `[…]`");
            return;
        }
        if !is_apart {
            return self.items(id, of, called);
        }
        for (_, item) in self.tree.items(id) {
            let place = self.place(item.span);
            self.notes
                .parts
                .push((Span::new(place.start, place.end), of));
        }
    }

    pub(super) fn items(&mut self, id: NodeId, of: &'static Kind, called: &str) {
        let called = format!("an item of {called}");
        for (item, _) in self.tree.items(id) {
            self.value(item, of, &called, false);
        }
    }

    pub(super) fn pair(&mut self, id: NodeId, kinds: [&'static Kind; 2], called: &str) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        let items: Vec<(NodeId, &Node)> = self.tree.items(id).collect();
        let is_plain = node.shape == Shape::Paren && node.name.is_none();
        if !is_plain || items.len() != 2 || items.iter().any(|(_, item)| item.key.is_some()) {
            self.mistaken(
                node,
                called,
                "a date and a number",
                "write `(\"2026-11-22\", 10)`",
            );
            return;
        }
        for ((item, _), kind) in items.into_iter().zip(kinds) {
            let part = if matches!(kind, Kind::Date) {
                "date"
            } else {
                "number"
            };
            self.value(item, kind, &format!("the {part} in {called}"), false);
        }
    }

    pub(super) fn map(&mut self, id: NodeId, of: &'static Kind, called: &str) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        if node.shape != Shape::Map {
            self.mistaken(
                node,
                called,
                "a map in curly brackets",
                "write `{\"sam\": Strong}`",
            );
            return;
        }
        let mut seen: HashMap<String, NodeId> = HashMap::new();
        for (item, node) in self.tree.items(id) {
            self.value(item, of, called, false);
            let Some(key) = node.key else { continue };
            let Ok(name) = ron::from_str::<String>(key.of(self.text)) else {
                self.label(
                    key,
                    format!("a key in {called} is an id in quotes"),
                    "put it in quotes",
                );
                continue;
            };
            if Id::new(&name).is_err() {
                let message = format!("`{name}` is not an id; ids are made of a-z, 0-9 and -");
                self.say(key, message);
            } else if let Some(first) = seen.get(&name) {
                let line = self.line(*first);
                let message = format!("`{name}` stands twice in {called}");
                self.add(
                    key,
                    message,
                    "take one of them out",
                    format!("the first is on line {line}"),
                );
            } else {
                seen.insert(name, item);
            }
        }
    }

    pub(super) fn variant(&mut self, id: NodeId, variants: &'static Variants, called: &str) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        let words = || variants.variants.iter().map(|(word, _)| *word);
        let article = if variants.what.starts_with('o') {
            "an"
        } else {
            "a"
        };
        let (name, span) = match (node.shape, node.name(self.text), node.name) {
            (Shape::Paren, Some(name), Some(span)) => (name, span),
            (Shape::Word, ..) => (plain(node.span.of(self.text)), node.span),
            _ => {
                let message = format!(
                    "{article} {} begins with {}",
                    variants.what,
                    one_of(words())
                );
                let first = words().next().unwrap_or_default();
                let inside = if node.shape == Shape::Text {
                    "\"…\""
                } else {
                    "…"
                };
                self.label(head_of(node), message, format!("write `{first}({inside})`"));
                return;
            }
        };
        let Some((word, content)) = variants.variants.iter().find(|(word, _)| *word == name) else {
            let message = format!("unknown {} `{name}`", variants.what);
            match nearest(name, words()) {
                Some(meant) => self.label(span, message, format!("did you mean `{meant}`?")),
                None => self.add(
                    span,
                    message,
                    "",
                    format!("it begins with {}", one_of(words())),
                ),
            }
            return;
        };
        let Kind::Record(fields) = content else {
            return self.single(id, content, word, called);
        };
        if node.shape == Shape::Word {
            self.label(
                span,
                format!("`{word}` needs its fields in round brackets"),
                format!("write `{word}(…)`"),
            );
            return;
        }
        self.record(id, fields);
    }

    /// Looks at the one value in the brackets of `Open("…")`.
    fn single(&mut self, id: NodeId, content: &'static Kind, word: &str, called: &str) {
        let mut items = self.tree.items(id);
        if let (Some((item, node)), None) = (items.next(), items.next())
            && node.key.is_none()
        {
            return self.value(item, content, &format!("what `{word}` holds"), false);
        }
        let span = self
            .tree
            .node(id)
            .map_or(Span::default(), |node| node.name.unwrap_or(head_of(node)));
        let message = format!("`{word}` holds one text here, in {called}");
        self.label(span, message, format!("write `{word}(\"…\")`"));
    }
}
