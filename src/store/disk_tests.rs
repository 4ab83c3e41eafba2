//! Loading and saving on a real disk.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::sync::Barrier;
use std::thread;

use tempfile::TempDir;

use super::*;

const OLD: &str = "(version: 1, title: \"Programme\", departments: [])";
const NEW: &str = "(version: 1, title: \"Partner programme FY27\", departments: [])";

/// A folder of its own, with a board and a state folder in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        let desk = Self { folder };
        fs::write(desk.board(), OLD).unwrap();
        fs::set_permissions(desk.board(), Permissions::from_mode(0o640)).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn board(&self) -> PathBuf {
        self.path("work/programme.ron")
    }

    fn store(&self, name: &str) -> Store {
        Store::new(self.path(name), StateFolder::At(self.path("state/onside")))
    }

    fn board_store(&self) -> Store {
        self.store("work/programme.ron")
    }

    /// Returns the names in a folder.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    /// Returns every file below a folder.
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files
    }
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

/// Loads, saves the new text, and returns how.
fn save(store: &Store) -> Result<Saved, SaveError> {
    let expected = Expected::File(store.load().unwrap().fingerprint);
    store.save(NEW.as_bytes(), expected)
}

#[test]
fn a_save_keeps_the_permissions_and_leaves_nothing_beside_the_file() {
    let desk = Desk::new();
    let saved = save(&desk.board_store()).unwrap();
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), NEW);
    assert_eq!(mode(&desk.board()), 0o640);
    assert_eq!(desk.names("work"), ["programme.ron"]);
    assert_eq!((saved.how, saved.remark), (How::Exchanged, None));
}

#[test]
fn the_version_before_is_kept_for_our_eyes_only() {
    let desk = Desk::new();
    save(&desk.board_store()).unwrap();
    let files = desk.files("state/onside");
    let kept: Vec<&PathBuf> = files
        .iter()
        .filter(|path| !path.ends_with("lock") && !path.ends_with("last"))
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::read_to_string(kept[0]).unwrap(), OLD);
    assert!(files.iter().all(|path| mode(path) == 0o600));
    assert_eq!(mode(&desk.path("state/onside")), 0o700);
    assert_eq!(mode(kept[0].parent().unwrap()), 0o700);
}

#[test]
fn a_chain_of_links_is_followed_and_stays() {
    let desk = Desk::new();
    fs::create_dir(desk.path("links")).unwrap();
    symlink("../work/programme.ron", desk.path("links/second")).unwrap();
    symlink("links/second", desk.path("first")).unwrap();
    save(&desk.store("first")).unwrap();
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), NEW);
    assert!(
        fs::symlink_metadata(desk.path("first"))
            .unwrap()
            .is_symlink()
    );
    assert!(
        fs::symlink_metadata(desk.path("links/second"))
            .unwrap()
            .is_symlink()
    );
}

#[test]
fn a_link_to_nothing_yet_makes_the_file_it_leads_to() {
    let desk = Desk::new();
    symlink("work/new.ron", desk.path("link")).unwrap();
    let saved = desk.store("link").save(NEW.as_bytes(), Expected::Nothing);
    assert_eq!(saved.unwrap().how, How::Created);
    assert_eq!(fs::read_to_string(desk.path("work/new.ron")).unwrap(), NEW);
}

#[test]
fn links_that_go_round_are_told() {
    let desk = Desk::new();
    symlink("two", desk.path("one")).unwrap();
    symlink("one", desk.path("two")).unwrap();
    assert_eq!(
        desk.store("one").load().unwrap_err().to_string(),
        "one can't be opened: its symbolic links go round in a circle; `ls -l` shows where each leads."
    );
}

#[test]
fn a_file_with_two_names_keeps_both() {
    let desk = Desk::new();
    fs::hard_link(desk.board(), desk.path("twin.ron")).unwrap();
    assert_eq!(save(&desk.board_store()).unwrap().how, How::InPlace);
    assert_eq!(fs::read_to_string(desk.path("twin.ron")).unwrap(), NEW);
    assert_eq!(mode(&desk.board()), 0o640);
    let files = desk.files("state/onside");
    assert!(files.iter().all(|path| !path.ends_with("note")));
}

#[test]
fn a_new_file_is_for_its_owner_alone() {
    let desk = Desk::new();
    let saved = desk
        .store("work/new.ron")
        .save(NEW.as_bytes(), Expected::Nothing);
    assert_eq!(saved.unwrap().how, How::Created);
    assert_eq!(mode(&desk.path("work/new.ron")), 0o600);
    assert_eq!(desk.names("work"), ["new.ron", "programme.ron"]);
}

#[test]
fn a_file_that_appeared_meanwhile_is_not_overwritten() {
    let desk = Desk::new();
    let done = desk.board_store().save(NEW.as_bytes(), Expected::Nothing);
    assert!(matches!(done, Err(SaveError::Diverged { .. })), "{done:?}");
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), OLD);
}

#[test]
fn a_file_that_somebody_changed_is_not_overwritten() {
    let desk = Desk::new();
    let store = desk.board_store();
    let base = store.load().unwrap();
    let times = fs::metadata(desk.board()).unwrap().modified().unwrap();
    let theirs = OLD.replace("Programme", "PROGRAMME");
    fs::write(desk.board(), &theirs).unwrap();
    // Same length, same time: only the content tells.
    File::open(desk.board())
        .unwrap()
        .set_modified(times)
        .unwrap();
    let error = store
        .save(NEW.as_bytes(), Expected::File(base.fingerprint))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "programme.ron was changed by another program; nothing was overwritten. Your changes are kept \
         here: they are saved with the next one if the file is put back."
    );
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), theirs);
}

#[test]
fn a_file_that_is_gone_is_not_made_again() {
    let desk = Desk::new();
    let store = desk.board_store();
    let base = store.load().unwrap();
    fs::remove_file(desk.board()).unwrap();
    let error = store
        .save(NEW.as_bytes(), Expected::File(base.fingerprint))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "programme.ron was removed or renamed by another program. Your changes are kept here: they are \
         saved with the next one if the file is put back."
    );
    assert_eq!(desk.names("work").len(), 0);
}

#[test]
fn a_read_only_file_is_told_at_opening_and_refused() {
    let desk = Desk::new();
    fs::set_permissions(desk.board(), Permissions::from_mode(0o400)).unwrap();
    assert!(!desk.board_store().load().unwrap().is_writable);
    assert_eq!(
        save(&desk.board_store()).unwrap_err().to_string(),
        "programme.ron was not saved: the file is read-only; `chmod u+w` it. Your changes are kept \
         here and tried again with the next one."
    );
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), OLD);
}

#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let desk = Desk::new();
    let pipe = desk.path("pipe.ron");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    let check = |name: &str, cause: Cause| {
        let failure = desk.store(name).load().unwrap_err();
        assert_eq!(failure.cause, cause);
        let done = desk.store(name).save(b"()", Expected::Nothing);
        let Err(SaveError::Failed(failure)) = done else {
            panic!("{name}: {done:?}");
        };
        assert_eq!(failure.cause, cause);
    };
    check("pipe.ron", Cause::NotAFile(Kind::Pipe));
    check("work", Cause::NotAFile(Kind::Folder));
    let device = Store::new("/dev/null", StateFolder::Off("none".into()));
    assert_eq!(
        device.load().unwrap_err().cause,
        Cause::NotAFile(Kind::Device)
    );
}

#[test]
fn a_missing_file_and_a_missing_folder_are_told_apart() {
    let desk = Desk::new();
    let failure = desk.store("work/none.ron").load().unwrap_err();
    assert_eq!(failure.cause, Cause::Missing);
    let failure = desk.store("none/none.ron").load().unwrap_err();
    assert_eq!(failure.cause, Cause::NoFolder(desk.path("none")));
    let done = desk.store("none/none.ron").save(b"()", Expected::Nothing);
    assert!(done.unwrap_err().to_string().contains("makes it."));
}

#[test]
fn a_file_larger_than_any_board_is_not_read() {
    let desk = Desk::new();
    let file = File::create(desk.path("huge.ron")).unwrap();
    file.set_len(LARGEST + 1).unwrap();
    assert_eq!(
        desk.store("huge.ron").load().unwrap_err().to_string(),
        "huge.ron can't be opened: it is larger than 64 MiB; a board is text of people and plays; check the name."
    );
}

#[test]
fn a_state_folder_that_is_a_link_is_not_used() {
    let desk = Desk::new();
    fs::create_dir(desk.path("elsewhere")).unwrap();
    fs::create_dir(desk.path("state")).unwrap();
    symlink(desk.path("elsewhere"), desk.path("state/onside")).unwrap();
    let remark = save(&desk.board_store()).unwrap().remark.unwrap();
    assert!(
        remark.contains("is a link or no folder; set ONSIDE_STATE_DIR"),
        "{remark}"
    );
    assert!(desk.names("elsewhere").is_empty());
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), NEW);
}

#[test]
fn a_state_folder_others_can_look_into_is_closed() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("state/onside")).unwrap();
    fs::set_permissions(desk.path("state/onside"), Permissions::from_mode(0o755)).unwrap();
    save(&desk.board_store()).unwrap();
    assert_eq!(mode(&desk.path("state/onside")), 0o700);
}

#[test]
fn a_change_that_cannot_be_saved_is_put_aside_for_our_eyes_only() {
    let desk = Desk::new();
    let kept = desk.board_store().keep(NEW.as_bytes()).unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), NEW);
    assert_eq!(mode(&kept), 0o600);
    assert!(kept.starts_with(desk.path("state/onside/unsaved")));
    let stateless = Store::new(desk.board(), StateFolder::Off("none".into()));
    let kept = stateless.keep(NEW.as_bytes()).unwrap();
    assert_eq!(kept.parent(), desk.board().parent());
    assert_eq!(mode(&kept), 0o600);
}

#[test]
fn a_folder_of_our_own_is_made_with_the_first_save() {
    let desk = Desk::new();
    let store = desk.store("data/onside/example.ron").making_its_folder();
    store.save(NEW.as_bytes(), Expected::Nothing).unwrap();
    assert_eq!(mode(&desk.path("data/onside")), 0o700);
    assert_eq!(mode(&desk.path("data/onside/example.ron")), 0o600);
}

#[test]
fn a_file_in_a_folder_we_may_not_write_to_is_written_in_place() {
    let desk = Desk::new();
    fs::set_permissions(desk.path("work"), Permissions::from_mode(0o500)).unwrap();
    // To the superuser permissions are no bar: then the folder is as good as any other.
    let is_barred = File::create(desk.path("work/probe")).is_err();
    let saved = save(&desk.board_store());
    fs::set_permissions(desk.path("work"), Permissions::from_mode(0o700)).unwrap();
    let how = if is_barred {
        How::InPlace
    } else {
        How::Exchanged
    };
    assert_eq!(saved.unwrap().how, how);
    assert_eq!(fs::read_to_string(desk.board()).unwrap(), NEW);
}

#[test]
fn a_long_name_has_room_for_its_companions() {
    let desk = Desk::new();
    let name = format!("{}.ron", "n".repeat(251));
    let store = desk.store(&name);
    store.save(OLD.as_bytes(), Expected::Nothing).unwrap();
    save(&store).unwrap();
    store.keep(OLD.as_bytes()).unwrap();
}

/// Adds a token to the file again and again; after a divergence, to what the other wrote.
fn add_tokens(store: &Store, tokens: std::ops::Range<usize>, barrier: &Barrier) {
    barrier.wait();
    for token in tokens {
        let mut base = store.load().unwrap();
        loop {
            let mut text = base.bytes.clone();
            writeln!(text, "token {token}").unwrap();
            match store.save(&text, Expected::File(base.fingerprint)) {
                Err(SaveError::Diverged { theirs, .. }) => base = *theirs,
                // Displaced: ours is in the file, theirs in the history. Both are looked for.
                Ok(_) | Err(SaveError::Displaced { .. }) => break,
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn of_two_sessions_and_an_editor_that_write_at_once_nothing_is_lost() {
    let desk = Desk::new();
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        scope.spawn(|| add_tokens(&desk.board_store(), 0..20, &barrier));
        scope.spawn(|| add_tokens(&desk.board_store(), 20..40, &barrier));
        scope.spawn(|| {
            barrier.wait();
            for token in 40..60 {
                let mut file = OpenOptions::new().append(true).open(desk.board()).unwrap();
                writeln!(file, "token {token}").unwrap();
            }
        });
    });
    let mut texts: Vec<String> = vec![fs::read_to_string(desk.board()).unwrap()];
    let kept = desk.files("state/onside").into_iter();
    texts.extend(kept.map(|path| fs::read_to_string(path).unwrap()));
    for token in 0..60 {
        let line = format!("token {token}\n");
        assert!(
            texts.iter().any(|text| text.contains(&line)),
            "{line} is lost"
        );
    }
}
