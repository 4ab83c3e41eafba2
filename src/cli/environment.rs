//! What the process around us says: variables, the clock, whether somebody looks.
//!
//! Read once, at the start, so that everything behind it is a function of its arguments.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use crate::model::Date;
use crate::settings::{CONFIG_VARIABLE, wants_colour};
use crate::store;

/// How wide problems are shown where no terminal says it.
const WIDTH: usize = 100;

/// What the process around us says.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The machine's date in its own zone.
    pub clock: Date,
    /// `ONSIDE_TODAY`.
    pub today: Option<String>,
    /// `ONSIDE_BOARD`.
    pub board: Option<OsString>,
    /// Whether output may be coloured unasked; see [`wants_colour`].
    pub wants_colour: bool,
    /// The same of errors, which go elsewhere.
    pub errors_want_colour: bool,
    /// Whether somebody sees what is printed: it goes to a terminal.
    pub is_seen: bool,
    /// How many cells a line of output may take.
    pub width: usize,
    /// `ONSIDE_CONFIG`.
    pub config: Option<OsString>,
    /// Returns an environment variable.
    pub variable: fn(&str) -> Option<String>,
    /// Says whether something is at a path.
    pub is_there: fn(&Path) -> bool,
}

impl Environment {
    /// Reads the process's own.
    pub fn current() -> Self {
        let stdout = io::stdout();
        let is_seen = stdout.is_terminal();
        let size = rustix::termios::tcgetwinsize(&stdout).ok();
        let columns = size
            .map(|size| usize::from(size.ws_col))
            .filter(|columns| *columns > 0);
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            clock: jiff::Zoned::now().date().into(),
            today: std::env::var("ONSIDE_TODAY")
                .ok()
                .filter(|text| !text.is_empty()),
            board: std::env::var_os("ONSIDE_BOARD").filter(|path| !path.is_empty()),
            wants_colour: wants_colour(variable, is_seen),
            errors_want_colour: wants_colour(variable, io::stderr().is_terminal()),
            is_seen,
            width: columns.filter(|_| is_seen).unwrap_or(WIDTH),
            config: std::env::var_os(CONFIG_VARIABLE),
            variable: |name| std::env::var(name).ok(),
            is_there: store::is_there,
        }
    }
}
