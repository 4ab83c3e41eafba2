//! What is told without a screen: the board, a page, who is next, every command, a question.

use std::io::{self, Write};

use super::super::{next, words};
use super::Sitting;
use crate::app::{Live, Overlay, Scope, commands, needs_screen};
use crate::settings::Charset;
use crate::view;

/// What is understood here beside the commands of the board.
const OWN: [&str; 4] = [
    "list: everybody, or whom the filter finds, a line each",
    "next: who to win over next, through whom, and why",
    "show NAME: all that is known of somebody; NAME alone goes to them",
    "Behind a command about a person their name may stand: `raise dana`.",
];

impl<W: Write> Sitting<'_, W> {
    /// Tells who to win over next, as `onside next` does.
    pub(super) fn next(&mut self) -> io::Result<()> {
        let app = &self.desk.app;
        let is_ascii = app.settings().glyphs.charset == Charset::Ascii;
        let width = usize::from(app.size().width);
        let words = next::in_words(app.board(), app.overview(), width, is_ascii);
        words.lines().try_for_each(|line| self.say(line))
    }

    /// Tells every command by its name, where it is one without a screen, or those alone that
    /// have `words` in what is said of them.
    pub(super) fn help(&mut self, words: &str) -> io::Result<()> {
        let below = self.desk.app.scope_below();
        let here = commands::all()
            .filter(|it| it.is_for(Scope::Board) || it.is_for(below))
            .filter(|it| needs_screen(it).is_none());
        let commands = here.map(|command| format!("{}: {}", command.name, command.doc));
        let own = OWN.into_iter().map(str::to_owned);
        let has_all = |line: &String| {
            let line = line.to_lowercase();
            words
                .split_whitespace()
                .all(|word| line.contains(&word.to_lowercase()))
        };
        let found: Vec<String> = own.chain(commands).filter(has_all).collect();
        if found.is_empty() {
            return self.say(&format!(
                "nothing here is about `{words}`; `help` lists all"
            ));
        }
        found.iter().try_for_each(|line| self.say(line))
    }

    /// Tells what is asked, and what it can be answered with.
    pub(super) fn tell_question(&mut self) -> io::Result<()> {
        match self.desk.app.overlay() {
            None => return Ok(()),
            Some(Overlay::Prompt(prompt)) => {
                // Whatever is typed next is taken as this, whoever typed it as a command.
                let label = prompt.asking().label();
                let may_be = match prompt.live() {
                    Live::Hint(hint) => hint,
                    Live::Said(pieces) => pieces.join(" · "),
                    Live::Wrong(_) | Live::Listed(..) => String::new(),
                };
                self.say(&format!("{label}{may_be}"))?;
                return self.say("  Type it in one line; an empty line changes nothing.");
            }
            Some(_) => {}
        }
        match view::question(&self.desk.app) {
            Some((title, lines)) => {
                self.say(&title)?;
                for line in lines {
                    self.say(&format!("  {line}"))?;
                }
            }
            None => self.page()?,
        }
        for command in self.desk.app.answers() {
            self.say(&format!("  {}: {}", command.name, command.doc))?;
        }
        Ok(())
    }

    /// Tells all of the page that is shown.
    pub(super) fn page(&mut self) -> io::Result<()> {
        let app = &self.desk.app;
        let Some(page) = app.page().or_else(|| app.leaf().cloned()) else {
            return Ok(());
        };
        if self.desk.app.overlay().is_none() {
            let (title, remark) = self.desk.app.leaf_title();
            let title = format!("{title} {remark}");
            if !title.trim().is_empty() {
                self.say(title.trim())?;
            }
        }
        for line in page.lines() {
            self.say(&words::line(line))?;
        }
        Ok(())
    }

    /// Tells the board, a line a department and a person; of a filtered one those who are found.
    pub(super) fn list(&mut self) -> io::Result<()> {
        let departments = self.desk.app.board().departments.clone();
        if let Some((filter, found)) = self.desk.app.filter_in_words() {
            self.say(&format!("{filter}, {found}; `clear filter` lists all"))?;
        }
        for (at, department) in departments.iter().enumerate() {
            let app = &self.desk.app;
            let rows = app.board_screen().rows();
            let summary = app.overview().department(at);
            let Some(summary) = summary.filter(|_| rows.has_department(at)) else {
                continue;
            };
            let mut lines = vec![words::department(app, department, summary)];
            let people = rows
                .listed_in(at)
                .filter_map(|place| department.people.get(place));
            lines.extend(people.map(|person| format!("  {}", words::person(app, person))));
            lines.iter().try_for_each(|line| self.say(line))?;
        }
        if departments.is_empty() {
            self.say("Nobody is on this board yet: `add department Sales`, then `add Dana Ortiz, VP Sales @sales`.")?;
        }
        Ok(())
    }
}
