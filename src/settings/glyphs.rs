//! The signs that are drawn, in Unicode and in ASCII.
//!
//! Promises: every sign takes exactly one cell, except those documented as longer;
//! none needs a special font, none is an emoji.

use super::Charset;

/// A set of signs. Whatever stands in the ladder and the gutters takes one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Which set this is.
    pub charset: Charset,
    /// The selection, in the gutter.
    pub bar: &'static str,
    /// Before who is marked.
    pub marked: &'static str,
    /// Before an executive.
    pub executive: &'static str,
    /// Where they stand today: proven, or not in need of proof.
    pub today: &'static str,
    /// Where they stand today: unproven or not met.
    pub today_open: &'static str,
    /// Where we need them.
    pub target: &'static str,
    /// Where we need them, when that is below where they stand.
    pub target_below: &'static str,
    /// Between today and the target.
    pub path: &'static str,
    /// A rung nobody stands at, and a card's place with nobody in it.
    pub rung: &'static str,
    /// A part of a bar that is reached.
    pub full: &'static str,
    /// Before a department: nobody, somebody, an executive onside.
    pub coverage: [&'static str; 3],
    /// A line across the screen.
    pub rule: &'static str,
    /// A line down the screen, beside the board.
    pub side: &'static str,
    /// Before a headcount.
    pub times: &'static str,
    /// From today to the target, in words.
    pub arrow: &'static str,
    /// Between things told in one line.
    pub separator: &'static str,
    /// More to the left, to the right.
    pub more: [&'static str; 2],
    /// Where a text was cut; two cells in ASCII.
    pub ellipsis: &'static str,
}

/// Signs of width 1 that fonts of terminals have.
const UNICODE: Glyphs = Glyphs {
    charset: Charset::Unicode,
    bar: "▌",
    marked: "»",
    executive: "▲",
    today: "●",
    today_open: "○",
    target: "◇",
    target_below: "◇",
    path: "╌",
    rung: "·",
    full: "█",
    coverage: ["○", "◐", "●"],
    rule: "─",
    side: "│",
    times: "×",
    arrow: "→",
    separator: "·",
    more: ["‹", "›"],
    ellipsis: "…",
};

/// Signs that every terminal has.
const ASCII: Glyphs = Glyphs {
    charset: Charset::Ascii,
    bar: "|",
    marked: "=",
    executive: "^",
    today: "*",
    today_open: "o",
    target: ">",
    target_below: "<",
    path: "-",
    rung: ".",
    full: "#",
    coverage: ["-", "+", "#"],
    rule: "-",
    side: "|",
    times: "x",
    arrow: ">",
    separator: "-",
    more: ["<", ">"],
    ellipsis: "..",
};

impl Glyphs {
    /// Returns the signs of a set.
    pub fn of(charset: Charset) -> Self {
        match charset {
            Charset::Unicode => UNICODE,
            Charset::AsciiSigns => Self { charset, ..ASCII },
            Charset::Ascii => ASCII,
        }
    }

    /// Returns every sign that takes one cell.
    pub fn of_one_cell(&self) -> impl Iterator<Item = &'static str> {
        let single = [
            self.bar,
            self.marked,
            self.executive,
            self.today,
            self.today_open,
            self.target,
            self.target_below,
            self.path,
            self.rung,
            self.full,
            self.rule,
            self.side,
            self.times,
            self.arrow,
            self.separator,
        ];
        single.into_iter().chain(self.coverage).chain(self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn every_sign_takes_one_cell() {
        for glyphs in [UNICODE, ASCII] {
            for sign in glyphs.of_one_cell() {
                assert_eq!(text::width(sign), 1, "{sign}");
                assert_eq!(sign.chars().count(), 1, "{sign}");
            }
        }
        assert_eq!(text::width(UNICODE.ellipsis), 1);
    }

    #[test]
    fn the_ascii_set_is_ascii_and_no_sign_is_an_emoji() {
        assert!(ASCII.of_one_cell().all(str::is_ascii));
        assert!(ASCII.ellipsis.is_ascii());
        let is_emoji = |char: char| matches!(char, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..);
        assert!(!UNICODE.of_one_cell().any(|sign| sign.contains(is_emoji)));
    }

    #[test]
    fn today_target_and_coverage_differ_without_colour() {
        for glyphs in [UNICODE, ASCII] {
            assert_ne!(glyphs.today, glyphs.today_open);
            assert_ne!(glyphs.today, glyphs.target);
            let [nobody, somebody, executive] = glyphs.coverage;
            assert!(nobody != somebody && somebody != executive && nobody != executive);
        }
    }
}
