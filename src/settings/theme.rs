//! Colours: what each thing on the screen looks like.
//!
//! Promises: only the terminal's own foreground and background, the 16 ANSI colours,
//! bold, dim and reverse; never a background over the screen; nothing that colour alone
//! says. The only place outside `view` and `terminal` that names ratatui.

use ratatui::style::{Color, Modifier, Style};

use super::Depth;
use crate::model::{Coverage, Stance};

/// The look of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    has_colour: bool,
}

impl Theme {
    /// Returns the default theme, without colours where the terminal has none.
    pub fn of(depth: Depth) -> Self {
        Self {
            has_colour: depth > Depth::Mono,
        }
    }

    fn coloured(self, colour: Color) -> Style {
        if self.has_colour {
            Style::new().fg(colour)
        } else {
            Style::new()
        }
    }

    /// What is read first.
    pub fn plain(self) -> Style {
        Style::new()
    }

    /// The one thing that stands out.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is secondary.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// A rung of the ladder: red, yellow, default, cyan, green, magenta.
    pub fn rung(self, stance: Stance) -> Style {
        match stance {
            Stance::Blocker => self.coloured(Color::Red),
            Stance::Skeptic => self.coloured(Color::Yellow),
            Stance::Unknown | Stance::Neutral => self.plain(),
            Stance::Supporter => self.coloured(Color::Cyan),
            Stance::Champion => self.coloured(Color::Green),
            Stance::Lobbyist => self.coloured(Color::Magenta),
        }
    }

    /// How far a department is onside.
    pub fn coverage(self, coverage: Coverage) -> Style {
        match coverage {
            Coverage::Nobody => self.coloured(Color::Red),
            Coverage::Somebody => self.coloured(Color::Yellow),
            Coverage::Executive => self.coloured(Color::Green),
        }
    }

    /// The bar of the selection.
    pub fn bar(self) -> Style {
        self.coloured(Color::Magenta)
    }

    /// What presses: a contact that is due, a promise of ours.
    pub fn pressing(self) -> Style {
        self.coloured(Color::Yellow)
    }

    /// What stands, whatever of it is a little wrong.
    pub fn solid(self) -> Style {
        self.coloured(Color::Green)
    }

    /// What went wrong.
    pub fn wrong(self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(theme: Theme) -> Vec<Style> {
        let rungs = Stance::RUNGS.map(|stance| theme.rung(stance));
        let coverages = [Coverage::Nobody, Coverage::Somebody, Coverage::Executive];
        let coverages = coverages.map(|coverage| theme.coverage(coverage));
        let others = [
            theme.plain(),
            theme.strong(),
            theme.faint(),
            theme.bar(),
            theme.pressing(),
            theme.solid(),
            theme.wrong(),
        ];
        [&rungs[..], &coverages, &others].concat()
    }

    #[test]
    fn no_style_has_a_background() {
        for depth in [Depth::Mono, Depth::Sixteen, Depth::True] {
            assert!(all(Theme::of(depth)).iter().all(|style| style.bg.is_none()));
        }
    }

    #[test]
    fn without_colour_there_is_none() {
        let mono = all(Theme::of(Depth::Mono));
        assert!(mono.iter().all(|style| style.fg.is_none()));
    }

    #[test]
    fn needed_text_is_never_black_white_grey_or_blue() {
        let unsure = [
            Color::Black,
            Color::White,
            Color::Gray,
            Color::DarkGray,
            Color::Blue,
        ];
        for style in all(Theme::of(Depth::Sixteen)) {
            assert!(style.fg.is_none_or(|colour| !unsure.contains(&colour)));
        }
    }
}
