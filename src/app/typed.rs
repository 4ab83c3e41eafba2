//! A whole line at once: how everything is done where there is no screen, `:` included.
//!
//! Promises: every command of the table that needs no screen is reached by its name, with a
//! person's name behind it where it is about one; nothing is guessed: a name is written out
//! or unambiguously begun. Leaves what stands in a line to `palette` and `line`.

use super::commands::{self, Command, Scope};
use super::line::{FAVOURS, find_person};
use super::palette;
use super::{App, Asking, Deed, Effect, Live, Overlay, PromptOverlay};
use crate::model::{Board, Id};
use crate::text::nearest;

/// What people say without a screen, and the commands it stands for.
const SPOKEN: [(&str, &str); 2] = [("show", "open"), ("exit", "quit")];

/// Commands that take a line about a person, who may be named before it.
const ABOUT: [&str; 6] = [
    "talked",
    "proof",
    "favour",
    "objection",
    "influence",
    "change",
];

/// Commands that take words of other kinds.
const OF_WORDS: [&str; 8] = [
    "add",
    "add department",
    "filter",
    "go",
    "import",
    "move",
    "new",
    "sort",
];

/// Commands that are nothing without a screen, with the reason.
const OF_A_SCREEN: [(&str, &str); 8] = [
    ("blur", "nothing is shown that is not asked for"),
    ("redraw", "nothing is drawn"),
    ("suspend", "the shell's own Ctrl-Z does it"),
    ("palette", "every line is one"),
    ("layout", "the board is a list"),
    ("left", "there are no columns"),
    ("right", "there are no columns"),
    ("cancel", "no key is half pressed"),
];

/// The most words a person's name has.
const WORDS: usize = 6;

/// Returns why a command is nothing without a screen; `None` for those that are something.
pub fn needs_screen(command: &Command) -> Option<&'static str> {
    match command.scope {
        Scope::Prompt => return Some("a whole line is typed at once"),
        Scope::Help | Scope::Finding => return Some("the help is printed whole"),
        _ => {}
    }
    let known = OF_A_SCREEN.iter().find(|(name, _)| *name == command.name);
    known.map(|(_, reason)| *reason)
}

impl App {
    /// Takes in a line that was typed where there is no screen.
    pub fn obey(&mut self, line: &str) -> Vec<Effect> {
        let mut effects = self.take_line(line);
        self.turn_page();
        effects.extend(self.ask_who_is_next());
        self.teach();
        effects
    }

    fn take_line(&mut self, line: &str) -> Vec<Effect> {
        self.notice = None;
        self.pressed.clear();
        let effects = match &self.overlay {
            None => self.obey_command(line.trim()),
            Some(Overlay::Prompt(prompt)) => {
                let asking = prompt.asking().clone();
                self.obey_prompt(asking, line.trim())
            }
            Some(_) => self.obey_question(line.trim()),
        };
        self.turn_page();
        effects
    }

    fn obey_command(&mut self, line: &str) -> Vec<Effect> {
        if line.is_empty() {
            return Vec::new();
        }
        if let Some(line) = self.as_favour(line) {
            return self.obey_command(&line);
        }
        let here = self.named(line, self.scope_below());
        let on_the_board = || self.named(line, Scope::Board);
        let Some((command, rest)) = here.or_else(on_the_board) else {
            if line.starts_with("vote ") {
                let (understood, is_read) = self.read_words(line);
                return if is_read {
                    self.do_words(line)
                } else {
                    self.tell_live(&understood)
                };
            }
            return self.obey_name(line);
        };
        if !command.is_for(self.scope_below()) {
            self.go_home();
        }
        if let Some(reason) = needs_screen(command) {
            return self.tell(&format!("`{}` needs a screen: {reason}", command.name));
        }
        if rest.is_empty() {
            return self.run_if_possible(command);
        }
        let mut rest = rest.to_owned();
        if ABOUT.contains(&command.name)
            && let Some((id, behind)) = subject(self.board(), &rest)
        {
            let behind = behind.to_owned();
            self.go_to(&id);
            rest = behind;
            if rest.is_empty() {
                return self.run_if_possible(command);
            }
        }
        self.run_with(command, &rest)
    }

    /// Returns `promise dana The numbers`, as the command line has it, as `favour` takes it.
    fn as_favour(&self, line: &str) -> Option<String> {
        let (kind, rest) = line.split_once(' ')?;
        if !FAVOURS.contains(&kind) {
            return None;
        }
        Some(match subject(self.board(), rest) {
            Some((id, what)) => format!("favour {id} {kind} {what}"),
            None => format!("favour {line}"),
        })
    }

    /// Runs a command with words behind it: its own, or the name of a person.
    fn run_with(&mut self, command: &'static Command, rest: &str) -> Vec<Effect> {
        let words = format!("{} {rest}", command.name);
        let (live, is_read) = self.read_words(&words);
        if is_read {
            return self.do_words(&words);
        }
        if [&ABOUT[..], &OF_WORDS].concat().contains(&command.name) {
            return self.tell_live(&live);
        }
        match find_person(self.board(), rest.trim_matches('"')) {
            Ok(person) => {
                let id = person.id.clone();
                self.go_to(&id);
                self.run_if_possible(command)
            }
            Err(problem) => self.tell(&problem.to_string()),
        }
    }

    /// Reads a line as the palette does. Says whether it is clear what it does.
    fn read_words(&self, words: &str) -> (Live, bool) {
        let (live, deed) = palette::read(self, words);
        let is_read = match deed {
            Deed::Nothing => false,
            // What is merely listed was guessed from letters.
            Deed::Run(_) => matches!(live, Live::Said(_)),
            _ => true,
        };
        (live, is_read)
    }

    fn do_words(&mut self, words: &str) -> Vec<Effect> {
        self.ask_with(Asking::Command, words);
        self.do_line()
    }

    /// Goes to a person whose name is all that was typed.
    fn obey_name(&mut self, line: &str) -> Vec<Effect> {
        if let Ok(person) = find_person(self.board(), line.trim_matches('"')) {
            let id = person.id.clone();
            self.go_to(&id);
            return Vec::new();
        }
        let (first, _) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(known) = commands::all().find(|it| it.name == line || it.name == first) {
            return self.tell(&format!("`{}` does nothing here", known.name));
        }
        let names = || commands::all().map(|command| command.name);
        // Whoever types what is pressed on a screen means that.
        let pressed = commands::all().find(|it| it.keys.contains(&line) && it.is_for(Scope::Board));
        let pressed = pressed.map(|command| command.name);
        let near = || nearest(line, names()).or_else(|| nearest(first, names()));
        let meant = pressed.or_else(near);
        let hint = meant.map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
        let sentence = format!("no command is called `{first}`; {hint}`help` lists them");
        self.tell(&sentence)
    }

    fn run_if_possible(&mut self, command: &'static Command) -> Vec<Effect> {
        if (command.when)(self) {
            return self.run(command);
        }
        let name = command.name;
        self.tell(&format!(
            "`{name}` is not possible here; if it is about a person, name them: `{name} dana`"
        ))
    }

    /// Takes a line as what is asked for, and no line after it: whoever types blindly gives the
    /// next command. An empty one ends it.
    fn obey_prompt(&mut self, asking: Asking, line: &str) -> Vec<Effect> {
        if line.is_empty() {
            self.overlay = None;
            return self.tell("Nothing is changed");
        }
        self.ask_with(asking.clone(), line);
        let effects = self.do_line();
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return effects;
        };
        if prompt.text().is_empty() {
            self.overlay = None;
            return effects;
        }
        // It was not understood: the line is asked for again.
        let understood = prompt.live();
        let usual = self.usual_department();
        let again = PromptOverlay::new(asking, usual, "");
        self.overlay = Some(Overlay::Prompt(Box::new(again)));
        self.tell_live(&understood)
    }

    /// Takes a line as the answer to what lies over the screen.
    fn obey_question(&mut self, line: &str) -> Vec<Effect> {
        let answers = self.answers();
        let begun = |it: &&&'static Command| !line.is_empty() && it.name.starts_with(line);
        let written_out = answers.iter().find(|command| command.name == line).copied();
        let begun: Vec<&'static Command> = answers.iter().filter(begun).copied().collect();
        let only = begun.first().copied().filter(|_| begun.len() == 1);
        if let Some(command) = written_out.or(only) {
            return self.run(command);
        }
        let names: Vec<&str> = answers.iter().map(|command| command.name).collect();
        self.tell(&format!("Answer with one of: {}", names.join(", ")))
    }

    /// Returns what the question over the screen can be answered with.
    pub fn answers(&self) -> Vec<&'static Command> {
        let scope = self.scope();
        let its = commands::all().filter(|command| command.scope == scope);
        let spoken = its.filter(|command| needs_screen(command).is_none());
        spoken.filter(|command| (command.when)(self)).collect()
    }

    /// Returns the command whose name a line begins with, and what stands behind it.
    fn named<'a>(&self, line: &'a str, scope: Scope) -> Option<(&'static Command, &'a str)> {
        let here = || commands::all().filter(move |command| command.is_for(scope));
        let behind = |name: &str| {
            let rest = line.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
        };
        let written_out = here().filter_map(|command| Some((command, behind(command.name)?)));
        // The longest, and of equals one that is possible now.
        let best =
            written_out.max_by_key(|(command, _)| (command.name.len(), (command.when)(self)));
        if best.is_some() {
            return best;
        }
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut aliases = SPOKEN.iter().chain(&palette::ALIASES);
        if let Some((_, name)) = aliases.find(|(alias, _)| *alias == first) {
            let command = here().find(|command| command.name == *name)?;
            return Some((command, rest.trim()));
        }
        let mut begun = here().filter(|it| it.name.starts_with(first) && first.len() > 1);
        match (begun.next(), begun.next()) {
            (Some(only), None) => Some((only, rest.trim())),
            _ => None,
        }
    }

    /// Goes to somebody on the board.
    fn go_to(&mut self, id: &Id) {
        self.go_home();
        self.select(id.as_str());
    }

    fn tell_live(&mut self, live: &Live) -> Vec<Effect> {
        let words = match live {
            Live::Hint(words) | Live::Wrong(words) => words.clone(),
            Live::Said(pieces) => pieces.join(", "),
            Live::Listed(words, _) => words.join(", "),
        };
        self.tell(&words)
    }
}

/// Finds the person that `text` begins with: their id or their name written out, or a first
/// name that only they have. Returns what stands behind.
pub fn subject<'a>(board: &Board, text: &'a str) -> Option<(Id, &'a str)> {
    if let Some((quoted, behind)) = text.strip_prefix('"').and_then(|it| it.split_once('"')) {
        let person = find_person(board, quoted).ok()?;
        return Some((person.id.clone(), behind.trim()));
    }
    let ends = text.match_indices(' ').map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.take(WORDS).chain([text.len()]).collect();
    ends.sort_unstable();
    for end in ends.into_iter().rev() {
        let (words, behind) = text.split_at(end);
        let words = words.to_lowercase();
        let mut people = board.people().map(|(_, person)| person);
        let called = people.find(|it| it.id.as_str() == words || it.name.to_lowercase() == words);
        if let Some(person) = called {
            return Some((person.id.clone(), behind.trim()));
        }
    }
    let (first, behind) = text.split_once(' ').unwrap_or((text, ""));
    let first = first.to_lowercase();
    let has_it = |name: &str| name.to_lowercase().split(' ').next() == Some(first.as_str());
    let mut people = board.people().map(|(_, person)| person);
    let person = people.find(|person| has_it(&person.name))?;
    let is_only = !people.any(|person| has_it(&person.name));
    is_only.then(|| (person.id.clone(), behind.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Message, Origin};
    use crate::document::{Document, EXAMPLE};
    use crate::layout::Size;
    use crate::layout::View;
    use crate::settings::{Capabilities, Charset, Depth, Settings};

    fn app() -> App {
        let settings = Settings::of(Capabilities {
            depth: Depth::Mono,
            charset: Charset::Ascii,
            is_dumb: true,
        });
        let origin = Origin {
            name: "board.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let size = Size {
            width: 80,
            height: 1_000,
        };
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        App::new(
            document,
            origin,
            settings,
            "2026-11-22".parse().unwrap(),
            size,
        )
    }

    fn check_subject(text: &str, expected: Option<(&str, &str)>) {
        let app = app();
        let found = subject(app.board(), text);
        let found = found.as_ref().map(|(id, rest)| (id.as_str(), *rest));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_line_is_about_whom_it_begins_with() {
        check_subject("dana call Liked it", Some(("dana", "call Liked it")));
        check_subject("Dana Ortiz call", Some(("dana", "call")));
        check_subject("\"Dana Ortiz\" call", Some(("dana", "call")));
        check_subject("Sam", Some(("sam", "")));
        check_subject("call Liked it", None);
        check_subject("", None);
    }

    /// What is said over a screen is answered by keys: no `:` opens there.
    #[test]
    fn every_command_is_reached_by_key_by_name_and_without_a_screen() {
        for command in commands::all() {
            let name = command.name;
            let is_on_a_page = matches!(command.scope, Scope::Page | Scope::View(_));
            if !is_on_a_page && !matches!(command.scope, Scope::Anywhere | Scope::Board) {
                assert!(!command.keys.is_empty(), "{name} has no key");
                continue;
            }
            let app = app_on(command.scope);
            if (command.when)(&app) {
                let (live, deed) = palette::read(&app, name);
                match deed {
                    Deed::Run(found) => assert_eq!(found.name, name, "in the palette"),
                    // It takes words, and says which.
                    _ => assert!(matches!(live, Live::Hint(_)), "{name}: {live:?}"),
                }
            }
            let found = app.named(name, app.scope()).map(|(found, _)| found.name);
            assert_eq!(found, Some(name), "without a screen");
        }
    }

    /// Returns an app where commands of `scope` count.
    fn app_on(scope: Scope) -> App {
        let mut app = app();
        match scope {
            Scope::View(View::Person) | Scope::Page => drop(app.obey("open dana")),
            Scope::View(View::Brief) => drop(app.obey("brief dana")),
            Scope::View(view) => drop(app.open_view(view)),
            _ => {}
        }
        app
    }

    #[test]
    fn what_needs_a_screen_exists() {
        for (name, _) in OF_A_SCREEN {
            assert!(
                commands::all().any(|command| command.name == name),
                "{name}"
            );
        }
        for (_, name) in SPOKEN {
            assert!(
                commands::all().any(|command| command.name == name),
                "{name}"
            );
        }
        for name in ABOUT.into_iter().chain(OF_WORDS) {
            assert!(
                commands::all().any(|command| command.name == name),
                "{name}"
            );
        }
    }

    fn check(lines: &[&str], notice: &str) {
        let mut app = app();
        for line in lines {
            app.obey(line);
        }
        let told = app.notice().map_or("", |notice| notice.text());
        assert_eq!(told, notice, "{lines:?}");
    }

    #[test]
    fn a_line_does_what_a_key_would() {
        check(&["move dana supporter"], "Dana Ortiz to Supporter");
        check(&["raise dana"], "Dana Ortiz to Supporter");
        check(&["dana", "to champion"], "Dana Ortiz to Champion");
        check(&["raise dana", "undo"], "Undone: Dana Ortiz to Supporter");
        check(&["has left dana"], "Dana Ortiz left");
        check(&["redraw"], "`redraw` needs a screen: nothing is drawn");
        check(
            &["change decision fy27-budget vote sam 80"],
            "fy27-budget: Sam Whitfield 80 in 100 for a yes",
        );
        check(&["vote sam yes"], "fy27-budget: Sam Whitfield voted yes");
        check(
            &["change play quick-wins due fri"],
            "quick-wins: due 27 Nov",
        );
        check(
            &["change play due fri"],
            "which one? `change play` and one of quick-wins, tag-the-calls",
        );
        check(
            &["promise dana The numbers by:fri"],
            "Promised Dana Ortiz: The numbers",
        );
        check(&["dana", "gave The deck"], "Gave Dana Ortiz: The deck");
        check(
            &["mvoe dana supporter"],
            "no command is called `mvoe`; did you mean `move`? `help` lists them",
        );
    }

    #[test]
    fn a_filter_lists_only_whom_it_finds() {
        let mut app = app();
        for (filter, found) in [("xyz", "0 of 11"), ("due", "2 of 11")] {
            app.obey("noor");
            app.obey(&format!("filter {filter}"));
            assert_eq!(app.filter_in_words().unwrap().1, found);
        }
    }

    #[test]
    fn a_removal_asks_first() {
        check(
            &["remove dana", "what"],
            "Answer with one of: confirm, keep",
        );
        check(&["remove dana", "keep"], "");
        check(&["remove dana", "confirm"], "Removed Dana Ortiz");
    }

    #[test]
    fn a_command_alone_asks_for_one_line() {
        let mut app = app();
        for (line, scope) in [
            ("add", Scope::Prompt),
            ("@nowhere", Scope::Prompt),
            ("", Scope::Board),
            ("add", Scope::Prompt),
            ("Zoe Zebra, CEO @sales", Scope::Board),
        ] {
            app.obey(line);
            assert_eq!(app.scope(), scope, "{line}");
        }
        assert!(app.board().people().any(|(_, it)| it.name == "Zoe Zebra"));
        app.update(Message::Told(String::new()));
    }
}
