//! What boards of 1,000, 10,000 and 100,000 people cost: loading, looking, moving, undoing,
//! and the check before a save.
//!
//! `cargo bench` prints the least time of several runs, and the instructions one run takes
//! where valgrind is installed; `cargo bench -- move` only what is called so. Nothing is
//! asserted here: times belong to machines. What must hold stands in `tests/budget`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints, and ends when something is wrong"
)]

#[expect(dead_code, reason = "the budgets need more of it")]
#[path = "../budget/crowd.rs"]
mod crowd;
#[path = "../budget/desk.rs"]
mod desk;
mod instructions;

use std::env;
use std::time::{Duration, Instant};

use desk::{Desk, load};
use onside::app::Effect;
use onside::document::Document;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Callgrind is fifty times slower than the machine: boards above this are only timed.
const MOST_COUNTED: usize = 10_000;

/// Something to measure: gets ready on a board's text, then does it as often as it is called.
struct Operation {
    name: &'static str,
    begin: fn(String) -> Box<dyn FnMut()>,
}

const OPERATIONS: [Operation; 10] = [
    Operation {
        name: "load",
        begin: |text| Box::new(move || drop(load(&text))),
    },
    Operation {
        name: "first frame",
        begin: |text| {
            let document = load(&text);
            Box::new(move || Desk::sit(document.clone()).draw())
        },
    },
    Operation {
        name: "key and frame",
        begin: |text| keys_and_frame(&text, &["j", "j", "k"]),
    },
    Operation {
        name: "page and frame",
        begin: |text| keys_and_frame(&text, &["G", "g g"]),
    },
    Operation {
        name: "today and back",
        begin: |text| {
            let mut desk = Desk::of(&awake(&text));
            Box::new(move || {
                for key in ["2", "1"] {
                    desk.press(key);
                    desk.draw();
                }
            })
        },
    },
    Operation {
        name: "line of today",
        begin: |text| {
            let mut desk = Desk::of(&awake(&text));
            desk.press("2");
            desk.draw();
            keys_and_frame_at(desk, &["j", "j", "k"])
        },
    },
    Operation {
        name: "move",
        begin: |text| {
            let mut desk = Desk::of(&text);
            Box::new(move || {
                assert!(matches!(desk.press(">")[..], [Effect::Save { .. }]));
                desk.press("j");
            })
        },
    },
    Operation {
        name: "move on and back",
        begin: |text| {
            let mut desk = Desk::of(&text);
            Box::new(move || {
                desk.press(">");
                desk.press("<");
            })
        },
    },
    Operation {
        name: "undo and redo",
        begin: |text| {
            let mut desk = Desk::of(&text);
            desk.press(">");
            Box::new(move || {
                assert!(matches!(desk.press("u")[..], [Effect::Save { .. }]));
                assert!(matches!(desk.press("Ctrl-r")[..], [Effect::Save { .. }]));
            })
        },
    },
    Operation {
        name: "check of a save",
        begin: |text| {
            let mut desk = Desk::of(&text);
            let mut effects = desk.press(">");
            let Some(Effect::Save { text, board }) = effects.pop() else {
                panic!("a move is saved");
            };
            Box::new(move || assert!(Document::says(&text, &board)))
        },
    },
];

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    if instructions::is_asked(&words) {
        return instructions::run(&words, |name, people, times| {
            let operation = OPERATIONS.iter().find(|it| it.name == name).unwrap();
            let mut work = (operation.begin)(crowd::crowd(people));
            (0..times).for_each(|_| work());
        });
    }
    let wanted = words.iter().filter(|word| !word.starts_with('-'));
    let wanted: Vec<&String> = wanted.collect();
    let is_wanted =
        |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(*word));
    println!(
        "{:20}{:>9}{:>14}{:>16}",
        "", "people", "time", "instructions"
    );
    for operation in OPERATIONS.iter().filter(|it| is_wanted(it.name)) {
        for people in SIZES {
            let mut work = (operation.begin)(crowd::crowd(people));
            let time = least_time(&mut work);
            let counted =
                (people <= MOST_COUNTED).then(|| instructions::count(operation.name, people));
            let counted = counted
                .flatten()
                .map_or_else(|| "-".to_owned(), |count| count.to_string());
            println!(
                "{:20}{people:>9}{:>11.3} ms{counted:>16}",
                operation.name,
                time.as_secs_f64() * 1e3
            );
        }
    }
}

/// Returns the least time of as many runs as a second has, but three at least: what others
/// do on the machine only adds.
fn least_time(work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    let mut least = Duration::MAX;
    for run in 0..200 {
        if run >= 3 && start.elapsed() > Duration::from_secs(1) {
            break;
        }
        let start = Instant::now();
        work();
        least = least.min(start.elapsed());
    }
    least
}

/// Returns the board where a quarter wish to be met and a fifth are Champions nothing proves:
/// everything that the page of the day tells of.
fn awake(text: &str) -> String {
    let text = text.replace("interest: 4,", "interest: 4, every_days: 30,");
    text.replace(
        "stance: Neutral, power: 5,",
        "stance: Champion, target: Lobbyist, power: 5,",
    )
}

/// Returns what presses one of `keys` after the other, a frame after each.
fn keys_and_frame(text: &str, keys: &'static [&'static str]) -> Box<dyn FnMut()> {
    let mut desk = Desk::of(text);
    desk.draw();
    keys_and_frame_at(desk, keys)
}

/// Does so at a desk that is somewhere.
fn keys_and_frame_at(mut desk: Desk, keys: &'static [&'static str]) -> Box<dyn FnMut()> {
    let mut keys = keys.iter().cycle();
    Box::new(move || {
        desk.press(keys.next().unwrap());
        desk.draw();
    })
}
