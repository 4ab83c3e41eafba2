//! Work that is counted: what keys allocate does not grow with the board, and a change
//! copies the text for the disk but never the people.
//!
//! How many rows a frame puts into words is counted in `src/view`.

use allocation_counter::measure;

use super::crowd::{busy, crowd};
use super::desk::{Desk, load};

/// As few as fill a screen with one department, with names as long as among many.
const FEW: usize = 1_600;
const MANY: usize = 10_000;

/// Holds that each of `keys` allocates as often and as much on a board of many people as on
/// one of few, after `before`.
fn check_same(before: &str, keys: &[&str]) {
    let mut desks = [FEW, MANY].map(|people| Desk::of(&crowd(people)));
    check_at(&mut desks, before, keys);
}

fn check_at(desks: &mut [Desk; 2], before: &str, keys: &[&str]) {
    for desk in &mut *desks {
        desk.press(before);
        desk.draw();
    }
    let is_near = |few: u64, many: u64| many * 10 <= few * 13;
    for key in keys {
        let [few, many] = desks.each_mut().map(|desk| {
            measure(|| {
                desk.press(key);
                desk.draw();
            })
        });
        assert!(
            is_near(few.count_total, many.count_total),
            "{before} {key}: {few:?}, {many:?}"
        );
        assert!(
            is_near(few.bytes_total, many.bytes_total),
            "{before} {key}: {few:?}, {many:?}"
        );
    }
}

#[test]
fn looking_at_10_000_people_costs_what_looking_at_1_600_costs() {
    check_same(
        "j",
        &[
            "j", "k", "j j j k", "G", "k", "Ctrl-u", "g g", "]", "j", "Z", "?", "?",
        ],
    );
}

#[test]
fn so_does_looking_at_them_in_columns_and_at_one_of_them() {
    // Laying everybody out anew is not looking.
    let columns = ["j", "l", "h", "G", "k", "g g"];
    check_same("v", &columns);
    check_same("j", &["Enter", "j", "Esc"]);
}

#[test]
fn moving_the_cursor_of_a_view_costs_what_is_visible() {
    for view in ["2", "3", "4", "5", "6", "Enter"] {
        check_same(view, &["j", "k", "}", "{", "G", "k", "g"]);
    }
}

/// As much work goes on among few people as among many: no page is longer for being of more.
#[test]
fn so_it_does_from_400_people_to_10_000_while_work_goes_on() {
    let mut desks = [400, MANY].map(|people| Desk::of(&busy(people)));
    for view in ["2", "3", "4", "5", "6", "1 Enter", "1 Tab", "v", "v"] {
        check_at(&mut desks, view, &["j", "k", "}", "{", "j j", "k"]);
    }
}

/// Holds that each change of a large board copies its text for the disk, once more if it
/// outgrows its room, and its people never.
#[test]
fn a_change_copies_the_text_for_the_disk_and_the_people_never() {
    let text = crowd(MANY);
    let mut desk = Desk::of(&text);
    let text = u64::try_from(text.len()).unwrap();
    for key in [">", ">", "<", "u", "Ctrl-r", "m b", "u", "u"] {
        let cost = measure(|| drop(desk.press(key)));
        assert!(
            (text..3 * text).contains(&cost.bytes_total),
            "{key}: {cost:?}"
        );
        assert!(cost.count_total < 2_000, "{key}: {cost:?}");
    }
}

/// A letter of the filter is one pass over everybody; it must allocate nothing for a person.
#[test]
fn a_letter_of_the_filter_allocates_no_more_for_10_000_people_than_for_400() {
    let counts = [FEW, MANY].map(|people| {
        let mut desk = Desk::of(&crowd(people));
        desk.press("/");
        desk.draw();
        let letters = ["d", "u", "e", "Backspace", "Enter", "n", "Esc"];
        letters.map(|key| measure(|| drop(desk.press(key))).count_total)
    });
    let [few, many] = counts;
    for (few, many) in few.into_iter().zip(many) {
        // Each department's list is allocated, and grows by doubling.
        assert!(many < few + 2_000, "{few}, {many}");
    }
}

#[test]
fn a_board_of_1_000_people_is_opened_in_three_megabytes() {
    let text = crowd(1_000);
    let opened = measure(|| {
        let mut desk = Desk::sit(load(&text));
        desk.draw();
    });
    assert!(opened.bytes_max < 3_000_000, "{opened:?}");
}
