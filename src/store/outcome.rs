//! What a save comes to.
//!
//! Promises: each way says whose bytes are in the file now, and where the others are.

use std::path::PathBuf;

use super::failure::{Failure, in_one};
use super::fingerprint::Fingerprint;
use super::target::Loaded;

/// How a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It did not exist.
    Created,
    /// Swapped in one step, and what was swapped out was checked.
    Exchanged,
    /// Renamed over the old one, where swapping is not to be had.
    Renamed,
    /// Overwritten, with a note, because it has other names or its folder may not be written to.
    InPlace,
}

/// A save that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What is in the file now; the next save expects it.
    pub fingerprint: Fingerprint,
    /// How it was written.
    pub how: How,
    /// A sentence if the older version could not be kept.
    pub remark: Option<String>,
}

/// Why a save is not done, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", in_one(self.what(), self.outlook()))]
pub enum SaveError {
    /// The file is not the expected one. It was not touched.
    Diverged {
        /// The file's name.
        name: String,
        /// What is in it.
        theirs: Box<Loaded>,
    },
    /// Ours is in the file, but somebody had written to it a moment before.
    Displaced {
        /// The file's name.
        name: String,
        /// What they wrote; `None` if that can't be read.
        theirs: Option<Vec<u8>>,
        /// Where theirs is now.
        kept: PathBuf,
        /// Ours, which is in the file.
        saved: Box<Saved>,
        /// Why a power cut may take ours, if the disk does not say that it lasts.
        unconfirmed: Option<Box<Failure>>,
    },
    /// The file is not there any more. Nothing was written.
    Gone {
        /// The file's name.
        name: String,
    },
    /// Ours is in the file, but a power cut may take it.
    Unconfirmed {
        /// Ours, which is in the file.
        saved: Box<Saved>,
        /// What could not be confirmed.
        failure: Failure,
    },
    /// Nothing was written.
    Failed(#[from] Failure),
}

impl SaveError {
    /// Returns what happened, without what becomes of our changes.
    pub fn what(&self) -> String {
        match self {
            Self::Diverged { name, .. } => {
                format!("{name} was changed by another program; nothing was overwritten.")
            }
            Self::Displaced {
                name,
                kept,
                unconfirmed,
                ..
            } => {
                let kept = kept.display();
                let more = unconfirmed
                    .as_ref()
                    .map(|failure| format!(" {}", failure.what()));
                format!(
                    "{name} was changed by another program just as it was saved. Yours is in it, theirs \
                     is kept in {kept}: compare the two.{}",
                    more.unwrap_or_default()
                )
            }
            Self::Gone { name } => format!("{name} was removed or renamed by another program."),
            Self::Unconfirmed { failure, .. } | Self::Failed(failure) => failure.what(),
        }
    }

    /// Returns what becomes of our changes while the program runs.
    fn outlook(&self) -> &'static str {
        match self {
            Self::Diverged { .. } | Self::Gone { .. } => {
                "Your changes are kept here: they are saved with the next one if the file is put back."
            }
            Self::Displaced { .. } => "",
            Self::Unconfirmed { failure, .. } | Self::Failed(failure) => failure.outlook(),
        }
    }
}
