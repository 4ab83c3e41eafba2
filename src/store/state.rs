//! Where our own folders are: that of state (locks, notes, kept versions, changes put
//! aside), and that of data.
//!
//! Promises: one folder of our own (`ONSIDE_STATE_DIR`, else the system's place for
//! state), or the reason why there is none; without it saving still works.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variable that names another state folder.
pub const STATE_VARIABLE: &str = "ONSIDE_STATE_DIR";

/// The state folder, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateFolder {
    /// It is here, or will be once something is kept.
    At(PathBuf),
    /// There is none, for this reason.
    Off(String),
}

impl StateFolder {
    /// Finds the state folder: `ONSIDE_STATE_DIR` as `variable` gives it, else the
    /// system's place for state.
    pub fn find(variable: Option<OsString>) -> Self {
        let systems = directories::ProjectDirs::from("", "", "onside").map(|places| {
            let state = places.state_dir().unwrap_or(places.data_local_dir());
            state.to_owned()
        });
        Self::choose(variable, systems)
    }

    fn choose(variable: Option<OsString>, systems: Option<PathBuf>) -> Self {
        match (variable.filter(|value| !value.is_empty()), systems) {
            (Some(value), _) if Path::new(&value).is_absolute() => Self::At(value.into()),
            (Some(value), _) => Self::Off(format!(
                "{STATE_VARIABLE} is `{}`, which does not start with /",
                Path::new(&value).display()
            )),
            (None, Some(place)) => Self::At(place),
            (None, None) => {
                Self::Off("there is no home folder for it (HOME is not set)".to_owned())
            }
        }
    }

    /// Returns why there is none; empty if there is one.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::At(_) => String::new(),
            Self::Off(reason) => reason.clone(),
        }
    }

    /// Returns a sentence if nothing can be kept there, fit for a notice at start.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::At(_) => None,
            Self::Off(reason) => Some(not_kept(reason)),
        }
    }
}

/// Returns the folder for boards that nobody has given a place, such as the example; `None`
/// without a home folder.
pub fn data_folder() -> Option<PathBuf> {
    let places = directories::ProjectDirs::from("", "", "onside")?;
    Some(places.data_dir().to_owned())
}

/// Says what is missing without a state folder, and what to do.
pub(super) fn not_kept(reason: &str) -> String {
    format!("older versions are not kept: {reason}; set {STATE_VARIABLE} to a folder of your own")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_goes_before_the_systems_place() {
        let found = StateFolder::choose(Some("/state".into()), Some("/home/state".into()));
        assert_eq!(found, StateFolder::At("/state".into()));
        let found = StateFolder::choose(Some("".into()), Some("/home/state".into()));
        assert_eq!(found, StateFolder::At("/home/state".into()));
    }

    #[test]
    fn without_a_home_the_reason_is_told() {
        let found = StateFolder::choose(None, None);
        assert_eq!(
            found.trouble().unwrap(),
            "older versions are not kept: there is no home folder for it (HOME is not set); \
             set ONSIDE_STATE_DIR to a folder of your own"
        );
    }

    #[test]
    fn a_relative_state_folder_is_refused() {
        let found = StateFolder::choose(Some("state".into()), Some("/home/state".into()));
        assert!(found.trouble().unwrap().contains("does not start with /"));
    }
}
