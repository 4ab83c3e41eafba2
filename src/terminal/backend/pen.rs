//! The colours and attributes a terminal writes with, and the shortest way from one
//! set of them to the next.
//!
//! Promises: one SGR sequence at most; the sixteen named colours in their short codes
//! (`31`, not `38;5;1`), 256 and RGB only where a cell has them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// How glyphs look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

/// What can be seen of a pen on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Attributes with the code that turns them on and the one that turns them off. Two
/// that share an off code go out together.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Pen {
    /// Returns the pen a cell is written with.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Says whether a blank looks the same under both pens.
    pub(super) fn blanks_like(self, other: Self) -> bool {
        let seen = self.modifier & SEEN_ON_BLANKS;
        let only_paper = seen.is_empty() && (other.modifier & SEEN_ON_BLANKS).is_empty();
        // Reversed or struck out, a blank shows its foreground too, dimmed or bold.
        self == other || (only_paper && self.background == other.background)
    }

    /// Says whether a blank under this pen is what erasing leaves.
    pub(super) fn blanks_like_erased(self) -> bool {
        self.blanks_like(Self::default())
    }

    /// Appends what turns a terminal that writes with `self` to `next`; nothing if they are equal.
    pub(super) fn switch(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        if next == Self::default() {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let step = self.steps_to(next);
        let afresh = Self::default().steps_to(next);
        out.extend_from_slice(b"\x1b[");
        // A reset is an empty parameter: `;1;31`.
        if afresh.len() < step.len() {
            out.push(b';');
            out.extend_from_slice(&afresh);
        } else {
            out.extend_from_slice(&step);
        }
        out.push(b'm');
    }

    /// Returns the parameters that change `self` to `next`, without a reset.
    fn steps_to(self, next: Self) -> Vec<u8> {
        let mut parameters = Vec::with_capacity(24);
        let mut on = self.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if on.contains(attribute) && !next.modifier.contains(attribute) {
                append(&mut parameters, &[off]);
                for (partner, ..) in ATTRIBUTES.iter().filter(|(.., shared)| *shared == off) {
                    on.remove(*partner);
                }
            }
        }
        for (attribute, code, _) in ATTRIBUTES {
            if next.modifier.contains(attribute) && !on.contains(attribute) {
                append(&mut parameters, &[code]);
            }
        }
        if self.foreground != next.foreground {
            append_colour(&mut parameters, next.foreground, 30);
        }
        if self.background != next.background {
            append_colour(&mut parameters, next.background, 40);
        }
        parameters
    }
}

/// Appends a colour; `base` is 30 for the foreground, 40 for the background.
fn append_colour(parameters: &mut Vec<u8>, colour: Color, base: u8) {
    match colour {
        Color::Reset => append(parameters, &[base + 9]),
        Color::Black => append(parameters, &[base]),
        Color::Red => append(parameters, &[base + 1]),
        Color::Green => append(parameters, &[base + 2]),
        Color::Yellow => append(parameters, &[base + 3]),
        Color::Blue => append(parameters, &[base + 4]),
        Color::Magenta => append(parameters, &[base + 5]),
        Color::Cyan => append(parameters, &[base + 6]),
        Color::Gray => append(parameters, &[base + 7]),
        Color::DarkGray => append(parameters, &[base + 60]),
        Color::LightRed => append(parameters, &[base + 61]),
        Color::LightGreen => append(parameters, &[base + 62]),
        Color::LightYellow => append(parameters, &[base + 63]),
        Color::LightBlue => append(parameters, &[base + 64]),
        Color::LightMagenta => append(parameters, &[base + 65]),
        Color::LightCyan => append(parameters, &[base + 66]),
        Color::White => append(parameters, &[base + 67]),
        Color::Indexed(index) => append(parameters, &[base + 8, 5, index]),
        Color::Rgb(red, green, blue) => append(parameters, &[base + 8, 2, red, green, blue]),
    }
}

/// Appends parameters, with a `;` between any two.
fn append(parameters: &mut Vec<u8>, numbers: &[u8]) {
    for number in numbers {
        if !parameters.is_empty() {
            parameters.push(b';');
        }
        parameters.extend_from_slice(number.to_string().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(foreground: Color, modifier: Modifier) -> Pen {
        Pen {
            foreground,
            background: Color::Reset,
            modifier,
        }
    }

    fn check(from: Pen, to: Pen, expected: &str) {
        let mut out = Vec::new();
        from.switch(to, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn the_same_pen_costs_nothing() {
        let red = pen(Color::Red, Modifier::BOLD);
        check(red, red, "");
    }

    #[test]
    fn named_colours_are_short_and_parameters_are_merged() {
        check(
            Pen::default(),
            pen(Color::Red, Modifier::BOLD | Modifier::UNDERLINED),
            "\x1b[1;4;31m",
        );
        check(
            Pen::default(),
            pen(Color::LightCyan, Modifier::empty()),
            "\x1b[96m",
        );
        check(
            Pen::default(),
            pen(Color::Indexed(208), Modifier::empty()),
            "\x1b[38;5;208m",
        );
        check(
            Pen::default(),
            pen(Color::Rgb(1, 20, 255), Modifier::empty()),
            "\x1b[38;2;1;20;255m",
        );
    }

    #[test]
    fn plain_is_the_empty_sequence() {
        check(pen(Color::Red, Modifier::BOLD), Pen::default(), "\x1b[m");
    }

    #[test]
    fn the_cheaper_of_a_step_and_a_reset_is_taken() {
        let bold_red = pen(Color::Red, Modifier::BOLD);
        check(bold_red, pen(Color::Green, Modifier::BOLD), "\x1b[32m");
        check(bold_red, pen(Color::Red, Modifier::empty()), "\x1b[22m");
        check(bold_red, pen(Color::Green, Modifier::empty()), "\x1b[;32m");
        check(bold_red, pen(Color::Reset, Modifier::ITALIC), "\x1b[;3m");
    }

    #[test]
    fn dim_survives_the_end_of_bold() {
        check(
            pen(Color::Red, Modifier::BOLD | Modifier::DIM),
            pen(Color::Red, Modifier::DIM),
            "\x1b[22;2m",
        );
        check(
            pen(Color::Reset, Modifier::BOLD),
            pen(Color::Reset, Modifier::DIM),
            "\x1b[;2m",
        );
    }

    #[test]
    fn a_blank_shows_paper_and_lines_only() {
        let plain = Pen::default();
        assert!(pen(Color::Red, Modifier::BOLD).blanks_like(plain));
        assert!(
            !pen(Color::Red, Modifier::REVERSED).blanks_like(pen(Color::Green, Modifier::REVERSED))
        );
        assert!(!pen(Color::Reset, Modifier::UNDERLINED).blanks_like_erased());
        let paper = Pen {
            background: Color::Blue,
            ..plain
        };
        assert!(!paper.blanks_like(plain));
    }
}
