//! The help over a screen: its lines come from the command table and the effective keys.

use crate::app::commands::{self, Command, Scope};
use crate::app::keymap::{Keymap, spell};
use crate::layout::{Look, Paragraph};
use crate::model::Stance;
use crate::settings::Glyphs;

/// The help, scrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpOverlay {
    /// Which part of the program it is about.
    pub about: Scope,
    /// How many lines are off the top.
    pub scroll: usize,
    /// What is looked for: only lines that have all its words are shown.
    pub find: String,
    /// Whether that is being typed.
    pub is_finding: bool,
}

impl HelpOverlay {
    /// Returns all it says: the keys of the part it was asked in, those that work everywhere,
    /// and the rungs in words; of these what is looked for.
    pub fn paragraphs(&self, keymap: &Keymap, glyphs: &Glyphs) -> Vec<Paragraph> {
        let rung = |stance: Stance| Paragraph::new(stance.word(), stance.meaning(), Look::Plain);
        let meaning = |(sign, text): (&str, &str)| Paragraph::new(sign, text, Look::Plain);
        let mut paragraphs = Vec::new();
        let mut add = |title: &str, lines: Vec<Paragraph>| {
            if !lines.is_empty() {
                paragraphs.push(Paragraph::heading(title));
                paragraphs.extend(lines);
                paragraphs.push(Paragraph::blank());
            }
        };
        let pages = matches!(self.about, Scope::View(_)).then_some(Scope::Page);
        let scopes = [self.about].into_iter().chain(pages);
        for scope in scopes.chain([Scope::Anywhere, Scope::Prompt]) {
            let here = commands::all().filter(|command| command.scope == scope);
            let lines = here.map(|command| (keys_of(keymap, command), command.name));
            add(scope.title(), self.found(lines));
        }
        add(
            "The rungs",
            self.found(Stance::RUNGS.map(|it| (rung(it), ""))),
        );
        let words = signs(glyphs).into_iter().chain(WORDS);
        let words = words.map(|it| (meaning(it), ""));
        add("What the screen says", self.found(words));
        paragraphs.pop();
        if paragraphs.is_empty() {
            let nothing = format!("Nothing here has {}", self.find);
            paragraphs.push(Paragraph::heading(&nothing));
        }
        paragraphs
    }

    /// Keeps the lines that have all words looked for, in what they say or in the name of what
    /// they are about.
    fn found<'a>(&self, lines: impl IntoIterator<Item = (Paragraph, &'a str)>) -> Vec<Paragraph> {
        let find = self.find.to_lowercase();
        let has_all = |(line, name): &(Paragraph, &str)| {
            let text = format!("{} {} {name}", line.label, line.text).to_lowercase();
            find.split_whitespace().all(|word| text.contains(word))
        };
        let found = lines.into_iter().filter(has_all);
        found.map(|(line, _)| line).collect()
    }
}

/// The words of the board, and what each of them counts.
const WORDS: [(&str, &str); 15] = [
    ("onside", "at Supporter or better"),
    (
        "executives",
        "how many of them are onside; in the header of all departments but ours",
    ),
    ("team 2/14", "2 of the 14 people in teams are onside"),
    (
        "filter: due  2 of 11",
        "only those whom the filter finds are listed; Esc lists all",
    ),
    (
        "3 marked, 1 not listed",
        "keys that change somebody act on all of them",
    ),
    ("by gap", "the order of the rows in a department"),
    (
        "due 19d",
        "the last talk, ask, promise or gift was 19 days ago, longer than wished; `due`: none yet",
    ),
    (
        "!",
        "behind a name in columns and grid: they are due, or we owe them something",
    ),
    ("you owe", "we promised them something"),
    (
        "asked 4d",
        "we asked 4 days ago, and they have not answered",
    ),
    ("objects", "an objection is open"),
    (
        "unproven",
        "a Champion or Lobbyist whom no proof in public, in writing or by a deed shows",
    ),
    ("not met", "nobody has talked to them yet"),
    (
        "asked, owed",
        "in the header: asks they have not answered, promises we have not kept",
    ),
    (
        "saved 14:02",
        "all is on disk since then; a dot: a change waits to be written",
    ),
];

/// Returns the signs of the board with what they mean.
fn signs(glyphs: &Glyphs) -> [(&'static str, &'static str); 8] {
    let [nobody, somebody, executive] = glyphs.coverage;
    [
        (glyphs.today, "where somebody stands today"),
        (glyphs.today_open, "the same, unproven or not met"),
        (glyphs.target, "where we need them"),
        (
            glyphs.executive,
            "executive: power 4 or 5, else the highest power of the department",
        ),
        (glyphs.marked, "marked"),
        (nobody, "before a department: nobody is onside"),
        (somebody, "somebody is onside, no executive"),
        (executive, "an executive is onside"),
    ]
}

/// Returns a command with the keys that run it, or with what to type after `:`.
fn keys_of(keymap: &Keymap, command: &'static Command) -> Paragraph {
    let mut keys: Vec<String> = keymap.keys_of(command).map(spell).collect();
    if keys.is_empty() {
        keys.push(format!(":{}", command.name));
    }
    Paragraph::new(&keys.join("  "), command.doc, Look::Plain)
}
