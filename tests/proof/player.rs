//! A person who moves people of the board, and looks whether the screen calls it saved.

use std::path::Path;
use std::time::Duration;

use onside::model::Stance;
use portable_pty::CommandBuilder;

use super::boards;
use super::sitting::Sitting;
use super::tally::Token;

/// Where somebody can be moved to, with the keys.
const RUNGS: [(Stance, &str); 6] = [
    (Stance::Champion, "mc"),
    (Stance::Supporter, "ms"),
    (Stance::Lobbyist, "ml"),
    (Stance::Neutral, "mn"),
    (Stance::Skeptic, "mk"),
    (Stance::Blocker, "mb"),
];

/// Who a player moves: these people of the board, one after the other, each rung once.
#[derive(Clone, Copy, Debug)]
pub struct Turf {
    first: usize,
    count: usize,
    /// How many changes were made so far.
    done: usize,
}

impl Turf {
    /// Returns `count` people from `first` on.
    pub fn new(first: usize, count: usize) -> Self {
        Self {
            first,
            count,
            done: 0,
        }
    }

    fn person(&self) -> usize {
        self.first + self.done % self.count
    }

    fn rung(&self) -> (Stance, &'static str) {
        RUNGS[self.done / self.count % RUNGS.len()]
    }

    /// Says whether every person has been on every rung.
    pub fn is_used_up(&self) -> bool {
        self.done >= self.count * RUNGS.len()
    }
}

/// What became of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The screen calls them saved.
    Saved,
    /// The screen says that they are not.
    NotSaved,
    /// The program is gone, or shows something else.
    Lost,
}

/// Returns the command that opens a board.
pub fn onside(board: &Path, state: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onside"));
    command.args(["--today", "2026-11-22"]);
    command.arg(board);
    command.env("ONSIDE_STATE_DIR", state);
    for variable in ["SSH_TTY", "SSH_CONNECTION", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}

/// A person at a board.
pub struct Player {
    /// The program.
    pub sitting: Sitting,
}

impl Player {
    /// Opens the board with a command; `None` if no board comes.
    pub fn open(command: CommandBuilder) -> Option<Self> {
        let mut sitting = Sitting::start(command);
        let is_there = sitting.wait_until(|screen| screen.contains("Pat p"));
        is_there.then_some(Self { sitting })
    }

    /// Goes to the next person of a turf.
    pub fn go_to(&mut self, turf: &Turf) -> bool {
        self.sitting
            .wait_until(|screen| screen.contains('▌') || is_asked(screen));
        self.answer();
        self.sitting.send("g");
        let name = boards::name(0);
        if !self.wait_for_cursor(&name) {
            return false;
        }
        self.sitting.send(&"j".repeat(turf.person()));
        self.wait_for_cursor(&boards::name(turf.person()))
    }

    /// Takes what a killed session, or an older copy of the file, has left to offer.
    fn answer(&mut self) {
        while is_asked(&self.sitting.text()) {
            self.sitting.send("\r");
            self.sitting.wait_until(|screen| !is_asked(screen));
        }
    }

    /// Waits until the cursor is on somebody; what is offered meanwhile is taken.
    fn wait_for_cursor(&mut self, name: &str) -> bool {
        let is_there = |screen: &str| {
            let line = screen.lines().find(|line| line.starts_with('▌'));
            line.is_some_and(|line| line.contains(name)) && !is_asked(screen)
        };
        while self
            .sitting
            .wait_until(|screen| is_there(screen) || is_asked(screen))
        {
            if is_there(&self.sitting.text()) {
                return true;
            }
            self.answer();
        }
        false
    }

    /// Types the next `count` changes, without looking; the cursor is on the person after.
    pub fn type_changes(&mut self, turf: &mut Turf, count: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        for _ in 0..count {
            let (person, (stance, keys)) = (turf.person(), turf.rung());
            turf.done += 1;
            let next = if turf.person() > person {
                "j".to_owned()
            } else {
                format!("g{}", "j".repeat(turf.person()))
            };
            self.sitting.send(keys);
            // Many keys that come in one piece are taken for a paste.
            if next.len() > 1 || tokens.len() % 4 == 3 {
                self.wait_for_notice(person, stance);
            }
            self.sitting.send(&next);
            tokens.push(Token::moved(person, stance));
            if next.len() > 1 {
                self.wait_for_cursor(&boards::name(turf.person()));
            }
        }
        tokens
    }

    fn wait_for_notice(&mut self, person: usize, stance: Stance) {
        let words = format!("Pat {} to {}", boards::name(person), stance.word());
        self.sitting.wait_until(|screen| screen.contains(&words));
    }

    /// Waits until the screen says what became of the changes before the cursor.
    pub fn wait_for_verdict(&mut self, turf: &Turf) -> Outcome {
        // The cursor has come by all of them, so the header knows of the last.
        if !self.wait_for_cursor(&boards::name(turf.person())) {
            return Outcome::Lost;
        }
        let word = |screen: &str| {
            let header = screen.lines().next().unwrap_or_default().trim_end();
            match header {
                _ if header.ends_with("not saved") => Some(Outcome::NotSaved),
                _ if is_saved(header) => Some(Outcome::Saved),
                _ => None,
            }
        };
        self.sitting.wait_until(|screen| word(screen).is_some());
        word(&self.sitting.text()).unwrap_or(Outcome::Lost)
    }

    /// Leaves, whatever is asked. Says whether all that was typed is in the file or in a file that
    /// the person was told of.
    pub fn leave(mut self) -> bool {
        // Told that it is not saved, one presses again.
        let tries = (0..20).map(|_| {
            self.sitting.send("q");
            self.sitting.wait_for_end_within(Duration::from_millis(500))
        });
        let ended = tries.flatten().next();
        let is_saved = ended.is_some_and(|status| status.success());
        let words = self.sitting.last_words();
        is_saved || words.contains("Your version is in") || words.contains("Your changes are kept")
    }
}

/// Says whether the screen asks whether something shall come back.
fn is_asked(screen: &str) -> bool {
    ["Enter bring back", "Enter put back"]
        .iter()
        .any(|question| screen.contains(question))
}

/// Says whether a header ends with "saved" or "saved 14:02".
fn is_saved(header: &str) -> bool {
    let clock = |char: char| char.is_ascii_digit() || char == ':';
    header
        .trim_end_matches(clock)
        .trim_end()
        .ends_with(" saved")
}
