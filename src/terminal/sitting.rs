//! One sitting at the terminal, from entering it to giving it back.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use signal_hook::consts::SIGHUP;

use super::backend::{Abilities, ThriftyBackend};
use super::guard::{self, Exit, Flush, Notices};
use super::input::{Decoder, Input, PASTE_LIMIT};
use super::lending::Lending;
use super::screen::Screen;
use super::tty::{self, Output, Waited};
use super::wake::{Bell, Ear};
use super::{Error, Program, clipboard, panic, size_of, suspend};
use crate::app::{Effect, Message};

/// The loop and what it holds.
pub(super) struct Sitting<'a, P> {
    program: &'a mut P,
    exit: Exit,
    notices: Arc<Notices>,
    ear: Ear,
    decoder: Decoder,
    lending: Lending,
    /// Whether the terminal was lent since the last turn.
    was_lent: bool,
    terminal: Terminal<ThriftyBackend<Output>>,
    is_over: bool,
    needs_drawing: bool,
}

impl<'a, P: Program> Sitting<'a, P> {
    /// Sets the guard and enters the terminal.
    pub(super) fn begin(
        program: &'a mut P,
        abilities: Abilities,
        esc_wait: Duration,
        (bell, ear): (Bell, Ear),
        flush: Flush,
    ) -> Result<Self, Error> {
        let screen = Arc::new(Screen::open(abilities.is_synchronized)?);
        let exit = Exit { screen, flush };
        let notices = Arc::new(Notices::default());
        panic::install_hook(exit.clone());
        guard::start(exit.clone(), Arc::clone(&notices), bell)?;
        let backend = ThriftyBackend::new(Output, tty::size(), abilities);
        let viewport = Viewport::Fullscreen;
        let sitting = Self {
            program,
            exit,
            notices,
            ear,
            decoder: Decoder::new(esc_wait),
            lending: Lending::default(),
            was_lent: false,
            terminal: Terminal::with_options(backend, TerminalOptions { viewport })?,
            is_over: false,
            needs_drawing: true,
        };
        sitting.exit.screen.enter()?;
        Ok(sitting)
    }

    /// Goes on until the program quits. Where the line is gone this does not return:
    /// nobody is there to be told, and the guard is on its way out already.
    pub(super) fn run(mut self) -> Result<(), Error> {
        let ended = self.run_to_end();
        if matches!(ended, Err(Error::HungUp)) {
            self.exit.leave(SIGHUP);
        }
        // Of two errors the first says more.
        ended.and(self.exit.screen.leave().map_err(Error::from))
    }

    fn run_to_end(&mut self) -> Result<(), Error> {
        let size = self.terminal.size()?;
        self.tell(Message::Resized(size_of(size)))?;
        while !self.is_over {
            if std::mem::take(&mut self.needs_drawing) {
                let program = &*self.program;
                self.terminal.draw(|frame| program.draw(frame))?;
            }
            self.turn()?;
        }
        Ok(())
    }

    /// Waits, then takes in all that has happened.
    fn turn(&mut self) -> Result<(), Error> {
        let waited = tty::wait(&self.ear, self.decoder.deadline())?;
        if self.ear.has_heard() {
            self.heed_signals()?;
            while let Some(message) = self.program.receive() {
                self.tell(message)?;
            }
        }
        match waited {
            Waited::HungUp => Err(Error::HungUp),
            Waited::Input => self.read(),
            Waited::Other => {
                let inputs = self.decoder.expire(Instant::now());
                self.take_in(inputs)
            }
        }
    }

    fn read(&mut self) -> Result<(), Error> {
        let mut bytes = Vec::new();
        if !tty::read_burst(&mut bytes)? {
            return Err(Error::HungUp);
        }
        let inputs = self.decoder.read(&bytes, Instant::now());
        self.take_in(inputs)
    }

    fn take_in(&mut self, inputs: Vec<Input>) -> Result<(), Error> {
        for input in inputs {
            self.tell(match input {
                Input::Key(key) => Message::Key(key),
                Input::Paste(text) => Message::Paste(text),
                Input::Cut => Message::Cut(PASTE_LIMIT),
            })?;
            // What was typed behind the key that lent the terminal was meant for the editor:
            // it can't be given to it any more, and must not become commands here.
            if self.is_over || std::mem::take(&mut self.was_lent) {
                break;
            }
        }
        Ok(())
    }

    fn tell(&mut self, message: Message) -> Result<(), Error> {
        self.needs_drawing = true;
        for effect in self.program.update(message) {
            match effect {
                Effect::Quit => self.is_over = true,
                Effect::Redraw => self.repaint()?,
                Effect::Suspend => self.suspend(true)?,
                Effect::OpenEditor { line } => self.lend(line)?,
                Effect::Copy { what, text } => self.copy(what, text)?,
                other => self.program.perform(other),
            }
        }
        Ok(())
    }

    fn heed_signals(&mut self) -> Result<(), Error> {
        let take = |notice: &AtomicBool| notice.swap(false, Ordering::SeqCst);
        if take(&self.notices.continued) {
            // Somebody else had the terminal, and did not wait for us to give it.
            return self.resume(true);
        }
        if take(&self.notices.stop_asked) {
            return self.suspend(false);
        }
        if take(&self.notices.resized) && tty::size() != self.terminal.size()? {
            return self.repaint();
        }
        Ok(())
    }

    /// Lets the next frame paint every cell, on a screen of the size it has now.
    fn repaint(&mut self) -> Result<(), Error> {
        let size = tty::size();
        let is_new = size != self.terminal.size()?;
        self.needs_drawing = true;
        self.terminal.backend_mut().forget(size);
        self.terminal.resize(Rect::from(size))?;
        if is_new {
            self.tell(Message::Resized(size_of(size)))?;
        }
        Ok(())
    }

    /// Gives the terminal back and stops.
    fn suspend(&mut self, with_group: bool) -> Result<(), Error> {
        if !suspend::has_shell() {
            return Ok(());
        }
        self.exit.flush();
        self.exit.screen.leave()?;
        suspend::stop(with_group)?;
        self.resume(false)
    }

    /// Lets the terminal copy a text, else the program put it into a file.
    fn copy(&mut self, what: String, text: String) -> Result<(), Error> {
        let is_taken = clipboard::is_taken(|name| std::env::var(name).ok());
        if let Some(sequence) = clipboard::sequence(&text).filter(|_| is_taken) {
            Output.write_all(&sequence)?;
            let sentence = format!("Copied {what}, if your terminal allows it (OSC 52)");
            self.tell(Message::Told(sentence))
        } else {
            self.program.perform(Effect::Copy { what, text });
            Ok(())
        }
    }

    /// Lends the terminal to an editor, and takes it back when that ends or stops.
    fn lend(&mut self, line: Option<usize>) -> Result<(), Error> {
        let errand = match self.program.hand_over(line) {
            Ok(errand) => errand,
            Err(sentence) => return self.tell(Message::Told(sentence)),
        };
        self.was_lent = true;
        self.exit.screen.leave()?;
        let begun = self.lending.begin(&errand);
        let ended = begun.and_then(|editor| self.lending.run(editor));
        if ended.is_err() {
            // Nobody read what was typed for it.
            tty::forget_input()?;
        }
        self.exit.screen.enter()?;
        self.repaint()?;
        self.tell(Message::Resumed)?;
        match ended {
            Ok(()) => Ok(()),
            Err(why) => self.tell(Message::Told(why.to_string())),
        }
    }

    /// Waits until we are continued in the foreground, then takes the terminal again.
    fn resume(&mut self, mut is_continued: bool) -> Result<(), Error> {
        while !(is_continued && suspend::is_in_foreground()) {
            tty::wait_for_bell(&self.ear)?;
            self.ear.has_heard();
            is_continued = self.notices.continued.swap(false, Ordering::SeqCst);
        }
        self.exit.screen.enter()?;
        self.repaint()?;
        self.tell(Message::Resumed)
    }
}

impl<P> Drop for Sitting<'_, P> {
    fn drop(&mut self) {
        // Only an error or a panic comes here with the terminal still taken.
        let _ = self.exit.screen.leave();
    }
}
