//! What the configuration file says, each value with its place.
//!
//! Promises: every mistake is told with its line; what is right counts all the same; an
//! unknown field is a mistake. Leaves which commands there are, and whose keys meet, to `app`.

use super::key::{Key, Trouble, read_keys};
use super::reader::{Reader, Stated};
use super::{Charset, Coloring};
use crate::document::tree::{NodeId, Tree};
use crate::text::Diagnostic;

const FIELDS: &[&str] = &[
    "keys",
    "theme",
    "glyphs",
    "colour",
    "escape_ms",
    "blur_at_start",
];

/// For how many milliseconds a lone Esc may be held.
const ESCAPE: (u64, u64) = (1, 1_000);

/// What the configuration file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Commands with other keys than usual, in the file's order.
    pub rebindings: Vec<Rebinding>,
    /// The name of a theme.
    pub theme: Option<Stated<String>>,
    /// Which signs; `None` within leaves it to the environment.
    pub glyphs: Option<Stated<Option<Charset>>>,
    /// When to colour.
    pub colour: Option<Stated<Coloring>>,
    /// For how long a lone Esc is held.
    pub escape_ms: Option<Stated<u64>>,
    /// Whether a board opens blurred.
    pub blur_at_start: Option<Stated<bool>>,
}

/// Keys of a command in place of its usual ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The command's name.
    pub command: Stated<String>,
    /// Key sequences that run it; none at all if the command shall have no key.
    pub keys: Vec<Stated<Vec<Key>>>,
    /// Whether keys were named that can't be read, so that the usual ones stay.
    pub is_broken: bool,
}

impl Config {
    /// Reads the bytes of a file. What is wrong with it comes along.
    pub fn read(bytes: &[u8]) -> (Self, Vec<Diagnostic>) {
        let mut config = Self::default();
        if bytes.trim_ascii().is_empty() {
            return (config, Vec::new());
        }
        let mut reader = match Reader::new(bytes) {
            Ok(reader) => reader,
            Err(problem) => return (config, vec![problem]),
        };
        for (field, id) in reader.fields(Tree::ROOT, FIELDS, "configuration") {
            config.take(&mut reader, field, id);
        }
        (config, reader.finish())
    }

    fn take(&mut self, reader: &mut Reader<'_>, field: &str, id: NodeId) {
        match field {
            "keys" => self.rebindings = rebindings(reader, id),
            "theme" => self.theme = reader.text(id),
            "glyphs" => self.glyphs = reader.word(id, &CHARSETS),
            "colour" => self.colour = reader.word(id, &COLORINGS),
            "escape_ms" => {
                self.escape_ms = reader.whole(id, "escape_ms", ESCAPE.0, ESCAPE.1);
            }
            _ => self.blur_at_start = reader.word(id, &FLAGS),
        }
    }
}

const CHARSETS: [(&str, Option<Charset>); 3] = [
    ("Auto", None),
    ("Unicode", Some(Charset::Unicode)),
    ("Ascii", Some(Charset::Ascii)),
];

const COLORINGS: [(&str, Coloring); 3] = [
    ("Auto", Coloring::Auto),
    ("Always", Coloring::Always),
    ("Never", Coloring::Never),
];

pub(super) const FLAGS: [(&str, bool); 2] = [("true", true), ("false", false)];

fn rebindings(reader: &mut Reader<'_>, id: NodeId) -> Vec<Rebinding> {
    let entries = reader.entries(id);
    let entries = entries.into_iter();
    entries
        .map(|(command, id)| rebinding(reader, command, id))
        .collect()
}

fn rebinding(reader: &mut Reader<'_>, command: Stated<String>, id: NodeId) -> Rebinding {
    let before = reader.mistakes();
    let mut keys = Vec::new();
    for item in reader.items(id, "write `[\"+\"]`, or `[]` for no key") {
        let Some(written) = reader.text(item) else {
            continue;
        };
        match read_keys(&written.value) {
            Ok(read) => match trouble(&read) {
                Some(Trouble::Never(why)) => {
                    let message = format!("`{}` can't be pressed: {why}", written.value);
                    reader.complain(item, &message, Some("take another key".to_owned()));
                }
                trouble => {
                    if let Some(Trouble::Unreliable(why)) = trouble {
                        let message = format!("`{}` may not arrive: {why}", written.value);
                        let help = format!("give `{}` a second key", command.value);
                        reader.doubt(&written.place, message, help);
                    }
                    keys.push(Stated {
                        value: read,
                        place: written.place,
                    });
                }
            },
            Err(error) => reader.complain(item, &error.to_string(), None),
        }
    }
    let is_broken = keys.is_empty() && reader.mistakes() > before;
    Rebinding {
        command,
        keys,
        is_broken,
    }
}

fn trouble(keys: &[Key]) -> Option<Trouble> {
    let mut troubles = keys.iter().filter_map(|key| key.trouble());
    let first = troubles.next();
    match first {
        Some(Trouble::Unreliable(_)) => {
            let never = troubles.find(|trouble| matches!(trouble, Trouble::Never(_)));
            never.or(first)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> String {
        let (_, problems) = Config::read(text.as_bytes());
        let told = problems.iter().map(|problem| {
            let place = problem.place.as_ref().unwrap();
            let label = problem.label.as_deref().unwrap_or("-");
            let (line, column) = (place.line, place.column);
            format!("{line}:{column} {}; {label}", problem.message)
        });
        told.collect::<Vec<_>>().join("\n")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(problems(text), expected, "{text}");
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let text = "#![enable(implicit_some)]\n(keys: {\"raise\": [\"+\", \"m +\"], \"quit\": []},\n \
                    theme: \"high-contrast\", glyphs: Ascii, colour: Never, escape_ms: 40,\n \
                    blur_at_start: true, // at work\n)";
        let (config, problems) = Config::read(text.as_bytes());
        assert_eq!(problems, []);
        let [raise, quit] = config.rebindings.as_slice() else {
            panic!("{config:?}")
        };
        assert_eq!(raise.command.value, "raise");
        assert_eq!(raise.keys[1].value, [Key::char('m'), Key::char('+')]);
        assert_eq!((raise.command.place.line, quit.keys.len()), (2, 0));
        assert_eq!(config.theme.unwrap().value, "high-contrast");
        assert_eq!(config.glyphs.unwrap().value, Some(Charset::Ascii));
        assert_eq!(config.colour.unwrap().value, Coloring::Never);
        assert_eq!(config.escape_ms.unwrap().place.line, 3);
        assert!(config.blur_at_start.unwrap().value);
    }

    #[test]
    fn an_empty_file_says_nothing() {
        for text in ["", " \n", "()"] {
            assert_eq!(
                Config::read(text.as_bytes()),
                (Config::default(), Vec::new())
            );
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        check(
            "(\n  them: \"mono\",\n  glyphs: ascii,\n  colour: Sometimes,\n  escape_ms: 5000,\n  \
             escape_ms: 1,\n  blur_at_start: 1,\n  theme: mono,\n)",
            "2:3 unknown field `them`; did you mean `theme`?\n\
             3:11 `ascii` is none of Auto, Unicode, Ascii; did you mean `Ascii`?\n\
             4:11 `Sometimes` is none of Auto, Always, Never; -\n\
             5:14 `escape_ms` is 5000; it goes from 1 to 1000; -\n\
             6:3 `escape_ms` is said twice; take one out\n\
             7:18 `1` is none of true, false; -\n\
             8:10 a text in quotes belongs here; put it in double quotes",
        );
    }

    #[test]
    fn keys_that_are_none_or_never_arrive_are_mistakes_and_some_are_doubtful() {
        check(
            "(keys: {\"raise\": [\"++\", \"Alt-x\", \"Ctrl-I\", \"F5\", \"+\"], \"lower\": \"-\", add: []})",
            "1:19 `++` is no key; write `j`, `Ctrl-R`, `Enter`, `PgDn`, `F5`; -\n\
             1:25 `Alt-x` can't be pressed: it arrives as Esc and then the key; take another key\n\
             1:34 `Ctrl-I` can't be pressed: it arrives as Tab; take another key\n\
             1:44 `F5` may not arrive: terminals and desktops keep it; -\n\
             1:65 a list in square brackets belongs here; write `[\"+\"]`, or `[]` for no key\n\
             1:70 a name in quotes belongs here; put it in double quotes",
        );
    }

    #[test]
    fn a_command_whose_keys_are_all_unreadable_keeps_its_own() {
        let read = |text: &str| Config::read(text.as_bytes()).0.rebindings.remove(0);
        assert!(read("(keys: {\"raise\": [\"++\"]})").is_broken);
        assert!(!read("(keys: {\"raise\": [\"++\", \"+\"]})").is_broken);
        assert!(!read("(keys: {\"raise\": []})").is_broken);
        assert!(!read("(keys: {\"raise\": [\"F5\"]})").is_broken);
    }

    #[test]
    fn a_file_that_is_no_ron_says_nothing_but_where() {
        check(
            "(keys: {\"raise\": [\"+\"}",
            "1:18 this `[` is never closed; -",
        );
        check(
            "[]",
            "1:1 fields in round brackets belong here; a configuration is written \
             `(keys: …, theme: …, glyphs: …, colour: …, escape_ms: …, blur_at_start: …)`",
        );
        let (_, problems) = Config::read(b"(theme: \"\xff\")");
        assert_eq!(problems[0].message, "this is not UTF-8");
    }
}
