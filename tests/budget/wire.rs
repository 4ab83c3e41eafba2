//! Bytes and writes, at 1,000 people: what a slow line has to carry.

use std::time::Duration;

use super::crowd::{busy, crowd};
use super::line::{Frame, Line};

const PEOPLE: usize = 1_000;
/// After this long without a byte nothing more comes of a key.
const QUIET: Duration = Duration::from_millis(150);
const NOTHING: Frame = Frame {
    bytes: 0,
    writes: 0,
};

/// Returns how many bytes each of `keys` takes, fewest first, after `before`; each takes one write.
fn looks((before, shows): (&str, &str), keys: &[&str]) -> Vec<usize> {
    let mut line = Line::open(&busy(PEOPLE));
    line.press(before, |screen| screen.contents().contains(shows));
    line.rest(QUIET);
    let frames: Vec<Frame> = keys.iter().map(|key| line.go(key)).collect();
    assert_eq!(line.rest(QUIET), NOTHING, "after the last key");
    assert!(frames.iter().all(|frame| frame.writes == 1), "{frames:?}");
    let mut bytes: Vec<usize> = frames.iter().map(|frame| frame.bytes).collect();
    bytes.sort_unstable();
    bytes
}

/// Holds that looking down and up takes no more than `most` bytes in the median.
fn check_looking(before: (&str, &str), most: usize) {
    let bytes = looks(before, &[["j"; 20], ["k"; 20]].concat());
    assert!(bytes[bytes.len() / 2] <= most, "{bytes:?}");
}

#[test]
fn moving_the_selection_takes_one_write_of_90_bytes_at_most() {
    check_looking(("", ""), 90);
}

#[test]
fn moving_down_a_view_takes_one_write_of_150_bytes_at_most() {
    for (key, title) in [
        ("2", "You owe"),
        ("3", "listens to"),
        ("4", "40 running"),
        ("5", "12 decisions"),
        ("6", "entries"),
        ("\r", "Cares about"),
    ] {
        check_looking((key, title), 150);
    }
}

#[test]
fn so_it_does_between_columns() {
    check_looking(("v", "6 Lobbyist"), 90);
}

#[test]
fn in_the_grid_it_takes_150() {
    check_looking(("vv", "interest 1"), 150);
}

#[test]
fn with_the_pane_each_look_takes_a_packet_at_most() {
    let bytes = looks(
        ("\t", "Title        Title 0"),
        &[["j"; 20], ["k"; 20]].concat(),
    );
    assert!(bytes.last().is_some_and(|most| *most <= 1_400), "{bytes:?}");
}

/// Holds that the last of `keys` opens what shows `words`, in one write of 3,000 bytes at most.
fn check_opening(keys: &[&str], words: &str) {
    let mut line = Line::open(&busy(PEOPLE));
    let (last, before) = keys.split_last().unwrap();
    for key in before {
        line.send(key);
        line.rest(QUIET);
    }
    let first = line.press(last, |screen| screen.contents().contains(words));
    let rest = line.rest(QUIET);
    let opened = Frame {
        bytes: first.bytes + rest.bytes,
        writes: first.writes + rest.writes,
    };
    // A pseudo-terminal hands over 2,048 bytes at a time.
    let is_one_write = opened.writes <= opened.bytes.div_ceil(2_048);
    assert!(is_one_write && opened.bytes <= 3_000, "{words}: {opened:?}");
}

#[test]
fn opening_what_lies_over_the_screen_takes_one_write_of_3_000_bytes_at_most() {
    for (keys, words) in [
        (&["?"][..], "On the board"),
        (&[":"], "a command by name"),
        (&["m"], "makes the case to others"),
        (&["z"], "folds"),
        (&["d"], "has left"),
        (&["d", "r"], "Remove"),
        (&["a"], "name, title"),
        (&["@"], "by any letters"),
        (&["/"], "unproven, #tag"),
        (&[":", "departments", "\r"], "Space"),
        (&["a", &rows(100)], "Row 1"),
    ] {
        check_opening(keys, words);
    }
}

/// Cells of a spreadsheet, pasted.
fn rows(count: usize) -> String {
    let rows = (0..count).map(|nth| format!("Row {nth}\tTitle {nth}\tsales\n"));
    format!("\x1b[200~{}\x1b[201~", rows.collect::<String>())
}

/// A screen is 120 cells wide and 40 lines high.
#[test]
fn a_letter_of_the_filter_takes_one_write_of_a_screen_at_most() {
    let mut line = Line::open(&crowd(PEOPLE));
    line.go("/");
    line.rest(QUIET);
    for key in ["d", "u", "e", " ", "p", "\x7f", "\r"] {
        line.send(key);
        let frame = line.rest(QUIET);
        assert!(
            frame.bytes <= 120 * 40 && frame.writes <= 1,
            "{key:?}: {frame:?}"
        );
    }
}

/// The clock at the end of the header: "saved 14:02".
fn is_saved(screen: &vt100::Screen) -> bool {
    let header = screen.rows(0, 120).next().unwrap();
    let time = header.trim_end().rsplit_once("saved ");
    time.is_some_and(|(_, clock)| clock.len() == 5)
}

#[test]
fn a_move_takes_300_bytes_at_once_and_1_000_until_it_is_saved_and_answered() {
    let mut line = Line::open(&crowd(PEOPLE));
    let changes = [
        ("L", "to Supporter", "ext is"),
        ("L", "to Champion", "ext is"),
        ("u", "Undone", "Undone"),
    ];
    for (key, words, answer) in changes {
        let frame = line.press(key, |screen| screen.contents().contains(words));
        assert!(frame.bytes <= 300 && frame.writes == 1, "{key}: {frame:?}");
        // Who is next now comes a little later, in a frame of its own; so does the disk's answer,
        // and a slow disk is told of before.
        let later = line.wait(|screen| is_saved(screen) && screen.contents().contains(answer));
        assert!(
            (1..=3).contains(&later.writes) && later.bytes <= 1_000,
            "{key}: {later:?}"
        );
    }
    assert_eq!(line.rest(QUIET), NOTHING);
}

#[test]
fn a_key_without_effect_takes_no_byte() {
    let mut line = Line::open(&crowd(PEOPLE));
    for key in ["k", "X", "\x1b[A", "\x1b", "zo"] {
        line.send(key);
        assert_eq!(line.rest(QUIET), NOTHING, "{key:?}");
    }
    // They were read: what comes behind them is answered.
    assert_eq!(line.go("j").writes, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_waits_takes_no_byte_and_wakes_nobody() {
    let mut line = Line::open(&crowd(PEOPLE));
    line.press("L", is_saved);
    line.rest(QUIET);
    let before = line.wakes();
    assert_eq!(line.rest(Duration::from_secs(2)), NOTHING);
    // A tick, or a look at the disk, would come more often; the last frame's own end may be late.
    let wakes = line.wakes() - before;
    assert!(wakes <= 2, "{wakes} times in two seconds");
}
