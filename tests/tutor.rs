//! The board that teaches, played: what each step says is pressed, and does what it says.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on fails"
)]

#[expect(dead_code, reason = "what it does not need, other tests do")]
mod support;

use onside::app::{Arrangement, Message, Overlay, Screen};
use onside::model::Person;
use onside::session::TUTOR;
use onside::settings::{Config, Key, Settings};
use onside::text;
use support::{Sitting, opened};

/// Goes to a step and does what it says: `keys` are pressed, texts in between are typed. Every
/// key and text must be in what the step says.
fn play(step: &str, deeds: &[&str]) -> Sitting {
    let mut sitting = Sitting::open(TUTOR, 80, 24);
    sitting.app.select(step);
    let person = sitting.app.selected_person().unwrap().clone();
    let said = format!("{} {}", person.title, person.note);
    for deed in deeds {
        let is_said = said.contains(&format!("`{deed}`")) || is_word_of(deed, &person.title);
        assert!(is_said, "{step} does not say {deed}");
        if deed.parse::<Key>().is_ok() {
            sitting.type_keys(deed);
        } else {
            for char in deed.chars() {
                sitting.hear(Message::Key(Key::char(char)));
            }
        }
    }
    sitting
}

fn is_word_of(key: &str, title: &str) -> bool {
    let mut words = title.split([' ', ',']);
    words.any(|word| word == key)
}

fn person<'a>(sitting: &'a Sitting, id: &str) -> &'a Person {
    let seat = sitting.app.overview().seat(id).unwrap();
    sitting.app.board().person(seat).unwrap()
}

/// Returns the line of the board about somebody.
fn row(sitting: &Sitting, name: &str) -> String {
    let screen = sitting.screen();
    let found = screen.lines().find(|line| line.contains(name));
    found
        .unwrap_or_else(|| panic!("no {name} in\n{screen}"))
        .to_owned()
}

fn check_notice(step: &str, deeds: &[&str], notice: &str) {
    let sitting = play(step, deeds);
    assert!(
        sitting.notice().starts_with(notice),
        "{step}: {}",
        sitting.notice()
    );
}

/// Opens the board for somebody who gave two commands other keys.
fn open_rebound() -> Sitting {
    let config = r#"(keys: {"talked": ["T"], "next person": ["w", "↓"]})"#;
    let (config, problems) = Config::read(config.as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    let settings = Settings {
        rebindings: config.rebindings.into(),
        ..opened::settings()
    };
    Sitting::open_with(settings, TUTOR, 140, 40)
}

#[test]
fn whoever_gave_commands_other_keys_is_taught_those() {
    let mut sitting = open_rebound();
    assert!(row(&sitting, "We talked").contains("press T"));
    assert!(
        row(&sitting, "▲ Go down").contains("press w"),
        "{}",
        sitting.screen()
    );
    assert!(row(&sitting, "Win me over").contains("press >"));
    sitting.type_keys("w");
    assert_eq!(sitting.app.selected_id().unwrap().as_str(), "page");
    sitting.app.select("talk");
    sitting.type_keys("Enter");
    let page = sitting.screen();
    assert!(
        page.contains("press T") && page.contains("`T` opens a line"),
        "{page}"
    );
    assert!(!page.contains("`t`"), "{page}");
    sitting.type_keys("Esc");
    assert!(
        sitting.screen().contains("`T` opens a"),
        "{}",
        sitting.screen()
    );
}

#[test]
fn looking_around_is_learnt() {
    let at = |step: &str, deeds: &[&str]| play(step, deeds).app.selected_id().cloned();
    assert_eq!(at("down", &["j"]).unwrap().as_str(), "page");
    assert_eq!(at("down", &["j", "k"]).unwrap().as_str(), "down");
    let page = play("page", &["Enter"]);
    assert!(matches!(page.app.screen(), Screen::Page(_)));
    assert!(page.screen().contains("This is a page"));
    let back = play("page", &["Enter", "Esc"]);
    assert_eq!(back.app.selected_id().unwrap().as_str(), "page");
    assert_eq!(at("leap", &["}"]), None, "a department");
    assert_eq!(at("leap", &["G"]).unwrap().as_str(), "out");
    assert_eq!(at("leap", &["G", "g"]).unwrap().as_str(), "down");
}

#[test]
fn moving_people_is_learnt() {
    check_notice("up", &[">"], "Win me over to Supporter");
    check_notice("below", &["<"], "Too sure of me to Supporter");
    check_notice("straight", &["m", "s"], "Straight to it to Supporter");
    let mut undone = play("up", &[">"]);
    undone.app.select("again");
    undone.type_keys("u");
    assert_eq!(undone.notice(), "Undone: Win me over to Supporter");
    undone.type_keys("Ctrl-R");
    assert_eq!(undone.notice(), "Again: Win me over to Supporter");
}

#[test]
fn saying_what_happened_is_learnt() {
    let check = |step: &str, name: &str, word: &str, deeds: &[&str], after: bool| {
        let said = |sitting: &Sitting| row(sitting, name).contains(word);
        assert_eq!(said(&play(step, &[])), !after, "{step} before");
        let played = play(step, deeds);
        assert_eq!(said(&played), after, "{step} after: {}", played.screen());
        played
    };
    let talk = ["t", "call Liked the plan", "Enter"];
    check("talk", "We talked", "due", &talk, false);
    let vow = ["f", "promise A one-page plan by:fri", "Enter"];
    check("vow", "You promised", "you owe", &vow, true);
    let proof = ["p", "acted Ran the webinar", "Enter"];
    check("proof", "Am I a champion", "unproven", &proof, false);
    let against = ["o", "We are too busy", "Enter"];
    let mut objects = check("against", "I object", "objects", &against, true);
    objects.type_keys("o Enter");
    assert!(!row(&objects, "I object").contains("objects"));
}

#[test]
fn making_a_map_is_learnt() {
    let added = play(
        "friend",
        &["a", "Kim Lee, CFO @make skeptic p5", "Enter", "Esc"],
    );
    assert!(
        added
            .app
            .board()
            .people()
            .any(|(_, it)| it.name == "Kim Lee")
    );
    assert!(added.app.overlay().is_none());
    let heard = play("ear", &["i", "<friend!", "Enter"]);
    assert_eq!(person(&heard, "ear").listens_to[0].to.as_str(), "friend");
    let changed = play("change", &["c", "power 5", "Enter"]);
    assert_eq!(person(&changed, "change").power, 5);
    let mut gone = play("gone", &["d", "r"]);
    assert!(matches!(gone.app.overlay(), Some(Overlay::Removal(_))));
    gone.type_keys("Enter");
    assert!(gone.app.overview().seat("gone").is_none());
    gone.type_keys("u");
    assert!(gone.app.overview().seat("gone").is_some());
}

#[test]
fn finding_everything_else_is_learnt() {
    let mut named = play(
        "friend",
        &["a", "Kim Lee, CFO @make skeptic p5", "Enter", "Esc"],
    );
    named.app.select("name");
    named.type_keys(":");
    for char in "move kim supporter".chars() {
        named.hear(Message::Key(Key::char(char)));
    }
    named.type_keys("Enter");
    assert_eq!(named.notice(), "Kim Lee to Supporter");
    assert!(person(&named, "name").note.contains("`move kim supporter`"));
    let due = play("where", &["/", "due", "Enter"]);
    assert!(due.screen().contains("We talked"), "{}", due.screen());
    assert!(!due.screen().contains("You promised"), "{}", due.screen());
    let all = play("where", &["/", "due", "Enter", "Esc"]);
    assert!(all.screen().contains("You promised"), "{}", all.screen());
    let help = play("keys", &["?"]);
    assert!(matches!(help.app.overlay(), Some(Overlay::Help(_))));
    assert!(play("keys", &["?", "Esc"]).app.overlay().is_none());
    let lanes = play("lanes", &["v"]);
    assert_ne!(lanes.app.board_screen().arrangement(), Arrangement::Rows);
    assert_eq!(lanes.app.selected_id().unwrap().as_str(), "lanes");
    let out = play("out", &["q"]);
    assert!(out.effects.contains(&onside::app::Effect::Quit));
}

/// All steps in order: each says that it is done when it is, and not before.
#[test]
fn every_step_that_is_done_says_so() {
    let mut sitting = Sitting::open(TUTOR, 80, 24);
    let steps: [(&str, &[&str]); 19] = [
        ("down", &["j"]),
        ("page", &["Enter"]),
        ("leap", &["Esc", "}"]),
        ("up", &[">"]),
        ("below", &["<"]),
        ("straight", &["m", "s"]),
        ("again", &["u"]),
        ("talk", &["t", "'call Liked the plan", "Enter"]),
        (
            "vow",
            &[
                "f",
                "'promise A one-page plan by:fri",
                "Enter",
                "f",
                "'kept",
                "Enter",
            ],
        ),
        ("proof", &["p", "'acted Ran the webinar", "Enter"]),
        ("against", &["o", "'We are too busy", "Enter", "o", "Enter"]),
        ("friend", &["a", "'Kim Lee, CFO @make skeptic p5", "Enter"]),
        ("ear", &["Esc", "i", "'<friend!", "Enter"]),
        ("change", &["c", "'power 5", "Enter"]),
        ("gone", &["d", "r", "Enter"]),
        ("where", &["/", "'due", "Enter"]),
        ("name", &["Esc", ":"]),
        ("keys", &["Esc", "?"]),
        ("lanes", &["Esc", "v"]),
    ];
    for (nth, (step, deeds)) in steps.iter().enumerate() {
        for deed in *deeds {
            assert!(!sitting.app.is_learnt(step), "{step} before {deed}");
            // Going there is no step of its own.
            if sitting.app.overlay().is_none() && !["Esc", "j", "}"].contains(deed) {
                sitting.app.select(step);
            }
            match deed.strip_prefix('\'') {
                Some(text) => text.chars().for_each(|char| {
                    sitting.hear(Message::Key(Key::char(char)));
                }),
                None => {
                    sitting.type_keys(deed);
                }
            }
        }
        assert!(sitting.app.is_learnt(step), "{step}: {}", sitting.screen());
        let learnt = steps.iter().filter(|(step, _)| sitting.app.is_learnt(step));
        assert_eq!(learnt.count(), nth + 1, "{step}");
    }
    assert_eq!(
        sitting.notice(),
        "Done: The other way. That was all: q leaves"
    );
    sitting.type_keys("v v");
    assert!(row(&sitting, "We talked").ends_with("done"));
    assert!(row(&sitting, "3 Note it down").contains("4 of 4 done"));
}

#[test]
fn what_is_done_is_seen_again_at_the_next_opening_and_on_no_other_board() {
    let talked = play("talk", &["t", "call Liked the plan", "Enter"]);
    let again = Sitting::open(talked.app.document().text(), 80, 24);
    assert!(again.app.is_learnt("talk") && !again.app.is_learnt("down"));
    let other = TUTOR.replace("Learn onside", "Mine");
    assert!(
        !Sitting::open(&other, 80, 24)
            .type_keys("j j")
            .app
            .is_learnt("down")
    );
}

#[test]
fn every_step_is_played_and_fits_a_small_screen() {
    let played = include_str!("tutor.rs");
    let sitting = Sitting::open(TUTOR, 80, 24);
    for (_, person) in sitting.app.board().people() {
        let (id, name, title) = (&person.id, &person.name, &person.title);
        assert!(played.contains(&format!("\"{id}\"")), "{id} is not played");
        assert!(
            text::width(name) <= 18 && text::width(title) <= 14,
            "{name} {title}"
        );
        assert!(!person.note.is_empty() && title.starts_with("press "));
    }
    insta::assert_snapshot!("tutor", sitting.screen());
}

#[test]
fn the_tutor_is_in_order() {
    let findings = onside::document::Document::load(TUTOR.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .findings(opened::today());
    assert_eq!(findings, []);
}
