//! A file system in memory that does to saves what real ones may do: it forgets what was
//! not synced, in any combination, at any step; it fails any call; and it lets somebody
//! else act between two calls.
//!
//! Names and bytes last apart: a synced file may have no name after a crash, a synced
//! name may stand for a file without its bytes. Each call is one step.

mod calls;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use rustix::io::Errno;

use super::disk::{Attributes, DiskResult, Kind, Status};

/// The user who runs the program.
const US: u32 = 1000;

/// A file system in memory; clones are the same one.
#[derive(Clone, Default)]
pub struct Simulator(Arc<Mutex<World>>);

/// What somebody else does between two calls.
type Deed = Box<dyn FnOnce(&mut World) + Send>;

/// All that there is, and what is to happen to it.
#[derive(Default)]
pub struct World {
    files: Vec<Node>,
    /// Names by folder and name: what they stand for now.
    names: BTreeMap<(PathBuf, OsString), usize>,
    /// The same, as it is on the disk.
    lasting_names: BTreeMap<(PathBuf, OsString), usize>,
    /// Changes of names that are not on the disk yet; one entry is one step of it.
    waiting_names: Vec<Vec<(PathBuf, OsString, Option<usize>)>>,
    folders: BTreeSet<PathBuf>,
    step: usize,
    calls: Vec<&'static str>,
    crash_at: Option<usize>,
    has_crashed: bool,
    fault: Option<Fault>,
    deed: Option<(usize, Deed)>,
    /// Open files that a thread has the lock of, while it runs: each stands for a process.
    locked: BTreeMap<usize, Weak<()>>,
    /// Processes that run.
    pub running: BTreeSet<u32>,
    /// How long ago every file was touched last.
    pub age: Duration,
    /// Calls that this file system does not have.
    lacks: Vec<(&'static str, Errno)>,
}

/// A file: as it is now, as it is on the disk, and what lies between.
#[derive(Clone, Debug, Default)]
struct Node {
    bytes: Vec<u8>,
    mode: u32,
    owner: u32,
    attributes: Attributes,
    lasting: Vec<u8>,
    lasting_mode: u32,
    waiting: Vec<Write>,
}

#[derive(Clone, Debug)]
enum Write {
    At(usize, Vec<u8>),
    Cut(usize),
    Mode(u32),
}

impl Node {
    /// Puts a write on the disk; if it is torn, only so many bytes of it.
    fn make_last(&mut self, write: &Write, torn: Option<u64>) {
        match write {
            Write::At(at, bytes) => {
                let count = torn.map_or(bytes.len(), |torn| usize::try_from(torn).unwrap());
                write_at(&mut self.lasting, *at, &bytes[..count.min(bytes.len())]);
            }
            Write::Cut(length) => self.lasting.resize(*length, 0),
            Write::Mode(mode) => self.lasting_mode = *mode,
        }
    }
}

/// An error to be given.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The first step that fails.
    pub step: usize,
    /// What it says.
    pub error: Errno,
    /// Whether every later call of the same name fails too.
    pub stays: bool,
}

/// What a crash does with what was not synced.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// All of it is lost.
    Lost,
    /// All of it is kept.
    Kept,
    /// Each part is kept, lost or torn, by this number.
    Mixed(u64),
}

impl Simulator {
    /// Locks the world to look at it or to change it.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a lasting file there.
    pub fn put(&self, path: &str, bytes: &[u8], mode: u32) {
        self.world().put(path, bytes, mode);
    }

    /// Returns the bytes under a path.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.world().get(path)
    }

    /// Says whether these bytes are anywhere under any name.
    pub fn has_anywhere(&self, bytes: &[u8]) -> bool {
        let world = self.world();
        let mut nodes = world.names.values();
        nodes.any(|node| world.files[*node].bytes == bytes)
    }

    fn call(&self, name: &'static str) -> DiskResult<MutexGuard<'_, World>> {
        let mut world = self.world();
        let step = world.step;
        world.step += 1;
        world.calls.push(name);
        if let Some((at, deed)) = world.deed.take() {
            if at == step {
                deed(&mut world);
            } else {
                world.deed = Some((at, deed));
            }
        }
        if world.crash_at == Some(step) {
            world.has_crashed = true;
        }
        if world.has_crashed {
            return Err(Errno::IO);
        }
        if let Some((_, error)) = world.lacks.iter().find(|(call, _)| *call == name) {
            return Err(*error);
        }
        let fault = world.fault.filter(|fault| {
            let is_same = world.calls.get(fault.step) == Some(&name);
            fault.step == step || (fault.stays && fault.step < step && is_same)
        });
        match fault {
            Some(fault) => Err(fault.error),
            None => Ok(world),
        }
    }
}

impl World {
    pub fn put(&mut self, path: &str, bytes: &[u8], mode: u32) {
        let (folder, name) = split(path);
        self.folders.extend(folder.ancestors().map(Path::to_owned));
        self.files.push(Node {
            bytes: bytes.to_owned(),
            lasting: bytes.to_owned(),
            mode,
            lasting_mode: mode,
            owner: US,
            ..Node::default()
        });
        let node = self.files.len() - 1;
        self.names.insert((folder.clone(), name.clone()), node);
        self.lasting_names.insert((folder, name), node);
    }

    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        let node = self.names.get(&split(path))?;
        Some(self.files[*node].bytes.clone())
    }

    /// Gives a file a second name.
    pub fn link(&mut self, from: &str, to: &str) {
        let node = self.names[&split(from)];
        self.folders.insert(split(to).0);
        self.names.insert(split(to), node);
        self.lasting_names.insert(split(to), node);
    }

    /// Overwrites a file as an editor does that keeps it open.
    pub fn overwrite(&mut self, path: &str, bytes: &[u8]) {
        let node = self.names[&split(path)];
        self.write_open(node, bytes);
    }

    /// Returns what an editor holds that has the file open.
    pub fn opened(&self, path: &str) -> usize {
        self.names[&split(path)]
    }

    /// Overwrites an open file, whatever its name is now.
    pub fn write_open(&mut self, node: usize, bytes: &[u8]) {
        bytes.clone_into(&mut self.files[node].bytes);
        bytes.clone_into(&mut self.files[node].lasting);
        self.files[node].waiting.clear();
    }

    pub fn remove(&mut self, path: &str) {
        self.names.remove(&split(path));
        self.lasting_names.remove(&split(path));
    }

    pub fn give_to(&mut self, path: &str, owner: u32) {
        let node = self.names[&split(path)];
        self.files[node].owner = owner;
    }

    pub fn attribute(&mut self, path: &str, name: &str, value: &[u8]) {
        let node = self.names[&split(path)];
        let attribute = (name.into(), value.to_owned());
        self.files[node].attributes.push(attribute);
    }

    pub fn attributes_of(&self, path: &str) -> Attributes {
        self.files[self.names[&split(path)]].attributes.clone()
    }

    pub fn crash_at(&mut self, step: usize) {
        self.crash_at = Some(step);
    }

    /// Says whether the power is off.
    pub fn has_crashed(&self) -> bool {
        self.has_crashed
    }

    pub fn fail(&mut self, fault: Option<Fault>) {
        self.fault = fault;
    }

    pub fn lack(&mut self, call: &'static str, error: Errno) {
        self.lacks.push((call, error));
    }

    pub fn lack_nothing(&mut self) {
        self.lacks.clear();
    }

    /// Returns how many calls were made before the first of that name.
    pub fn calls_before(&self, name: &str) -> usize {
        self.calls.iter().take_while(|call| **call != name).count()
    }

    pub fn at(&mut self, step: usize, deed: impl FnOnce(&mut World) + Send + 'static) {
        self.deed = Some((step, Box::new(deed)));
    }

    /// Returns how many calls were made and starts counting anew.
    pub fn take_steps(&mut self) -> usize {
        self.calls.clear();
        std::mem::take(&mut self.step)
    }

    /// Returns the names of all files in `folder` with their permissions.
    pub fn modes(&self, folder: &str) -> Vec<(String, u32)> {
        let inside = |path: &Path| path.starts_with(folder);
        self.names
            .iter()
            .filter(|((folder, _), _)| inside(folder))
            .map(|((_, name), node)| {
                let node = &self.files[*node];
                (name.to_string_lossy().into_owned(), node.mode)
            })
            .collect()
    }

    /// Returns the paths of all files.
    pub fn paths(&self) -> Vec<String> {
        let paths = self.names.keys().map(|(folder, name)| folder.join(name));
        paths.map(|path| path.display().to_string()).collect()
    }

    /// Returns the path below `folder` of a file whose name ends so.
    pub fn find_ending(&self, folder: &str, ending: &str) -> Option<String> {
        let path = |key: &(PathBuf, OsString)| {
            let below = key.0.strip_prefix(folder).ok()?;
            let path = below.join(&key.1).to_string_lossy().into_owned();
            path.ends_with(ending).then_some(path)
        };
        self.names.keys().find_map(path)
    }

    /// Loses power: only what lasts comes back, and of the rest what fate leaves.
    pub fn crash(&mut self, fate: Fate) {
        let mut random = match fate {
            Fate::Mixed(seed) => seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            _ => 0,
        };
        let mut dice = move |sides: u64| match fate {
            Fate::Lost => 0,
            Fate::Kept => 1,
            Fate::Mixed(_) => {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                (random >> 20) % sides
            }
        };
        for change in std::mem::take(&mut self.waiting_names) {
            if dice(2) == 1 {
                apply(&mut self.lasting_names, &change);
            }
        }
        self.names = self.lasting_names.clone();
        for node in &mut self.files {
            for write in std::mem::take(&mut node.waiting) {
                match dice(3) {
                    0 => {}
                    1 => node.make_last(&write, None),
                    _ => node.make_last(&write, Some(dice(64))),
                }
            }
            node.bytes.clone_from(&node.lasting);
            node.mode = node.lasting_mode;
        }
        self.has_crashed = false;
        self.crash_at = None;
        self.fault = None;
        self.locked.clear();
    }

    /// Ends every process: what it had locked is free at once.
    pub fn kill_all(&mut self) {
        self.locked.clear();
    }

    /// Has every call fail, for whoever is killed, or none any more.
    pub fn stop(&mut self, is_stopped: bool) {
        self.has_crashed = is_stopped;
        self.crash_at = None;
    }

    fn change(&mut self, change: Vec<(PathBuf, OsString, Option<usize>)>) {
        apply(&mut self.names, &change);
        self.waiting_names.push(change);
    }

    fn find(&self, folder: &Path, name: &OsStr) -> DiskResult<usize> {
        let key = (folder.to_owned(), name.to_owned());
        self.names.get(&key).copied().ok_or(Errno::NOENT)
    }

    fn status(&self, node: usize) -> Status {
        let links = self.names.values().filter(|other| **other == node).count();
        let file = &self.files[node];
        Status {
            kind: Kind::File,
            length: file.bytes.len() as u64,
            mode: file.mode,
            owner: file.owner,
            group: file.owner,
            links: links as u64,
        }
    }
}

fn split(path: &str) -> (PathBuf, OsString) {
    let path = Path::new(path);
    let folder = path.parent().unwrap().to_owned();
    (folder, path.file_name().unwrap().to_owned())
}

fn apply(
    names: &mut BTreeMap<(PathBuf, OsString), usize>,
    change: &[(PathBuf, OsString, Option<usize>)],
) {
    for (folder, name, node) in change {
        let key = (folder.clone(), name.clone());
        match node {
            Some(node) => names.insert(key, *node),
            None => names.remove(&key),
        };
    }
}

fn write_at(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}
