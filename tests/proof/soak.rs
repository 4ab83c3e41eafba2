//! Two sessions and five other programs, vim among them, on one file, with `kill -9` in between: every
//! change that was acknowledged is somewhere afterwards.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use onside::session::{self, Folders, Source};
use onside::store::StateFolder;

use super::boards;
use super::evidence::{Evidence, Place};
use super::player::{Outcome, Player, Turf, onside};
use super::scale::{Scale, number};
use super::tally::{Tally, Token};
use super::writers::{Habit, Writers};

/// How many people each session moves.
const PEOPLE: usize = 100;

/// Random numbers that are the same again for the same seed.
struct Dice(u64);

impl Dice {
    /// Returns a number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// What one session's person has done.
#[derive(Default)]
struct Story {
    acknowledged: Vec<Token>,
    killed: usize,
    put_aside: usize,
    unopened: usize,
}

/// What happened when, to be read if something is lost.
struct Diary {
    begun: Instant,
    lines: Mutex<Vec<String>>,
}

impl Diary {
    fn note(&self, line: &str) {
        let moment = self.begun.elapsed().as_millis();
        let mut lines = self.lines.lock().unwrap();
        lines.push(format!("{moment:6} {line}\n"));
    }
}

/// One person with sessions, one after the other, until `end`.
fn sit(
    (board, state): (&Path, &Path),
    mut turf: Turf,
    mut dice: Dice,
    end: Instant,
    diary: &Diary,
) -> Story {
    let mut story = Story::default();
    let name = format!("session of {turf:?}");
    while Instant::now() < end && !turf.is_used_up() {
        let Some(mut player) = Player::open(onside(board, state)) else {
            // Another program has just emptied the file.
            story.unopened += 1;
            continue;
        };
        if !player.go_to(&turf) {
            continue;
        }
        loop {
            let count = 1 + usize::try_from(dice.roll(15)).unwrap();
            let typed = player.type_changes(&mut turf, count);
            if dice.roll(20) == 0 {
                diary.note(&format!("{name}: killed after typing {typed:?}"));
                // Nobody was told that these are saved.
                player.sitting.kill();
                story.killed += 1;
                break;
            }
            let outcome = player.wait_for_verdict(&turf);
            diary.note(&format!("{name}: {outcome:?} {typed:?}"));
            match outcome {
                Outcome::Saved => story.acknowledged.extend(typed),
                Outcome::NotSaved => {
                    if player.leave() {
                        story.put_aside += 1;
                        story.acknowledged.extend(typed);
                    }
                    break;
                }
                Outcome::Lost => break,
            }
            if dice.roll(12) == 0 {
                diary.note(&format!("{name}: killed"));
                player.sitting.kill();
                story.killed += 1;
                break;
            }
            if Instant::now() >= end || turf.is_used_up() {
                player.leave();
                break;
            }
        }
    }
    story
}

/// Returns what opening the board would offer to bring back, in one text.
fn offered(board: &Path, state: &Path) -> String {
    let folders = Folders {
        state: StateFolder::At(state.to_owned()),
        data: None,
    };
    let opened = session::open(Source::File(board.to_owned()), &folders).unwrap();
    let found = session::find_unsaved(&opened.store, &opened.document);
    let missing = opened.offered.map(|offered| offered.saved);
    let missing = missing.map(|saved| String::from_utf8(saved).unwrap());
    let boards = found.offers.into_iter();
    let boards = boards.map(|offer| format!("{:?}", offer.board));
    let texts = missing.into_iter().chain(boards);
    texts.collect()
}

/// Lets them all loose for a while and looks what is left.
fn soak(seed: u64, length: Duration, tally: &mut Tally) {
    let mut folder = tempfile::tempdir().unwrap();
    let lost_before = tally.lost();
    let diary = Diary {
        begun: Instant::now(),
        lines: Mutex::default(),
    };
    let state = folder.path().join("state");
    let board = folder.path().join("board/b.ron");
    fs::create_dir(board.parent().unwrap()).unwrap();
    fs::write(&board, boards::text(2 * PEOPLE)).unwrap();
    let writers = Writers::new(&board);
    let end = Instant::now() + length;
    let stories: Vec<Story> = thread::scope(|scope| {
        let habits = [
            (Habit::Rename, 2100),
            (Habit::Append, 1700),
            (Habit::StaleRename, 9100),
            (Habit::StaleOverwrite, 13_300),
            (Habit::Vim, 4_700),
        ];
        for (habit, pause) in habits {
            let (writers, diary) = (&writers, &diary);
            let pause = Duration::from_millis(pause);
            scope.spawn(move || writers.write_until(end, habit, pause, |line| diary.note(line)));
        }
        let sessions = [0, 1].map(|which: usize| {
            let turf = Turf::new(which * PEOPLE, PEOPLE);
            let dice = Dice(seed * 2 + which as u64);
            let (paths, diary) = ((&*board, &*state), &diary);
            scope.spawn(move || sit(paths, turf, dice, end, diary))
        });
        sessions.map(|session| session.join().unwrap()).into()
    });
    let evidence = Evidence::gather(&board, &state);
    let theirs = writers.into_written();
    let offered = offered(&board, &state);
    let own = stories.iter().flat_map(|story| &story.acknowledged);
    let is_buried =
        |token: &&Token| evidence.find(token) == Some(Place::History) && !token.is_in(&offered);
    let buried: Vec<&Token> = own.filter(is_buried).collect();
    let name = format!("soak with seed {seed}");
    for story in &stories {
        println!(
            "{name}: a session's person was told {} are safe, was killed {} times, put aside {} times, \
             found no board {} times",
            story.acknowledged.len(),
            story.killed,
            story.put_aside,
            story.unopened
        );
        tally.judge(story.acknowledged.clone(), &evidence, &name);
    }
    println!(
        "{name}: other programs wrote {} changes, and {} that they wrote over themselves",
        theirs.tokens.len(),
        theirs.spoiled
    );
    tally.judge(theirs.tokens, &evidence, &name);
    if tally.lost() > lost_before || !buried.is_empty() {
        let lines = diary.lines.into_inner().unwrap();
        fs::write(folder.path().join("diary"), lines.concat()).unwrap();
        folder.disable_cleanup(true);
        println!("{name}: what is left stays in {}", folder.path().display());
    }
    assert!(
        buried.is_empty(),
        "{name}: in the history only, and never offered: {buried:?}"
    );
}

#[test]
fn a_soak_of_sessions_and_other_programs_loses_nothing() {
    let seconds = number("ONSIDE_SOAK", Scale::asked().pick(6, 60, 1200));
    let seed = number("ONSIDE_SEED", 1);
    let mut tally = Tally::new();
    // Boards stay small: each minute begins with a new one.
    for minute in 0..seconds.div_ceil(60) {
        let length = Duration::from_secs((seconds - minute * 60).min(60));
        soak(seed + minute, length, &mut tally);
    }
    tally.close("soak");
}
