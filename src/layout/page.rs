//! A page of labelled text, broken into lines of a width, with stops for a cursor.
//!
//! A paragraph is a label, a name in a column of its own, a text and a word at the right
//! edge; each may be missing. Promises: safe text only, every line fits, columns are
//! aligned; how many lines there are is known without drawing, so that whoever scrolls can
//! stop at the end. Where the cursor stands is kept by what it is on, not by its line.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::target::Target;
use crate::text;

/// Between columns.
const GAP: u16 = 2;
/// The narrowest column of names.
const NAME_LEAST: u16 = 8;
/// The widest one.
const NAME_MOST: u16 = 24;

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
    /// A name, in a column of its own; may be empty.
    pub name: String,
    /// The text, as it is in the file.
    pub text: String,
    /// What the text looks like.
    pub look: Look,
    /// A word at the right edge, with its look.
    pub word: (String, Look),
    /// Cells before the name, as in a tree; without a name before the text.
    pub inset: u16,
    /// Whether a long text is cut instead of going on in the next line.
    pub is_row: bool,
    /// What it is about, where the cursor can stop.
    pub target: Option<Target>,
}

impl Paragraph {
    /// Returns a paragraph.
    pub fn new(label: &str, text: impl Into<String>, look: Look) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            look,
            ..Self::default()
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

    /// Returns it with what it is about, so that the cursor stops at it.
    #[must_use]
    pub fn on(self, target: Target) -> Self {
        Self {
            target: Some(target),
            ..self
        }
    }

    /// Returns it with a name before the text.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }

    /// Returns it with a word at the right edge.
    #[must_use]
    pub fn word(self, word: impl Into<String>, look: Look) -> Self {
        Self {
            word: (word.into(), look),
            ..self
        }
    }

    /// Returns it further to the right.
    #[must_use]
    pub fn inset(self, inset: u16) -> Self {
        Self { inset, ..self }
    }

    /// Returns it as one line, cut where it is too long.
    #[must_use]
    pub fn row(self) -> Self {
        Self {
            is_row: true,
            ..self
        }
    }

    fn is_heading(&self) -> bool {
        self.label.is_empty() && self.look == Look::Strong && self.target.is_none()
    }
}

/// One line of a page, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// The label, on its first line only.
    pub label: String,
    /// From which cell the name starts, and the name, on its first line only.
    pub name: (u16, String),
    /// What stands beside it.
    pub text: String,
    /// From which cell of the line the text starts.
    pub indent: u16,
    /// What the text looks like.
    pub look: Look,
    /// The word at the right edge, with its look.
    pub word: (String, Look),
    /// Whether it is a heading.
    pub is_heading: bool,
}

impl PageLine {
    /// Returns it as it stands on a screen, without the word at the right edge.
    fn text(&self) -> String {
        let mut shown = self.label.clone();
        let (at_name, name) = &self.name;
        for (cell, words) in [(*at_name, name), (self.indent, &self.text)] {
            if !words.is_empty() {
                // A label that is too long is still parted from what follows it.
                let least = usize::from(!shown.is_empty());
                let gap = usize::from(cell).saturating_sub(text::width(&shown));
                let gap = gap.max(least);
                shown = format!("{shown}{:gap$}{words}", "");
            }
        }
        shown
    }
}

/// Where the cursor can stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What is there.
    pub target: Target,
    /// The heading it stands under.
    pub section: Arc<str>,
    /// Whether the page has no other stop with its target.
    pub is_alone: bool,
    /// Its lines.
    pub lines: Range<usize>,
}

/// A page broken into lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    lines: Vec<PageLine>,
    stops: Vec<Stop>,
}

impl Page {
    /// Breaks paragraphs into lines of `width`, labels in a column of `labels` cells.
    pub fn of(paragraphs: &[Paragraph], labels: u16, width: u16, is_ascii: bool) -> Self {
        let columns = Columns {
            labels,
            names: Names::of(paragraphs, width, is_ascii),
            width,
            is_ascii,
        };
        let mut page = Self::default();
        let mut times: HashMap<&Target, usize> = HashMap::new();
        for target in paragraphs.iter().filter_map(|it| it.target.as_ref()) {
            *times.entry(target).or_default() += 1;
        }
        let mut section: Arc<str> = Arc::default();
        for paragraph in paragraphs {
            let start = page.lines.len();
            columns.lay(paragraph, &mut page.lines);
            if paragraph.is_heading() {
                section = Arc::from(paragraph.text.as_str());
            }
            if let Some(target) = &paragraph.target {
                page.stops.push(Stop {
                    target: target.clone(),
                    section: Arc::clone(&section),
                    is_alone: times.get(target) == Some(&1),
                    lines: start..page.lines.len(),
                });
            }
        }
        page
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[PageLine] {
        &self.lines
    }

    /// Returns the lines as they stand on a screen, words at the right edge under each other.
    pub fn text(&self) -> String {
        let shown: Vec<String> = self.lines.iter().map(PageLine::text).collect();
        let ends = self.lines.iter().zip(&shown);
        let ends = ends.filter(|(line, _)| !line.word.0.is_empty());
        let end = |(line, shown): (&PageLine, &String)| {
            text::width(shown) + usize::from(GAP) + text::width(&line.word.0)
        };
        let edge = ends.map(end).max().unwrap_or(0);
        let mut all = String::new();
        for (line, mut shown) in self.lines.iter().zip(shown) {
            let word = &line.word.0;
            if !word.is_empty() {
                let gap = edge.saturating_sub(text::width(&shown) + text::width(word));
                shown = format!("{shown}{:gap$}{word}", "");
            }
            all.push_str(shown.trim_end());
            all.push('\n');
        }
        all
    }

    /// Returns where the cursor can stop, from top to bottom.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Returns the place of the first stop with this target.
    pub fn find(&self, target: &Target) -> Option<usize> {
        self.stops.iter().position(|stop| stop.target == *target)
    }

    /// Returns where `stop`, of this page as it was before, is now: in its section, or
    /// elsewhere if it stood nowhere else.
    pub fn find_again(&self, stop: &Stop) -> Option<usize> {
        let is_it = |it: &Stop| it.target == stop.target && it.section == stop.section;
        let here = self.stops.iter().position(is_it);
        here.or_else(|| self.find(&stop.target).filter(|_| stop.is_alone))
    }

    /// Returns the first line to show with the stop at `at`: the headings right above it too.
    pub fn lead(&self, at: usize) -> usize {
        let Some(stop) = self.stops.get(at) else {
            return 0;
        };
        let above = self.lines.get(..stop.lines.start).unwrap_or_default();
        let headings = above.iter().rev().take_while(|line| line.is_heading);
        stop.lines.start - headings.count()
    }
}

/// The columns that the lines of one page share.
struct Columns {
    labels: u16,
    names: Names,
    width: u16,
    is_ascii: bool,
}

impl Columns {
    fn lay(&self, paragraph: &Paragraph, lines: &mut Vec<PageLine>) {
        let has_name = !paragraph.name.is_empty();
        let at = if paragraph.is_heading() {
            0
        } else {
            self.labels
        };
        let at = at.saturating_add(paragraph.inset);
        let indent = if has_name {
            self.labels + self.names.cells + GAP
        } else {
            at
        };
        let word = text::on_screen(&paragraph.word.0, self.is_ascii).into_owned();
        let after = if word.is_empty() {
            0
        } else {
            text::width(&word) + usize::from(GAP)
        };
        let room = usize::from(self.width.saturating_sub(indent)).saturating_sub(after);
        let shown = text::on_screen(&paragraph.text, self.is_ascii);
        let cut = paragraph
            .is_row
            .then(|| text::cut(&shown, room, ellipsis(self.is_ascii)));
        let broken = match &cut {
            Some(one) => vec![one.as_ref()],
            None => text::wrap(&shown, room),
        };
        let name = self.names.shown(paragraph, self.is_ascii);
        let label = text::on_screen(&paragraph.label, self.is_ascii);
        for (nth, line) in broken.into_iter().enumerate() {
            let first = |text: &str| {
                if nth == 0 {
                    text.to_owned()
                } else {
                    String::new()
                }
            };
            lines.push(PageLine {
                label: first(&label),
                name: (at, first(&name)),
                text: line.to_owned(),
                indent,
                look: paragraph.look,
                word: (first(&word), paragraph.word.1),
                is_heading: paragraph.is_heading(),
            });
        }
    }
}

/// The names of a page, shortened so that no two look the same.
struct Names {
    cells: u16,
    short: HashMap<String, String>,
}

impl Names {
    fn of(paragraphs: &[Paragraph], width: u16, is_ascii: bool) -> Self {
        let named = || paragraphs.iter().filter(|it| !it.name.is_empty());
        let shown = |it: &Paragraph| text::on_screen(&it.name, is_ascii).into_owned();
        let cells = |it: &Paragraph| usize::from(it.inset) + text::width(&shown(it));
        let widest = named().map(cells).max().unwrap_or(0);
        let most = (width / 3).clamp(NAME_LEAST, NAME_MOST);
        let cells = u16::try_from(widest).unwrap_or(most).min(most);
        let inset = named().map(|it| it.inset).max().unwrap_or(0);
        let room = usize::from(cells.saturating_sub(inset));
        let mut seen = std::collections::HashSet::new();
        let all: Vec<String> = named()
            .map(shown)
            .filter(|name| seen.insert(name.clone()))
            .collect();
        let is_tight = all.iter().any(|name| text::width(name) > room);
        let short = if is_tight {
            let whole: Vec<&str> = all.iter().map(String::as_str).collect();
            let short = text::shorten(&whole, room, ellipsis(is_ascii));
            all.iter().cloned().zip(short).collect()
        } else {
            HashMap::new()
        };
        Self { cells, short }
    }

    fn shown(&self, paragraph: &Paragraph, is_ascii: bool) -> String {
        let name = text::on_screen(&paragraph.name, is_ascii);
        let room = usize::from(self.cells.saturating_sub(paragraph.inset));
        match self.short.get(name.as_ref()) {
            Some(short) if text::width(&name) > room => short.clone(),
            _ => name.into_owned(),
        }
    }
}

fn ellipsis(is_ascii: bool) -> &'static str {
    if is_ascii { ".." } else { "…" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn check(paragraphs: &[Paragraph], width: u16, expected: &[(&str, &str)]) {
        let page = Page::of(paragraphs, 6, width, false);
        let lines: Vec<_> = page
            .lines()
            .iter()
            .map(|line| (&*line.label, &*line.text))
            .collect();
        assert_eq!(lines, expected);
    }

    fn person(id: &str) -> Target {
        Target::Person(Id::new(id).unwrap())
    }

    #[test]
    fn a_long_text_goes_on_under_itself_without_its_label() {
        let paragraph = Paragraph::new("Note", "She said no twice", Look::Plain);
        check(&[paragraph], 16, &[("Note", "She said"), ("", "no twice")]);
    }

    #[test]
    fn a_row_is_cut_and_leaves_room_for_its_word() {
        let row = Paragraph::new("Note", "She said no twice", Look::Plain).row();
        check(std::slice::from_ref(&row), 16, &[("Note", "She said…")]);
        check(&[row.word("due", Look::Plain)], 16, &[("Note", "She…")]);
    }

    #[test]
    fn names_stand_in_a_column_and_texts_beside_it() {
        let rows = ["Dana Ortiz", "Mei Tan"].map(|name| {
            Paragraph::new("", "objects", Look::Plain)
                .named(name)
                .inset(u16::from(name == "Mei Tan") * 2)
        });
        let page = Page::of(&rows, 6, 60, false);
        let at = page.lines().iter().map(|line| (line.name.0, line.indent));
        assert_eq!(at.collect::<Vec<_>>(), [(6, 18), (8, 18)]);
    }

    #[test]
    fn namesakes_stay_apart_in_a_narrow_column() {
        let rows = ["Maximiliana Roth", "Maximiliana Reed"].map(|it| Paragraph::blank().named(it));
        let page = Page::of(&rows, 0, 30, false);
        let names: Vec<&str> = page.lines().iter().map(|line| &*line.name.1).collect();
        assert_eq!(names, ["M. Roth", "M. Reed"]);
    }

    #[test]
    fn a_stop_is_found_again_in_its_section_or_wherever_it_went_if_it_was_alone() {
        let page = |lines: &[&str]| {
            let lines = lines.iter().map(|line| match line.strip_prefix('#') {
                Some(heading) => Paragraph::heading(heading),
                None => Paragraph::blank().on(person(line)),
            });
            Page::of(&lines.collect::<Vec<_>>(), 0, 30, false)
        };
        let check = |before: &[&str], at: usize, after: &[&str], expected: Option<usize>| {
            let stop = page(before).stops()[at].clone();
            assert_eq!(page(after).find_again(&stop), expected, "{after:?}");
        };
        let twice = ["#Due", "dana", "sam", "#Win", "dana"];
        check(&twice, 0, &["#Due", "sam", "dana", "#Win", "dana"], Some(1));
        check(&twice, 0, &["#Due", "sam", "#Win", "dana"], None);
        check(&twice, 1, &["#Due", "dana", "#Win", "sam"], Some(1));
        check(&twice, 1, &["#Due", "dana"], None);
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
