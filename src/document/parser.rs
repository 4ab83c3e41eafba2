//! Builds the span tree from tokens, with a stack of its own.
//!
//! Promises: everything `ron` accepts has a tree; one pass, no recursion; stops at the first
//! fault and names the bracket that was opened, not the one that surprised it. Any part of
//! a text can be parsed by itself, and parts can be left closed. Leaves finding things to `tree`.

use super::syntax::{Bracket, Fault, MAX_DEPTH, Span, SyntaxError};
use super::tokens::{Token, TokenKind, Tokens};
use super::tree::{Node, NodeId, Shape, Tree, plain};

impl Tree {
    /// Parses a whole text: attributes and one value.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        Self::parse_within(text, Span::new(0, text.len()))
    }

    /// Parses the one value in some bytes of a text.
    pub fn parse_within(text: &str, span: Span) -> Result<Self, SyntaxError> {
        Parser::new(text, &|_| false).value(span)
    }

    /// Parses a whole text, and leaves closed what `is_closed` says by the keys on the
    /// way to it (`""` for an item of a list): its brackets are checked, and it has no
    /// items in the tree.
    pub fn outline(
        text: &str,
        span: Span,
        is_closed: &dyn Fn(&[&str]) -> bool,
    ) -> Result<Self, SyntaxError> {
        Parser::new(text, is_closed).value(span)
    }

    /// Parses items with commas between them, as they stand between the brackets of a
    /// list. The root is that list. The items' own insides are left closed.
    pub fn parse_items(text: &str, body: Span) -> Result<Self, SyntaxError> {
        Parser::new(text, &|way| !way.is_empty()).items(body)
    }
}

/// What may come next.
#[derive(Clone, Copy)]
enum Expected {
    /// A value, or the closing bracket.
    Item,
    /// A value, since a key stood before it.
    Value(Span),
    /// A comma or the closing bracket, behind the value at this place.
    Behind(NodeId),
}

/// An open bracket.
struct Frame {
    bracket: Bracket,
    opened: Span,
    /// The node it opened; `None` inside of what is left closed.
    node: Option<NodeId>,
    /// Whether it has keys on the way recorded, to be dropped with it.
    is_closed: bool,
}

/// The state of one pass.
struct Parser<'a, 'f> {
    text: &'a str,
    nodes: Vec<Node>,
    attributes: Vec<Span>,
    frames: Vec<Frame>,
    /// The keys on the way to the innermost open node, the root's own left out.
    way: Vec<&'a str>,
    is_closed: &'f dyn Fn(&[&str]) -> bool,
    expected: Expected,
}

impl<'a, 'f> Parser<'a, 'f> {
    fn new(text: &'a str, is_closed: &'f dyn Fn(&[&str]) -> bool) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            attributes: Vec::new(),
            frames: Vec::new(),
            way: Vec::new(),
            is_closed,
            expected: Expected::Item,
        }
    }

    /// Parses attributes and one value.
    fn value(mut self, span: Span) -> Result<Tree, SyntaxError> {
        let mut tokens = Tokens::within(self.text, span);
        while let Some(token) = tokens.next() {
            let token = token?;
            if token.kind == TokenKind::Sign && self.nodes.is_empty() {
                self.attribute(token, &mut tokens)?;
            } else {
                self.take(token)?;
            }
        }
        if self.nodes.is_empty() {
            return Err(SyntaxError::new(Fault::Empty, span.end, span.end));
        }
        self.finish(span.end)
    }

    /// Parses items with commas between them, as the list that they are in.
    fn items(mut self, body: Span) -> Result<Tree, SyntaxError> {
        let opened = Token {
            kind: TokenKind::Open(Bracket::Square),
            span: Span::new(body.start, body.start),
        };
        self.open(Bracket::Square, opened, None)?;
        for token in Tokens::within(self.text, body) {
            let token = token?;
            if self.frames.is_empty() {
                return Err(unexpected("the end of the list", token.span));
            }
            self.take(token)?;
        }
        let closed = Span::new(body.end, body.end);
        if self.frames.len() == 1 {
            self.close(Bracket::Square, closed)?;
        }
        self.finish(body.end)
    }

    fn finish(self, end: usize) -> Result<Tree, SyntaxError> {
        if let Some(frame) = self.frames.last() {
            return Err(unclosed(frame, Span::new(end, end)));
        }
        Ok(Tree {
            nodes: self.nodes,
            attributes: self.attributes,
        })
    }

    /// Reads on after the `#` of an attribute, to its `]`.
    fn attribute(&mut self, first: Token, tokens: &mut Tokens<'a>) -> Result<(), SyntaxError> {
        let bad = |span: Span| SyntaxError::new(Fault::BadAttribute, span.start, span.end);
        let mut solid =
            tokens.filter(|token| !matches!(token, Ok(token) if token.kind.is_trivia()));
        let mut written = first.span.of(self.text).to_owned();
        for expected in ["#!", "#!["] {
            let token = solid.next().ok_or_else(|| bad(first.span))??;
            written.push_str(token.span.of(self.text));
            if written != expected {
                return Err(bad(first.span));
            }
        }
        for token in solid {
            let token = token?;
            if token.kind == TokenKind::Close(Bracket::Square) {
                self.attributes
                    .push(Span::new(first.span.start, token.span.end));
                return Ok(());
            }
        }
        Err(bad(first.span))
    }

    fn take(&mut self, token: Token) -> Result<(), SyntaxError> {
        if token.kind.is_trivia() {
            return Ok(());
        }
        if self
            .frames
            .last()
            .is_some_and(|frame| frame.node.is_none() || frame.is_closed)
        {
            return match token.kind {
                TokenKind::Open(bracket) => self.push(bracket, token.span, None, true),
                TokenKind::Close(bracket) => self.close(bracket, token.span),
                _ => Ok(()),
            };
        }
        match self.expected {
            Expected::Item => match token.kind {
                TokenKind::Close(bracket) => self.close(bracket, token.span),
                _ => self.begin(token, None),
            },
            Expected::Value(key) => self.begin(token, Some(key)),
            Expected::Behind(last) => self.follow(token, last),
        }
    }

    /// Takes the first token of a value.
    fn begin(&mut self, token: Token, key: Option<Span>) -> Result<(), SyntaxError> {
        let shape = match token.kind {
            TokenKind::Word => Shape::Word,
            TokenKind::Text => Shape::Text,
            TokenKind::Open(bracket) => return self.open(bracket, token, key),
            _ => return Err(unexpected("a value", token.span)),
        };
        let id = self.add(shape, token.span, key);
        self.expected = Expected::Behind(id);
        Ok(())
    }

    fn add(&mut self, shape: Shape, span: Span, key: Option<Span>) -> NodeId {
        let id = self.nodes.len();
        self.nodes.push(Node {
            shape,
            span,
            name: None,
            body: Span::new(span.end, span.end),
            key,
            comma: None,
            next: id + 1,
        });
        id
    }

    fn open(
        &mut self,
        bracket: Bracket,
        token: Token,
        key: Option<Span>,
    ) -> Result<(), SyntaxError> {
        let shape = match bracket {
            Bracket::Round => Shape::Paren,
            Bracket::Square => Shape::List,
            Bracket::Curly => Shape::Map,
        };
        let id = self.add(shape, token.span, key);
        self.enter(bracket, token.span, id)
    }

    /// Goes into the brackets of a node.
    fn enter(&mut self, bracket: Bracket, opened: Span, id: NodeId) -> Result<(), SyntaxError> {
        if let Some(node) = self.nodes.get(id).filter(|_| !self.frames.is_empty()) {
            self.way
                .push(node.key.map_or("", |key| plain(key.of(self.text))));
        }
        let is_closed = (self.is_closed)(&self.way);
        self.expected = Expected::Item;
        self.push(bracket, opened, Some(id), is_closed)
    }

    fn push(
        &mut self,
        bracket: Bracket,
        opened: Span,
        node: Option<NodeId>,
        is_closed: bool,
    ) -> Result<(), SyntaxError> {
        if self.frames.len() >= MAX_DEPTH {
            return Err(SyntaxError::new(Fault::TooDeep, opened.start, opened.end));
        }
        self.frames.push(Frame {
            bracket,
            opened,
            node,
            is_closed,
        });
        Ok(())
    }

    fn close(&mut self, bracket: Bracket, found: Span) -> Result<(), SyntaxError> {
        let Some(frame) = self.frames.pop() else {
            let fault = if self.nodes.is_empty() {
                Fault::Unopened(bracket)
            } else {
                Fault::Unexpected {
                    expected: "the end of the file",
                }
            };
            return Err(SyntaxError::new(fault, found.start, found.end));
        };
        if frame.bracket != bracket {
            return Err(unclosed(&frame, found));
        }
        let Some(id) = frame.node else {
            return Ok(());
        };
        if !self.frames.is_empty() {
            self.way.pop();
        }
        let next = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(id) {
            node.span.end = found.end;
            node.body = Span::new(frame.opened.end, found.start);
            node.next = next;
        }
        self.expected = Expected::Behind(id);
        Ok(())
    }

    /// Takes what stands behind a value: a comma, a bracket, or what makes the value a
    /// name or a key.
    fn follow(&mut self, token: Token, last: NodeId) -> Result<(), SyntaxError> {
        let around = self.frames.last().map(|frame| frame.bracket);
        let needs_key = around == Some(Bracket::Curly)
            && self.nodes.get(last).is_some_and(|node| node.key.is_none());
        match token.kind {
            TokenKind::Open(Bracket::Round) if self.is_name(last) => {
                if let Some(node) = self.nodes.get_mut(last) {
                    node.name = Some(node.span);
                    node.shape = Shape::Paren;
                }
                self.enter(Bracket::Round, token.span, last)
            }
            TokenKind::Colon if needs_key || self.is_field_name(last, around) => {
                let key = self.nodes.get(last).map_or(token.span, |node| node.span);
                self.nodes.truncate(last);
                self.expected = Expected::Value(key);
                Ok(())
            }
            TokenKind::Close(bracket) if !needs_key => self.close(bracket, token.span),
            _ if needs_key => Err(unexpected("`:` and a value", token.span)),
            TokenKind::Comma if around.is_some() => {
                if let Some(node) = self.nodes.get_mut(last) {
                    node.comma = Some(token.span.start);
                }
                self.expected = Expected::Item;
                Ok(())
            }
            _ => Err(self.not_behind(token, last, around)),
        }
    }

    fn not_behind(&self, token: Token, last: NodeId, around: Option<Bracket>) -> SyntaxError {
        let begins_value = matches!(
            token.kind,
            TokenKind::Word | TokenKind::Text | TokenKind::Open(_)
        );
        let expected = match around {
            None => "the end of the file",
            Some(_) if begins_value => {
                let at = self
                    .nodes
                    .get(last)
                    .map_or(token.span.start, |node| node.span.end);
                let fault = Fault::MissingComma { at };
                return SyntaxError::new(fault, token.span.start, token.span.end);
            }
            Some(Bracket::Round) => "`,` or `)`",
            Some(Bracket::Square) => "`,` or `]`",
            Some(Bracket::Curly) => "`,` or `}`",
        };
        unexpected(expected, token.span)
    }

    /// Says whether a value is a word that can be the name of a struct.
    fn is_name(&self, id: NodeId) -> bool {
        self.nodes.get(id).is_some_and(|node| {
            let first = node.span.of(self.text).chars().next();
            node.shape == Shape::Word
                && first.is_some_and(|first| first == '_' || first.is_alphabetic())
        })
    }

    fn is_field_name(&self, id: NodeId, around: Option<Bracket>) -> bool {
        let is_first = self.nodes.get(id).is_some_and(|node| node.key.is_none());
        around == Some(Bracket::Round) && is_first && self.is_name(id)
    }
}

fn unclosed(frame: &Frame, found: Span) -> SyntaxError {
    let bracket = frame.bracket;
    SyntaxError {
        fault: Fault::Unclosed { bracket, found },
        span: frame.opened,
    }
}

fn unexpected(expected: &'static str, span: Span) -> SyntaxError {
    SyntaxError::new(Fault::Unexpected { expected }, span.start, span.end)
}
