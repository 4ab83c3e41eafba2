//! The steps of a save: read, compare, and choose the way of writing.
//!
//! Promises: nothing is written unless the file is the expected one, and what our sessions
//! saved last is known to the writer. The ways are in
//! `replace` (a new file takes the old one's place) and `in_place` (it is overwritten).

use super::ancestors::{last_in, note_last};
use super::attempt::Attempt;
use super::disk::Disk;
use super::failure::Cause;
use super::fingerprint::{Expected, Fingerprint};
use super::in_place::{self, Settled};
use super::outcome::{SaveError, Saved};
use super::replace::Refusal;
use super::target::Loaded;

impl<D: Disk> Attempt<'_, D> {
    /// Writes the new bytes if the file is the expected one, and notes them as saved last;
    /// but not if that would pass over what our sessions saved last and the writer does not
    /// know.
    pub fn make(
        &self,
        expected: Expected,
        is_known: &dyn Fn(&Fingerprint) -> bool,
    ) -> Result<Saved, SaveError> {
        let archive = self.archive.as_ref().ok();
        let last = archive.and_then(|archive| last_in(self.disk, archive));
        if let Some(passed_over) = self.passed_over(last.as_ref(), expected, is_known) {
            return Err(self.diverged(passed_over));
        }
        let made = self.make_once(expected);
        let is_in_file = matches!(
            made,
            Ok(_) | Err(SaveError::Displaced { .. } | SaveError::Unconfirmed { .. })
        );
        if let Some(archive) = archive.filter(|_| is_in_file) {
            note_last(self.disk, archive, self.bytes, (last, expected));
        }
        made
    }

    fn make_once(&self, expected: Expected) -> Result<Saved, SaveError> {
        match (expected, self.target.read(self.disk)) {
            (Expected::Nothing, Err(Cause::Missing)) => self.create(),
            // A file server may have written the file and not have said so.
            (Expected::Nothing, Ok(same)) if same.bytes == self.bytes => {
                self.make_over(same.fingerprint, same)
            }
            (Expected::Nothing, Ok(theirs)) => Err(self.diverged(theirs)),
            (Expected::File(_), Err(Cause::Missing)) => Err(self.gone()),
            (Expected::File(base), Ok(current)) => self.make_over(base, current),
            (_, Err(cause)) => Err(self.failed(cause)),
        }
    }

    fn make_over(&self, base: Fingerprint, current: Loaded) -> Result<Saved, SaveError> {
        let Settled {
            loaded: current,
            instead_of,
        } = match &self.archive {
            Ok(archive) => in_place::settle(self.disk, &self.target, archive, current).map_err(
                |unsettled| {
                    if unsettled.is_half {
                        self.unfinished(unsettled.cause)
                    } else {
                        self.failed(unsettled.cause)
                    }
                },
            )?,
            Err(_) => current.into(),
        };
        let is_expected = current.fingerprint == base || instead_of == Some(base);
        // As above: what is there already can't be somebody else's loss.
        if !is_expected && current.bytes != self.bytes {
            return Err(self.diverged(current));
        }
        if !current.is_writable {
            return Err(self.read_only(current.mode));
        }
        let status = self.disk.look(&self.target.folder, &self.target.name);
        let status = status.map_err(|error| self.lost(error))?;
        // A file with other names is written in place: a new file would silently part them.
        if status.links > 1 {
            return self.write_in_place(&current);
        }
        match self.replace(&current, &status) {
            Err(Refusal::OnlyInPlace) => self.write_in_place(&current),
            Err(Refusal::Save(error)) => Err(*error),
            Ok(saved) => Ok(saved),
        }
    }

    fn read_only(&self, mode: u32) -> SaveError {
        let asked = self.disk.may_write(&self.target.folder, &self.target.name);
        match asked {
            Err(error) if mode & 0o222 != 0 => self.lost(error),
            _ => self.failed(Cause::ReadOnly),
        }
    }
}
