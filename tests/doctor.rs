//! What `onside doctor` finds in places made for it: transcripts, with what it ends with.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder with a home, and everything the program may look at in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for folder in ["home", "bin", "state"] {
            fs::create_dir(place.path(folder)).unwrap();
            place.permit(folder, 0o700);
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn permit(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
        self.permit(name, 0o600);
    }

    /// Runs the program with these variables and a PATH of nothing, and returns what it
    /// answered, folders and sizes aside.
    fn run(&self, words: &[&str], variables: &[(&str, &str)]) -> String {
        self.run_with(Path::new("/nowhere"), words, variables)
    }

    fn run_with(&self, programs: &Path, words: &[&str], variables: &[(&str, &str)]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_onside"))
            .args(words)
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", self.path("home"))
            .env("ONSIDE_STATE_DIR", self.path("state"))
            .env("PATH", programs)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        assert!(output.stderr.is_empty(), "{output:?}");
        let told = String::from_utf8(output.stdout).unwrap();
        let told = told.replace(env!("CARGO_BIN_EXE_onside"), "[onside]");
        let told = told.replace(&self.0.path().display().to_string(), "[folder]");
        let words = words.join(" ");
        format!(
            "$ onside {words}\n{told}exit {}\n",
            output.status.code().unwrap()
        )
    }
}

const USUAL: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8")];
const BOARD: &str =
    "(version: 1, departments: [(id: \"a\", name: \"A\", people: [(name: \"Zoe\")])])";

#[test]
fn a_machine_where_all_is_well_is_told_so() {
    let place = Place::new();
    place.write("map.ron", BOARD);
    let answers = [
        place.run(&["doctor"], &USUAL),
        place.run(&["doctor", "-b", "map.ron"], &USUAL),
        place
            .run(&["doctor", "--json"], &USUAL)
            .replace(",{", ",\n{"),
    ];
    insta::assert_snapshot!("well", answers.join("\n"));
}

#[test]
fn a_name_that_steers_the_terminal_is_told_safely() {
    let place = Place::new();
    let name = "a\u{9b}\u{202e}b.ron";
    place.write(name, BOARD);
    for words in [
        &["doctor", "-b", name][..],
        &["doctor", "--json", "-b", name],
    ] {
        let told = place.run(words, &USUAL);
        let told = told.split_once('\n').unwrap().1;
        assert!(told.contains("b.ron"), "{told}");
        assert!(!told.contains(['\u{9b}', '\u{202e}']), "{told:?}");
    }
}

#[test]
fn whatever_is_amiss_says_its_next_step() {
    let place = Place::new();
    place.permit("", 0o755);
    place.permit("state", 0o755);
    place.write("map.ron", BOARD);
    place.permit("map.ron", 0o644);
    place.write("config.ron", "(colour: \"purple\", colours: 3)");
    place.write(
        "broken.ron",
        "(version: 1, departments: [(id: \"a\", nam: \"A\")])",
    );
    let config = place.path("config.ron").display().to_string();
    let poor = [("LC_ALL", "C"), ("ONSIDE_CONFIG", &*config)];
    let answers = [
        place.run(&["doctor", "-b", "map.ron"], &poor),
        place.run(&["doctor", "-b", "broken.ron"], &USUAL),
        place.run(&["doctor", "-b", "nowhere.ron"], &USUAL),
        place.run(
            &["doctor", "--ascii"],
            &[("TERM", "dumb"), ("ONSIDE_STATE_DIR", "here")],
        ),
    ];
    insta::assert_snapshot!("amiss", answers.join("\n"));
}

#[test]
fn in_a_repository_it_is_told_whether_git_merges_the_board() {
    let place = Place::new();
    place.write("map.ron", BOARD);
    let Some(path) = std::env::var_os("PATH") else {
        return;
    };
    let programs = Path::new(&path);
    let git = Command::new("git")
        .args(["init", "-q"])
        .current_dir(place.0.path())
        .status();
    if !git.is_ok_and(|status| status.success()) {
        return;
    }
    let told = place.run_with(programs, &["doctor", "-b", "map.ron"], &USUAL);
    let step = "line by line; `onside git install map.ron` merges by people and fields";
    assert!(told.contains(step) && told.ends_with("exit 1\n"), "{told}");
    place.run_with(programs, &["git", "install", "map.ron"], &USUAL);
    let told = place.run_with(programs, &["doctor", "-b", "map.ron"], &USUAL);
    assert!(
        told.contains("merging      by people and fields\nAll is well."),
        "{told}"
    );
}
