//! Journeys through the page of the day: what is put off and comes back, what is told after
//! some days away, and how sure the first place is.

use onside::app::{Effect, Message};
use onside::layout::{Target, View};
use onside::model::Id;
use onside::store::Parting;

use crate::support::{EXAMPLE, Sitting};

fn person(id: &str) -> Target {
    Target::Person(Id::new(id).unwrap())
}

/// Returns how a sitting on the example left the board.
fn left(keys: &str) -> Parting {
    let mut sitting = Sitting::open(EXAMPLE, 100, 60);
    sitting.type_keys(keys);
    sitting.app.parting()
}

/// Returns the page of the day on the example, taken up as it was left, line by line.
fn today(parting: &Parting) -> Vec<String> {
    let mut sitting = Sitting::open(EXAMPLE, 100, 60);
    sitting.app.take_up(parting);
    sitting.type_keys("2");
    let screen = sitting.screen();
    screen.lines().map(|line| line.trim().to_owned()).collect()
}

fn under(lines: &[String], heading: &str) -> Vec<String> {
    let behind = lines.iter().skip_while(|line| *line != heading).skip(1);
    behind
        .take_while(|line| !line.is_empty())
        .cloned()
        .collect()
}

#[test]
fn what_is_snoozed_stands_at_the_end_until_it_is_back() {
    let lines = today(&left("2 s"));
    let due = under(&lines, "Due for a contact");
    assert!(due.len() == 1 && due[0].contains("Dana Ortiz"), "{due:?}");
    let put_off = under(&lines, "Put off");
    assert!(put_off[0].contains("Sam Whitfield"), "{put_off:?}");
    assert!(put_off[0].ends_with("back 29 Nov"), "{put_off:?}");
}

#[test]
fn what_is_skipped_is_back_tomorrow() {
    let parting = left("2 S");
    let kept: Vec<_> = parting.snoozed.iter().collect();
    assert_eq!(kept, [(&"due sam".to_owned(), &"2026-11-23".to_owned())]);
}

#[test]
fn a_snoozed_line_leaves_the_cursor_on_the_next_and_comes_back_with_the_same_key() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 60);
    sitting.type_keys("2 s");
    assert_eq!(sitting.app.target(), Some(&person("dana")));
    assert_eq!(
        sitting.notice(),
        "Put off until 29 Nov; it stands at the end of this page"
    );
    assert_eq!(sitting.diff(), "", "the file says nothing of it");
    sitting.type_keys("G s");
    assert_eq!(sitting.notice(), "Brought back");
    assert!(sitting.app.parting().snoozed.is_empty());
}

#[test]
fn what_is_snoozed_in_one_place_stays_in_the_others_and_three_are_still_shown() {
    let lines = today(&left("2 } } } s"));
    let win = under(&lines, "To win first");
    assert!(win[0].contains("Win Sam Whitfield"), "{win:?}");
    assert!(
        win.iter().any(|line| line.contains("Win Jonas Lind")),
        "{win:?}"
    );
    assert!(!win.iter().any(|line| line.contains("Win Dana")), "{win:?}");
    assert_eq!(under(&lines, "Due for a contact").len(), 2);
    assert!(under(&lines, "Put off")[0].contains("Win Dana Ortiz"));
}

#[test]
fn an_entry_is_known_by_who_and_when_not_by_its_words() {
    let parting = left("2 } s");
    let kept: Vec<_> = parting.snoozed.keys().collect();
    assert_eq!(kept, ["owed dana 2026-11-03"]);
}

#[test]
fn after_three_days_away_one_begins_with_what_happened() {
    let check = |left_on: &str, expected: Option<&[&str]>| {
        let parting = Parting {
            left_on: left_on.to_owned(),
            ..Parting::default()
        };
        let mut sitting = Sitting::open(EXAMPLE, 100, 60);
        sitting.app.take_up(&parting);
        let view = sitting.app.page_screen().map(|screen| screen.view);
        assert_eq!(view, expected.map(|_| View::Today), "{left_on}");
        sitting.type_keys("2");
        let screen = sitting.screen();
        let lines: Vec<String> = screen.lines().map(|line| line.trim().to_owned()).collect();
        let told = under(&lines, "Since you were here");
        assert_eq!(told, expected.unwrap_or_default(), "{left_on}");
    };
    check("", None);
    check("2026-11-22", None);
    check("2026-11-20", None);
    check(
        "2026-11-19",
        Some(&["Gave: Priya Raman: Impressions of the partner webinar, for her board deck"]),
    );
    check(
        "2026-11-18",
        Some(&[
            "Asked: Priya Raman: A slot in the January newsletter, due 5 Dec",
            "Gave: Priya Raman: Impressions of the partner webinar, for her board deck",
        ]),
    );
}

#[test]
fn how_sure_the_first_place_is_follows_on_the_page() {
    let mut sitting = Sitting::open(EXAMPLE, 100, 60);
    sitting.type_keys("2 j");
    assert!(sitting.screen().contains("Last contact 3 Nov. Solid."));
    let effects = sitting.app.update(Message::Key(">".parse().unwrap()));
    assert!(!sitting.screen().contains("Solid."), "it is another board");
    let counting = effects.into_iter().find_map(|effect| match effect {
        Effect::Count(counting) => Some(counting),
        _ => None,
    });
    let counted = Box::new(counting.unwrap().count_at_once());
    let words = counted.sureness.clone().unwrap().words;
    sitting.app.update(Message::Counted(counted));
    let screen = sitting.screen();
    let told = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(&words), "{words} in\n{screen}");
    assert_eq!(sitting.app.target(), Some(&person("dana")));
}
