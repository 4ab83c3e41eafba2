//! A small RON file read field by field, so that one mistake costs one field.
//!
//! Promises: every mistake is told with its place and the nearest right word; what is right
//! is read all the same. Leaves which fields there are to `config` and `theme_file`.

use std::ops::Range;

use crate::document::syntax::Span;
use crate::document::tree::{NodeId, Shape, Tree, decode, plain};
use crate::text::{Diagnostic, Lines, Place, Severity, nearest};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where the file says it.
    pub place: Place,
}

/// A file that is read.
pub(super) struct Reader<'a> {
    text: &'a str,
    lines: Lines<'a>,
    tree: Tree,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Begins with the bytes of a file, or returns why nothing in it can be read.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        let lines = Lines::new(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            let problem = error_at(&lines, at..at + 1, "this is not UTF-8");
            with_help(problem, "save the file as UTF-8 in your editor")
        })?;
        match Tree::parse(text) {
            Ok(tree) => Ok(Self {
                text,
                lines,
                tree,
                problems: Vec::new(),
            }),
            Err(error) => {
                let problem = error_at(&lines, error.span.range(), &error.to_string());
                Err(with_help(problem, "nothing of this file counts until then"))
            }
        }
    }

    /// Returns the fields of `( … )` that are known, of repeated ones the first.
    pub(super) fn fields(
        &mut self,
        id: NodeId,
        known: &'static [&'static str],
        what: &str,
    ) -> Vec<(&'static str, NodeId)> {
        let id = self.tree.inner(self.text, id);
        if !self.has_shape(id, Shape::Paren) {
            let written = format!("a {what} is written `({}: …)`", known.join(": …, "));
            self.complain(id, "fields in round brackets belong here", Some(written));
            return Vec::new();
        }
        let items: Vec<(NodeId, Option<Range<usize>>)> = self
            .tree
            .items(id)
            .map(|(item, node)| (item, node.key.map(Span::range)))
            .collect();
        let mut found: Vec<(&'static str, NodeId)> = Vec::new();
        for (item, key) in items {
            let Some(key) = key else {
                self.complain(item, "a name is missing before this", None);
                continue;
            };
            let name = plain(self.text.get(key.clone()).unwrap_or_default());
            match known.iter().find(|known| **known == name) {
                None => {
                    let meant = nearest(name, known.iter().copied());
                    let label = meant.map(|meant| format!("did you mean `{meant}`?"));
                    let help = format!("a {what} has {}", known.join(", "));
                    self.problem(key, format!("unknown field `{name}`"), label, Some(help));
                }
                Some(name) if found.iter().any(|(other, _)| other == name) => {
                    let label = Some("take one out".to_owned());
                    self.problem(key, format!("`{name}` is said twice"), label, None);
                }
                Some(name) => found.push((name, item)),
            }
        }
        found
    }

    /// Returns the keys of `{ … }`, texts in quotes, each with its value.
    pub(super) fn entries(&mut self, id: NodeId) -> Vec<(Stated<String>, NodeId)> {
        let id = self.tree.inner(self.text, id);
        if !self.has_shape(id, Shape::Map) {
            let label = Some("write `{\"raise\": [\"+\"]}`".to_owned());
            self.complain(id, "a map in curly brackets belongs here", label);
            return Vec::new();
        }
        let items: Vec<(NodeId, Range<usize>)> = self
            .tree
            .items(id)
            .filter_map(|(item, node)| Some((item, node.key?.range())))
            .collect();
        let mut entries: Vec<(Stated<String>, NodeId)> = Vec::new();
        for (item, key) in items {
            let written = self.text.get(key.clone()).unwrap_or_default();
            let place = self.lines.place(key.clone());
            match decode(written) {
                None => {
                    let label = Some("put it in double quotes".to_owned());
                    self.problem(key, "a name in quotes belongs here".to_owned(), label, None);
                }
                Some(value) if entries.iter().any(|(known, _)| known.value == value) => {
                    let label = Some("take one out".to_owned());
                    self.problem(key, format!("`{value}` is said twice"), label, None);
                }
                Some(value) => entries.push((Stated { value, place }, item)),
            }
        }
        entries
    }

    /// Returns the items of `[ … ]`.
    pub(super) fn items(&mut self, id: NodeId, label: &str) -> Vec<NodeId> {
        let id = self.tree.inner(self.text, id);
        if !self.has_shape(id, Shape::List) {
            let message = "a list in square brackets belongs here";
            self.complain(id, message, Some(label.to_owned()));
            return Vec::new();
        }
        self.tree.items(id).map(|(item, _)| item).collect()
    }

    /// Reads a text in quotes.
    pub(super) fn text(&mut self, id: NodeId) -> Option<Stated<String>> {
        let id = self.tree.inner(self.text, id);
        let value = decode(self.written(id)).filter(|_| self.has_shape(id, Shape::Text));
        if value.is_none() {
            let label = Some("put it in double quotes".to_owned());
            self.complain(id, "a text in quotes belongs here", label);
        }
        self.stated(id, value?)
    }

    /// Reads one of some words.
    pub(super) fn word<T: Copy>(&mut self, id: NodeId, words: &[(&str, T)]) -> Option<Stated<T>> {
        let id = self.tree.inner(self.text, id);
        let written = self.written(id);
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == written) {
            return self.stated(id, *value);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let meant = nearest(written.trim_matches('"'), names.iter().copied());
        let label = meant.map(|meant| format!("did you mean `{meant}`?"));
        let message = format!("`{written}` is none of {}", names.join(", "));
        self.complain(id, &message, label);
        None
    }

    /// Reads a whole number between two.
    pub(super) fn whole(
        &mut self,
        id: NodeId,
        called: &str,
        low: u64,
        high: u64,
    ) -> Option<Stated<u64>> {
        let id = self.tree.inner(self.text, id);
        let written = self.written(id);
        match ron::from_str::<u64>(written) {
            Ok(value) if (low..=high).contains(&value) => self.stated(id, value),
            _ => {
                let message = format!("`{called}` is {written}; it goes from {low} to {high}");
                self.complain(id, &message, None);
                None
            }
        }
    }

    /// Says whether a value is a number, which is all that is asked of it.
    pub(super) fn is_number(&self, id: NodeId) -> bool {
        let id = self.tree.inner(self.text, id);
        self.has_shape(id, Shape::Word)
    }

    /// Returns how many mistakes there are so far.
    pub(super) fn mistakes(&self) -> usize {
        let errors = self.problems.iter();
        errors
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }

    /// Returns every mistake, in the file's order.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let start = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.span.start);
        self.problems.sort_by_key(start);
        self.problems
    }

    /// Returns the text of a value.
    fn written(&self, id: NodeId) -> &'a str {
        let node = self.tree.node(id);
        node.map_or("", |node| node.span.of(self.text))
    }

    /// Notes what may not work, though it counts.
    pub(super) fn doubt(&mut self, place: &Place, message: String, help: String) {
        self.problems.push(Diagnostic {
            severity: Severity::Finding,
            place: Some(place.clone()),
            message,
            label: None,
            help: Some(help),
        });
    }

    fn place(&self, id: NodeId) -> Option<Place> {
        let node = self.tree.node(id)?;
        Some(self.lines.place(node.span.range()))
    }

    /// Notes what is wrong with a value.
    pub(super) fn complain(&mut self, id: NodeId, message: &str, label: Option<String>) {
        let span = self.tree.node(id).map_or(0..0, |node| node.span.range());
        self.problem(span, message.to_owned(), label, None);
    }

    fn problem(
        &mut self,
        span: Range<usize>,
        message: String,
        label: Option<String>,
        help: Option<String>,
    ) {
        let place = Some(self.lines.place(span));
        self.problems.push(Diagnostic {
            severity: Severity::Error,
            place,
            message,
            label,
            help,
        });
    }

    fn stated<T>(&self, id: NodeId, value: T) -> Option<Stated<T>> {
        let place = self.place(id)?;
        Some(Stated { value, place })
    }

    fn has_shape(&self, id: NodeId, shape: Shape) -> bool {
        self.tree.node(id).is_some_and(|node| node.shape == shape)
    }
}

fn error_at(lines: &Lines<'_>, span: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        place: Some(lines.place(span)),
        message: message.to_owned(),
        label: None,
        help: None,
    }
}

fn with_help(problem: Diagnostic, help: &str) -> Diagnostic {
    let help = Some(help.to_owned());
    Diagnostic { help, ..problem }
}
