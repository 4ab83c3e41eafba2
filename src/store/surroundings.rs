//! What a person should know of a file's surroundings when they open it: who else may read
//! it, what lies beside it, where a push would send it.
//!
//! Promises: one sentence each, with the next step, the gravest first; reads, runs nothing
//! and changes nothing; what can't be found out is silent. Leaves to `session` whether it
//! is shown.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::state::StateFolder;
use super::{RealDisk, Store};

/// The most bytes of a file of git's that are read.
const LONGEST: u64 = 256 << 10;

impl Store<RealDisk> {
    /// Returns what is worth knowing about the file's surroundings, the gravest first.
    pub fn remarks(&self) -> Vec<String> {
        let Ok(path) = fs::canonicalize(self.path()) else {
            return Vec::new();
        };
        let name = self.name();
        let Some(folder) = path.parent() else {
            return Vec::new();
        };
        let found = [
            readers(&path, &name),
            writers(folder, &name),
            remote(&path, &name),
            copies(folder, &name),
            self.put_aside(),
        ];
        found.into_iter().flatten().collect()
    }

    /// Tells of changes that an earlier sitting could not save.
    fn put_aside(&self) -> Option<String> {
        let StateFolder::At(state) = &self.state else {
            return None;
        };
        let stem = self.path().file_stem()?.to_string_lossy();
        let begin = format!("{}.unsaved-", stem.chars().take(50).collect::<String>());
        let aside = state.join("unsaved");
        let found = names(&aside, |name| name.starts_with(&begin));
        let first = aside.join(found.first()?);
        Some(format!(
            "changes that could not be saved lie in {}{}; compare, then remove it",
            first.display(),
            and_more(found.len())
        ))
    }
}

/// Tells that others may read the board.
fn readers(path: &Path, name: &str) -> Option<String> {
    let status = fs::metadata(path).ok()?;
    let mode = status.permissions().mode();
    let is_reachable = |bits: u32| {
        let above = path.ancestors().skip(1);
        above
            .map(fs::metadata)
            .all(|it| it.is_ok_and(|folder| folder.permissions().mode() & bits != 0))
    };
    // Where every user has a group of their own, it has the user's number.
    let is_shared = status.gid() != status.uid();
    let who = if mode & 0o004 != 0 && is_reachable(0o001) {
        "everybody on this machine"
    } else if mode & 0o040 != 0 && is_shared && is_reachable(0o011) {
        "its group"
    } else {
        return None;
    };
    Some(format!(
        "{name} can be read by {who}; `chmod 600 {name}` keeps it yours"
    ))
}

/// Tells that others may put another file in its place.
fn writers(folder: &Path, name: &str) -> Option<String> {
    let mode = fs::metadata(folder).ok()?.permissions().mode();
    let is_open = mode & 0o002 != 0 && mode & 0o1000 == 0;
    is_open.then(|| {
        let folder = folder.display();
        format!("anybody may replace {name}: its folder is open to all; `chmod o-w {folder}`")
    })
}

/// Tells of the copies that a sync program left when it met two versions.
fn copies(folder: &Path, name: &str) -> Option<String> {
    let found = names(folder, |other| is_copy(name, other));
    let first = found.first()?;
    Some(format!(
        "a sync program left a second version beside it, {first}{}; compare, then remove it",
        and_more(found.len())
    ))
}

/// Says whether `other` is named as sync programs name a second version of `board`.
fn is_copy(board: &str, other: &str) -> bool {
    let (stem, end) = board.rsplit_once('.').unwrap_or((board, ""));
    let Some(rest) = other.strip_prefix(stem) else {
        return false;
    };
    let Some(between) = rest.strip_suffix(end).and_then(|it| it.strip_suffix('.')) else {
        return false;
    };
    let number = between
        .strip_prefix(" (")
        .and_then(|it| it.strip_suffix(')'));
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
        || between.contains("conflicted copy")
        || between.starts_with(".sync-conflict-")
}

/// Tells where a push would send the board.
fn remote(path: &Path, name: &str) -> Option<String> {
    let (tree, git) = path.ancestors().skip(1).find_map(|folder| {
        let git = folder.join(".git");
        git.exists().then(|| (folder, followed(git)))
    })?;
    let (remote, url) = first_remote(&text(&git.join("config"))?)?;
    let inside = path.strip_prefix(tree).ok()?.to_string_lossy().into_owned();
    let exclude = git.join("info/exclude");
    let ignored = [
        exclude,
        tree.join(".gitignore"),
        path.with_file_name(".gitignore"),
    ];
    let is_ignored = ignored
        .iter()
        .any(|list| text(list).is_some_and(|list| leaves_out(&list, &inside, name)));
    (!is_ignored).then(|| {
        format!(
            "{name} lies in a git work tree: a push sends it to {remote}, {url}, once it is added; \
             `echo /{inside} >> .git/info/exclude` in {} keeps it out",
            tree.display()
        )
    })
}

/// Returns the folder of git's own files: `.git` itself, or where the file `.git` leads.
fn followed(git: PathBuf) -> PathBuf {
    let Some(line) = text(&git) else { return git };
    let Some(place) = line.trim_end().strip_prefix("gitdir: ") else {
        return git;
    };
    let place = git.parent().unwrap_or(Path::new("")).join(place);
    // A work tree beside others shares their configuration.
    match text(&place.join("commondir")) {
        Some(common) => place.join(common.trim_end()),
        None => place,
    }
}

/// Returns the first remote with its address, without any password in that.
fn first_remote(config: &str) -> Option<(String, String)> {
    let mut remote = None;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            let name = line.strip_prefix("[remote \"");
            remote = name.and_then(|name| name.strip_suffix("\"]"));
        }
        let key = line
            .split_once('=')
            .map(|(key, value)| (key.trim(), value.trim()));
        if let (Some(name), Some(("url", url))) = (remote, key) {
            return Some((name.to_owned(), without_password(url)));
        }
    }
    None
}

fn without_password(url: &str) -> String {
    let parts = url.split_once("://");
    let named = parts.and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?.1)));
    named.map_or_else(
        || url.to_owned(),
        |(scheme, host)| format!("{scheme}://{host}"),
    )
}

/// Says whether a list of what git leaves out names the file itself.
fn leaves_out(list: &str, inside: &str, name: &str) -> bool {
    list.lines().map(str::trim).any(|line| {
        let line = line.strip_prefix('/').unwrap_or(line);
        line == inside || line == name || line == "*.ron" || line == "*"
    })
}

fn text(path: &Path) -> Option<String> {
    let is_sound = fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() <= LONGEST);
    is_sound.then(|| fs::read_to_string(path).ok()).flatten()
}

fn names(folder: &Path, is_one: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_one(name)).collect();
    names.sort();
    names
}

fn and_more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        several => format!(" and {} more", several - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Desk(tempfile::TempDir);

    impl Desk {
        /// A board for its owner alone in a folder for its owner alone.
        fn new() -> Self {
            let desk = Self(tempfile::tempdir().unwrap());
            desk.put("work/board.ron", "()", 0o600);
            desk.open("", 0o700);
            desk
        }

        fn put(&self, name: &str, text: &str, mode: u32) {
            let path = self.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn open(&self, folder: &str, mode: u32) {
            let path = self.0.path().join(folder);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn check(&self, expected: &[&str]) {
            let state = StateFolder::At(self.0.path().join("state"));
            let store = Store::new(self.0.path().join("work/board.ron"), state);
            let home = fs::canonicalize(self.0.path()).unwrap();
            let remarks = store.remarks().into_iter();
            let remarks: Vec<String> = remarks
                .map(|it| it.replace(home.to_str().unwrap(), "HOME"))
                .collect();
            assert_eq!(remarks, expected);
        }
    }

    #[test]
    fn a_private_board_by_itself_is_no_news() {
        Desk::new().check(&[]);
    }

    #[test]
    fn who_else_may_read_it_is_told_if_they_can_get_there() {
        let desk = Desk::new();
        desk.put("work/board.ron", "()", 0o644);
        desk.check(&[]);
        desk.open("", 0o755);
        desk.open("work", 0o755);
        desk.check(&[
            "board.ron can be read by everybody on this machine; `chmod 600 board.ron` keeps it yours",
        ]);
        desk.put("work/board.ron", "()", 0o600);
        desk.open("work", 0o757);
        desk.check(&[
            "anybody may replace board.ron: its folder is open to all; `chmod o-w HOME/work`",
        ]);
    }

    #[test]
    fn second_versions_of_sync_programs_are_told() {
        let desk = Desk::new();
        desk.put("work/board (1).ron", "", 0o600);
        desk.put(
            "work/board (Dana's conflicted copy 2026-11-20).ron",
            "",
            0o600,
        );
        desk.put(
            "work/board.sync-conflict-20261120-101112-ABCDEFG.ron",
            "",
            0o600,
        );
        desk.put("work/board (draft).ron", "", 0o600);
        desk.put("work/boards (1).ron", "", 0o600);
        desk.check(&[
            "a sync program left a second version beside it, board (1).ron and 2 more; compare, then \
             remove it",
        ]);
    }

    #[test]
    fn where_a_push_would_send_it_is_told_without_the_password() {
        let desk = Desk::new();
        let config = "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://me:secret@example.com/x.git\n";
        desk.put(".git/config", config, 0o600);
        desk.check(&[
            "board.ron lies in a git work tree: a push sends it to origin, https://example.com/x.git, \
             once it is added; `echo /work/board.ron >> .git/info/exclude` in HOME keeps it out",
        ]);
        desk.put(".git/info/exclude", "# mine\n/work/board.ron\n", 0o600);
        desk.check(&[]);
    }

    #[test]
    fn a_work_tree_without_a_remote_is_no_news() {
        let desk = Desk::new();
        desk.put(".git/config", "[core]\n\tbare = false\n", 0o600);
        desk.check(&[]);
    }

    #[test]
    fn changes_put_aside_earlier_are_told() {
        let desk = Desk::new();
        desk.put(
            "state/unsaved/board.unsaved-2026-11-20-101112-000000001.ron",
            "()",
            0o600,
        );
        desk.put(
            "state/unsaved/other.unsaved-2026-11-20-101112-000000001.ron",
            "()",
            0o600,
        );
        desk.check(&[
            "changes that could not be saved lie in \
             HOME/state/unsaved/board.unsaved-2026-11-20-101112-000000001.ron; compare, then remove it",
        ]);
    }
}
