//! Where each record of a board stands in its text: only spans, so that a splice
//! moves a whole board's worth of them in one pass.
//!
//! Promises: finds records in any text with matching brackets, and reads no deeper
//! than that. Leaves what a record says to `read`, and its insides to `tree`.

use super::lines;
use super::splice::{Moves, TextEdit};
use super::syntax::{Span, SyntaxError};
use super::tree::{NodeId, Shape, Tree};
use crate::model::Record;

/// The lists of a board that hold records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListName {
    /// `departments`
    Departments,
    /// `plays`
    Plays,
    /// `decisions`
    Decisions,
    /// `log`
    Log,
    /// `conflicts`
    Conflicts,
    /// `people` of the department at this place.
    People(usize),
}

impl ListName {
    /// The lists of the board itself, in the order of its fields.
    pub const OF_BOARD: [Self; 5] = [
        Self::Departments,
        Self::Plays,
        Self::Decisions,
        Self::Log,
        Self::Conflicts,
    ];

    /// Returns the field the list stands in.
    pub fn field(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Plays => "plays",
            Self::Decisions => "decisions",
            Self::Log => "log",
            Self::Conflicts => "conflicts",
            Self::People(_) => "people",
        }
    }

    /// Returns the record whose field the list is.
    pub fn owner(self) -> Record {
        match self {
            Self::People(department) => Record::Department(department),
            _ => Record::Board,
        }
    }

    /// Returns the record at a place of the list.
    pub fn record(self, at: usize) -> Record {
        match self {
            Self::Departments => Record::Department(at),
            Self::Plays => Record::Play(at),
            Self::Decisions => Record::Decision(at),
            Self::Log => Record::Entry(at),
            Self::Conflicts => Record::Conflict(at),
            Self::People(department) => Record::Person(department, at),
        }
    }

    /// Returns the list a record stands in, and its place there.
    pub fn of(record: Record) -> Option<(Self, usize)> {
        match record {
            Record::Board => None,
            Record::Department(at) => Some((Self::Departments, at)),
            Record::Person(department, at) => Some((Self::People(department), at)),
            Record::Play(at) => Some((Self::Plays, at)),
            Record::Decision(at) => Some((Self::Decisions, at)),
            Record::Entry(at) => Some((Self::Log, at)),
            Record::Conflict(at) => Some((Self::Conflicts, at)),
        }
    }
}

/// A list that stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// What stands between its brackets.
    pub body: Span,
    /// Its items' values.
    pub items: Vec<Span>,
}

/// Where the records of a board stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    root: Span,
    attributes: Vec<Span>,
    lists: [Option<Slots>; 5],
    people: Vec<Option<Slots>>,
}

impl Index {
    /// Finds the records of a text.
    ///
    /// Brackets are checked everywhere, commas down to the records. A list that is
    /// missing, or is no list, has no slots: reading the record around it says why.
    pub fn scan(text: &str) -> Result<Self, SyntaxError> {
        let whole = Span::new(0, text.len());
        let tree = Tree::outline(text, whole, &is_closed_in_board)?;
        let list = |name: ListName| slots(&tree, text, Tree::ROOT, name.field());
        let lists = ListName::OF_BOARD.map(list);
        let departments = tree.field(text, Tree::ROOT, "departments");
        let items = departments.into_iter().flat_map(|list| tree.items(list));
        let people = items.map(|(id, _)| slots(&tree, text, id, "people"));
        Ok(Self {
            root: tree.root().map(|root| root.span).unwrap_or_default(),
            people: people.collect(),
            attributes: tree.attributes().to_vec(),
            lists,
        })
    }

    /// Returns the attributes before the board, `#![…]` each.
    pub fn attributes(&self) -> &[Span] {
        &self.attributes
    }

    /// Returns a list, if it is written.
    pub fn list(&self, name: ListName) -> Option<&Slots> {
        match name {
            ListName::People(department) => self.people.get(department)?.as_ref(),
            name => self.lists.get(place(name))?.as_ref(),
        }
    }

    pub(super) fn list_mut(&mut self, name: ListName) -> Option<&mut Slots> {
        match name {
            ListName::People(department) => self.people.get_mut(department)?.as_mut(),
            name => self.lists.get_mut(place(name))?.as_mut(),
        }
    }

    pub(super) fn set(&mut self, name: ListName, slots: Option<Slots>) {
        let place = match name {
            ListName::People(department) => self.people.get_mut(department),
            name => self.lists.get_mut(place(name)),
        };
        if let Some(place) = place {
            *place = slots;
        }
    }

    /// Returns the bytes of a record.
    pub fn span(&self, record: Record) -> Option<Span> {
        match ListName::of(record) {
            None => Some(self.root),
            Some((list, at)) => self.list(list)?.items.get(at).copied(),
        }
    }

    /// Returns how many records a list has.
    pub fn count(&self, name: ListName) -> usize {
        self.list(name).map_or(0, |slots| slots.items.len())
    }

    /// Returns the lists that are written, those of the departments included, in no
    /// order that matters.
    pub fn lists(&self) -> impl Iterator<Item = (ListName, &Slots)> {
        let of_board = ListName::OF_BOARD.into_iter().zip(&self.lists);
        let people = self.people.iter().enumerate();
        let people = people.map(|(at, slots)| (ListName::People(at), slots));
        of_board
            .chain(people)
            .filter_map(|(name, slots)| Some((name, slots.as_ref()?)))
    }

    /// Returns a record's own text: what its lists of other records hold is left out,
    /// and the indentation of its first line is put before it.
    pub fn excerpt(&self, text: &str, record: Record) -> Option<Excerpt> {
        let span = self.span(record)?;
        let holes = match record {
            Record::Board => {
                let mut holes: Vec<Span> = self
                    .lists
                    .iter()
                    .flatten()
                    .map(|slots| slots.body)
                    .collect();
                holes.sort_unstable();
                holes
            }
            Record::Department(at) => {
                let people = self.list(ListName::People(at));
                people.map(|slots| slots.body).into_iter().collect()
            }
            _ => Vec::new(),
        };
        Some(Excerpt::new(text, span, &holes))
    }

    /// Moves all spans to where an edit of the text leaves them.
    pub(super) fn shift(&mut self, edit: &TextEdit) {
        let moves = Moves::new(edit);
        moves.shift(&mut self.root);
        moves.shift_all(&mut self.attributes);
        for slots in self.lists.iter_mut().chain(&mut self.people).flatten() {
            // The body's edges stay outside of what is put right behind or before a bracket.
            slots.body.start = moves.end(slots.body.start);
            // One that went as a whole keeps an empty body where it was.
            slots.body.end = moves.start(slots.body.end).max(slots.body.start);
            moves.shift_all(&mut slots.items);
        }
    }

    /// Returns the slots of the people of a department, read anew from its bytes.
    pub(super) fn people_in(text: &str, department: Span) -> Result<Option<Slots>, SyntaxError> {
        let is_closed = |way: &[&str]| !matches!(way, [] | ["people"]);
        let tree = Tree::outline(text, department, &is_closed)?;
        Ok(slots(&tree, text, Tree::ROOT, "people"))
    }

    /// Puts the people of departments in the place of those of others.
    pub(super) fn replace_people(
        &mut self,
        places: std::ops::Range<usize>,
        people: Vec<Option<Slots>>,
    ) {
        let end = places.end.min(self.people.len());
        self.people.splice(places.start.min(end)..end, people);
    }
}

fn place(name: ListName) -> usize {
    match name {
        ListName::Departments => 0,
        ListName::Plays => 1,
        ListName::Decisions => 2,
        ListName::Log => 3,
        ListName::Conflicts => 4,
        ListName::People(_) => usize::MAX,
    }
}

fn is_closed_in_board(way: &[&str]) -> bool {
    !matches!(
        way,
        [] | ["departments" | "plays" | "decisions" | "log" | "conflicts"]
            | ["departments", ""]
            | ["departments", "", "people"]
    )
}

fn slots(tree: &Tree, text: &str, record: NodeId, field: &str) -> Option<Slots> {
    let id = tree.field(text, record, field)?;
    let node = tree.node(id).filter(|node| node.shape == Shape::List)?;
    Some(Slots {
        body: node.body,
        items: tree.items(id).map(|(_, item)| item.span).collect(),
    })
}

/// A record's own text, cut out of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The text: an indentation, and the record.
    pub text: String,
    /// Where pieces begin, in this text and in the file's, ascending.
    pieces: Vec<(usize, usize)>,
}

impl Excerpt {
    fn new(text: &str, span: Span, holes: &[Span]) -> Self {
        let line = lines::indent_at(text, span.start);
        let mut excerpt = Self {
            text: line.of(text).to_owned(),
            pieces: vec![(0, line.start)],
        };
        let mut at = span.start;
        for hole in holes {
            excerpt.push(text, Span::new(at, hole.start));
            at = hole.end;
        }
        excerpt.push(text, Span::new(at, span.end));
        excerpt
    }

    fn push(&mut self, text: &str, piece: Span) {
        self.pieces.push((self.text.len(), piece.start));
        self.text.push_str(piece.of(text));
    }

    /// Returns where in the file a byte of the excerpt stands.
    pub fn locate(&self, at: usize) -> usize {
        let behind = self.pieces.partition_point(|(here, _)| *here <= at);
        let piece = behind.checked_sub(1).and_then(|last| self.pieces.get(last));
        piece.map_or(at, |(here, there)| there + (at - here))
    }

    /// Returns where in the file some bytes of the excerpt stand.
    pub fn locate_span(&self, span: Span) -> Span {
        let start = self.locate(span.start);
        if span.start == span.end {
            return Span::new(start, start);
        }
        // The end is the end of the last byte, not the beginning of the piece behind it.
        Span::new(start, self.locate(span.end - 1) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
#![type = \"x\"]
(version: 1,
  departments: [
    (id: \"a\", people: [(name: \"x\"), Person(name: \"y\")], name: \"A\"),
    (id: \"b\"),
  ], title: \"t\", log: [Gave(on: \"1\")])";

    fn shown(index: &Index, record: Record) -> &'static str {
        index.span(record).unwrap().of(TEXT)
    }

    #[test]
    fn records_are_found_by_their_places() {
        let index = Index::scan(TEXT).unwrap();
        assert_eq!(shown(&index, Record::Person(0, 1)), "Person(name: \"y\")");
        assert_eq!(shown(&index, Record::Department(1)), "(id: \"b\")");
        assert_eq!(shown(&index, Record::Entry(0)), "Gave(on: \"1\")");
        assert_eq!(index.span(Record::Person(1, 0)), None);
        assert_eq!(index.list(ListName::Plays), None);
        assert_eq!(index.count(ListName::Departments), 2);
        assert_eq!(index.attributes(), [Span::new(0, 14)]);
    }

    #[test]
    fn an_excerpt_leaves_other_records_out_and_knows_where_it_is_from() {
        let index = Index::scan(TEXT).unwrap();
        let excerpt = index.excerpt(TEXT, Record::Department(0)).unwrap();
        assert_eq!(excerpt.text, "    (id: \"a\", people: [], name: \"A\")");
        let at = excerpt.text.find("\"A\"").unwrap();
        assert_eq!(
            TEXT[excerpt.locate(at)..]
                .chars()
                .take(3)
                .collect::<String>(),
            "\"A\""
        );
        let list = excerpt.text.find("[]").unwrap();
        let span = excerpt.locate_span(Span::new(list, list + 2));
        assert_eq!(span.of(TEXT), "[(name: \"x\"), Person(name: \"y\")]");
        let board = index.excerpt(TEXT, Record::Board).unwrap();
        assert_eq!(
            board.text,
            "(version: 1,\n  departments: [], title: \"t\", log: [])"
        );
    }
}
