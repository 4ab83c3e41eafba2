//! Ten thousand people are ranked without anything that grows with their square.
//!
//! The bound is for a build without optimisation on a busy machine; what a release takes is
//! printed by `cargo bench --bench advice`.

use std::time::Instant;

use onside::advice::Advice;

use crate::boards::overview;
use crate::crowd::crowd;

#[test]
fn a_crowd_is_ranked_told_and_planned_in_no_time() {
    let board = crowd(10_000);
    let overview = overview(&board);
    let started = Instant::now();
    let advice = Advice::new(&board, &overview);
    assert_eq!(advice.told(3, None).len(), 3);
    assert_eq!(advice.plan(5).len(), 5);
    assert!(started.elapsed().as_secs() < 3, "{:?}", started.elapsed());
}
