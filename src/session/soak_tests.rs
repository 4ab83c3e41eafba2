//! Two boards open on one file, and a person with a stale buffer, at random: nothing that
//! they wrote is lost, and in the end all see the same.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::pace::Pace;
use super::*;
use crate::app::{App, Effect, Origin, Overlay};
use crate::document::{Document, EXAMPLE};
use crate::layout::Size;
use crate::settings::{Capabilities, Charset, Depth, Key, Settings};
use crate::store::simulator::Simulator;
use crate::store::{Fingerprint, StateFolder};

const FILE: &str = "/work/programme.ron";
const HOUR: Duration = Duration::from_hours(1);

/// Numbers that only look random: the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 20) % sides as u64).unwrap()
    }
}

/// One person at a board.
struct Desk {
    app: App,
    session: Session,
    reports: Receiver<Report>,
}

impl Desk {
    fn new(disk: &Simulator) -> Self {
        let pace = Pace {
            quiet: HOUR,
            longest: HOUR,
            slow: HOUR,
            poll: HOUR,
            missing: Duration::ZERO,
            clock: || "14:02".to_owned(),
            ..Pace::default()
        };
        let document = Document::load(EXAMPLE.as_bytes()).unwrap();
        let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
        let expected = Expected::File(Fingerprint::of(EXAMPLE.as_bytes()));
        let base = document.board().clone();
        let (session, reports) = Session::paced(store, expected, base, pace, || {}).unwrap();
        let settings = Settings::of(Capabilities {
            depth: Depth::Sixteen,
            charset: Charset::Unicode,
            is_dumb: false,
        });
        let origin = Origin {
            name: "programme.ron".to_owned(),
            welcome: None,
            remarks: Vec::new(),
            is_read_only: false,
        };
        let size = Size {
            width: 80,
            height: 24,
        };
        let today = "2026-11-22".parse().unwrap();
        Self {
            app: App::new(document, origin, settings, today, size),
            session,
            reports,
        }
    }

    fn press(&mut self, key: &str) {
        self.hear(Message::Key(key.parse::<Key>().unwrap()));
    }

    fn hear(&mut self, message: Message) {
        for effect in self.app.update(message) {
            match effect {
                Effect::Save { text, board } => self.session.save(text, board),
                Effect::Adopt { save } => self.session.adopt(save),
                Effect::Recreate { .. } | Effect::Quit => panic!("{effect:?}"),
                _ => {}
            }
        }
    }

    /// Lets the disk thread save and look, and takes in what it tells.
    fn turn(&mut self) {
        self.session.look();
        self.session.flush(HOUR);
        while let Ok(report) = self.reports.try_recv() {
            for message in self.session.messages(report) {
                self.hear(message);
            }
        }
    }

    /// Answers every question that is open.
    fn answer(&mut self, key: &str) {
        while let Some(Overlay::Conflicts(asked)) = self.app.overlay() {
            for _ in asked.answered()..asked.questions().len() {
                self.press(key);
            }
            self.press("Enter");
        }
    }

    fn is_settled(&self, disk: &Simulator) -> bool {
        disk.get(FILE).as_deref() == Some(self.app.document().text().as_bytes())
    }
}

/// Everything that is anywhere on the disk, by name.
fn everything(disk: &Simulator) -> BTreeMap<String, String> {
    let world = disk.world();
    let read = |path: String| {
        let text = String::from_utf8(world.get(&path)?).ok()?;
        Some((path, text))
    };
    world.paths().into_iter().filter_map(read).collect()
}

/// Plays `steps` at random. Returns how many texts the third person wrote.
fn play(seed: u64, steps: usize) -> usize {
    let disk = Simulator::default();
    disk.put(FILE, EXAMPLE.as_bytes(), 0o640);
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut desks = [Desk::new(&disk), Desk::new(&disk)];
    let mut buffer = EXAMPLE.to_owned();
    let mut written = 0;
    for _ in 0..steps {
        let one = &mut desks[dice.roll(2)];
        match dice.roll(8) {
            0..=3 => one.press([">", "<", "j", "j", "k", "u", "Ctrl-R"][dice.roll(7)]),
            4..=5 => one.turn(),
            6 => {
                one.answer(["o", "t"][dice.roll(2)]);
                if dice.roll(2) == 0 {
                    buffer = String::from_utf8(disk.get(FILE).unwrap()).unwrap();
                }
            }
            _ => {
                written += 1;
                // Comments live in texts only: what merges boards can't help to keep them.
                buffer = format!(
                    "// seen {written}
{buffer}"
                );
                let title = ["CRO", "CMO", "CFO", "CPO"][dice.roll(4)];
                buffer = buffer.replacen(&format!("\"{title}"), &format!("\"{title}{written}"), 1);
                disk.put(FILE, buffer.as_bytes(), 0o640);
            }
        }
    }
    for _ in 0..12 {
        for desk in &mut desks {
            desk.turn();
            desk.answer("t");
            desk.turn();
        }
    }
    for desk in &desks {
        assert!(
            desk.is_settled(&disk),
            "seed {seed}: {:?} {:?}",
            desk.app.saved(),
            desk.app.notice()
        );
    }
    let everything = everything(&disk);
    for nth in 1..=written {
        let token = format!("// seen {nth}\n");
        let is_kept = everything.values().any(|text| text.contains(&token));
        assert!(is_kept, "seed {seed}: {nth} of {written} is lost");
    }
    written
}

#[test]
fn nothing_that_a_third_person_wrote_is_lost_and_in_the_end_all_see_the_same() {
    let written: usize = (1..=20).map(|seed| play(seed, 60)).sum();
    assert!(written > 100, "{written} texts were written");
}
