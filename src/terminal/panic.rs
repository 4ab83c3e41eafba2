//! A panic on a screen: the terminal is given back first, then told once, and what waits
//! is put on disk.
//!
//! What there is to report is kept in a file too, as a line that is lost shows nothing. It says
//! where, never the panic's own words: those may cite the board.

use std::backtrace::Backtrace;
use std::io::{self, Write as _};
use std::panic::{self, Location};
use std::thread;

use super::guard::Exit;
use crate::store::{StateFolder, keep_crash};

/// Lets panics give the terminal back; those of other threads end the process, as the
/// screen would go on over their message.
pub(super) fn install_hook(exit: Exit) {
    let ui = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // The message comes out either way.
        let _ = exit.screen.leave();
        // First, and for a moment only: the report may wait for a disk that hangs.
        exit.flush();
        print(panic);
        if thread::current().id() != ui {
            signal_hook::low_level::exit(101);
        }
    }));
}

/// Lets panics from here on leave a file in `state` that can be shown to others.
pub fn keep_crashes(state: StateFolder) {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        print(panic);
        let thread = thread::current();
        let backtrace = Backtrace::force_capture().to_string();
        let report = report(panic.location(), thread.name(), &backtrace);
        if let Ok(path) = keep_crash(&state, &report) {
            let path = path.display();
            // Nobody is there to be told where the line is lost.
            drop(writeln!(
                io::stderr(),
                "onside: please report this; {path} says where it was, and nothing of a board"
            ));
        }
    }));
}

/// Returns what is worth knowing of a panic to whoever mends it.
fn report(place: Option<&Location<'_>>, thread: Option<&str>, backtrace: &str) -> String {
    let (version, system, machine) = (
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    let place = place.map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let thread = thread.unwrap_or("unnamed");
    format!(
        "onside {version} on {system} {machine}\nplace: {place}\nthread: {thread}\n\n{backtrace}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_version_place_and_thread() {
        let here = Location::caller();
        let report = report(Some(here), Some("disk"), "0: f");
        let lines: Vec<&str> = report.lines().collect();
        assert!(lines[0].starts_with(concat!("onside ", env!("CARGO_PKG_VERSION"), " on ")));
        assert_eq!(lines[1], format!("place: {here}"));
        assert_eq!(lines[2..], ["thread: disk", "", "0: f"]);
    }
}
