//! The tokens of a RON text. They tile it: put together, they are the text again.
//!
//! Promises: everything `ron` 0.12 accepts has tokens; never panics, never recurses.
//! Lenient about what stands in a number, an escape or a name: `ron` judges that.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::syntax::{Bracket, Fault, Span, SyntaxError};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Blanks, line ends, and the byte order mark at the beginning of a file.
    Blank,
    /// `// …`, without its line end.
    LineComment,
    /// `/* … */`, others inside it included.
    BlockComment,
    /// A name, a number, a range, `true`, a byte or a character: anything of one piece.
    Word,
    /// A text or a byte string, raw or with escapes, with its quotes.
    Text,
    /// An opening bracket.
    Open(Bracket),
    /// A closing bracket.
    Close(Bracket),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `#`, `!` or `=`, which stand in attributes only.
    Sign,
}

impl TokenKind {
    /// Says whether `ron` skips it.
    pub fn is_trivia(self) -> bool {
        self == Self::Blank || self.is_comment()
    }

    /// Says whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub span: Span,
}

/// The tokens of a text, one after the other; ends after the first error.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    /// Returns the tokens of a whole text.
    pub fn new(text: &'a str) -> Self {
        Self::within(text, Span::new(0, text.len()))
    }

    /// Returns the tokens of some bytes of a text, which must begin and end between
    /// tokens. Spans count from the beginning of the text.
    pub fn within(text: &'a str, span: Span) -> Self {
        let end = span.end.min(text.len());
        let text = text.get(..end).unwrap_or("");
        let end = text.len();
        Self {
            text,
            at: span.start.min(end),
            end,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn read(&mut self, first: char) -> Result<TokenKind, SyntaxError> {
        let start = self.at;
        self.at += first.len_utf8();
        let kind = match first {
            '(' => TokenKind::Open(Bracket::Round),
            '[' => TokenKind::Open(Bracket::Square),
            '{' => TokenKind::Open(Bracket::Curly),
            ')' => TokenKind::Close(Bracket::Round),
            ']' => TokenKind::Close(Bracket::Square),
            '}' => TokenKind::Close(Bracket::Curly),
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            '#' | '!' | '=' => TokenKind::Sign,
            '"' => self.quoted(start)?,
            '\'' => self.character(start)?,
            '/' => self.comment(start)?,
            '\u{feff}' if start == 0 => self.blanks(),
            other if is_blank(other) => self.blanks(),
            'r' | 'b' => self.prefixed(first, start)?,
            other if begins_word(other) => self.word(start)?,
            _ => {
                return Err(SyntaxError::new(Fault::StrangeCharacter, start, self.at));
            }
        };
        Ok(kind)
    }

    fn blanks(&mut self) -> TokenKind {
        self.skip(is_blank);
        TokenKind::Blank
    }

    fn skip(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.rest();
        let length = rest.find(|next| !belongs(next)).unwrap_or(rest.len());
        self.at += length;
    }

    fn comment(&mut self, start: usize) -> Result<TokenKind, SyntaxError> {
        let rest = self.rest();
        if rest.starts_with('/') {
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = rest.get(..length).unwrap_or("");
            // The `\r` of a CRLF belongs to the line end, so that a comment is the same text in both.
            let has_return = length < rest.len() && line.ends_with('\r');
            self.at += length - usize::from(has_return);
            return Ok(TokenKind::LineComment);
        }
        if !rest.starts_with('*') {
            return Err(SyntaxError::new(Fault::StrangeCharacter, start, self.at));
        }
        self.at += 1;
        let mut level = 1;
        while level > 0 {
            let rest = self.rest();
            let Some(found) = rest.find(['/', '*']) else {
                return Err(SyntaxError::new(
                    Fault::UnclosedComment,
                    start,
                    (start + 2).min(self.end),
                ));
            };
            let here = rest.get(found..).unwrap_or("");
            let (change, length) = if here.starts_with("/*") {
                (1, 2)
            } else if here.starts_with("*/") {
                (-1, 2)
            } else {
                (0, 1)
            };
            level += change;
            self.at += found + length;
        }
        Ok(TokenKind::BlockComment)
    }

    /// Reads on after the `"` of a text with escapes.
    fn quoted(&mut self, start: usize) -> Result<TokenKind, SyntaxError> {
        loop {
            let rest = self.rest();
            let Some(found) = rest.find(['"', '\\']) else {
                return Err(self.unclosed_text(start));
            };
            self.at += found + 1;
            if rest.as_bytes().get(found) == Some(&b'"') {
                return Ok(TokenKind::Text);
            }
            let escaped = self.rest().chars().next();
            self.at += escaped.map_or(0, char::len_utf8);
        }
    }

    /// Reads on after the `r` of a raw text, of which `quotes` are the `#`s and the `"`.
    fn raw(&mut self, start: usize, hashes: usize) -> Result<TokenKind, SyntaxError> {
        self.at += hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        let Some(found) = self.rest().find(&end) else {
            return Err(self.unclosed_text(start));
        };
        self.at += found + end.len();
        Ok(TokenKind::Text)
    }

    /// Reads on after the `'` of a character or a byte.
    fn character(&mut self, start: usize) -> Result<TokenKind, SyntaxError> {
        let mut rest = self.rest().chars();
        let first = rest.next();
        self.at += first.map_or(0, char::len_utf8);
        if first == Some('\\') {
            self.at += rest.next().map_or(0, char::len_utf8);
            self.skip(|next| next.is_ascii_hexdigit() || matches!(next, '{' | '}'));
        }
        if !self.rest().starts_with('\'') {
            return Err(self.unclosed_text(start));
        }
        self.at += 1;
        Ok(TokenKind::Word)
    }

    fn unclosed_text(&self, start: usize) -> SyntaxError {
        let line = self.text.get(start..).unwrap_or("").lines().next();
        let end = start + line.map_or(0, str::len);
        SyntaxError::new(Fault::UnclosedText, start, end)
    }

    /// Reads on after an `r` or a `b`, which may begin a text, a byte or a name.
    fn prefixed(&mut self, first: char, start: usize) -> Result<TokenKind, SyntaxError> {
        let rest = self.rest();
        if first == 'b' && rest.starts_with('"') {
            self.at += 1;
            return self.quoted(start);
        }
        if first == 'b' && rest.starts_with('\'') {
            self.at += 1;
            self.character(start)?;
            return self.word(start);
        }
        let behind = if first == 'b' {
            rest.strip_prefix('r')
        } else {
            Some(rest)
        };
        let behind = behind.unwrap_or("");
        let hashes = behind.len() - behind.trim_start_matches('#').len();
        let is_raw = behind
            .get(hashes..)
            .is_some_and(|text| text.starts_with('"'));
        if is_raw {
            self.at += rest.len() - behind.len();
            return self.raw(start, hashes);
        }
        let is_name = first == 'r' && hashes == 1;
        if is_name && behind.chars().nth(1).is_some_and(continues_word) {
            self.at += 1;
        }
        self.word(start)
    }

    /// Reads the rest of a name, a number or a range (`1..=5`, `b'a'..b'z'`).
    fn word(&mut self, start: usize) -> Result<TokenKind, SyntaxError> {
        loop {
            self.skip(continues_word);
            let so_far = self.text.get(start..self.at).unwrap_or("");
            let rest = self.rest();
            if so_far.ends_with("..") && rest.starts_with('=') {
                self.at += 1;
            } else if (so_far.ends_with("..b") || so_far.ends_with("..=b"))
                && rest.starts_with('\'')
            {
                self.at += 1;
                self.character(start)?;
            } else {
                return Ok(TokenKind::Word);
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Result<Token, SyntaxError>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest().chars().next()?;
        let start = self.at;
        let kind = self.read(first);
        if kind.is_err() {
            self.at = self.end;
        }
        Some(kind.map(|kind| Token {
            kind,
            span: Span::new(start, self.at),
        }))
    }
}

/// Says whether `ron` skips a character between tokens.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

fn begins_word(character: char) -> bool {
    character == '_' || matches!(character, '0'..='9' | '+' | '-' | '.') || is_xid_start(character)
}

fn continues_word(character: char) -> bool {
    matches!(character, '.' | '+' | '-') || is_xid_continue(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens: Vec<Token> = Tokens::new(text).map(Result::unwrap).collect();
        let tiles: String = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(tiles, text);
        let solid = tokens.iter().filter(|token| token.kind != TokenKind::Blank);
        let shown: Vec<&str> = solid.map(|token| token.span.of(text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn check_fault(text: &str, fault: Fault, span: &str) {
        let error = Tokens::new(text).find_map(Result::err).unwrap();
        assert_eq!((error.fault, error.span.of(text)), (fault, span));
    }

    #[test]
    fn names_and_numbers_are_one_token_each() {
        check("a: r#type, r#a-b", &["a", ":", "r#type", ",", "r#a-b"]);
        check(
            "-1.5e-3 0x_ff_u8 .5 +inf -NaNf64",
            &["-1.5e-3", "0x_ff_u8", ".5", "+inf", "-NaNf64"],
        );
        check(
            "[1..=5,b'a'..b'z',..]",
            &["[", "1..=5", ",", "b'a'..b'z'", ",", "..", "]"],
        );
        check("åäö _x r b br", &["åäö", "_x", "r", "b", "br"]);
    }

    #[test]
    fn texts_end_at_their_own_quote() {
        check(
            r#"["a\"b", "\\", ""]"#,
            &["[", r#""a\"b""#, ",", r#""\\""#, ",", r#""""#, "]"],
        );
        check(
            "r#\"a\"b\"# r\"x\\\" br##\"\"#\"##",
            &["r#\"a\"b\"#", "r\"x\\\"", "br##\"\"#\"##"],
        );
        check(
            "'a' '\\'' ''' '\\u{1F600}' b'\\x41'",
            &["'a'", "'\\''", "'''", "'\\u{1F600}'", "b'\\x41'"],
        );
        check("\"line\r\nnext\"", &["\"line\r\nnext\""]);
    }

    #[test]
    fn comments_nest_and_leave_the_line_end_alone() {
        check("// a\r\n1 // b", &["// a", "1", "// b"]);
        check(
            "/* a /* b */ c */ 1 /**/",
            &["/* a /* b */ c */", "1", "/**/"],
        );
    }

    #[test]
    fn a_byte_order_mark_is_blank_at_the_beginning_only() {
        check("\u{feff}(\u{2028}\u{85})", &["(", ")"]);
        check_fault("(\u{feff})", Fault::StrangeCharacter, "\u{feff}");
    }

    #[test]
    fn what_never_ends_is_pointed_at_where_it_began() {
        check_fault("(a: \"x, b)\n)", Fault::UnclosedText, "\"x, b)");
        check_fault("r#\"x\"", Fault::UnclosedText, "r#\"x\"");
        check_fault("1 /* /* */", Fault::UnclosedComment, "/*");
        check_fault("a ; b", Fault::StrangeCharacter, ";");
        check_fault("a / b", Fault::StrangeCharacter, "/");
        check_fault("\"\\", Fault::UnclosedText, "\"\\");
    }
}
