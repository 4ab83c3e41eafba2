//! The boards in `tests/layouts/`, laid out by hand, ugly ones included.

use crate::laws::check_text;

/// How many random runs of edits each board takes.
const RUNS: u64 = 12;

#[test]
fn boards_laid_out_by_hand_take_every_edit() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/layouts");
    let mut boards = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for seed in 0..RUNS {
            check_text(&text, seed);
        }
        boards += 1;
    }
    assert!(boards >= 10);
}

#[test]
fn the_example_takes_every_edit() {
    for seed in 0..RUNS {
        check_text(onside::document::EXAMPLE, seed);
    }
}
