//! A command by its name: `:undo`, `:move sam supporter`, `:talked call Liked it`, `:wq`.
//!
//! What is typed is found in the names of the command table: written out, at the beginning,
//! at the beginning of a word, or letter after letter. The first one found is what Enter does.

use std::path::PathBuf;

use super::commands::{self, Command};
use super::keymap::spell;
use super::line::{self, Choices, Grammar, find_person, find_rung, first_word, unquoted};
use super::prompt::understood;
use super::{App, Asking, Deed, Live};
use crate::layout::Target;

/// What people type from habit, and the commands it stands for.
const ALIASES: [(&str, &str); 6] = [
    ("w", "write"),
    ("q", "quit"),
    ("wq", "write and quit"),
    ("x", "leave"),
    ("e", "new"),
    ("open", "new"),
];

/// How many commands the second line lists.
const LISTED: usize = 12;

/// Reads a line of the palette.
pub(super) fn read(app: &App, text: &str) -> (Live, Deed) {
    let text = text.trim_start().trim_start_matches(':');
    let (first, rest) = first_word(text);
    if first.is_empty() {
        let hint = "a command by name; w writes, q quits; new FILE opens a board; Tab completes";
        return (Live::Hint(hint.to_owned()), Deed::Nothing);
    }
    let alias = ALIASES.iter().find(|(alias, _)| *alias == first);
    match alias.map_or(first, |(_, name)| name) {
        "new" => return open(rest),
        "move" if !rest.is_empty() => return moved(app, rest),
        name if alias.is_some() && rest.is_empty() => {
            if let Some(command) = commands::all().find(|command| command.name == name) {
                return (Live::Said(vec![command.doc.to_owned()]), Deed::Run(command));
            }
        }
        _ => {}
    }
    if let Some((asking, rest)) = with_argument(app, text) {
        return understood(app.reading(&asking, app.usual_department().as_ref(), rest));
    }
    let found: Vec<&'static Command> = fitting(app, text).take(LISTED).collect();
    let Some(first) = found.first() else {
        let sentence = format!("no command is called `{}`; ? shows all", text.trim());
        return (Live::Wrong(sentence), Deed::Nothing);
    };
    let listed = found.iter().map(|command| named(app, command));
    (Live::Listed(listed.collect(), 0), Deed::Run(first))
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
    if let Some(rest) = head.strip_prefix("move ") {
        let choices = line::choices(context, Grammar::Move, rest, rest.len());
        return within(rest, choices);
    }
    if let Some((asking, rest)) = with_argument(app, head) {
        let rest = head.get(head.len() - rest.len()..).unwrap_or_default();
        return within(rest, app.choices(&asking, rest, rest.len()));
    }
    let names = fitting(app, head).map(|command| command.name.to_owned());
    Choices {
        at: 0..head.len(),
        words: names.collect(),
    }
}

/// Finds a command that takes a line, with that line behind its name.
fn with_argument<'a>(app: &App, text: &'a str) -> Option<(Asking, &'a str)> {
    let selected = app.selected_id().cloned();
    let subject = || selected.clone();
    let department = app.selected_department();
    let field = || match (subject(), department) {
        (Some(id), _) => Some(Asking::PersonField(id)),
        (None, Some(id)) => Some(Asking::DepartmentField(id.clone())),
        (None, None) => None,
    };
    // Longer names first, so that none hides another.
    let play = || match app.target() {
        Some(Target::Play(id) | Target::Step(id, _)) => Some(Asking::PlayField(id.clone())),
        _ => None,
    };
    let decision = || match app.target() {
        Some(Target::Decision(id) | Target::Vote(id, _)) => Some(Asking::DecisionField(id.clone())),
        _ => None,
    };
    let takers: [(&str, Option<Asking>); 12] = [
        ("add play", Some(Asking::Play)),
        ("add decision", Some(Asking::Decision)),
        ("change play", play()),
        ("change decision", decision()),
        ("add department", Some(Asking::Department)),
        ("add", Some(Asking::Person)),
        ("influence", subject().map(Asking::Influence)),
        ("change", field()),
        ("objection", subject().map(Asking::Objection)),
        ("talked", subject().map(Asking::Talk)),
        ("proof", subject().map(Asking::Proof)),
        ("favour", subject().map(Asking::Favour)),
    ];
    takers.into_iter().find_map(|(name, asking)| {
        let rest = text.strip_prefix(name)?.strip_prefix(' ')?;
        Some((asking?, rest))
    })
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

/// Returns the commands that can be run now and whose name fits, the best first.
fn fitting(app: &App, text: &str) -> impl Iterator<Item = &'static Command> {
    let typed = text.trim().to_lowercase();
    let scope = app.scope_below();
    let here = commands::all().filter(|it| it.is_for(scope) && (it.when)(app));
    let ranked = here.filter_map(|command| Some((rank(&typed, command.name)?, command)));
    let mut ranked: Vec<(u8, &'static Command)> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, command)| command)
}

/// Says how well a name fits, 0 the best; `None` when it does not.
fn rank(typed: &str, name: &str) -> Option<u8> {
    if name == typed {
        return Some(0);
    }
    if name.starts_with(typed) {
        return Some(1);
    }
    if name.split(' ').any(|word| word.starts_with(typed)) {
        return Some(2);
    }
    let mut letters = name.chars();
    let in_order = typed
        .chars()
        .all(|typed| letters.any(|letter| letter == typed));
    in_order.then_some(3)
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
    use super::*;

    fn check(typed: &str, name: &str, expected: Option<u8>) {
        assert_eq!(rank(typed, name), expected, "{typed} in {name}");
    }

    #[test]
    fn a_name_is_found_by_its_letters_and_better_by_its_beginning() {
        check("undo", "undo", Some(0));
        check("un", "undo", Some(1));
        check("dep", "next department", Some(2));
        check("ntd", "next department", Some(3));
        check("xyz", "next department", None);
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
