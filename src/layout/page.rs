//! A page of labelled text, broken into lines of a width.
//!
//! Promises: safe text only, every line fits; how many lines there are is known without
//! drawing, so that whoever scrolls can stop at the end.

use crate::text;

/// What a piece of a page looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// As it is.
    #[default]
    Plain,
    /// What is secondary, or not there.
    Faint,
    /// A heading.
    Strong,
    /// What presses.
    Pressing,
}

/// A label and what stands beside it. Without a label it goes under the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// One or two words, or keys; may be empty.
    pub label: String,
    /// The text, as it is in the file.
    pub text: String,
    /// What the text looks like.
    pub look: Look,
}

impl Paragraph {
    /// Returns a paragraph.
    pub fn new(label: &str, text: impl Into<String>, look: Look) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            look,
        }
    }

    /// Returns a heading over what follows.
    pub fn heading(text: &str) -> Self {
        Self::new("", text, Look::Strong)
    }

    /// Returns an empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    fn is_heading(&self) -> bool {
        self.label.is_empty() && self.look == Look::Strong
    }
}

/// One line of a page, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// The label, on its first line only.
    pub label: String,
    /// What stands beside it.
    pub text: String,
    /// From which cell of the line the text starts.
    pub indent: u16,
    /// What the text looks like.
    pub look: Look,
}

/// A page broken into lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    lines: Vec<PageLine>,
}

impl Page {
    /// Breaks paragraphs into lines of `width`, labels in a column of `labels` cells.
    pub fn of(paragraphs: &[Paragraph], labels: u16, width: u16, is_ascii: bool) -> Self {
        let lines = paragraphs.iter().flat_map(|paragraph| {
            let indent = if paragraph.is_heading() { 0 } else { labels };
            let room = usize::from(width.saturating_sub(indent));
            let shown = text::on_screen(&paragraph.text, is_ascii);
            let lines = text::wrap(&shown, room);
            let line = |(nth, line): (usize, &&str)| PageLine {
                label: if nth == 0 {
                    paragraph.label.clone()
                } else {
                    String::new()
                },
                text: (*line).to_owned(),
                indent,
                look: paragraph.look,
            };
            lines.iter().enumerate().map(line).collect::<Vec<_>>()
        });
        Self {
            lines: lines.collect(),
        }
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[PageLine] {
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraphs: &[Paragraph], width: u16, expected: &[(&str, &str)]) {
        let page = Page::of(paragraphs, 6, width, false);
        let lines: Vec<_> = page
            .lines()
            .iter()
            .map(|line| (&*line.label, &*line.text))
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_long_text_goes_on_under_itself_without_its_label() {
        let paragraph = Paragraph::new("Note", "She said no twice", Look::Plain);
        check(&[paragraph], 16, &[("Note", "She said"), ("", "no twice")]);
    }

    #[test]
    fn text_of_the_file_is_safe_on_a_page() {
        let paragraph = Paragraph::new("Note", "a\u{1b}[2Jb", Look::Plain);
        check(&[paragraph], 40, &[("Note", "a\\u{1b}[2Jb")]);
    }

    #[test]
    fn a_heading_starts_at_the_left() {
        let page = Page::of(&[Paragraph::heading("Log")], 6, 40, false);
        assert_eq!(page.lines().first().map(|line| line.indent), Some(0));
    }
}
