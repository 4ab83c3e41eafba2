//! What is told without a screen: the board, a page, who is next, every command, a question.

use std::io::{self, Write};

use super::super::{next, words};
use super::Sitting;
use crate::app::{Live, Overlay, Scope, commands, needs_screen};
use crate::settings::Charset;
use crate::view;

impl<W: Write> Sitting<'_, W> {
    /// Tells who to win over next, as `onside next` does.
    pub(super) fn next(&mut self) -> io::Result<()> {
        let app = &self.desk.app;
        let is_ascii = app.settings().glyphs.charset == Charset::Ascii;
        let width = usize::from(app.size().width);
        let words = next::in_words(app.board(), app.overview(), width, is_ascii);
        words.lines().try_for_each(|line| self.say(line))
    }

    /// Tells every command by its name, where it is one without a screen.
    pub(super) fn help(&mut self) -> io::Result<()> {
        self.say("list: everybody, a line each")?;
        self.say("next: who to win over next, through whom, and why")?;
        self.say("show NAME: all that is known of somebody; NAME alone goes to them")?;
        self.say("Behind a command about a person their name may stand: `raise dana`.")?;
        let below = self.desk.app.scope_below();
        for command in commands::all() {
            let is_here = command.is_for(Scope::Board) || command.is_for(below);
            if is_here && needs_screen(command).is_none() {
                self.say(&format!("{}: {}", command.name, command.doc))?;
            }
        }
        Ok(())
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

    /// Tells the board, a line a department and a person.
    pub(super) fn list(&mut self) -> io::Result<()> {
        let departments = self.desk.app.board().departments.clone();
        for (at, department) in departments.iter().enumerate() {
            let summary = self.desk.app.overview().department(at).cloned();
            if let Some(summary) = summary {
                let words = words::department(&self.desk.app, department, &summary);
                self.say(&words)?;
            }
            for person in department.people.iter().filter(|it| !it.has_left()) {
                let words = words::person(&self.desk.app, person);
                self.say(&format!("  {words}"))?;
            }
        }
        if departments.is_empty() {
            self.say("Nobody is on this board yet: `add department Sales`, then `add Dana Ortiz, VP Sales @sales`.")?;
        }
        Ok(())
    }
}
