//! The loop on a real pseudo-terminal: every way in and out, keys and pastes as lines deliver them.
//!
//! What runs is a small program, `demo`, in this very executable, started again in the
//! pseudo-terminal; what it shows is read through `vt100`. Nothing sleeps: each step
//! waits for what the screen shows, up to a deadline.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests, and what only they use"
)]

mod board;
mod broken_line;
mod copy;
mod demo;
mod editor;
mod killed;
#[path = "../support/pseudo_terminal.rs"]
mod pseudo_terminal;
mod session;
mod together;

use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::Signal;

/// Within this time the process is gone after a hang-up or a signal, whatever it hangs in.
const GONE: Duration = Duration::from_secs(2);

/// Questions to the terminal, and modes that are none of our business.
const NEVER_SENT: [&str; 14] = [
    "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[>", "\x1b[=", "?u", "$p", "18t", "?1000h", "?1002h",
    "?1003h", "?1006h", "?1004h", "\x1b]",
];

#[test]
fn quitting_restores_the_terminal() {
    let mut session = demo::start(&[]);
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
    session.assert_restored();
    session.assert_flushed(false);
}

#[test]
fn an_error_restores_the_terminal_and_is_told() {
    let mut session = demo::start(&[]);
    session.send("e");
    session.wait_for("broken");
    session.send("j");
    assert_eq!(session.wait_for_end().exit_code(), 74);
    session.assert_restored();
    assert_eq!(
        session.times_after_restoring("the terminal does not answer"),
        1
    );
}

#[test]
fn a_panic_restores_the_terminal_and_is_told_once() {
    let mut session = demo::start(&[]);
    session.send("p");
    assert_eq!(session.wait_for_end().exit_code(), 101);
    session.assert_restored();
    assert_eq!(session.times_after_restoring("panicked at"), 1);
    session.assert_flushed(true);
}

#[test]
fn a_panic_leaves_a_file_that_says_where_and_none_of_its_words() {
    let mut session = demo::start(&[]);
    session.send("p");
    session.wait_for_end();
    assert_eq!(session.times_after_restoring("please report this"), 1);
    let kept = session.read_kept("state/crash.txt");
    assert!(kept.contains("place: tests/pty/demo.rs:"), "{kept}");
    assert!(!kept.contains("on request"), "{kept}");
}

#[test]
fn a_panic_of_another_thread_ends_the_program() {
    let mut session = demo::start(&[]);
    session.send("t");
    assert_eq!(session.wait_for_end().exit_code(), 101);
    session.assert_restored();
    assert_eq!(session.times_after_restoring("panicked at"), 1);
    session.assert_flushed(true);
}

#[test]
fn signals_flush_restore_and_end_with_their_number() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
    ] {
        let mut session = demo::start(&[]);
        session.signal(signal);
        assert_eq!(session.wait_for_end().exit_code(), code, "{signal:?}");
        session.assert_restored();
        session.assert_flushed(true);
    }
}

#[test]
fn a_signal_ends_a_program_whose_flush_hangs() {
    let mut session = demo::start(&[("ONSIDE_CHILD_FLUSH", "hangs")]);
    session.signal(Signal::TERM);
    assert_eq!(session.end_within(GONE), 143);
    session.assert_restored();
}

#[test]
fn a_signal_ends_a_program_that_hangs_in_a_write() {
    let mut session = demo::start(&[]);
    session.stop_reading();
    session.send("w");
    session.wait_for_flood();
    session.signal(Signal::TERM);
    assert_eq!(session.end_within(GONE), 143);
    session.assert_flushed(true);
}

#[test]
fn a_cut_line_ends_the_program() {
    let mut session = demo::start(&[]);
    session.hang_up();
    assert_eq!(session.end_within(GONE), 129);
    session.assert_flushed(true);
}

#[test]
fn a_cut_line_ends_the_program_even_where_hang_ups_are_ignored() {
    let mut session = demo::start_in("trap '' HUP; exec \"$@\"", &[]);
    session.hang_up();
    assert_eq!(session.end_within(GONE), 129);
    session.assert_flushed(true);
}

/// A shell with job control that runs the program, and brings it back after a line.
const SHELL: &str = "set -m; \"$@\"; echo stopped; read line; fg >/dev/null; echo ended $?";

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_comes_back() {
    let mut session = demo::start_in(SHELL, &[]);
    session.send("j");
    session.wait_for("keys j");
    session.send("\x1a");
    session.wait_for("stopped");
    session.assert_restored();
    session.assert_flushed(true);
    session.resize(100, 30);
    session.send("\r");
    session.wait_for("resumed 1");
    session.wait_for("size 100x30");
    session.wait_for("keys j");
    session.send("q");
    session.wait_for("ended 0");
    session.assert_restored();
}

#[test]
fn a_stop_from_outside_gives_the_terminal_to_the_shell() {
    let mut session = demo::start_in(SHELL, &[]);
    session.signal(Signal::TSTP);
    session.wait_for("stopped");
    session.assert_restored();
    session.send("\r");
    session.wait_for("resumed 1");
    session.send("jq");
    session.wait_for("ended 0");
}

#[test]
fn a_stopped_program_is_ended_by_a_signal_without_touching_the_terminal() {
    let script = "set -m; \"$@\"; kill %1; wait; echo alone; read line";
    let mut session = demo::start_in(script, &[]);
    session.send("\x1a");
    session.wait_for("alone");
    let raw = session.raw();
    assert_eq!(raw.matches("\x1b[?1049h").count(), 1);
    assert_eq!(raw.matches("\x1b[?1049l").count(), 1);
}

#[test]
fn without_a_shell_ctrl_z_does_nothing() {
    let mut session = demo::start(&[]);
    session.send("\x1aj");
    session.wait_for("keys j");
    assert!(!session.raw().contains("\x1b[?1049l"));
    session.send("q");
    assert_eq!(session.wait_for_end().exit_code(), 0);
}

#[test]
fn nothing_is_asked_and_no_other_mode_is_set() {
    let mut session = demo::start(&[]);
    session.send("jk\x0c");
    session.wait_for("keys j k");
    session.resize(60, 20);
    session.wait_for("size 60x20");
    session.send("q");
    session.wait_for_end();
    let raw = session.raw();
    for sequence in NEVER_SENT {
        assert!(!raw.contains(sequence), "{sequence:?} in {raw:?}");
    }
}

#[test]
fn a_torn_escape_sequence_is_its_key() {
    let mut session = demo::start(&[("SSH_TTY", "/dev/pts/0")]);
    session.send("\x1b");
    session.send("[");
    session.send("A");
    session.wait_for("keys ↑");
    session.send("\x1b");
    session.wait_for("keys ↑ Esc");
    session.send("[B");
    session.wait_for("keys ↑ Esc ↓");
}

#[test]
fn a_paste_is_text_and_runs_nothing() {
    let mut session = demo::start(&[]);
    session.send("\x1b[200~dd\rq\x1b[201~j");
    session.wait_for("paste \"dd\\nq\"");
    session.wait_for("keys j");
}

#[test]
fn a_flood_without_marks_is_a_paste_too() {
    let mut session = demo::start(&[]);
    session.send("question and answer,\rquit quickly");
    session.wait_for("paste \"question and answer,\\nquit quickly\"");
    session.wait_for("keys -");
}

#[test]
fn long_bursts_are_read_to_their_end() {
    let mut session = demo::start(&[]);
    session.send(&"j".repeat(3000));
    session.wait_for("3000 keys");
}

#[test]
fn half_a_sequence_does_not_hold_up_other_threads() {
    let mut session = demo::start(&[]);
    session.send("\x1b[");
    session.resize(60, 20);
    session.wait_for("size 60x20");
}

#[test]
fn another_thread_wakes_the_screen() {
    let mut session = demo::start(&[]);
    session.send("b");
    session.wait_for("paste \"from afar\"");
}

#[test]
fn every_size_is_followed_and_none_means_80x24() {
    let mut session = demo::start(&[]);
    for (width, height) in [(1, 1), (3, 50), (200, 60)] {
        session.resize(width, height);
        session.send("\x0c");
    }
    session.wait_for("size 200x60");
    session.resize(0, 0);
    session.wait_for("size 80x24");
    session.resize(80, 25);
    session.wait_for("size 80x25");
}

#[test]
fn a_terminal_in_old_dress_is_spared_what_it_does_not_know() {
    let mut session = demo::start(&[("TERM", "vt100")]);
    session.send("q");
    session.wait_for_end();
    assert!(!session.raw().contains("2026"));
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_exit_2() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(demo::ARGUMENTS)
        .env("ONSIDE_CHILD", ".")
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("a board needs a terminal"), "{told}");
    assert!(!String::from_utf8(output.stdout).unwrap().contains('\x1b'));
}

#[test]
#[ignore = "the program that the other tests run"]
fn child() {
    demo::run();
}
