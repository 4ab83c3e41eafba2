//! Two boards open on one file, and a person with a stale buffer, at random: what is noted at
//! a board is in the file in the end, unless its person gave it up when it was offered; what
//! the third wrote is kept somewhere; and in the end all see the same.

mod desk;

use std::collections::BTreeMap;

use crate::document::EXAMPLE;
use crate::store::simulator::Simulator;

use desk::{Desk, FILE, Read};

/// How often it is played. (Thousands were, when this was written.)
const SEEDS: u64 = 14;

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

/// Everything that is anywhere on the disk, by name.
fn everything(disk: &Simulator) -> BTreeMap<String, String> {
    let world = disk.world();
    let read = |path: String| {
        let text = String::from_utf8(world.get(&path)?).ok()?;
        Some((path, text))
    };
    world.paths().into_iter().filter_map(read).collect()
}

/// Two people with the board open, and a third with an old buffer.
struct Room {
    disk: Simulator,
    dice: Dice,
    desks: Vec<Desk>,
    /// What the third person has, who never looks before writing.
    buffer: String,
    /// What the file has said.
    past: Vec<String>,
    written: usize,
    /// Whether the third person writes over their own texts as well; nobody can keep those.
    is_wild: bool,
    /// The talks that were noted and must be found, each by a word of its own.
    noted: Vec<String>,
    /// Those that an older version lacked which was put back: they were offered, once at least.
    offered: Vec<String>,
    count: usize,
    story: Vec<String>,
}

impl Room {
    fn new(seed: u64) -> Self {
        let disk = Simulator::default();
        disk.put(FILE, EXAMPLE.as_bytes(), 0o640);
        Self {
            desks: vec![Desk::open(&disk), Desk::open(&disk)],
            disk,
            dice: Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            buffer: EXAMPLE.to_owned(),
            past: Vec::new(),
            written: 0,
            is_wild: seed.is_multiple_of(2),
            noted: Vec::new(),
            offered: Vec::new(),
            count: 0,
            story: Vec::new(),
        }
    }

    fn tell(&mut self, line: String) {
        self.story.push(line);
    }

    fn file(&self) -> String {
        String::from_utf8(self.disk.get(FILE).unwrap()).unwrap()
    }

    fn step(&mut self) {
        let at = self.dice.roll(2);
        match self.dice.roll(12) {
            0..=2 => {
                let token = format!("token{}x", self.count);
                self.count += 1;
                if self.desks[at].note(&token) {
                    self.tell(format!("{at} notes {token}"));
                    self.noted.push(token);
                }
            }
            3 => {
                let key = [">", "<", "j", "j", "k"][self.dice.roll(5)];
                self.desks[at].press(key);
            }
            4..=6 => {
                self.desks[at].turn();
                self.tell(format!("{at} saves: {:?}", self.desks[at].app.notice()));
            }
            7 => {
                let side = ["o", "t"][self.dice.roll(2)];
                self.desks[at].answer(side);
                let is_wanted = self.dice.roll(3) > 0;
                self.desks[at].decide(is_wanted);
            }
            8 => {
                let desk = self.desks.remove(at);
                desk.leave();
                let read = Read::now(&self.disk);
                self.tell(format!("{at} leaves and comes back"));
                // Others save and write before the session has begun.
                if self.dice.roll(2) == 0 {
                    self.desks[0].turn();
                    self.tell("the other saves meanwhile".to_owned());
                }
                if self.dice.roll(2) == 0 {
                    self.write_over();
                }
                self.desks.insert(at, Desk::begin(read));
            }
            9 => {
                self.buffer = self.file();
                self.tell("buffer".to_owned());
            }
            _ => self.write_over(),
        }
        let is_offered = |token: &String| self.desks.iter().any(|it| it.is_offered(token));
        let (offered, noted) = self.noted.drain(..).partition(is_offered);
        self.noted = noted;
        self.offered.extend::<Vec<String>>(offered);
        let file = self.file();
        if self.past.last() != Some(&file) {
            self.past.push(file);
        }
    }

    /// The third person writes what they have, or puts an old version back; now, or in
    /// the middle of somebody's save.
    fn write_over(&mut self) {
        let text = match self.dice.roll(if self.is_wild { 4 } else { 1 }) {
            1 => self.past[self.dice.roll(self.past.len())].clone(),
            2 => self.buffer.clone(),
            _ => {
                self.written += 1;
                let title = ["CRO", "CMO", "CFO", "CPO"][self.dice.roll(4)];
                let new = format!("\"{title}{}", self.written);
                // Comments live in texts only: what merges boards can't help to keep them.
                let buffer = format!("// seen {}\n{}", self.written, self.buffer);
                self.buffer = buffer.replacen(&format!("\"{title}"), &new, 1);
                self.buffer.clone()
            }
        };
        if !self.is_wild || self.dice.roll(4) > 0 {
            self.tell(format!("written over, {} seen", self.written));
            return self.disk.put(FILE, text.as_bytes(), 0o640);
        }
        self.disk.world().take_steps();
        let step = self.dice.roll(40);
        self.disk.world().at(step, move |world| {
            world.put(FILE, text.as_bytes(), 0o640);
        });
        self.tell(format!(
            "to be written over at {step}, {} seen",
            self.written
        ));
    }

    /// Lets everybody save, answer and look until nothing is open.
    fn settle(&mut self) {
        self.disk.world().at(usize::MAX, |_| {});
        for _ in 0..12 {
            for desk in &mut self.desks {
                desk.turn();
                desk.answer("t");
                desk.decide(true);
                desk.turn();
            }
        }
    }

    fn check(&self, seed: u64) {
        let story = || self.story.join("\n");
        for desk in &self.desks {
            let (saved, notice) = (desk.app.saved(), desk.app.notice());
            assert!(
                desk.is_settled(&self.disk),
                "seed {seed}: {saved:?} {notice:?}\n{}",
                story()
            );
        }
        let file = self.file();
        for token in &self.noted {
            assert!(
                file.contains(token),
                "seed {seed}: {token} was neither kept nor given up\n{}",
                story()
            );
        }
        if self.is_wild {
            return;
        }
        let everything = everything(&self.disk);
        for nth in 1..=self.written {
            let comment = format!("// seen {nth}\n");
            let is_kept = everything.values().any(|text| text.contains(&comment));
            assert!(is_kept, "seed {seed}: {nth} of {} is lost", self.written);
        }
    }
}

#[test]
fn what_was_noted_is_in_the_file_in_the_end_or_was_offered_whoever_wrote_over_it() {
    let (mut kept, mut offered, mut written) = (0, 0, 0);
    for seed in 1..=SEEDS {
        let mut room = Room::new(seed);
        room.past.push(room.file());
        for _ in 0..60 {
            room.step();
        }
        room.settle();
        room.check(seed);
        kept += room.noted.len();
        offered += room.offered.len();
        written += room.written;
    }
    println!(
        "proof: two boards and {written} old buffers in one process: 0 lost of {} acknowledged changes; \
         found: {kept} in file, {offered} offered",
        kept + offered
    );
    assert!(
        kept > 2 * offered && written > 20,
        "{kept} {offered} {written}"
    );
}
