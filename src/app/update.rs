//! One message in: state changes, effects out.

use super::arguments;
use super::commands::Repeatable;
use super::screen::Facts;
use super::{
    App, Asking, BoardScreen, Command, Effect, Match, Message, Notice, SaveState, Scope, Screen,
    commands,
};
use crate::settings::{Code, Key};

impl App {
    /// Takes in what happened and returns what shall happen outside.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.take_in(message);
        self.show_waiting_sheet();
        self.turn_page();
        effects.extend(self.ask_who_is_next());
        self.turn_pane();
        self.teach();
        effects
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => self.press(key),
            Message::Paste(text) if self.scope() == Scope::Prompt => self.paste(&text),
            Message::Paste(_) => {
                let add = self.keymap.key_of("add");
                self.tell(&format!(
                    "Pasted text is taken only where text is asked for; {add}, then paste, adds people"
                ))
            }
            // Where it was refused, that is what counts.
            Message::Cut(_) if self.overlay.is_none() => Vec::new(),
            Message::Cut(bytes) => self.tell(&format!(
                "Of what was pasted the first {} KB are taken, the rest is cut off",
                bytes / 1024
            )),
            Message::Resized(size) => {
                self.size = size;
                self.follow_selection();
                if self.areas().is_none() {
                    self.leave_what_cannot_be_seen();
                }
                Vec::new()
            }
            Message::Save(state) => self.hear_of_save(state),
            Message::Told(sentence) => self.tell(&sentence),
            Message::Sheet(rows) => self.take_sheet(rows),
            Message::Theirs(theirs) => self.take_theirs(theirs),
            Message::Neighbours(neighbours) => {
                self.neighbours = neighbours;
                Vec::new()
            }
            Message::Counted(counted) => {
                self.hear_who_is_next(*counted);
                Vec::new()
            }
            Message::Resumed => vec![Effect::Redraw, Effect::Look],
        }
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.said = self.notice.take();
        if let Some(blur) = &mut self.blur {
            blur.is_astray = false;
        }
        if let (Scope::Prompt, Some(char)) = (self.scope(), key.typed()) {
            return self.type_char(char);
        }
        if let (Scope::Finding, Some(char)) = (self.scope(), key.typed()) {
            return commands::finding(self, |help| help.find.push(char));
        }
        self.pressed.push(key);
        let found = self.keymap.find(self, &self.pressed);
        match found {
            Match::Begins => Vec::new(),
            Match::Runs(command) => {
                self.pressed.clear();
                self.capitals = 0;
                if self.areas().is_none() && !commands::works_unseen(command) {
                    return Vec::new();
                }
                self.run(command)
            }
            Match::Nothing => self.press_nothing(key),
        }
    }

    /// Runs a command, as a key, the palette or a test does.
    pub fn run(&mut self, command: &'static Command) -> Vec<Effect> {
        let was_leaving = self.is_leaving;
        let effects = (command.run)(self);
        if let (false, Some(again)) = (effects.is_empty(), Repeatable::of_command(command)) {
            self.repeatable = Some(again);
        }
        // Only `q` right after `q` leaves with a change that is not on disk.
        if was_leaving && command.name != "quit" {
            self.is_leaving = false;
        }
        effects
    }

    /// A key that means nothing here ends a half pressed sequence, or is told when it hit
    /// one of a person's own keys on a department.
    fn press_nothing(&mut self, key: Key) -> Vec<Effect> {
        let sequence = std::mem::take(&mut self.pressed);
        if let Some(blur) = &mut self.blur {
            blur.is_astray = true;
            return Vec::new();
        }
        let ends_quietly = key.code == Code::Esc || key == Key::ctrl('c');
        if sequence.len() > 1 && !ends_quietly {
            let keys = super::keymap::spell(&sequence);
            return self.tell(&format!(
                "{keys} means nothing here; {} shows every key",
                self.keymap.key_of("help")
            ));
        }
        if self.scope().is_screen() && self.is_caps_lock_on(key) {
            return self.tell("Caps Lock? Capital letters are other keys here");
        }
        let is_for_nobody = self.scope().is_screen() && self.selected_seat().is_none();
        if ends_quietly || !is_for_nobody {
            return Vec::new();
        }
        match self.keymap.with_a_person(self.scope(), &sequence) {
            Some(command) => self.ask_for_a_person(command),
            None => Vec::new(),
        }
    }

    /// A key for a person where there is none: what takes a line asks for them in it, so that
    /// what is typed behind the key runs no commands.
    fn ask_for_a_person(&mut self, command: &'static Command) -> Vec<Effect> {
        if self.board().people().next().is_none() {
            return self.tell("That key is for a person, and there is none on this board yet");
        }
        if arguments::is_about_a_person(command.name) {
            return self.ask_with(Asking::Command, &format!("{} ", command.name));
        }
        let next = self.keymap.key_of("next person");
        self.tell(&format!(
            "That key is for a person; {next} goes to the next one"
        ))
    }

    /// Counts a key that means nothing: whoever presses two such capitals in a row meant
    /// small letters.
    fn is_caps_lock_on(&mut self, key: Key) -> bool {
        let is_capital = matches!(key.code, Code::Char(char) if char.is_uppercase());
        self.capitals = if is_capital { self.capitals + 1 } else { 0 };
        self.capitals >= 2
    }

    /// On a screen too small to show it, nothing may be half asked or half pressed.
    fn leave_what_cannot_be_seen(&mut self) {
        self.overlay = None;
        self.behind.clear();
        self.board_screen.keep_filter();
        self.screen = Screen::Board;
        self.pressed.clear();
    }

    /// Says how to leave with a change that is not on disk.
    pub(super) fn how_to_leave(&self) -> String {
        let quit = self.keymap.key_of("quit");
        format!(" {quit} again leaves; your version is kept aside.")
    }

    fn hear_of_save(&mut self, state: SaveState) -> Vec<Effect> {
        if self.is_paused_by_questions() {
            // What was on its way before the questions came says nothing any more.
            return Vec::new();
        }
        let is_leaving = self.is_leaving && state != SaveState::Saving;
        if state.is_safe() {
            self.take_complaint_back();
        }
        self.saved = state;
        match &self.saved {
            SaveState::NotSaved(why)
            | SaveState::Diverged(why)
            | SaveState::Gone(why)
            | SaveState::Paused(why) => {
                let mut sentence = why.clone();
                if is_leaving {
                    sentence.push_str(&self.how_to_leave());
                }
                self.notice = Some(Notice::Told(sentence));
                Vec::new()
            }
            saved if is_leaving && saved.is_safe() => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    /// Says that it is saved where the screen still tells why it could not be.
    fn take_complaint_back(&mut self) {
        let (Some(why), Some(Notice::Told(told))) = (self.saved.why(), &self.notice) else {
            return;
        };
        if told.starts_with(why) {
            self.notice = Some(Notice::Told("It is saved now".to_owned()));
        }
    }

    /// Returns how many lines half a screen is.
    pub(super) fn half_page(&self) -> isize {
        isize::try_from(self.body_height() / 2).unwrap_or(1).max(1)
    }

    /// Looks somewhere else on the board, and keeps the cursor on the screen.
    pub(super) fn look(&mut self, go: impl FnOnce(&mut BoardScreen, usize)) -> Vec<Effect> {
        let page = (self.body_height() / 2).max(1);
        go(&mut self.board_screen, page);
        self.board_screen.note_selection(self.document.board());
        self.follow_selection();
        Vec::new()
    }

    /// Changes who is listed and how, and keeps the cursor on the screen.
    pub(super) fn list(&mut self, change: impl FnOnce(&mut BoardScreen, Facts<'_>)) {
        let facts = Facts {
            board: self.document.board(),
            overview: &self.overview,
        };
        change(&mut self.board_screen, facts);
        self.follow_selection();
    }

    /// As a command does it: see [`Self::list`].
    pub(super) fn relist(
        &mut self,
        change: impl FnOnce(&mut BoardScreen, Facts<'_>),
    ) -> Vec<Effect> {
        self.list(change);
        Vec::new()
    }
}
