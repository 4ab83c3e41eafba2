//! Puts items in where a person would: on lines like the neighbours', with commas like
//! theirs.
//!
//! Promises: steals no comment of a neighbour; no comment swallows what stands behind
//! it. Leaves whose comments are whose to `gap`.

use super::gap::Gap;
use super::items::{Chunk, Fashion, Items};
use super::lines;
use super::splice::{Splice, TextEdit};
use super::syntax::Span;

impl Items<'_> {
    /// Puts an item in before the one at a place, or at the end.
    pub fn insert(&self, at: usize, chunk: &Chunk, fashion: &Fashion<'_>) -> TextEdit {
        let splices = match at {
            _ if self.items.is_empty() => vec![self.insert_only(chunk, fashion)],
            0 => vec![self.insert_first(chunk, fashion)],
            _ => self.insert_behind(at, chunk, fashion),
        };
        TextEdit::new(splices)
    }

    fn insert_only(&self, chunk: &Chunk, fashion: &Fashion<'_>) -> Splice {
        let text = self.text;
        let line_end = fashion.line_end;
        let around = lines::indent_at(text, self.body.start).of(text);
        let inner = format!("{around}{}", fashion.unit);
        let gap = Gap::new(text, self.body, false, false);
        if !gap.has_free {
            let is_open = fashion.opens || chunk.tail_is_line || chunk.lead.contains('\n');
            let Chunk {
                lead, value, tail, ..
            } = chunk.indented(&inner);
            return Splice::new(
                self.body.range(),
                if is_open {
                    format!("{line_end}{inner}{lead}{value},{tail}{line_end}{around}")
                } else {
                    format!("{lead}{value}{tail}")
                },
            );
        }
        let end = text.get(..self.body.end).unwrap_or("").trim_end();
        let rest = text.get(end.len()..self.body.end).unwrap_or("");
        let Chunk {
            lead, value, tail, ..
        } = chunk.indented(&inner);
        let closing = if chunk.tail_is_line {
            format!("{line_end}{around}")
        } else {
            String::new()
        };
        let insert = if rest.contains('\n') {
            format!("{line_end}{inner}{lead}{value},{tail}")
        } else {
            format!(" {lead}{value}{tail}{closing}")
        };
        Splice::new(end.len()..end.len(), insert)
    }

    fn insert_first(&self, chunk: &Chunk, fashion: &Fashion<'_>) -> Splice {
        let lead_start = self.gap(0).lead_start;
        let begins = lines::begins_line(self.text, lead_start);
        let is_in_lines =
            begins || chunk.tail_is_line || (self.items.len() > 1 && self.begins_line(1));
        let line_end = fashion.line_end;
        let insert = match self.leading_comma(0).filter(|_| is_in_lines) {
            Some(comma) => {
                let Chunk {
                    lead, value, tail, ..
                } = chunk.indented(self.indent_of(0));
                format!("{lead}{value}{tail}{line_end}{comma}")
            }
            None if is_in_lines => {
                let like = usize::from(!begins && self.items.len() > 1);
                let indent = self.indent_of(like);
                let Chunk {
                    lead, value, tail, ..
                } = chunk.indented(indent);
                format!("{lead}{value},{tail}{line_end}{indent}")
            }
            None => {
                let Chunk {
                    lead, value, tail, ..
                } = chunk;
                format!("{lead}{value},{tail}{}", self.separator())
            }
        };
        Splice::new(lead_start..lead_start, insert)
    }

    fn insert_behind(&self, at: usize, chunk: &Chunk, fashion: &Fashion<'_>) -> Vec<Splice> {
        let gap = self.gap(at);
        let last = at - 1;
        let is_last = at == self.items.len();
        let previous_begins =
            self.begins_line(last) || (last == 0 && self.items.len() > 1 && self.begins_line(1));
        let tail_is_behind = gap.comma.is_some_and(|comma| gap.tail_end > comma + 1);
        let next_begins = is_last || self.begins_line(at);
        let is_in_lines = (previous_begins && next_begins)
            || gap.tail_is_line
            || chunk.tail_is_line
            || chunk.lead.contains('\n')
            || (tail_is_behind && next_begins);
        if !is_in_lines {
            return self.insert_inline(&gap, chunk);
        }
        let line_end = fashion.line_end;
        if let Some(comma) = self.leading_comma(at).filter(|_| !self.has_trailing(&gap)) {
            let indent = comma.trim_end_matches([' ', '\t', ',']).to_owned();
            let blank: String = comma.chars().take_while(|each| *each != ',').collect();
            let separator = comma.get(blank.len()..).unwrap_or(", ");
            let Chunk {
                lead, value, tail, ..
            } = chunk.indented(&indent);
            let behind = self.line_end(gap.tail_end);
            let end = self.closing(behind, chunk, fashion);
            let insert = format!("{line_end}{blank}{lead}{separator}{value}{tail}{end}");
            return vec![Splice::new(behind..behind, insert)];
        }
        let indent = self.indent_for(at, previous_begins, fashion);
        let Chunk {
            lead, value, tail, ..
        } = chunk.indented(&indent);
        let Some(comma) = gap.comma else {
            let item_end = self.span(last).end;
            let behind = self.line_end(gap.tail_end);
            let end = self.closing(behind, chunk, fashion);
            let insert = format!("{line_end}{indent}{lead}{value}{tail}{end}");
            return vec![
                Splice::new(item_end..item_end, ","),
                Splice::new(behind..behind, insert),
            ];
        };
        let behind = self.line_end(gap.tail_end.max(comma + 1));
        let end = self.closing(behind, chunk, fashion);
        let insert = format!("{line_end}{indent}{lead}{value},{tail}{end}");
        vec![Splice::new(behind..behind, insert)]
    }

    /// Says whether the comma behind an item stands on its line.
    fn has_trailing(&self, gap: &Gap) -> bool {
        gap.comma
            .is_some_and(|comma| !lines::begins_line(self.text, comma))
    }

    /// Returns where the line ends if only blanks are left on it, else `at`.
    fn line_end(&self, at: usize) -> usize {
        let behind = lines::blanks_behind(self.text, at);
        lines::line_end_at(self.text, behind).map_or(at, |_| behind)
    }

    /// Returns the line end needed where a comment to the end of its line would swallow
    /// what stands behind.
    fn closing(&self, at: usize, chunk: &Chunk, fashion: &Fashion<'_>) -> String {
        let behind = lines::blanks_behind(self.text, at);
        if !chunk.tail_is_line || lines::line_end_at(self.text, behind).is_some() {
            return String::new();
        }
        let indent = lines::indent_at(self.text, self.body.start).of(self.text);
        format!("{}{indent}", fashion.line_end)
    }

    fn indent_for(&self, at: usize, previous_begins: bool, fashion: &Fashion<'_>) -> String {
        let last = at - 1;
        if previous_begins && self.begins_line(last) {
            self.indent_of(last).to_owned()
        } else if at < self.items.len() && self.begins_line(at) {
            self.indent_of(at).to_owned()
        } else if self.items.len() > 1 && self.begins_line(1) {
            self.indent_of(1).to_owned()
        } else {
            let around = lines::indent_at(self.text, self.body.start).of(self.text);
            format!("{around}{}", fashion.unit)
        }
    }

    fn insert_inline(&self, gap: &Gap, chunk: &Chunk) -> Vec<Splice> {
        let Chunk {
            lead, value, tail, ..
        } = chunk;
        let blank = self.separator();
        let Some(comma) = gap.comma else {
            let at = gap.tail_end;
            return vec![Splice::new(at..at, format!(",{blank}{lead}{value}{tail}"))];
        };
        let has_line = self.has_line_behind(comma + 1);
        let least = if has_line { gap.tail_end } else { 0 };
        let at = least.max(comma + 1);
        vec![Splice::new(at..at, format!("{blank}{lead}{value},{tail}"))]
    }

    fn has_line_behind(&self, at: usize) -> bool {
        let behind = lines::blanks_behind(self.text, at);
        lines::line_end_at(self.text, behind).is_some()
    }

    /// Returns the blanks that stand behind the first comma within a line.
    fn separator(&self) -> &str {
        let comma = self.gap(1).comma.filter(|_| self.items.len() > 1);
        let Some(comma) = comma else {
            return " ";
        };
        let end = lines::blanks_behind(self.text, comma + 1);
        if lines::line_end_at(self.text, end).is_some() {
            return " ";
        }
        Span::new(comma + 1, end).of(self.text)
    }
}
