//! Writes into a record's text what changed in it, piece by piece.
//!
//! Promises: a value that did not change keeps its bytes; a changed one loses only
//! its own. Leaves where records stand to `index`, commas and comments to `items`.

use super::align::apart;
use super::fragment::{Field, Fragment, Item};
use super::items::{Chunk, Fashion, Items};
use super::lines;
use super::splice::{Splice, TextEdit};
use super::syntax::{Span, SyntaxError};
use super::tree::{Node, NodeId, Shape, Tree};

/// One step into a record.
#[derive(Clone, Copy, Debug)]
enum Step {
    Field(&'static str),
    Item(usize),
}

/// Returns the edit after which a record's text says `new`, where it said `old`.
pub(super) fn rewrite(
    text: &str,
    old: &Fragment,
    new: &Fragment,
    fashion: Fashion<'_>,
) -> Result<TextEdit, SyntaxError> {
    let mut rewrite = Rewrite {
        text: text.to_owned(),
        tree: Tree::parse(text)?,
        edit: TextEdit::default(),
        fashion,
    };
    rewrite.value(&mut Vec::new(), old, new)?;
    Ok(rewrite.edit)
}

/// A record's text on its way from one value to another, parsed anew after each step.
struct Rewrite<'a> {
    text: String,
    tree: Tree,
    edit: TextEdit,
    fashion: Fashion<'a>,
}

impl Rewrite<'_> {
    fn make(&mut self, edit: &TextEdit) -> Result<(), SyntaxError> {
        self.text = edit.apply(&self.text);
        self.tree = Tree::parse(&self.text)?;
        self.edit = self.edit.then(edit);
        Ok(())
    }

    /// Returns the value at the end of a way, without the `Some(…)` around it.
    fn find(&self, way: &[Step]) -> Option<(NodeId, &Node)> {
        let mut id = self.tree.inner(&self.text, Tree::ROOT);
        for step in way {
            id = match step {
                Step::Field(name) => self.tree.field(&self.text, id, name)?,
                Step::Item(at) => self.tree.item(&self.text, id, *at)?,
            };
            id = self.tree.inner(&self.text, id);
        }
        Some((id, self.tree.node(id)?))
    }

    fn value(
        &mut self,
        way: &mut Vec<Step>,
        old: &Fragment,
        new: &Fragment,
    ) -> Result<(), SyntaxError> {
        let Some((_, node)) = self.find(way) else {
            return Ok(());
        };
        let shape = node.shape;
        match (old, new) {
            (Fragment::Struct(one, before), Fragment::Struct(other, after))
                if one == other && shape == Shape::Paren =>
            {
                self.fields(way, before, after)
            }
            _ if old == new => Ok(()),
            (Fragment::List(before), Fragment::List(after))
            | (Fragment::OneOrMany(before), Fragment::OneOrMany(after))
                if shape == Shape::List =>
            {
                self.list(way, before, after)
            }
            (Fragment::Map(before), Fragment::Map(after)) if shape == Shape::Map => {
                self.list(way, before, after)
            }
            (Fragment::Tuple(one, before), Fragment::Tuple(other, after))
                if shape == Shape::Paren && before.len() == after.len() =>
            {
                self.rename(way, *one, *other)?;
                for (at, (before, after)) in before.iter().zip(after).enumerate() {
                    way.push(Step::Item(at));
                    self.value(way, before, after)?;
                    way.pop();
                }
                Ok(())
            }
            _ => {
                let span = node.span;
                self.make(&replacement(span, new.write(None)))
            }
        }
    }

    /// Changes the name of a variant and nothing in it.
    fn rename(
        &mut self,
        way: &[Step],
        old: Option<&'static str>,
        new: Option<&'static str>,
    ) -> Result<(), SyntaxError> {
        let name = self.find(way).and_then(|(_, node)| node.name);
        match (name, new) {
            (Some(name), Some(new)) if old != Some(new) => self.make(&replacement(name, new)),
            _ => Ok(()),
        }
    }

    fn fields(
        &mut self,
        way: &mut Vec<Step>,
        old: &[Field],
        new: &[Field],
    ) -> Result<(), SyntaxError> {
        for (at, (before, after)) in old.iter().zip(new).enumerate() {
            let place = self
                .find(way)
                .and_then(|(id, _)| self.place_of(id, after.name));
            match place {
                Some(_) if before.value == after.value => {}
                Some(place) if after.value == Fragment::Absent => self.remove(way, place)?,
                Some(_) => {
                    way.push(Step::Field(after.name));
                    self.value(way, &before.value, &after.value)?;
                    way.pop();
                }
                None if after.is_default => {}
                None => {
                    let earlier = new.get(..at).unwrap_or_default();
                    self.insert_field(way, earlier, after)?;
                }
            }
        }
        Ok(())
    }

    fn place_of(&self, id: NodeId, field: &str) -> Option<usize> {
        let mut items = self.tree.items(id);
        items.position(|(_, node)| node.is_field(&self.text, field))
    }

    fn insert_field(
        &mut self,
        way: &[Step],
        earlier: &[Field],
        field: &Field,
    ) -> Result<(), SyntaxError> {
        let Some((id, _)) = self.find(way) else {
            return Ok(());
        };
        let before = earlier
            .iter()
            .rev()
            .find_map(|field| self.place_of(id, field.name));
        let at = before.map_or(0, |place| place + 1);
        let written = format!("{}: {}", field.name, field.value.write(None));
        self.insert(way, at, written)
    }

    fn items(&self, way: &[Step]) -> Option<(Span, Vec<Span>)> {
        let (id, node) = self.find(way)?;
        Some((
            node.body,
            self.tree.items(id).map(|(_, item)| item.item()).collect(),
        ))
    }

    fn insert(&mut self, way: &[Step], at: usize, written: String) -> Result<(), SyntaxError> {
        let Some((body, spans)) = self.items(way) else {
            return Ok(());
        };
        let items = Items {
            text: &self.text,
            body,
            items: &spans,
        };
        let edit = items.insert(at, &Chunk::new(written), &self.fashion);
        self.make(&edit)
    }

    fn remove(&mut self, way: &[Step], at: usize) -> Result<(), SyntaxError> {
        let Some((body, spans)) = self.items(way) else {
            return Ok(());
        };
        let items = Items {
            text: &self.text,
            body,
            items: &spans,
        };
        let edit = items.remove(at);
        self.make(&edit)
    }

    fn list(&mut self, way: &mut Vec<Step>, old: &[Item], new: &[Item]) -> Result<(), SyntaxError> {
        // From the end, so that the places before stay what they were.
        for change in changes(old, new).into_iter().rev() {
            match change {
                Change::Remove(at) => self.remove(way, at)?,
                Change::Insert(at, item) => {
                    let name = self.neighbour_name(way);
                    let written = item.write(name.as_deref());
                    self.insert(way, at, written)?;
                }
                Change::Alter(at, before, after) => {
                    way.push(Step::Item(at));
                    self.value(way, &before.value, &after.value)?;
                    way.pop();
                }
            }
        }
        Ok(())
    }

    fn neighbour_name(&self, way: &[Step]) -> Option<String> {
        let (id, _) = self.find(way)?;
        let (_, first) = self.tree.items(id).next()?;
        first.name(&self.text).map(str::to_owned)
    }
}

fn replacement(span: Span, new: impl Into<String>) -> TextEdit {
    TextEdit::new(vec![Splice::new(span.range(), new)])
}

/// One step from one list to another. Places are those in the old list.
#[derive(Debug, PartialEq)]
enum Change<'a> {
    Remove(usize),
    Insert(usize, &'a Item),
    Alter(usize, &'a Item, &'a Item),
}

/// Returns the steps from one list to another, in the order of the old one's places.
fn changes<'a>(old: &'a [Item], new: &'a [Item]) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for (old_part, new_part) in apart(old, new, |one, other| one == other) {
        let start = old_part.start;
        let before = old.get(old_part).unwrap_or_default();
        let after = new.get(new_part).unwrap_or_default();
        let mut at = (0, 0);
        let mut akin = apart(before, after, is_akin);
        akin.push((before.len()..before.len(), after.len()..after.len()));
        for (old_part, new_part) in akin {
            // What lies between two unlike parts is alike but for its details.
            let between = before.get(at.0..old_part.start).unwrap_or_default();
            let others = after.get(at.1..new_part.start).unwrap_or_default();
            for (offset, (one, other)) in between.iter().zip(others).enumerate() {
                changes.push(Change::Alter(start + at.0 + offset, one, other));
            }
            at = (old_part.end, new_part.end);
            let shift = start + old_part.start;
            let gone = before.get(old_part).unwrap_or_default();
            let come = after.get(new_part).unwrap_or_default();
            exchange(&mut changes, shift, gone, come);
        }
    }
    changes
}

/// Puts the steps for items that have nothing to do with each other: words and texts
/// change in their places, all else goes and comes.
fn exchange<'a>(changes: &mut Vec<Change<'a>>, start: usize, gone: &'a [Item], come: &'a [Item]) {
    let is_scalar = |item: &Item| item.key.is_none() && item.value.is_scalar();
    let pairs = gone.iter().zip(come);
    let altered = pairs
        .take_while(|(one, other)| is_scalar(one) && is_scalar(other))
        .count();
    for (at, (one, other)) in gone.iter().zip(come).take(altered).enumerate() {
        changes.push(Change::Alter(start + at, one, other));
    }
    for at in altered..gone.len() {
        changes.push(Change::Remove(start + at));
    }
    let end = start + gone.len();
    // Made from the end on: the last of them is put in first, each before the one after it.
    changes.extend(
        come.iter()
            .skip(altered)
            .map(|item| Change::Insert(end, item)),
    );
}

fn is_akin(one: &Item, other: &Item) -> bool {
    match (&one.key, &other.key) {
        (Some(one), Some(other)) => one == other,
        _ => one.value.is_akin(&other.value),
    }
}

/// Writes a record over several lines, as seen from an indentation of nothing.
pub(super) fn in_lines(record: &Fragment, name: Option<&str>, fashion: &Fashion<'_>) -> String {
    let Fragment::Struct(own, fields) = record else {
        return record.write(name);
    };
    let Fashion { unit, line_end, .. } = fashion;
    let mut out = format!("{}({line_end}", own.or(name).unwrap_or(""));
    for field in fields.iter().filter(|field| !field.is_default) {
        let value = match &field.value {
            Fragment::List(items) if field.name == "people" => {
                let item = |item: &Item| format!("{unit}{unit}{},{line_end}", item.write(None));
                let items: String = items.iter().map(item).collect();
                format!("[{line_end}{items}{unit}]")
            }
            value => value.write(None),
        };
        out.extend([unit, field.name, ": ", &value, ",", line_end]);
    }
    out.push(')');
    out
}

/// Says whether a record is written over several lines, one or more fields on each.
pub(super) fn is_in_lines(text: &str, tree: &Tree) -> bool {
    let first = tree.items(Tree::ROOT).next();
    first.is_some_and(|(_, field)| lines::begins_line(text, field.item().start))
}
