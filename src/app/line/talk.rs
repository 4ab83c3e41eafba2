//! A talk in one line: `call -2d Liked Northwind, wants one more play:quick-wins with:sam`.
//!
//! How and date stand at the beginning, the date also behind `on:`; without them it is a meeting,
//! today. Everything else is what they said or did.

use super::dates::{self, Toward};
use super::find::{find_person, find_play};
use super::influence::name_of;
use super::words::{Fields, Mark, Marks, Word, words};
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Date, Edit, Entry, How, Id, Person, Who};

pub(super) const MARKS: Marks = Marks {
    signs: "",
    fields: Fields::Only(&FIELDS),
    commas: false,
};

pub(super) const FIELDS: [&str; 4] = ["via", "play", "with", "on"];

/// What a note is for, said before one is typed.
const HINT: &str = "call, message, a day, then what they said or did: they may read it; via: play:";

/// Reads a talk with `person`.
pub fn talk(context: Context<'_>, person: &Person, line: &str) -> Reading {
    let read = read(context, person, line);
    if let (true, Ok(mut ready)) = (line.trim().is_empty(), read.clone()) {
        ready.said.push(HINT.to_owned());
        return Reading::Ready(ready);
    }
    read.into()
}

fn read(context: Context<'_>, person: &Person, line: &str) -> Result<Ready, Problem> {
    let words = words(line, &MARKS);
    let mut talk = Talk {
        on: context.today,
        how: How::Meeting,
        who: vec![person.id.clone()],
        via: None,
        play: None,
    };
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.peek()
        && talk.begin(word, context.today)
    {
        rest.next();
    }
    let mut note: Vec<&str> = Vec::new();
    for word in rest {
        match word.mark {
            Mark::Field(field) => talk.mark(context, field, &word.text)?,
            _ => note.push(word.raw),
        }
    }
    not_in_future(talk.on, context.today)?;
    let note = unquoted(&note.join(" ")).into_owned();
    Ok(talk.ready(context, person, note))
}

/// Refuses a day that is not there yet.
pub(super) fn not_in_future(on: Date, today: Date) -> Result<(), Problem> {
    if on > today {
        return Err(Problem(format!(
            "{on} is not there yet; the log says what has happened"
        )));
    }
    Ok(())
}

/// Adds those behind `with:` to the people, nobody twice.
pub(super) fn with(context: Context<'_>, who: &mut Vec<Id>, names: &str) -> Result<(), Problem> {
    for name in names.split(',') {
        let id = &find_person(context.board, name)?.id;
        if !who.contains(id) {
            who.push(id.clone());
        }
    }
    Ok(())
}

/// Returns the names of the people of an entry.
pub(super) fn names(context: Context<'_>, who: &[Id]) -> String {
    let names: Vec<String> = who.iter().map(|id| name_of(context.board, id)).collect();
    super::listed(&names, "and")
}

struct Talk {
    on: Date,
    how: How,
    who: Vec<Id>,
    via: Option<Id>,
    play: Option<Id>,
}

impl Talk {
    /// Takes how or when, at the beginning. `false` when the word is neither.
    fn begin(&mut self, word: &Word<'_>, today: Date) -> bool {
        if word.mark != Mark::None || word.is_quoted {
            return false;
        }
        match word.text.to_lowercase().as_str() {
            "meeting" => self.how = How::Meeting,
            "call" => self.how = How::Call,
            "message" => self.how = How::Message,
            other => match dates::date(other, today, Toward::Past) {
                Some(on) => self.on = on,
                None => return false,
            },
        }
        true
    }

    fn mark(&mut self, context: Context<'_>, field: &str, text: &str) -> Result<(), Problem> {
        match field.to_lowercase().as_str() {
            "via" => self.via = Some(find_person(context.board, text)?.id.clone()),
            "play" => self.play = Some(find_play(&context, text)?.id.clone()),
            "with" => with(context, &mut self.who, text)?,
            _ => self.on = dates::needed(text, context.today, Toward::Past)?,
        }
        Ok(())
    }

    fn ready(self, context: Context<'_>, person: &Person, note: String) -> Ready {
        let how = match self.how {
            How::Meeting => "meeting",
            How::Call => "call",
            How::Message => "message",
        };
        let names = names(context, &self.who);
        let favour = favour_in(&note);
        let mut said = vec![format!("talked with {names}"), how.to_owned()];
        said.push(dates::said(self.on, context.today));
        said.extend(
            self.via
                .as_ref()
                .map(|id| format!("through {}", name_of(context.board, id))),
        );
        said.extend(self.play.as_ref().map(|id| format!("play {id}")));
        if !note.is_empty() {
            said.push(note.clone());
        }
        said.extend(favour);
        Ready {
            said,
            words: format!("Talked with {names}"),
            about: person.id.clone(),
            edits: vec![Edit::AddEntry {
                at: context.board.log.len(),
                entry: Box::new(Entry::Talked {
                    on: self.on,
                    who: Who::new(self.who),
                    how: self.how,
                    via: self.via,
                    play: self.play,
                    note,
                }),
            }],
        }
    }
}

/// Returns what to say of a note with a mark of a favour in it, which means nothing here.
fn favour_in(note: &str) -> Option<String> {
    let words = note.split_whitespace();
    let mut marked = words.filter_map(|word| word.split_once(':'));
    let (mark, what) = marked.find(|(mark, _)| FAVOURS.contains(mark))?;
    Some(match mark {
        "promise" | "ask" if !what.is_empty() => {
            format!("`{mark}:{what}` is only words here; f, then `{mark} {what} by:fri`")
        }
        _ => format!("`{mark}:` is only words here; f takes `promise … by:fri` and `ask …`"),
    })
}

/// Marks and beginnings of the line of a favour.
const FAVOURS: [&str; 7] = ["promise", "ask", "gave", "got", "kept", "by", "due"];

#[cfg(test)]
mod tests {
    use super::super::tests::{example, subject, told};
    use super::*;

    fn check(line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = talk(context, subject(&board, "dana"), line);
        assert_eq!(told(&reading), expected, "{line}");
    }

    #[test]
    fn without_how_or_date_it_is_a_meeting_today() {
        check(
            "",
            r#"Talked(on: "2026-11-22", who: ["dana"], how: Meeting, via: None, play: None, note: "")"#,
        );
        check(
            "Will call on friday: maybe",
            r#"Talked(on: "2026-11-22", who: ["dana"], how: Meeting, via: None, play: None, note: "Will call on friday: maybe")"#,
        );
    }

    #[test]
    fn how_and_date_come_first_and_marks_anywhere() {
        check(
            "call fri Liked it play:quick with:sam,noor via:mei once",
            r#"Talked(on: "2026-11-20", who: ["dana", "sam", "noor"], how: Call, via: Some("mei"), play: Some("quick-wins"), note: "Liked it once")"#,
        );
        check(
            r#"on:-2d "Call me" she said"#,
            r#"Talked(on: "2026-11-20", who: ["dana"], how: Meeting, via: None, play: None, note: "\"Call me\" she said")"#,
        );
    }

    #[test]
    fn the_mark_of_a_favour_is_told_to_mean_nothing_in_a_note() {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let last = |line: &str| match talk(context, subject(&board, "dana"), line) {
            Reading::Ready(ready) => ready.said.last().cloned().unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            last("call -2d Liked the pilot promise:deck by:fri"),
            "`promise:deck` is only words here; f, then `promise deck by:fri`"
        );
        assert_eq!(
            last("Liked it by:fri"),
            "`by:` is only words here; f takes `promise … by:fri` and `ask …`"
        );
        assert_eq!(last("The price: too high"), "The price: too high");
    }

    #[test]
    fn what_can_not_be_is_said() {
        check("x via:zzz", "! nobody on this board is called `zzz`");
        check(
            "tomorrow x",
            "! 2026-11-23 is not there yet; the log says what has happened",
        );
        check(
            "x play:zz",
            "! no play is called `zz`; there is quick-wins and tag-the-calls",
        );
        check(
            "x on:never",
            "! `never` is no day; write `today`, `-2d`, `fri` or 2026-11-22",
        );
    }
}
