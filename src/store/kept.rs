//! What a version that is kept of a board is, by its name alone.
//!
//! Promises: any other name is none. Leaves putting versions away to `archive`.

use std::ffi::{OsStr, OsString};
use std::time::Duration;

use super::fingerprint::Fingerprint;

/// What a kept version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionKind {
    /// It was in the file until a save of ours.
    Older,
    /// Somebody else wrote it just before a save of ours, which never showed it.
    Theirs,
    /// It is ours and was never in the file.
    Unsaved,
}

impl VersionKind {
    /// Returns how the names of such files end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Older => ".older.ron",
            Self::Theirs => ".theirs.ron",
            Self::Unsaved => ".unsaved.ron",
        }
    }
}

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVersion {
    /// What it is.
    pub kind: VersionKind,
    /// When it was put here, as time since 1970.
    pub at: Duration,
    pub(super) name: OsString,
}

impl KeptVersion {
    /// Reads the name of a kept version; `None` for any other file.
    pub(super) fn parse(name: &OsStr) -> Option<Self> {
        let (millis, rest) = name.to_str()?.split_once('-')?;
        let kinds = [
            VersionKind::Older,
            VersionKind::Theirs,
            VersionKind::Unsaved,
        ];
        let kind = kinds
            .into_iter()
            .find(|kind| rest.ends_with(kind.ending()))?;
        Some(Self {
            kind,
            at: Duration::from_millis(millis.parse().ok()?),
            name: name.to_owned(),
        })
    }

    /// Says whether this is, by its name, the version of that fingerprint.
    pub fn is(&self, fingerprint: &Fingerprint) -> bool {
        let name = self.name.to_str().unwrap_or_default();
        name.contains(&format!("-{}.", fingerprint.short()))
    }
}
