//! onside: a keyboard-driven stakeholder map in the terminal.
//!
//! # A tour of the house
//!
//! One RON file holds a board: departments, the people in them, who listens to whom, a log.
//! The program shows it, moves people along a ladder of stances, and writes back no byte
//! that did not have to change. The rooms stand on floors; a room takes things only from
//! floors below its own, and `tests/tidy.rs` holds it to that.
//!
//! | floor | room | what it does |
//! |---|---|---|
//! | 1 | [`text`] | makes words safe to show, measures and cuts them; the shape of a problem |
//! | 1 | [`model`] | says what a board is, every change to one, and what is computed from it |
//! | 1 | [`store`] | puts bytes on disk so that nothing is lost and nobody is overwritten |
//! | 2 | [`document`] | keeps a board in its text: loading, and every change as splices |
//! | 2 | [`advice`] | says who to win over next, through whom, and why, by a rule that is printed |
//! | 2 | [`library`] | offers departments and plays to begin with |
//! | 2 | [`sheet`] | reads tables of other programs as rows of cells |
//! | 3 | [`settings`] | knows keys, signs, colours, and what the terminal can show |
//! | 3 | [`layout`] | turns a board and a size into rows, lanes and rectangles |
//! | 4 | [`report`] | writes the board for others: data with names, pages and pictures without |
//! | 4 | [`app`] | holds all state; a message comes in, edits and effects go out |
//! | 5 | [`session`] | carries effects out on the disk thread, and opens boards |
//! | 5 | [`view`] | draws the app, and never writes back |
//! | 6 | [`terminal`], [`cli`] | the two doors: a person at a screen, a script at a prompt |
//!
//! # One key, from the terminal to the disk
//!
//! 1. `terminal` sleeps until the line, a signal or the disk thread has something. A `>` comes
//!    in; `input` makes it a [`settings::Key`], and the app gets [`app::Message::Key`].
//! 2. [`app::App::update`] looks it up in the keymap, which was built from the one table of
//!    commands, and runs the command `raise`.
//! 3. The command says what it wants in words: [`model::Edit::SetPerson`] and
//!    [`model::Edit::AddEntry`]. [`document::Document::apply`] finds the few bytes of the text
//!    that must change, loads the touched records again, and refuses if they do not say the
//!    edited board.
//! 4. The change, with its way back, goes into the history; an [`app::Effect::Save`] goes out.
//! 5. `terminal` draws once: `view` paints the whole screen, the backend sends the few cells
//!    that differ, in one write.
//! 6. Another thread counts who is next now; that answer comes in a frame of its own.
//! 7. The disk thread waits for a moment's quiet, checks that the text loads as the board, and
//!    has `store` replace the file if it still is the one that was read. Its report comes back
//!    as [`app::Message::Save`], and the header says "saved 14:02".
//!
//! # Where to begin
//!
//! To add a command: a row and a function in `app/commands/`. To add a subcommand: a file in
//! `cli/`. To show more on a page: `layout/pages/`. To offer another department or play:
//! `assets/library.ron`. To tell more about a board that loads: `model/findings/`. To see how
//! a save survives a power cut: `store/replace.rs`, and the simulator that cuts it.

pub mod advice;
pub mod app;
pub mod cli;
pub mod document;
pub mod layout;
pub mod library;
pub mod model;
pub mod report;
pub mod session;
pub mod settings;
pub mod sheet;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
