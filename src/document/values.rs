//! Looks at the values of one tree with the table of fields, and says what is wrong with each.
//!
//! Promises: never stops at a fault; carets stand under the value itself. Leaves numbers,
//! escapes and quotes to `ron`, which reads each by itself.

use std::collections::HashMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::examine::{Exam, head, names, one_of};
use super::faults::Problem;
use super::fields::{Field, Fields, Kind, Need, Variants, Words};
use super::syntax::Span;
use super::tree::{Node, NodeId, Shape, Tree, plain};
use crate::model::{Date, Id, Who};
use crate::text::nearest;

/// A look at one tree. Its spans count from `base` in the file.
pub(super) struct Values<'e, 'x, 't> {
    exam: &'e mut Exam<'x>,
    text: &'t str,
    tree: &'t Tree,
    base: usize,
}

impl<'e, 'x, 't> Values<'e, 'x, 't> {
    pub(super) fn new(exam: &'e mut Exam<'x>, text: &'t str, tree: &'t Tree, base: usize) -> Self {
        Self {
            exam,
            text,
            tree,
            base,
        }
    }

    fn place(&self, span: Span) -> Range<usize> {
        self.base + span.start..self.base + span.end
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
        self.exam.problems.push(problem);
    }

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
        for field in fields.fields {
            if field.need == Need::Required && !seen.contains_key(field.name) {
                self.missing(id, field, fields);
            }
        }
        self.rules(id, fields, &seen);
    }

    fn line(&self, id: NodeId) -> usize {
        let start = self.tree.node(id).map_or(0, |node| node.item().start);
        self.exam.lines.at(self.base + start).0
    }

    fn unknown_field(&mut self, key: Span, name: &str, fields: &'static Fields) {
        let message = format!("a {} has no field `{name}`", fields.what);
        match nearest(name, names(fields)) {
            Some(meant) => self.label(key, message, format!("did you mean `{meant}`?")),
            None => {
                let help = format!(
                    "its fields are {}",
                    one_of(names(fields)).replace(" or ", " and ")
                );
                self.add(key, message, "", help);
            }
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
    fn rules(&mut self, id: NodeId, fields: &'static Fields, seen: &HashMap<&str, NodeId>) {
        let has_id = matches!(fields.name, "Department" | "Person" | "Play" | "Decision");
        if !has_id {
            return;
        }
        let text_of = |name: &str| {
            let node = self.tree.node(*seen.get(name)?)?;
            Some((self.leaf::<String>(node)?, node.span))
        };
        let owner = match (fields.name, text_of("name")) {
            (_, Some((name, _))) => format!("\"{name}\""),
            _ => format!("a {}", fields.what),
        };
        match (text_of("id"), text_of("name")) {
            (Some((id, span)), _) => {
                let place = self.place(span);
                self.exam.claims.written(id, place, owner);
            }
            (None, Some((name, span))) if fields.name == "Person" && !seen.contains_key("id") => {
                let place = self.place(span);
                self.exam.claims.made(name, place);
            }
            _ => {}
        }
        if fields.name == "Person" {
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

    /// Looks at a value of a kind; `called` is what a sentence about it begins with.
    pub(super) fn value(&mut self, id: NodeId, kind: &'static Kind, called: &str, is_option: bool) {
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
            // The reader takes any sequence for a list here.
            Kind::IdOrIds if self.leaf::<Who>(node).is_some() => {}
            Kind::IdOrIds if node.shape == Shape::List => self.items(id, &Kind::Id, called),
            Kind::IdOrIds => self.id(node, called),
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

    fn text(&mut self, node: &Node, called: &str) {
        if node.shape != Shape::Text {
            let label = if node.shape == Shape::Word {
                "put it in quotes: \"…\""
            } else {
                ""
            };
            self.mistaken(node, called, "a text in quotes", label);
            return;
        }
        self.string(node);
    }

    /// Reads a text with its escapes; says what is wrong with them otherwise.
    fn string(&mut self, node: &Node) -> Option<String> {
        match ron::from_str::<String>(node.span.of(self.text)) {
            Ok(text) => Some(text),
            Err(error) => {
                let written = node.span.of(self.text);
                match wrong_escape(written) {
                    Some(escape) => {
                        let start = node.span.start + escape.start;
                        let span = Span::new(start, node.span.start + escape.end);
                        let message = format!("`{}` is no escape", span.of(self.text));
                        self.label(span, message, "write a backslash as `\\\\`");
                    }
                    None => self.say(
                        node.span,
                        format!("this text can't be read: {}", error.code),
                    ),
                }
                None
            }
        }
    }

    fn id(&mut self, node: &Node, called: &str) {
        if node.shape != Shape::Text {
            let label = if node.shape == Shape::Word {
                "put it in quotes"
            } else {
                ""
            };
            self.mistaken(node, called, "an id in quotes", label);
            return;
        }
        let Some(text) = self.string(node) else {
            return;
        };
        if Id::new(&text).is_err() {
            let message = format!("`{text}` is not an id; ids are made of a-z, 0-9 and -");
            let label = crate::text::slug(&text).map(|slug| format!("did you mean `{slug}`?"));
            self.label(node.span, message, label.unwrap_or_default());
        }
    }

    fn date(&mut self, node: &Node, called: &str) {
        let label = "write it as \"2026-11-22\"";
        if let Ok(date) = node.span.of(self.text).parse::<Date>() {
            let message = format!("{called} is a date; dates stand in quotes");
            return self.label(node.span, message, format!("write \"{date}\""));
        }
        if node.shape != Shape::Text {
            return self.mistaken(node, called, "a date in quotes", label);
        }
        let Some(text) = self.string(node) else {
            return;
        };
        if text.parse::<Date>().is_err() {
            self.label(node.span, format!("`{text}` is not a date"), label);
        }
    }

    fn flag(&mut self, node: &Node, called: &str) {
        if self.leaf::<bool>(node).is_none() {
            self.mistaken(node, called, "true or false", "");
        }
    }

    fn whole(&mut self, node: &Node, called: &str, low: i64, high: i64) {
        let range = || format!("it goes from {low} to {high}");
        let written = node.span.of(self.text);
        match self.leaf::<i64>(node) {
            Some(number) if (low..=high).contains(&number) => {}
            Some(number) if low == high => {
                self.label(
                    node.span,
                    format!("{called} is {number}; it must be {low}"),
                    "",
                );
            }
            Some(number) => self.say(node.span, format!("{called} is {number}; {}", range())),
            None if is_number(node, written) => {
                let message = format!("{called} is {written}, not a whole number; {}", range());
                self.say(node.span, message);
            }
            None => {
                let wanted = format!("a whole number from {low} to {high}");
                let is_quoted = node.shape == Shape::Text;
                self.mistaken(
                    node,
                    called,
                    &wanted,
                    if is_quoted {
                        "write it without quotes"
                    } else {
                        ""
                    },
                );
            }
        }
    }

    fn number(&mut self, node: &Node, called: &str) {
        match self.leaf::<f64>(node) {
            Some(number) if number.is_finite() => {}
            Some(_) => self.say(node.span, format!("{called} is too large or not a number")),
            None => {
                let is_quoted = node.shape == Shape::Text;
                self.mistaken(
                    node,
                    called,
                    "a number",
                    if is_quoted {
                        "write it without quotes"
                    } else {
                        ""
                    },
                );
            }
        }
    }

    fn word(&mut self, node: &Node, words: &'static Words, called: &str) {
        let known = || one_of(words.words.iter().copied());
        if node.shape != Shape::Word {
            let text = self.leaf::<String>(node);
            let meant = text.and_then(|text| nearest(&text, words.words.iter().copied()));
            let label = meant.map_or(String::new(), |meant| {
                format!("write {meant} without quotes")
            });
            self.mistaken(node, called, &known(), &label);
            return;
        }
        let written = plain(node.span.of(self.text));
        if !words.words.contains(&written) {
            let message = format!("unknown {} `{written}`", words.what);
            match nearest(written, words.words.iter().copied()) {
                Some(meant) => self.label(node.span, message, format!("did you mean `{meant}`?")),
                None => self.add(node.span, message, "", format!("it is {}", known())),
            }
        }
    }

    fn list(&mut self, id: NodeId, of: &'static Kind, called: &str, is_apart: bool) {
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
        let spans: Vec<Span> = self.tree.items(id).map(|(_, item)| item.span).collect();
        for span in spans {
            self.exam.part(span, of);
        }
    }

    fn items(&mut self, id: NodeId, of: &'static Kind, called: &str) {
        let called = format!("an item of {called}");
        for (item, _) in self.tree.items(id) {
            self.value(item, of, &called, false);
        }
    }

    fn pair(&mut self, id: NodeId, kinds: [&'static Kind; 2], called: &str) {
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

    fn map(&mut self, id: NodeId, of: &'static Kind, called: &str) {
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

    fn variant(&mut self, id: NodeId, variants: &'static Variants, called: &str) {
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
        let span = head(self.tree, id);
        let message = format!("`{word}` holds one text here, in {called}");
        self.label(span, message, format!("write `{word}(\"…\")`"));
    }
}

/// Returns the bytes of the first backslash in a text that begins no escape, and of what follows.
fn wrong_escape(written: &str) -> Option<Range<usize>> {
    let mut rest = written.char_indices();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let (_, escaped) = rest.next()?;
        if !matches!(
            escaped,
            '"' | '\'' | '\\' | 'n' | 'r' | 't' | '0' | 'x' | 'u' | '\n' | '\r'
        ) {
            return Some(at..at + 1 + escaped.len_utf8());
        }
    }
    None
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
