//! Who to win over next: the numbers of the example, the laws of the rule, its sentences,
//! and what `onside next` says.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so best by failing"
)]

mod boards;
mod coming;
mod command;
mod crowd;
mod degenerate;
mod example;
mod laws;
mod reference;
mod speed;
mod truth;
mod words;
