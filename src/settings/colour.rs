//! Colours as a theme names them, and the nearest ones a terminal has.
//!
//! Promises: down-sampling is ours, as the library writes RGB to any terminal. Of the 16,
//! an RGB colour becomes none of those that may vanish into a background: black, white, the
//! greys and dark blue; a grey becomes the terminal's own foreground.

use super::Depth;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the 256 of xterm; the first 16 are the terminal's own.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// The 16 by name, in their order.
pub(super) const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What xterm shows for those of the 16 that are seen on any background.
const SEEN: [(u8, [u8; 3]); 11] = [
    (1, [205, 0, 0]),
    (2, [0, 205, 0]),
    (3, [205, 205, 0]),
    (5, [205, 0, 205]),
    (6, [0, 205, 205]),
    (9, [255, 0, 0]),
    (10, [0, 255, 0]),
    (11, [255, 255, 0]),
    (12, [92, 92, 255]),
    (13, [255, 0, 255]),
    (14, [0, 255, 255]),
];

/// The steps of the colour cube from 16 to 231.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// How far the strongest and the weakest part of a grey may lie apart.
const GREYISH: u8 = 32;

impl Colour {
    /// Reads a name of the 16, or `#rrggbb`.
    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some(at) = NAMES.iter().position(|name| *name == text) {
            return u8::try_from(at).ok().map(Self::Indexed);
        }
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self::Rgb(part(0)?, part(2)?, part(4)?))
    }

    /// Returns the nearest colour of a terminal with so many; `None` is its own foreground.
    pub fn at(self, depth: Depth) -> Option<Self> {
        match (depth, self) {
            (Depth::Mono, _) => None,
            (_, Self::Indexed(0..16)) | (Depth::True, _) | (Depth::Indexed, Self::Indexed(_)) => {
                Some(self)
            }
            (Depth::Indexed, Self::Rgb(red, green, blue)) => {
                Some(Self::Indexed(nearest_of_256([red, green, blue])))
            }
            (Depth::Sixteen, _) => nearest_of_16(self.parts()).map(Self::Indexed),
        }
    }

    fn parts(self) -> [u8; 3] {
        match self {
            Self::Rgb(red, green, blue) => [red, green, blue],
            Self::Indexed(grey @ 232..) => [8 + (grey - 232) * 10; 3],
            Self::Indexed(index) => {
                let cube = usize::from(index.saturating_sub(16));
                [cube / 36, cube / 6 % 6, cube % 6]
                    .map(|step| STEPS.get(step).copied().unwrap_or_default())
            }
        }
    }
}

fn nearest_of_256(parts: [u8; 3]) -> u8 {
    let indices = 16..=u8::MAX;
    let near = indices.min_by_key(|index| distance(Colour::Indexed(*index).parts(), parts));
    near.unwrap_or(u8::MAX)
}

fn nearest_of_16(parts: [u8; 3]) -> Option<u8> {
    let (least, most) = (parts.iter().min()?, parts.iter().max()?);
    if most - least < GREYISH {
        return None;
    }
    let near = SEEN
        .iter()
        .min_by_key(|(_, shown)| distance(*shown, parts))?;
    Some(near.0)
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let parts = one.into_iter().zip(other);
    parts
        .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, depth: Depth, expected: Option<u8>) {
        let shown = Colour::read(written).unwrap().at(depth);
        assert_eq!(shown, expected.map(Colour::Indexed), "{written}");
    }

    #[test]
    fn an_rgb_colour_becomes_the_nearest_of_256() {
        check("#000000", Depth::Indexed, Some(16));
        check("#ffffff", Depth::Indexed, Some(231));
        check("#ff0000", Depth::Indexed, Some(196));
        check("#5f87af", Depth::Indexed, Some(67));
        check("#ff8700", Depth::Indexed, Some(208));
        check("#808080", Depth::Indexed, Some(244));
        check("#fe8801", Depth::Indexed, Some(208));
    }

    #[test]
    fn an_rgb_colour_becomes_one_of_the_16_that_is_seen_anywhere() {
        check("#ff0000", Depth::Sixteen, Some(9));
        check("#c00000", Depth::Sixteen, Some(1));
        check("#ffaf00", Depth::Sixteen, Some(3));
        check("#00875f", Depth::Sixteen, Some(2));
        check("#00d7d7", Depth::Sixteen, Some(6));
        check("#ff5fff", Depth::Sixteen, Some(13));
        check("#0000ff", Depth::Sixteen, Some(12));
        check("#808080", Depth::Sixteen, None);
        check("#000000", Depth::Sixteen, None);
    }

    #[test]
    fn one_of_256_becomes_one_of_16_and_one_of_the_16_stays() {
        let check = |index: u8, expected: Option<u8>| {
            let shown = Colour::Indexed(index).at(Depth::Sixteen);
            assert_eq!(shown, expected.map(Colour::Indexed), "{index}");
        };
        check(208, Some(3));
        check(196, Some(9));
        check(240, None);
        check(4, Some(4));
    }

    #[test]
    fn a_name_is_the_terminals_own_at_any_depth() {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            check("red", depth, Some(1));
            check("bright-cyan", depth, Some(14));
        }
        check("red", Depth::Mono, None);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#12345", "#12345g", "#é1234", "pink", "Red"] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }
}
