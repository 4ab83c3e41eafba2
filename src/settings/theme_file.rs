//! What a theme's file says: for each thing on the screen a colour, and how it is written.
//!
//! Promises: every mistake is told with its line; a field that can't be read is plain. No
//! field can name a background. Leaves styles to `theme`.

use super::colour::{Colour, NAMES};
use super::config::FLAGS;
use super::reader::Reader;
use crate::document::tree::{NodeId, Tree};
use crate::text::{Diagnostic, nearest};

/// The things that have a look.
pub(super) const ROLES: &[&str] = &[
    "plain",
    "strong",
    "faint",
    "blocker",
    "skeptic",
    "neutral",
    "supporter",
    "champion",
    "lobbyist",
    "not_met",
    "nobody",
    "somebody",
    "executive",
    "bar",
    "pressing",
    "solid",
    "wrong",
];

const PARTS: &[&str] = &["colour", "bold", "dim", "reverse", "underline"];

/// How something is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, and any may go with any"
)]
pub struct Paint {
    /// Its colour; `None` is the terminal's own.
    pub colour: Option<Colour>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is dim.
    pub dim: bool,
    /// Whether foreground and background change places.
    pub reverse: bool,
    /// Whether it is underlined.
    pub underline: bool,
}

/// The paints of a theme, in the order of [`ROLES`].
pub(super) type Paints = [Paint; ROLES.len()];

/// Reads the bytes of a theme's file. What is wrong with it comes along.
pub(super) fn read(bytes: &[u8]) -> (Paints, Vec<Diagnostic>) {
    let mut paints = Paints::default();
    let mut reader = match Reader::new(bytes) {
        Ok(reader) => reader,
        Err(problem) => return (paints, vec![problem]),
    };
    for (role, id) in reader.fields(Tree::ROOT, ROLES, "theme") {
        let at = ROLES.iter().position(|known| *known == role);
        if let Some(place) = at.and_then(|at| paints.get_mut(at)) {
            *place = paint(&mut reader, id);
        }
    }
    (paints, reader.finish())
}

fn paint(reader: &mut Reader<'_>, id: NodeId) -> Paint {
    let mut paint = Paint::default();
    for (part, id) in reader.fields(id, PARTS, "look") {
        if part == "colour" {
            paint.colour = colour(reader, id);
            continue;
        }
        let is_on = reader.word(id, &FLAGS).is_some_and(|flag| flag.value);
        match part {
            "bold" => paint.bold = is_on,
            "dim" => paint.dim = is_on,
            "reverse" => paint.reverse = is_on,
            _ => paint.underline = is_on,
        }
    }
    paint
}

fn colour(reader: &mut Reader<'_>, id: NodeId) -> Option<Colour> {
    if reader.is_number(id) {
        let number = reader.whole(id, "colour", 0, 255)?;
        return u8::try_from(number.value).ok().map(Colour::Indexed);
    }
    let written = reader.text(id)?;
    let colour = Colour::read(&written.value);
    if colour.is_none() {
        let meant = nearest(&written.value, NAMES);
        let label = meant.map_or(
            "one of the 16 by name, 0 to 255, or \"#rrggbb\"".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("`{}` is no colour", written.value);
        reader.complain(id, &message, Some(label));
    }
    colour
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_a_colour_and_switches() {
        let text = "(strong: (colour: \"#ff8000\", bold: true), wrong: (colour: 208, reverse: true), bar: (colour: \"red\"))";
        let (paints, problems) = read(text.as_bytes());
        assert_eq!(problems, []);
        let of = |role: &str| paints[ROLES.iter().position(|known| *known == role).unwrap()];
        assert_eq!(of("strong").colour, Some(Colour::Rgb(255, 128, 0)));
        assert!(of("strong").bold && of("wrong").reverse);
        assert_eq!(of("wrong").colour, Some(Colour::Indexed(208)));
        assert_eq!(of("bar").colour, Some(Colour::Indexed(1)));
        assert_eq!(of("faint"), Paint::default());
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_read() {
        let text = "(\n strog: (),\n bar: (colour: \"gren\", backgrund: \"red\"),\n faint: (colour: 256, dim: true),\n)";
        let (paints, problems) = read(text.as_bytes());
        let told: Vec<String> = problems
            .iter()
            .map(|problem| {
                let label = problem.label.as_deref().unwrap_or("-");
                let line = problem.place.as_ref().unwrap().line;
                format!("{line} {}; {label}", problem.message)
            })
            .collect();
        assert_eq!(
            told,
            [
                "2 unknown field `strog`; did you mean `strong`?",
                "3 `gren` is no colour; did you mean `green`?",
                "3 unknown field `backgrund`; -",
                "4 `colour` is 256; it goes from 0 to 255; -",
            ]
        );
        assert!(paints[2].dim);
    }
}
