//! What is coming on the example, and the lines of those who are not the first.

use std::sync::Arc;

use onside::advice::Advice;
use onside::model::{Answer, Board, Entry};

use crate::boards::{example, overview};

fn coming(board: &Board, days: i64) -> Vec<String> {
    let overview = overview(board);
    let advice = Advice::new(board, &overview);
    let coming = advice.coming(days).into_iter();
    coming
        .map(|each| format!("{}: {}", advice.day(each.on), each.what))
        .collect()
}

const ASKED: &str = "5 Dec: A slot in the January newsletter, asked of Priya";
const PROMISED: &str = "12 Dec: A second deal of Northwind's size, owed to Dana";
const PLAY: &str = "12 Dec: quick-wins";
const CONTACT: &str = "19 Dec: Priya Raman, the next contact";
const DECISION: &str = "15 Jan 2027: Two partner managers and a co-marketing fund";

#[test]
fn what_is_coming_stands_by_day_as_far_as_is_looked() {
    let board = example();
    assert_eq!(
        coming(&board, 54),
        [ASKED, PROMISED, PLAY, CONTACT, DECISION]
    );
    assert_eq!(coming(&board, 30), [ASKED, PROMISED, PLAY, CONTACT]);
    assert_eq!(coming(&board, 13), [ASKED]);
    assert!(coming(&board, 12).is_empty());
}

#[test]
fn what_is_answered_is_not_coming_any_more() {
    let mut board = example();
    for entry in &mut board.log {
        if let Entry::Asked { got, .. } = Arc::make_mut(entry) {
            *got = Some(Answer::No);
        }
    }
    assert_eq!(coming(&board, 30), [PROMISED, PLAY, CONTACT]);
}

#[test]
fn those_who_are_not_the_first_have_a_line_each() {
    let board = example();
    let overview = overview(&board);
    let advice = Advice::new(&board, &overview);
    let told = advice.told(3, None);
    let lines: Vec<String> = told
        .iter()
        .map(|told| advice.line(told).join(" "))
        .collect();
    assert_eq!(
        lines[1..],
        [
            "Win Sam Whitfield, through Tomasz Zielinski, a weak tie. Play: quick-wins, 1 of 3 steps.",
            "Win Priya Raman, through Ola Bergström. You asked on 18 Nov, no answer yet.",
        ]
    );
}
