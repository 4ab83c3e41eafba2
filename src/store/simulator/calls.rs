//! The calls of the simulated file system, one step each.
//!
//! Promises: a call does all of its work or fails without any, but for a write, which
//! may leave half, and a sync, which after a failure counts bytes as written that are not.

use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;

use super::super::disk::{Access, Attributes, Disk, DiskResult, Glance, Kind, Status};
use super::{Node, Simulator, US, Write, apply, write_at};

thread_local! {
    /// Goes when the thread ends.
    static RUNS: Arc<()> = Arc::default();
}

impl Disk for Simulator {
    type Folder = PathBuf;
    type File = usize;

    fn read_link(&self, _: &Path) -> DiskResult<PathBuf> {
        self.call("read_link").and(Err(Errno::INVAL))
    }

    /// Names instead of times tell whether a folder changed, bytes whether a file did.
    fn glance(&self, path: &Path) -> DiskResult<Glance> {
        let world = self.call("glance")?;
        let mut hasher = DefaultHasher::new();
        let (node, length, mode) = if world.folders.contains(path) {
            let inside = world.names.keys().filter(|(folder, _)| folder == path);
            inside.for_each(|name| name.hash(&mut hasher));
            (0, 0, 0o700)
        } else {
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
                return Err(Errno::NOENT);
            };
            let node = world.find(folder, name)?;
            let status = world.status(node);
            world.files[node].bytes.hash(&mut hasher);
            (node + 1, status.length, status.mode)
        };
        let changed = (0, hasher.finish().cast_signed());
        Ok(Glance {
            identity: (node as u64, 0),
            length,
            written: changed,
            changed,
            mode,
        })
    }

    fn canonical_folder(&self, path: &Path) -> DiskResult<PathBuf> {
        self.call("canonical_folder").map(|_| path.to_owned())
    }

    fn open_folder(&self, path: &Path) -> DiskResult<PathBuf> {
        let world = self.call("open_folder")?;
        let folder = world.folders.get(path).cloned();
        folder.ok_or(Errno::NOENT)
    }

    fn make_folder(&self, path: &Path) -> DiskResult<()> {
        let mut world = self.call("make_folder")?;
        world.folders.extend(path.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn folder_status(&self, _: &PathBuf) -> DiskResult<Status> {
        self.call("folder_status").map(|_| Status {
            kind: Kind::Folder,
            length: 0,
            mode: 0o700,
            owner: US,
            group: US,
            links: 2,
        })
    }

    fn set_folder_mode(&self, _: &PathBuf, _: u32) -> DiskResult<()> {
        self.call("set_folder_mode").map(|_| ())
    }

    fn sync_folder(&self, folder: &PathBuf) -> DiskResult<()> {
        let mut world = self.call("sync_folder")?;
        let waiting = std::mem::take(&mut world.waiting_names);
        for change in waiting {
            if change.iter().any(|(other, ..)| other == folder) {
                apply(&mut world.lasting_names, &change);
            } else {
                world.waiting_names.push(change);
            }
        }
        Ok(())
    }

    fn names(&self, folder: &PathBuf) -> DiskResult<Vec<OsString>> {
        let world = self.call("names")?;
        let inside = world.names.keys().filter(|(other, _)| other == folder);
        Ok(inside.map(|(_, name)| name.clone()).collect())
    }

    fn look(&self, folder: &PathBuf, name: &OsStr) -> DiskResult<Status> {
        let world = self.call("look")?;
        world.find(folder, name).map(|node| world.status(node))
    }

    fn may_write(&self, folder: &PathBuf, name: &OsStr) -> DiskResult<()> {
        let world = self.call("may_write")?;
        world.find(folder, name).map(|_| ())
    }

    fn open(&self, folder: &PathBuf, name: &OsStr, _: Access) -> DiskResult<usize> {
        self.call("open")?.find(folder, name)
    }

    fn create(&self, folder: &PathBuf, name: &OsStr) -> DiskResult<usize> {
        let is_kept = folder.starts_with("/state");
        let mut world = self.call(if is_kept { "create_kept" } else { "create" })?;
        if world.find(folder, name).is_ok() {
            return Err(Errno::EXIST);
        }
        world.files.push(Node {
            mode: 0o600,
            lasting_mode: 0o600,
            owner: US,
            ..Node::default()
        });
        let node = world.files.len() - 1;
        world.change(vec![(folder.clone(), name.to_owned(), Some(node))]);
        Ok(node)
    }

    fn exchange(&self, folder: &PathBuf, one: &OsStr, other: &OsStr) -> DiskResult<()> {
        let mut world = self.call("exchange")?;
        let (first, second) = (world.find(folder, one)?, world.find(folder, other)?);
        world.change(vec![
            (folder.clone(), one.to_owned(), Some(second)),
            (folder.clone(), other.to_owned(), Some(first)),
        ]);
        Ok(())
    }

    fn rename(&self, from: (&PathBuf, &OsStr), to: (&PathBuf, &OsStr)) -> DiskResult<()> {
        let is_far = from.0 != to.0;
        let mut world = self.call(if is_far { "rename_far" } else { "rename" })?;
        let node = world.find(from.0, from.1)?;
        world.change(vec![
            (from.0.clone(), from.1.to_owned(), None),
            (to.0.clone(), to.1.to_owned(), Some(node)),
        ]);
        Ok(())
    }

    fn rename_new(&self, folder: &PathBuf, from: &OsStr, to: &OsStr) -> DiskResult<()> {
        let mut world = self.call("rename_new")?;
        if world.find(folder, to).is_ok() {
            return Err(Errno::EXIST);
        }
        let node = world.find(folder, from)?;
        world.change(vec![
            (folder.clone(), from.to_owned(), None),
            (folder.clone(), to.to_owned(), Some(node)),
        ]);
        Ok(())
    }

    fn link(&self, folder: &PathBuf, from: &OsStr, to: &OsStr) -> DiskResult<()> {
        let mut world = self.call("link")?;
        if world.find(folder, to).is_ok() {
            return Err(Errno::EXIST);
        }
        let node = world.find(folder, from)?;
        world.change(vec![(folder.clone(), to.to_owned(), Some(node))]);
        Ok(())
    }

    fn remove(&self, folder: &PathBuf, name: &OsStr) -> DiskResult<()> {
        let mut world = self.call("remove")?;
        world.find(folder, name)?;
        world.change(vec![(folder.clone(), name.to_owned(), None)]);
        Ok(())
    }

    fn lock(&self, _: &PathBuf, _: &OsStr) -> DiskResult<usize> {
        self.call("lock").map(|_| usize::MAX)
    }

    fn lock_file(&self, file: &usize) -> DiskResult<()> {
        let mut world = self.call("lock_file")?;
        let owner = world.locked.get(file);
        if owner.is_some_and(|owner| owner.upgrade().is_some()) {
            return Err(Errno::WOULDBLOCK);
        }
        let owner = RUNS.with(Arc::downgrade);
        world.locked.insert(*file, owner);
        Ok(())
    }

    fn age(&self, folder: &PathBuf, name: &OsStr) -> DiskResult<Duration> {
        let world = self.call("age")?;
        world.find(folder, name).map(|_| world.age)
    }

    fn remove_folder(&self, path: &Path) -> DiskResult<()> {
        let mut world = self.call("remove_folder")?;
        if world.names.keys().any(|(folder, _)| folder == path) {
            return Err(Errno::NOTEMPTY);
        }
        world.folders.remove(path);
        Ok(())
    }

    fn status(&self, file: &usize) -> DiskResult<Status> {
        Ok(self.call("status")?.status(*file))
    }

    fn read(&self, file: &usize, limit: u64) -> DiskResult<Vec<u8>> {
        let world = self.call("read")?;
        let bytes = &world.files[*file].bytes;
        let limit = usize::try_from(limit).unwrap().min(bytes.len());
        Ok(bytes[..limit].to_vec())
    }

    fn write(&self, file: &usize, offset: u64, bytes: &[u8]) -> DiskResult<()> {
        let failed = self.call("write").map(drop).err();
        let mut world = self.world();
        if world.has_crashed {
            return Err(Errno::IO);
        }
        // A write that fails may have written a part of it.
        let written = if failed.is_some() {
            bytes.len() / 2
        } else {
            bytes.len()
        };
        let offset = usize::try_from(offset).unwrap();
        let node = &mut world.files[*file];
        write_at(&mut node.bytes, offset, &bytes[..written]);
        node.waiting
            .push(Write::At(offset, bytes[..written].to_owned()));
        failed.map_or(Ok(()), Err)
    }

    fn cut(&self, file: &usize, length: u64) -> DiskResult<()> {
        let mut world = self.call("cut")?;
        let length = usize::try_from(length).unwrap();
        let node = &mut world.files[*file];
        node.bytes.resize(length, 0);
        node.waiting.push(Write::Cut(length));
        Ok(())
    }

    fn sync(&self, file: &usize) -> DiskResult<()> {
        let failed = self.call("sync").map(drop).err();
        let mut world = self.world();
        if world.has_crashed {
            return Err(Errno::IO);
        }
        let node = &mut world.files[*file];
        // What a failed sync did not write counts as written from then on: the bytes can
        // be read, syncing again says yes, and a crash brings the old ones back.
        for write in std::mem::take(&mut node.waiting) {
            if failed.is_none() {
                node.make_last(&write, None);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn set_mode(&self, file: &usize, mode: u32) -> DiskResult<()> {
        let mut world = self.call("set_mode")?;
        let node = &mut world.files[*file];
        node.mode = mode;
        node.waiting.push(Write::Mode(mode));
        Ok(())
    }

    fn set_owner(&self, file: &usize, owner: u32, _: u32) -> DiskResult<()> {
        let mut world = self.call("set_owner")?;
        if owner != US {
            return Err(Errno::PERM);
        }
        world.files[*file].owner = owner;
        Ok(())
    }

    fn attributes(&self, file: &usize) -> DiskResult<Attributes> {
        Ok(self.call("attributes")?.files[*file].attributes.clone())
    }

    fn set_attribute(&self, file: &usize, name: &OsStr, value: &[u8]) -> DiskResult<()> {
        let mut world = self.call("set_attribute")?;
        let attribute = (name.to_owned(), value.to_owned());
        world.files[*file].attributes.push(attribute);
        Ok(())
    }

    fn is_running(&self, process: u32) -> bool {
        self.world().running.contains(&process)
    }

    fn user(&self) -> u32 {
        US
    }

    fn now(&self) -> Duration {
        // Each version of a name of its own.
        Duration::from_millis(1_800_000_000_000 + self.world().files.len() as u64)
    }

    fn pause(&self) {}
}
