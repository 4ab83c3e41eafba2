//! Where something of a board stands in its text, and whether comments belong to it.
//!
//! Promises: always the nearest thing that is written. Leaves what is wrong there to
//! its caller.

use super::index::{Excerpt, Index, ListName};
use super::items::Items;
use super::syntax::Span;
use super::tokens::Tokens;
use super::tree::{NodeId, Tree};
use crate::model::{Address, Record, Step};
use crate::text::Place;

/// Returns the place of some bytes of a text.
pub fn place_of(text: &str, span: Span) -> Place {
    let before = text.get(..span.start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before
        .get(line_start..)
        .unwrap_or("")
        .trim_start_matches('\u{feff}');
    Place {
        span: span.range(),
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: line.chars().count() + 1,
    }
}

/// Returns the bytes of what an address names, or of the nearest thing around it.
pub(super) fn find(text: &str, index: &Index, address: &Address) -> Option<Span> {
    let Some(span) = index.span(address.record) else {
        // The record is not there: the list it would be in, or what that would be in.
        let (list, _) = ListName::of(address.record)?;
        let body = index.list(list).map(|slots| slots.body);
        return body.or_else(|| find(text, index, &Address::of(list.owner())));
    };
    if address.way.is_empty() {
        return Some(span);
    }
    let found = Found::new(text, index, address)?;
    let node = found.tree.node(found.id)?;
    Some(found.excerpt.locate_span(node.span))
}

/// Says whether a comment stands in what an address names, or is its own.
pub(super) fn has_comment(text: &str, index: &Index, address: &Address) -> bool {
    let own = match (address.way.is_empty(), ListName::of(address.record)) {
        (true, Some((list, at))) => index.list(list).map(|slots| {
            let items = Items {
                text,
                body: slots.body,
                items: &slots.items,
            };
            items.own(at)
        }),
        (true, None) => Some(Span::new(0, text.len())),
        (false, _) => own_in_record(text, index, address),
    };
    own.is_some_and(|own| {
        let mut tokens = Tokens::within(text, own).map_while(Result::ok);
        tokens.any(|token| token.kind.is_comment())
    })
}

fn own_in_record(text: &str, index: &Index, address: &Address) -> Option<Span> {
    let found = Found::new(text, index, address)?;
    let (around, at) = found.around?;
    let body = found.tree.node(around)?.body;
    let spans: Vec<Span> = found
        .tree
        .items(around)
        .map(|(_, item)| item.item())
        .collect();
    let items = Items {
        text: &found.excerpt.text,
        body,
        items: &spans,
    };
    Some(found.excerpt.locate_span(items.own(at)))
}

/// The nearest written thing on a way into a record.
struct Found {
    excerpt: Excerpt,
    tree: Tree,
    id: NodeId,
    /// What it is an item of, and its place there; `None` for the record itself, or
    /// when the way leads further than what is written.
    around: Option<(NodeId, usize)>,
}

impl Found {
    fn new(text: &str, index: &Index, address: &Address) -> Option<Self> {
        let excerpt = index.excerpt(text, address.record)?;
        let tree = Tree::parse(&excerpt.text).ok()?;
        let mut id = Tree::ROOT;
        let mut around = None;
        for step in &address.way {
            let inner = tree.inner(&excerpt.text, id);
            let next = match step {
                Step::Field(name) => tree.field(&excerpt.text, inner, name),
                Step::Index(at) => tree.item(&excerpt.text, inner, *at),
                Step::Key(key) => tree.entry(&excerpt.text, inner, key),
            };
            let Some(next) = next else {
                around = None;
                break;
            };
            let at = tree.items(inner).position(|(item, _)| item == next);
            around = at.map(|at| (inner, at));
            id = next;
        }
        Some(Self {
            excerpt,
            tree,
            id,
            around,
        })
    }
}

/// Returns the record that a list of records stands in.
pub(super) fn is_in_lines(text: &str, index: &Index, owner: Record) -> bool {
    index
        .excerpt(text, owner)
        .is_some_and(|excerpt| excerpt.text.trim().contains('\n'))
}
