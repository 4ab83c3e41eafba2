//! The spans of a RON text as a flat tree: what is a list, a struct, a key, a value.
//!
//! Promises: finds items, fields and keys without looking into what lies between them.
//! Leaves building one to `parser`; names, types and numbers to `ron`; comments to `gap`.

use super::syntax::Span;

/// The place of a node in its tree.
pub type NodeId = usize;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A name, a number, `true`, a unit variant.
    Word,
    /// A text in quotes.
    Text,
    /// `( … )`: a struct, a tuple, a variant with fields, `Some(…)`.
    Paren,
    /// `[ … ]`
    List,
    /// `{ … }`
    Map,
}

/// A value of the text, with the key and the comma of the item it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub shape: Shape,
    /// The value's bytes, its name and brackets included.
    pub span: Span,
    /// The `Person` of `Person(…)`.
    pub name: Option<Span>,
    /// What stands between the brackets; empty where there are none.
    pub body: Span,
    /// The field's name or the map's key.
    pub key: Option<Span>,
    /// Where the comma behind it is.
    pub comma: Option<usize>,
    /// The node behind this one and all in it.
    pub(super) next: NodeId,
}

impl Node {
    /// Returns the bytes of the item: the key, if it has one, and the value.
    pub fn item(&self) -> Span {
        Span::new(
            self.key.map_or(self.span.start, |key| key.start),
            self.span.end,
        )
    }

    /// Returns the name of a `Paren`, without the `r#` of a raw one.
    pub fn name<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.name.map(|name| plain(name.of(text)))
    }

    /// Says whether this is the field called `field`.
    pub fn is_field(&self, text: &str, field: &str) -> bool {
        self.key.is_some_and(|key| plain(key.of(text)) == field)
    }
}

/// Returns a name without the `r#` of a raw one.
pub fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The tree of a text, or of a part of one. Spans count from the beginning of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Span>,
}

impl Tree {
    /// The place of the outermost value.
    pub const ROOT: NodeId = 0;

    /// Returns the attributes before the value, `#![…]` each.
    pub fn attributes(&self) -> &[Span] {
        &self.attributes
    }

    /// Returns a node.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns the outermost value.
    pub fn root(&self) -> Option<&Node> {
        self.nodes.first()
    }

    /// Returns the items of a node, in order.
    pub fn items(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let end = self.node(id).map_or(0, |node| node.next);
        let mut at = id + 1;
        std::iter::from_fn(move || {
            let node = self.nodes.get(at).filter(|_| at < end)?;
            let here = at;
            at = node.next;
            Some((here, node))
        })
    }

    /// Returns the field of a struct by its name. Of a repeated one the first.
    pub fn field(&self, text: &str, id: NodeId, field: &str) -> Option<NodeId> {
        let id = self.inner(text, id);
        let found = self.items(id).find(|(_, node)| node.is_field(text, field));
        found.map(|(id, _)| id)
    }

    /// Returns the item of a list or a tuple by its place.
    pub fn item(&self, text: &str, id: NodeId, at: usize) -> Option<NodeId> {
        let id = self.inner(text, id);
        self.items(id).nth(at).map(|(id, _)| id)
    }

    /// Returns the value under a key of a map. Of a repeated one the first.
    pub fn entry(&self, text: &str, id: NodeId, key: &str) -> Option<NodeId> {
        let id = self.inner(text, id);
        let is_it = |node: &Node| {
            let written = node.key.map(|written| written.of(text));
            written.is_some_and(|written| decode(written).as_deref() == Some(key))
        };
        let found = self.items(id).find(|(_, node)| is_it(node));
        found.map(|(id, _)| id)
    }

    /// Returns what stands in `Some(…)`, however many of them; else the node itself.
    pub fn inner(&self, text: &str, mut id: NodeId) -> NodeId {
        while let Some(node) = self.node(id) {
            let mut items = self.items(id);
            match (items.next(), items.next()) {
                (Some((inside, item)), None)
                    if item.key.is_none() && node.name(text) == Some("Some") =>
                {
                    id = inside;
                }
                _ => break,
            }
        }
        id
    }
}

/// Returns what a text in quotes says.
pub fn decode(written: &str) -> Option<String> {
    ron::from_str(written).ok()
}

#[cfg(test)]
mod tests {
    use super::super::syntax::Fault;
    use super::*;

    fn show(tree: &Tree, text: &str, id: NodeId) -> String {
        let node = tree.node(id).unwrap();
        let key = node
            .key
            .map_or(String::new(), |key| format!("{}=", key.of(text)));
        let items: Vec<String> = tree.items(id).map(|(id, _)| show(tree, text, id)).collect();
        let value = match node.shape {
            Shape::Word | Shape::Text => node.span.of(text).to_owned(),
            shape => {
                let name = node.name.map_or("", |name| name.of(text));
                format!("{shape:?} {name}<{}>", items.join(" "))
            }
        };
        let comma = if node.comma.is_some() { "," } else { "" };
        format!("{key}{value}{comma}")
    }

    fn check(text: &str, expected: &str) {
        let tree = Tree::parse(text).unwrap();
        assert_eq!(show(&tree, text, Tree::ROOT), expected);
    }

    fn check_fault(text: &str, expected: &str, under: &str) {
        let error = Tree::parse(text).unwrap_err();
        assert_eq!(error.to_string(), expected);
        let span = error.span;
        assert_eq!(format!("{}|{}", &text[..span.start], span.of(text)), under);
    }

    #[test]
    fn structs_lists_and_maps_have_their_items() {
        check(
            "// head\n(a: 1, /* , */ b: [x, Some(\"y\"),], c: {\"k\": 2,},)",
            "Paren <a=1, b=List <x, Paren Some<\"y\">,>, c=Map <\"k\"=2,>,>",
        );
        check(
            "Person /**/ (r#a: Open(\"x\"))",
            "Paren Person<r#a=Paren Open<\"x\">>",
        );
        check(
            "{(1, 2): [3], 'x': ()}",
            "Map <(1, 2)=List <3>, 'x'=Paren <>>",
        );
    }

    #[test]
    fn attributes_stand_before_the_value() {
        let text = "\u{feff}/**/ #![enable(implicit_some)] #! [type = \"x]\"]\n(a: 1)";
        let tree = Tree::parse(text).unwrap();
        let shown: Vec<&str> = tree.attributes().iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["#![enable(implicit_some)]", "#! [type = \"x]\"]"]);
        check_fault(
            "#[x] ()",
            "expected an attribute such as `#![type = \"…\"]`",
            "|#",
        );
    }

    #[test]
    fn faults_are_named_where_they_are() {
        check_fault("(a: [1, 2)", "this `[` is never closed", "(a: |[");
        check_fault("(a: [1, 2]", "this `(` is never closed", "|(");
        check_fault("(a: 1))", "expected the end of the file", "(a: 1)|)");
        check_fault("(a: 1 b: 2)", "a comma is missing before this", "(a: 1 |b");
        check_fault("[1,,2]", "expected a value", "[1,|,");
        check_fault("(a: )", "expected a value", "(a: |)");
        check_fault("(a:: 1)", "expected a value", "(a:|:");
        check_fault("{a, b}", "expected `:` and a value", "{a|,");
        check_fault(
            " // nothing\n",
            "the file is empty; expected `(`",
            " // nothing\n|",
        );
        check_fault("(\"a\": 1)", "expected `,` or `)`", "(\"a\"|:");
        check_fault("[a: 1]", "expected `,` or `]`", "[a|:");
    }

    #[test]
    fn depth_is_bounded_and_costs_no_stack() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Tree::parse(&deep(64)).is_ok());
        let error = Tree::parse(&deep(65)).unwrap_err();
        assert_eq!(
            (error.fault, error.span),
            (Fault::TooDeep, Span::new(64, 65))
        );
        assert!(Tree::parse(&"[".repeat(10_000_000)).is_err());
    }

    #[test]
    fn a_part_is_parsed_with_the_spans_of_the_whole() {
        let text = "xx [(a: 1), (b: [2, (3)]), ] yy";
        let tree = Tree::parse_items(text, Span::new(4, 27)).unwrap();
        let shown: Vec<&str> = tree
            .items(Tree::ROOT)
            .map(|(_, item)| item.span.of(text))
            .collect();
        assert_eq!(shown, ["(a: 1)", "(b: [2, (3)])"]);
        let tree = Tree::parse_within(text, Span::new(12, 25)).unwrap();
        let field = tree.field(text, Tree::ROOT, "b").unwrap();
        assert_eq!(tree.node(field).unwrap().span.of(text), "[2, (3)]");
    }

    #[test]
    fn closed_parts_have_spans_and_no_items() {
        let text = "(a: [(x: [1)]), (x: {2: 3})], b: [4])";
        let closed = |way: &[&str]| way == ["a", ""];
        let whole = Span::new(0, text.len());
        let error = Tree::outline(text, whole, &closed).unwrap_err();
        assert_eq!(error.span, Span::new(9, 10), "brackets are checked inside");
        let text = "(a: [(x: [1 1]), (x: {2: 3})], b: [4])";
        let tree = Tree::outline(text, Span::new(0, text.len()), &closed).unwrap();
        assert_eq!(
            show(&tree, text, 0),
            "Paren <a=List <Paren <>, Paren <>>, b=List <4>>"
        );
    }

    #[test]
    fn ways_look_through_some_and_decode_keys() {
        let text = r#"(a: Some({"s\u{61}m": Some(Some(1))}))"#;
        let tree = Tree::parse(text).unwrap();
        let a = tree.field(text, Tree::ROOT, "a").unwrap();
        let sam = tree.entry(text, a, "sam").unwrap();
        let inner = tree.inner(text, sam);
        assert_eq!(tree.node(inner).unwrap().span.of(text), "1");
    }
}
