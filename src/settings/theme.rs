//! Colours: what each thing on the screen looks like.
//!
//! Promises: never a background over the screen; nothing that colour alone says; no colour
//! beyond those the terminal has. The themes that come along use only the terminal's own
//! foreground and background, its 16 colours, bold, dim and reverse. The only place outside
//! `view` and `terminal` that names ratatui.

use ratatui::style::{Color, Modifier, Style};

use super::Depth;
use super::colour::Colour;
use super::theme_file::{Paint, Paints, read};
use crate::model::{Coverage, Stance};
use crate::text::Diagnostic;

/// The theme that is used when none is named.
pub const DEFAULT_THEME: &str = "default";

/// The themes that come with the program, by name.
const BUILT_IN: [(&str, &str); 3] = [
    (
        DEFAULT_THEME,
        include_str!("../../assets/themes/default.ron"),
    ),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.ron"),
    ),
    ("mono", include_str!("../../assets/themes/mono.ron")),
];

/// The names of the themes that come with the program.
pub fn built_in_themes() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(name, _)| name)
}

/// The look of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    plain: Style,
    strong: Style,
    faint: Style,
    rungs: [Style; 6],
    not_met: Style,
    coverage: [Style; 3],
    bar: Style,
    pressing: Style,
    solid: Style,
    wrong: Style,
}

impl Theme {
    /// Returns the default theme, in as many colours as the terminal has.
    pub fn of(depth: Depth) -> Self {
        // The file is ours, and a test reads it.
        Self::built_in(DEFAULT_THEME, depth)
            .unwrap_or_else(|| Self::from_paints(&Paints::default(), depth))
    }

    /// Returns a theme that comes with the program.
    pub fn built_in(name: &str, depth: Depth) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::read(text.as_bytes(), depth).0)
    }

    /// Reads a theme from the bytes of a file. What is wrong with it comes along.
    pub fn read(bytes: &[u8], depth: Depth) -> (Self, Vec<Diagnostic>) {
        let (paints, problems) = read(bytes);
        (Self::from_paints(&paints, depth), problems)
    }

    fn from_paints(paints: &Paints, depth: Depth) -> Self {
        let [
            plain,
            strong,
            faint,
            blocker,
            skeptic,
            neutral,
            supporter,
            champion,
            lobbyist,
            not_met,
            nobody,
            somebody,
            executive,
            bar,
            pressing,
            solid,
            wrong,
        ] = paints.map(|paint| style(paint, depth));
        Self {
            plain,
            strong,
            faint,
            rungs: [blocker, skeptic, neutral, supporter, champion, lobbyist],
            not_met,
            coverage: [nobody, somebody, executive],
            bar,
            pressing,
            solid,
            wrong,
        }
    }

    /// What is read first.
    pub fn plain(&self) -> Style {
        self.plain
    }

    /// The one thing that stands out.
    pub fn strong(&self) -> Style {
        self.strong
    }

    /// What is secondary.
    pub fn faint(&self) -> Style {
        self.faint
    }

    /// A rung of the ladder.
    pub fn rung(&self, stance: Stance) -> Style {
        let [blocker, skeptic, neutral, supporter, champion, lobbyist] = self.rungs;
        match stance {
            Stance::Unknown => self.not_met,
            Stance::Blocker => blocker,
            Stance::Skeptic => skeptic,
            Stance::Neutral => neutral,
            Stance::Supporter => supporter,
            Stance::Champion => champion,
            Stance::Lobbyist => lobbyist,
        }
    }

    /// How far a department is onside.
    pub fn coverage(&self, coverage: Coverage) -> Style {
        let [nobody, somebody, executive] = self.coverage;
        match coverage {
            Coverage::Nobody => nobody,
            Coverage::Somebody => somebody,
            Coverage::Executive => executive,
        }
    }

    /// The bar of the selection.
    pub fn bar(&self) -> Style {
        self.bar
    }

    /// What presses: a contact that is due, a promise of ours.
    pub fn pressing(&self) -> Style {
        self.pressing
    }

    /// What stands, whatever of it is a little wrong.
    pub fn solid(&self) -> Style {
        self.solid
    }

    /// What went wrong.
    pub fn wrong(&self) -> Style {
        self.wrong
    }
}

fn style(paint: Paint, depth: Depth) -> Style {
    let modifiers = [
        (paint.bold, Modifier::BOLD),
        (paint.dim, Modifier::DIM),
        (paint.reverse, Modifier::REVERSED),
        (paint.underline, Modifier::UNDERLINED),
    ];
    let on = modifiers.into_iter().filter(|(is_on, _)| *is_on);
    let style = on.fold(Style::new(), |style, (_, modifier)| {
        style.add_modifier(modifier)
    });
    let colour = paint.colour.and_then(|colour| colour.at(depth));
    colour.map_or(style, |colour| style.fg(painted(colour)))
}

fn painted(colour: Colour) -> Color {
    match colour {
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        Colour::Indexed(index) => match index {
            0 => Color::Black,
            1 => Color::Red,
            2 => Color::Green,
            3 => Color::Yellow,
            4 => Color::Blue,
            5 => Color::Magenta,
            6 => Color::Cyan,
            7 => Color::Gray,
            8 => Color::DarkGray,
            9 => Color::LightRed,
            10 => Color::LightGreen,
            11 => Color::LightYellow,
            12 => Color::LightBlue,
            13 => Color::LightMagenta,
            14 => Color::LightCyan,
            15 => Color::White,
            other => Color::Indexed(other),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True];

    fn all(theme: &Theme) -> Vec<Style> {
        let coverages = [Coverage::Nobody, Coverage::Somebody, Coverage::Executive];
        let others = [
            theme.plain(),
            theme.strong(),
            theme.faint(),
            theme.bar(),
            theme.pressing(),
            theme.solid(),
            theme.wrong(),
        ];
        let rungs = Stance::RUNGS.map(|stance| theme.rung(stance));
        let coverages = coverages.map(|coverage| theme.coverage(coverage));
        [&rungs[..], &coverages, &others].concat()
    }

    #[test]
    fn the_themes_that_come_along_are_sound() {
        for (name, text) in BUILT_IN {
            assert_eq!(read(text.as_bytes()).1, [], "{name}");
        }
        assert_eq!(
            Theme::built_in("default", Depth::Sixteen),
            Some(Theme::of(Depth::Sixteen))
        );
        assert_eq!(Theme::built_in("pink", Depth::Sixteen), None);
    }

    #[test]
    fn no_style_has_a_background() {
        for (name, _) in BUILT_IN {
            for depth in DEPTHS {
                let theme = Theme::built_in(name, depth).unwrap();
                assert!(all(&theme).iter().all(|style| style.bg.is_none()), "{name}");
            }
        }
    }

    #[test]
    fn without_colour_the_default_is_mono() {
        let mono = Theme::of(Depth::Mono);
        assert!(all(&mono).iter().all(|style| style.fg.is_none()));
        assert_eq!(Theme::built_in("mono", Depth::True), Some(mono));
    }

    #[test]
    fn high_contrast_is_bold_and_reverse_and_nothing_else() {
        let theme = Theme::built_in("high-contrast", Depth::True).unwrap();
        for style in all(&theme) {
            let rest = style.add_modifier - Modifier::BOLD - Modifier::REVERSED;
            assert_eq!((style.fg, rest), (None, Modifier::empty()));
        }
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
        for style in all(&Theme::of(Depth::Sixteen)) {
            assert!(style.fg.is_none_or(|colour| !unsure.contains(&colour)));
        }
    }

    #[test]
    fn an_rgb_theme_has_no_rgb_where_the_terminal_has_none() {
        let text = b"(blocker: (colour: \"#ff8700\"), bar: (colour: 208))";
        let shown = |depth: Depth| {
            let theme = Theme::read(text, depth).0;
            (theme.rung(Stance::Blocker).fg, theme.bar().fg)
        };
        let orange = Some(Color::Indexed(208));
        assert_eq!(shown(Depth::Mono), (None, None));
        assert_eq!(
            shown(Depth::Sixteen),
            (Some(Color::Yellow), Some(Color::Yellow))
        );
        assert_eq!(shown(Depth::Indexed), (orange, orange));
        assert_eq!(shown(Depth::True), (Some(Color::Rgb(255, 135, 0)), orange));
    }
}
