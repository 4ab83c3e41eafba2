//! The page of text that lies over a screen: the help, a question, what was not saved.

use super::{App, Overlay, PAGE_MARGIN};
use crate::layout::{Look, Page, Paragraph, overflow};
use crate::settings::Charset;

/// Cells for the keys in the help.
const HELP_LABELS: u16 = 20;
/// Cells for what stands before the words of what was not saved.
const RECOVERY_LABELS: u16 = 13;
/// Cells for the names of the sides of a question.
const QUESTION_LABELS: u16 = 12;

impl App {
    /// Returns the page of text that lies over the screen: the help, or a question.
    pub fn overlay_page(&self) -> Option<Page> {
        let (paragraphs, labels) = match self.overlay.as_ref()? {
            Overlay::Help(help) => {
                let mut paragraphs = self.remarks();
                paragraphs.extend(help.paragraphs(&self.keymap, &self.settings.glyphs));
                (paragraphs, HELP_LABELS)
            }
            Overlay::Conflicts(overlay) => (overlay.paragraphs(), QUESTION_LABELS),
            Overlay::Recovery(asked) if asked.is_looking => (asked.paragraphs(), RECOVERY_LABELS),
            _ => return None,
        };
        let is_ascii = self.settings.glyphs.charset == Charset::Ascii;
        let width = self.size.width.saturating_sub(2 * PAGE_MARGIN);
        Some(Page::of(&paragraphs, labels, width, is_ascii))
    }

    /// Returns what is worth knowing about the file and the configuration, for the head of the
    /// help.
    fn remarks(&self) -> Vec<Paragraph> {
        let about = [
            (self.origin.name.as_str(), &self.origin.remarks),
            (&*self.settings.config_name, &self.complaints),
        ];
        let mut paragraphs = Vec::new();
        for (name, remarks) in about {
            if !remarks.is_empty() {
                paragraphs.push(Paragraph::heading(&format!("About {name}")));
                let remarks = remarks.iter().map(|it| Paragraph::new("", it, Look::Plain));
                paragraphs.extend(remarks);
                paragraphs.push(Paragraph::blank());
            }
        }
        paragraphs
    }

    /// Returns how many lines of the page can be off the top.
    pub(super) fn page_overflow(&self) -> usize {
        let lines = self.overlay_page().map_or(0, |page| page.lines().len());
        overflow(lines, self.page_height())
    }
}
