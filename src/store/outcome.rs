//! What a save comes to.
//!
//! Promises: each way says whose bytes are in the file now, and where the others are.

use std::path::PathBuf;

use super::failure::Failure;
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
pub enum SaveError {
    /// The file is not the expected one. It was not touched.
    #[error(
        "{name} was changed by another program; nothing was overwritten. Your changes are kept here \
         and saved once it is put back; if you quit, they are written to a file of their own, which is named"
    )]
    Diverged {
        /// The file's name.
        name: String,
        /// What is in it.
        theirs: Box<Loaded>,
    },
    /// Ours is in the file, but somebody had written to it a moment before.
    #[error(
        "{name} was changed by another program just as it was saved. Your version is in it; theirs is \
         kept in {}: compare the two", kept.display()
    )]
    Displaced {
        /// The file's name.
        name: String,
        /// What they wrote; `None` if that can't be read.
        theirs: Option<Vec<u8>>,
        /// Where theirs is now.
        kept: PathBuf,
        /// Ours, which is in the file.
        saved: Box<Saved>,
    },
    /// The file is not there any more. Nothing was written.
    #[error(
        "{name} was removed or renamed by another program. Your changes are kept here; put it back, or \
         `:w` writes it anew"
    )]
    Gone {
        /// The file's name.
        name: String,
    },
    /// Ours is in the file, but a power cut may take it.
    #[error("{failure}")]
    Unconfirmed {
        /// Ours, which is in the file.
        saved: Box<Saved>,
        /// What could not be confirmed.
        failure: Failure,
    },
    /// Nothing was written.
    #[error(transparent)]
    Failed(#[from] Failure),
}
