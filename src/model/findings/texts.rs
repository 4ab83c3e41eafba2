//! Findings about the letters of a text: controls, marks that turn the direction of
//! writing, characters nobody sees.

use super::super::{Address, Record, Step};
use super::Look;

impl Look<'_> {
    pub(super) fn hidden(&mut self, record: Record, field: &'static str, text: &str) {
        if let Some(hidden) = first_hidden(text) {
            self.add_hidden(Address::field(record, field), hidden);
        }
    }

    pub(super) fn hidden_in<T: AsRef<str>>(
        &mut self,
        record: Record,
        field: &'static str,
        texts: impl IntoIterator<Item = T>,
    ) {
        for (at, text) in texts.into_iter().enumerate() {
            if let Some(hidden) = first_hidden(text.as_ref()) {
                self.add_hidden(Address::field(record, field).then(Step::Index(at)), hidden);
            }
        }
    }

    pub(super) fn hidden_at(&mut self, address: Address, text: &str) {
        if let Some(hidden) = first_hidden(text) {
            self.add_hidden(address, hidden);
        }
    }

    fn add_hidden(&mut self, address: Address, hidden: char) {
        let (what, help) = match hidden {
            '\t' => (
                "a tab",
                "write blanks; a backslash in a text is written `\\\\`",
            ),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
                "a mark that turns the direction of writing",
                "what is shown may not be what stands there; take it out",
            ),
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => {
                ("an invisible character", "take it out")
            }
            _ => ("a control character", "take it out; it is shown escaped"),
        };
        let code = u32::from(hidden);
        self.add(
            address,
            format!("this text holds {what} (U+{code:04X})"),
            help,
        );
    }
}

/// Returns the first character that would be invisible or disruptive on a screen; line
/// ends are none, since a note may have several lines.
fn first_hidden(text: &str) -> Option<char> {
    // Every such character begins with one of these bytes.
    let may_hide = |byte: &u8| matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
    if !text.as_bytes().iter().any(may_hide) {
        return None;
    }
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let is_line_end = character == '\n' || (character == '\r' && rest.peek() == Some(&'\n'));
        if !is_line_end && is_hidden(character) {
            return Some(character);
        }
    }
    None
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}
