//! A command by its name: `:undo`, `:move sam supporter`, `:talked call Liked it`, `:wq`.
//!
//! What is typed is found in the names of the command table: written out, at the beginning,
//! at the beginning of a word, letter after letter; then in what the commands do. The first one
//! found is what Enter does.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::arguments::{self, LISTED};
use super::commands::{self, Command};
use super::fuzzy::Letters;
use super::keymap::spell;
use super::line::{self, Choices, Grammar, find_person, find_rung, first_word, unquoted};
use super::reading::understood;
use super::{App, Deed, Live, Order};
use crate::model::Id;

/// What people type from habit, and the commands it stands for.
pub(super) const ALIASES: [(&str, &str); 6] = [
    ("w", "write"),
    ("q", "quit"),
    ("wq", "write and quit"),
    ("x", "leave"),
    ("e", "new"),
    ("open", "new"),
];

/// Reads a line of the palette.
pub(super) fn read(app: &App, text: &str) -> (Live, Deed) {
    let text = text.trim_start().trim_start_matches(':');
    let (first, rest) = first_word(text);
    if first.is_empty() {
        let hint = "a command by name; w writes, q quits; new FILE opens a board; Tab completes";
        return (Live::Hint(hint.to_owned()), Deed::Nothing);
    }
    let found: Vec<&'static Command> = fitting(app, text).take(LISTED).collect();
    let listed = || {
        let names = found.iter().map(|command| named(app, command));
        Live::Listed(names.collect(), 0)
    };
    // A command's own name goes before habits and arguments.
    if let Some(whole) = found.first().filter(|it| it.name == text) {
        return (listed(), Deed::Run(whole));
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == first);
    match alias.map_or(first, |(_, name)| name) {
        "new" => return open(rest),
        "import" => return import(rest),
        "move" if !rest.is_empty() => return moved(app, rest),
        "filter" if !rest.is_empty() => return app.read_filter(rest),
        "go" if !rest.is_empty() => return go(app, rest),
        "sort" if !rest.is_empty() && !rest.starts_with("by ") => return sorted(app, rest),
        name if alias.is_some() && rest.is_empty() => {
            if let Some(command) = commands::all().find(|command| command.name == name) {
                return (Live::Said(vec![command.doc.to_owned()]), Deed::Run(command));
            }
        }
        _ => {}
    }
    let begins_a_name = found.iter().any(|command| command.name.starts_with(text));
    if let Some(question) = arguments::missing(app, text).filter(|_| !begins_a_name) {
        return (question, Deed::Nothing);
    }
    if let Some((asking, rest)) = arguments::of(app, text) {
        return understood(app.reading(&asking, app.usual_department().as_ref(), rest));
    }
    let Some(first) = found.first() else {
        let sentence = format!(
            "no command is called `{}`; {} shows all",
            text.trim(),
            app.keymap().key_of("help")
        );
        return (Live::Wrong(sentence), Deed::Nothing);
    };
    (listed(), Deed::Run(first))
}

/// Reads whom or what to go to: the best match is where Enter goes.
pub(super) fn go(app: &App, text: &str) -> (Live, Deed) {
    let typed = text.trim().trim_start_matches('@');
    if typed.is_empty() {
        let hint = "a person or a department, by any letters of the name";
        return (Live::Hint(hint.to_owned()), Deed::Nothing);
    }
    let found = going(app, typed);
    let Some((id, _)) = found.first() else {
        let sentence = format!("nobody and no department is called `{typed}`");
        return (Live::Wrong(sentence), Deed::Nothing);
    };
    let deed = Deed::Go((*id).clone());
    let names = found.iter().map(|(_, name)| (*name).to_owned());
    (Live::Listed(names.collect(), 0), deed)
}

/// Returns departments and people whom these letters may mean, the best first.
fn going<'a>(app: &'a App, typed: &str) -> Vec<(&'a Id, &'a str)> {
    let mut letters = Letters::new(typed);
    let board = app.board();
    let departments = board
        .departments
        .iter()
        .map(|it| (&it.id, it.name.as_str()));
    let people = board.people().filter(|(_, person)| !person.has_left());
    let people = people.map(|(_, person)| (&person.id, person.name.as_str()));
    let ranked = departments.chain(people).filter_map(|(id, name)| {
        let rank = [letters.rank(name), letters.rank(id)];
        Some((rank.into_iter().flatten().min()?, (id, name)))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(LISTED);
    ranked.into_iter().map(|(_, found)| found).collect()
}

/// Reads `due`, `gap`, `weight`, `file`.
fn sorted(app: &App, rest: &str) -> (Live, Deed) {
    let order = Order::ALL
        .iter()
        .find(|it| it.word().starts_with(rest.trim()));
    let command = order.and_then(|order| {
        let name = format!("sort by {}", order.word());
        fitting(app, &name).next().filter(|it| it.name == name)
    });
    match (order, command) {
        (Some(order), Some(command)) => {
            let said = vec![order.meaning().to_owned()];
            (Live::Said(said), Deed::Run(command))
        }
        (Some(_), None) => {
            let sentence = "rows are sorted on the board".to_owned();
            (Live::Wrong(sentence), Deed::Nothing)
        }
        (None, _) => {
            let sentence = format!("`{rest}` is no order; there is file, due, gap and weight");
            (Live::Wrong(sentence), Deed::Nothing)
        }
    }
}

/// Returns what Tab offers: names of commands, and what may stand in their arguments.
pub(super) fn choices(app: &App, text: &str, cursor: usize) -> Choices {
    let head = text.get(..cursor).unwrap_or(text);
    let within = |rest: &str, mut choices: Choices| {
        let before = head.len() - rest.len();
        choices.at = choices.at.start + before..choices.at.end + before;
        choices
    };
    let context = app.context();
    let grammars = [("move ", Grammar::Move), ("filter ", Grammar::Filter)];
    for (name, grammar) in grammars {
        if let Some(rest) = head.strip_prefix(name) {
            return within(rest, line::choices(context, grammar, rest, rest.len()));
        }
    }
    if let Some(rest) = head.strip_prefix("go ") {
        return within(rest, go_choices(app, rest));
    }
    if let Some((rest, words)) = arguments::records(app, head) {
        return within(
            rest,
            Choices {
                at: 0..rest.len(),
                words,
            },
        );
    }
    if let Some((asking, rest)) = arguments::of(app, head) {
        return within(rest, app.choices(&asking, rest, rest.len()));
    }
    if let Some(rest) = arguments::of_nobody(app, head) {
        let words = arguments::people(app, rest);
        return within(
            rest,
            Choices {
                at: 0..rest.len(),
                words,
            },
        );
    }
    let names = fitting(app, head).map(|command| command.name.to_owned());
    Choices {
        at: 0..head.len(),
        words: names.collect(),
    }
}

/// Returns the ids that letters may mean.
pub(super) fn go_choices(app: &App, typed: &str) -> Choices {
    let found = going(app, typed).into_iter();
    Choices {
        at: 0..typed.len(),
        words: found.map(|(id, _)| id.to_string()).collect(),
    }
}

fn open(rest: &str) -> (Live, Deed) {
    let (path, title) = match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some((path, title)) => (path, title.trim()),
        None => first_word(rest),
    };
    if path.is_empty() {
        let hint = "new FILE.ron, and a title if you like; a file that is there is opened";
        return (Live::Hint(hint.to_owned()), Deed::Nothing);
    }
    let is_board = path
        .rsplit_once('.')
        .is_some_and(|(name, ending)| !name.is_empty() && ending.eq_ignore_ascii_case("ron"));
    if !is_board {
        let sentence = format!("a board's file ends in .ron: new {path}.ron");
        return (Live::Wrong(sentence), Deed::Nothing);
    }
    let title = Some(unquoted(title).into_owned()).filter(|title| !title.is_empty());
    let mut said = vec![format!("opens {path}")];
    said.extend(
        title
            .as_ref()
            .map(|title| format!("titled {title} if it is new")),
    );
    said.push("this board is saved first".to_owned());
    (Live::Said(said), Deed::Open(PathBuf::from(path), title))
}

/// Reads the path of a spreadsheet.
fn import(rest: &str) -> (Live, Deed) {
    let path = unquoted(rest);
    if path.is_empty() {
        let hint = "import FILE: people from .xlsx, .csv or .tsv; shown before it is done";
        return (Live::Hint(hint.to_owned()), Deed::Nothing);
    }
    let said = vec![format!("reads {path}"), "shows it first".to_owned()];
    (Live::Said(said), Deed::Import(PathBuf::from(&*path)))
}

/// Reads `sam supporter`; without a rung, it says which there are.
fn moved(app: &App, rest: &str) -> (Live, Deed) {
    let (who, rung) = match rest.rsplit_once(char::is_whitespace) {
        Some((who, rung)) => (who.trim(), rung),
        None => (rest, ""),
    };
    let wrong = |problem: line::Problem| (Live::Wrong(problem.to_string()), Deed::Nothing);
    let person = match find_person(app.board(), &unquoted(who)) {
        Ok(person) => person,
        Err(problem) => return wrong(problem),
    };
    if rung.is_empty() {
        let hint = format!("{} to which rung? move {rest} supporter", person.name);
        return (Live::Hint(hint), Deed::Nothing);
    }
    match find_rung(rung) {
        Ok(stance) => {
            let said = vec![person.name.clone(), format!("to {}", stance.word())];
            (Live::Said(said), Deed::Move(person.id.clone(), stance))
        }
        Err(problem) => wrong(problem),
    }
}

/// Returns the commands that can be run now and that letters may mean, the best first: by
/// their names, then by what they do.
fn fitting(app: &App, text: &str) -> impl Iterator<Item = &'static Command> {
    let mut letters = Letters::new(text);
    let scope = app.scope_below();
    let here = commands::all().filter(|it| it.is_for(scope) && (it.when)(app));
    let ranked = here.filter_map(|command| {
        let by_doc = letters.stand_in(command.doc);
        let by_doc = by_doc.then_some((u8::MAX, Reverse(0)));
        Some((letters.rank(command.name).or(by_doc)?, command))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, command)| command)
}

/// Returns a command's name with its first key.
fn named(app: &App, command: &'static Command) -> String {
    match app.keymap().keys_of(command).next() {
        Some(keys) => format!("{} {}", command.name, spell(keys)),
        None => command.name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Message, Origin};
    use super::*;
    use crate::document::{Document, EXAMPLE};
    use crate::layout::Size;
    use crate::settings::{Capabilities, Charset, Depth, Settings};

    /// The example, after some keys.
    fn app(keys: &str) -> App {
        let settings = Settings::of(Capabilities {
            depth: Depth::Sixteen,
            charset: Charset::Unicode,
            is_dumb: false,
        });
        let size = Size {
            width: 80,
            height: 24,
        };
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(document, Origin::default(), settings, today, size);
        for key in keys.split_whitespace() {
            app.update(Message::Key(key.parse().unwrap()));
        }
        app
    }

    /// What a line says on the example: what Enter would do, or why it would do nothing.
    fn check(keys: &str, typed: &str, expected: &str) {
        let app = app(keys);
        let (live, deed) = read(&app, typed);
        let told = match (deed, live) {
            (Deed::Run(command), _) => format!("runs {}", command.name),
            (Deed::Go(id), _) => format!("goes to {id}"),
            (Deed::Filter(Some(filter)), _) => format!("filters {}", filter.text()),
            (Deed::Move(id, stance), _) => format!("moves {id} to {}", stance.word()),
            (Deed::Change(ready), _) => ready.words,
            (_, Live::Wrong(problem)) => format!("! {problem}"),
            (_, Live::Hint(hint)) => format!("? {hint}"),
            (deed, _) => format!("{deed:?}"),
        };
        assert_eq!(told, expected, "{typed}");
    }

    #[test]
    fn commands_are_found_by_name_then_by_what_they_do() {
        check("", "undo", "runs undo");
        check("", "und", "runs undo");
        check("", "ndep", "runs next department");
        check("", "qqq", "! no command is called `qqq`; ? shows all");
        check("", "add department", "runs add department");
        check("", "open", "runs open");
        check("{", "open department", "runs open department");
    }

    #[test]
    fn arguments_stand_behind_the_name() {
        check("", "move sam supporter", "moves sam to Supporter");
        check("", "filter due", "filters due");
        check("", "filter power>9", "! power is 9; it goes from 1 to 5");
        check("", "go mei", "goes to mei");
        check("", "sort gap", "runs sort by gap");
        check(
            "",
            "sort x",
            "! `x` is no order; there is file, due, gap and weight",
        );
        check("", "talked ruth call Liked it", "Talked with Ruth Adeyemi");
        check("", "talked call Liked it", "Talked with Dana Ortiz");
        check("", "change jonas power 4", "Jonas Lind: power 4");
        check("", "change play quick-wins status done", "quick-wins: done");
        check(
            "",
            "change decision fy27-budget vote sam 80",
            "fy27-budget: Sam Whitfield 80 in 100 for a yes",
        );
        check("", "vote sam yes", "fy27-budget: Sam Whitfield voted yes");
        check("4", "change play due fri", "quick-wins: due 27 Nov");
        check(
            "",
            "change play due fri",
            "! which one? `change play` and one of quick-wins, tag-the-calls",
        );
    }

    #[test]
    fn where_nobody_is_selected_a_line_says_first_whom_it_is_about() {
        check(
            "{",
            "favour ",
            "? who? dana, sam, aes, tomasz, priya, ola, jonas, mei, ruth, ivo-marsh, noor",
        );
        check("{", "favour j", "? who? jonas");
        check(
            "{",
            "favour dana ask A word by:fri",
            "Asked Dana Ortiz: A word",
        );
        check(
            "{",
            "favour ask Dana for a word",
            "! who? `ask` is nobody's id or first name; whom it is about stands first",
        );
        check("{", "change dana power 4", "Dana Ortiz: power 4");
    }

    #[test]
    fn ids_of_plays_and_decisions_are_completed() {
        let offered = |typed: &str| choices(&app(""), typed, typed.len()).words;
        assert_eq!(offered("change play "), ["quick-wins", "tag-the-calls"]);
        assert_eq!(offered("change play t"), ["tag-the-calls"]);
        assert_eq!(offered("change decision f"), ["fy27-budget"]);
        assert_eq!(offered("favour j"), Vec::<String>::new());
        let on_nobody = app("{");
        assert_eq!(choices(&on_nobody, "favour j", 8).words, ["jonas"]);
    }

    #[test]
    fn every_alias_stands_for_a_command() {
        for (alias, name) in ALIASES {
            assert!(
                commands::all().any(|command| command.name == name),
                "{alias}"
            );
        }
    }
}
