//! Writing a file in place: where it has other names, another owner, or a folder that
//! we may not write to.
//!
//! Promises: a note with both texts is on disk before the first byte changes and until the
//! last one lasts, so that a write that was cut off is finished by the next save or
//! opening ([`settle`]), unless somebody else wrote since. Bytes that need room are written
//! first: a full disk is met while the old text still stands.

use super::archive::{Archive, Version};
use super::attempt::Attempt;
use super::disk::{Access, Disk, DiskResult};
use super::failure::Cause;
use super::fingerprint::Fingerprint;
use super::note::{Note, Verdict};
use super::outcome::{How, SaveError, Saved};
use super::target::{Loaded, Target, read_open};

/// The name of the note in the archive.
const NOTE: &str = "note";

/// The name of a note that can't be read.
const UNSOUND: &str = "note.unsound";

impl<D: Disk> Attempt<'_, D> {
    /// Overwrites the file, which is `current`, with the new bytes.
    pub fn write_in_place(&self, current: &Loaded) -> Result<Saved, SaveError> {
        let disk = self.disk;
        let no_note = |reason: &String| self.failed(Cause::NoNote(reason.clone()));
        let archive = self.archive.as_ref().map_err(no_note)?;
        let file = disk.open(&self.target.folder, &self.target.name, Access::Write);
        let file = file.map_err(|error| self.lost(error))?;
        let note = Note {
            old: &current.bytes,
            new: self.bytes,
        };
        let failed = |error| self.failed(error);
        archive.keep_copy(disk, note.old).map_err(failed)?;
        archive
            .write(disk, NOTE, &note.to_bytes())
            .map_err(failed)?;
        // As late as can be: there is no compare-and-swap of a file's bytes.
        let (now, _) = read_open(disk, &file).map_err(|cause| self.failed(cause))?;
        if now != note.old {
            drop_note(disk, archive);
            let theirs = self.target.read(disk);
            return Err(match theirs {
                Ok(theirs) => self.diverged(theirs),
                Err(Cause::Missing) => self.gone(),
                Err(cause) => self.failed(cause),
            });
        }
        if let Err(error) = grow(disk, &file, note) {
            if disk.cut(&file, note.old.len() as u64).is_err() {
                return Err(self.unfinished(error));
            }
            drop_note(disk, archive);
            return Err(self.failed(error));
        }
        overwrite(disk, &file, note).map_err(|error| self.unfinished(error))?;
        let saved = self.saved(How::InPlace);
        // Without the disk's word the note stays.
        disk.sync(&file)
            .map_err(|error| self.unconfirmed(saved.clone(), error))?;
        drop_note(disk, archive);
        match self.target.read(disk) {
            Ok(now) if now.fingerprint != saved.fingerprint => Err(self.diverged(now)),
            Err(Cause::Missing) => Err(self.gone()),
            _ => Ok(saved),
        }
    }
}

/// Writes what is longer than the old text.
fn grow<D: Disk>(disk: &D, file: &D::File, note: Note) -> DiskResult<()> {
    let end = note.old.len();
    match note.new.get(end..) {
        Some(more) => disk.write(file, end as u64, more),
        None => Ok(()),
    }
}

/// Writes the new text over the old one and cuts what is left of it.
fn overwrite<D: Disk>(disk: &D, file: &D::File, note: Note) -> DiskResult<()> {
    let shared = note.new.get(..note.old.len()).unwrap_or(note.new);
    disk.write(file, 0, shared)?;
    if note.new.len() < note.old.len() {
        disk.cut(file, note.new.len() as u64)?;
    }
    Ok(())
}

/// Removes the note after a save that needs it no more.
fn drop_note<D: Disk>(disk: &D, archive: &Archive<D>) {
    // If it stays, the next save or opening sees that there is nothing to finish.
    let _ = archive.remove(disk, NOTE);
}

/// A file that no save is half way through.
pub(super) struct Settled {
    pub loaded: Loaded,
    /// What a save of ours has put these bytes in the place of, by its note.
    pub instead_of: Option<Fingerprint>,
}

impl From<Loaded> for Settled {
    fn from(loaded: Loaded) -> Self {
        Self {
            loaded,
            instead_of: None,
        }
    }
}

/// A note whose file could not be settled.
pub(super) struct Unsettled {
    /// The file as it is.
    pub loaded: Box<Loaded>,
    /// Whether that is half one text, half another.
    pub is_half: bool,
    pub cause: Cause,
}

/// Finishes the save in place that a note tells of, if the file is half way, and removes
/// the note: left behind, it would be taken for one of a later save.
///
/// What somebody else wrote since stays; then both texts of the note go to the history.
pub(super) fn settle<D: Disk>(
    disk: &D,
    target: &Target<D>,
    archive: &Archive<D>,
    loaded: Loaded,
) -> Result<Settled, Unsettled> {
    let Some(bytes) = archive.read(disk, NOTE) else {
        return Ok(loaded.into());
    };
    let note = Note::parse(&bytes);
    let verdict = note.map(|note| (note, note.verdict(&loaded.bytes)));
    let settled = match verdict {
        // Set aside, not deleted: somebody may want to look at it.
        None => archive.set_aside(disk, NOTE, UNSOUND).map_err(Cause::from),
        Some((note, Verdict::Old)) => keep_and_drop(disk, archive, &[], Some(note.new)),
        Some((note, Verdict::Foreign)) => keep_and_drop(disk, archive, &[note.old], Some(note.new)),
        Some((note, Verdict::New)) => rewrite(disk, target, archive, note, &[]),
        Some((note, Verdict::Mixture)) => rewrite(disk, target, archive, note, &[&loaded.bytes]),
    };
    let is_half = matches!(verdict, Some((_, Verdict::Mixture)));
    let settled = settled.and_then(|()| match verdict {
        Some((note, Verdict::New | Verdict::Mixture)) => Ok(Settled {
            loaded: Loaded {
                was_finished: is_half,
                ..target.read(disk)?
            },
            instead_of: Some(Fingerprint::of(note.old)),
        }),
        _ => Ok(loaded.clone().into()),
    });
    settled.map_err(|cause| Unsettled {
        loaded: Box::new(loaded),
        is_half,
        cause,
    })
}

/// Keeps what was in the file and what was not known to be, and removes the note.
fn keep_and_drop<D: Disk>(
    disk: &D,
    archive: &Archive<D>,
    older: &[&[u8]],
    unsaved: Option<&[u8]>,
) -> Result<(), Cause> {
    for text in older {
        archive.keep_copy(disk, text)?;
    }
    if let Some(text) = unsaved {
        let version = Version::Unsaved(Fingerprint::of(text));
        archive.keep_copy_of(disk, text, &version)?;
    }
    Ok(archive.remove(disk, NOTE)?)
}

/// Writes the new text of a note once more, whole.
///
/// Done even if the file says it already: the system may have kept it in memory only,
/// and not said so a second time.
fn rewrite<D: Disk>(
    disk: &D,
    target: &Target<D>,
    archive: &Archive<D>,
    note: Note,
    kept: &[&[u8]],
) -> Result<(), Cause> {
    let file = disk.open(&target.folder, &target.name, Access::Write)?;
    disk.write(&file, 0, note.new)?;
    disk.cut(&file, note.new.len() as u64)?;
    disk.sync(&file)?;
    keep_and_drop(disk, archive, kept, None)
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::store::simulator::Simulator;
    use crate::store::{Expected, KeptVersion, StateFolder, Store, VersionKind};

    const FILE: &str = "/work/programme.ron";

    #[test]
    fn whoever_reads_the_file_takes_no_note_of_a_save_that_goes_on_for_one_cut_off() {
        let note = Note {
            old: b"second",
            new: b"third",
        };
        let read_while_saved_at = |call, is_busy: bool| {
            let disk = Simulator::default();
            disk.put(FILE, b"first", 0o640);
            disk.world().link(FILE, "/work/second name.ron");
            let store = Store::on(disk.clone(), FILE, StateFolder::At("/state".into()));
            let expected = Expected::File(Fingerprint::of(b"first"));
            assert_eq!(store.save(note.old, expected).unwrap().how, How::InPlace);
            let last = disk.world().find_ending("/state", "/last").unwrap();
            let path = format!("/state/{}", last.replace("last", NOTE));
            disk.put(&path, &note.to_bytes(), 0o600);
            disk.world().take_steps();
            // The lock is free when the other save is over.
            disk.world().at(call, move |world| {
                world.overwrite(FILE, b"third");
                world.remove(&path);
            });
            if is_busy {
                disk.world().lack("lock", Errno::WOULDBLOCK);
            }
            let loaded = store.load().unwrap();
            let calls = disk.world().calls_before("lock");
            let is_unsaved = |it: &KeptVersion| it.kind == VersionKind::Unsaved;
            let is_put_away = store.versions().unwrap().iter().any(is_unsaved);
            (loaded.bytes, is_put_away, calls)
        };
        let (cut_off, is_put_away, calls) = read_while_saved_at(usize::MAX, false);
        assert_eq!((&*cut_off, is_put_away), (note.old, true));
        let (loaded, is_put_away, _) = read_while_saved_at(calls, false);
        assert_eq!((&*loaded, is_put_away), (note.new, false));
        let (loaded, is_put_away, _) = read_while_saved_at(usize::MAX, true);
        assert_eq!((&*loaded, is_put_away), (note.old, false));
    }
}
