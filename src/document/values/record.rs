//! Records: their names, each field, those that are missing, and what holds between them.

use std::collections::HashMap;

use super::super::fields::{Field, Fields, Kind, Need};
use super::super::syntax::Span;
use super::super::tree::{NodeId, Shape, Tree, plain};
use super::{Values, found, head_of, one_of};
use crate::text::nearest;

impl Values<'_, '_, '_> {
    /// Looks at a record: its name, each field, those that are missing.
    pub(super) fn record(&mut self, id: NodeId, fields: &'static Fields) {
        let Some(node) = self.tree.node(id) else {
            return;
        };
        if node.shape != Shape::Paren {
            let message = format!("a {} stands in round brackets: `(…)`", fields.what);
            self.label(
                head_of(node),
                message,
                format!("this is {}", found(node, self.text)),
            );
            return;
        }
        if let (Some(name), Some(span)) = (node.name(self.text), node.name)
            && name != fields.name
        {
            let message = format!("`{name}` is not the name of a {}", fields.what);
            self.label(
                span,
                message,
                format!("write `{}(…)`, or no name", fields.name),
            );
        }
        let mut seen: HashMap<&str, NodeId> = HashMap::new();
        for (item, node) in self.tree.items(id) {
            let Some(key) = node.key else {
                let message = format!("a {} is made of named fields", fields.what);
                self.label(node.span, message, "write `field: value`");
                continue;
            };
            let name = plain(key.of(self.text));
            let Some(field) = fields.get(name) else {
                self.unknown_field(key, name, fields);
                continue;
            };
            if let Some(first) = seen.get(field.name) {
                let line = self.line(*first);
                let message = format!("`{name}` stands twice in this {}", fields.what);
                self.add(
                    key,
                    message,
                    "take one of them out",
                    format!("the first is on line {line}"),
                );
                continue;
            }
            seen.insert(field.name, item);
            let is_option = field.need == Need::Option;
            self.value(item, &field.kind, &format!("`{name}`"), is_option);
        }
        for field in fields.list {
            if field.need == Need::Required && !seen.contains_key(field.name) {
                self.missing(id, field, fields);
            }
        }
        self.rules(fields, &seen);
    }

    fn unknown_field(&mut self, key: Span, name: &str, fields: &'static Fields) {
        let message = format!("a {} has no field `{name}`", fields.what);
        if let Some(meant) = nearest(name, names(fields)) {
            self.label(key, message, format!("did you mean `{meant}`?"));
        } else {
            let known = one_of(names(fields)).replace(" or ", " and ");
            self.add(key, message, "", format!("its fields are {known}"));
        }
    }

    fn missing(&mut self, id: NodeId, field: &Field, fields: &Fields) {
        let message = format!("`{}` is missing in this {}", field.name, fields.what);
        let help = match (field.name, field.kind) {
            ("version", _) => "write `version: 1` first".to_owned(),
            (_, Kind::Word(words)) => format!("it is {}", one_of(words.words.iter().copied())),
            (name, Kind::Date) => format!("add it, such as `{name}: \"2026-11-22\"`"),
            (name, Kind::Id | Kind::IdOrIds) => format!("add it, such as `{name}: \"sales\"`"),
            (name, Kind::Text) => format!("add it: `{name}: \"…\"`"),
            (name, Kind::List(_) | Kind::Parts(_)) => {
                format!("add it, if only empty: `{name}: []`")
            }
            (name, _) => format!("add it: `{name}: …`"),
        };
        self.add(head(self.tree, id), message, "", help);
    }

    /// What holds between the fields of a record.
    fn rules(&mut self, fields: &'static Fields, seen: &HashMap<&str, NodeId>) {
        let is_person = fields.name == "Person";
        if !is_person && !matches!(fields.name, "Department" | "Play" | "Decision") {
            return;
        }
        let text_of = |name: &str| {
            let node = self.tree.node(*seen.get(name)?)?;
            Some((self.leaf::<String>(node)?, node.span))
        };
        let name = text_of("name");
        if let Some((id, span)) = text_of("id") {
            let owner = match name {
                Some((name, _)) => format!("\"{name}\""),
                None => format!("a {}", fields.what),
            };
            let place = self.place(span);
            self.notes.claims.written(id, place, owner);
        } else if let Some((name, span)) = name.filter(|_| is_person && !seen.contains_key("id")) {
            let place = self.place(span);
            self.notes.claims.made(name, place);
        }
        if is_person {
            self.team(seen);
        }
    }

    fn team(&mut self, seen: &HashMap<&str, NodeId>) {
        let number = |name: &str| {
            let id = self.tree.inner(self.text, *seen.get(name)?);
            let node = self.tree.node(id)?;
            Some((self.leaf::<i64>(node)?, node.span))
        };
        let Some((onside, span)) = number("onside") else {
            return;
        };
        let headcount = number("headcount").map_or(1, |(headcount, _)| headcount);
        if headcount >= 1 && onside > headcount {
            let message = format!("`onside` is {onside} of a `headcount` of {headcount}");
            let label = if seen.contains_key("headcount") {
                "no more than there are"
            } else {
                "say how many they are with `headcount`"
            };
            self.label(span, message, label);
        }
    }
}

/// Returns the bytes of the first token of a value: its name, or its bracket.
pub(in crate::document) fn head(tree: &Tree, id: NodeId) -> Span {
    let Some(node) = tree.node(id) else {
        return Span::default();
    };
    node.name.unwrap_or(Span::new(
        node.span.start,
        (node.span.start + 1).min(node.span.end),
    ))
}

/// Returns a record's fields as a list.
fn names(fields: &'static Fields) -> Vec<&'static str> {
    fields.list.iter().map(|field| field.name).collect()
}
