//! How much is proved: seconds of it with every `cargo test`, a minute of each in CI, all of
//! it by order; and what to do where a tool is missing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// How much of a proof is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// With every `cargo test`.
    Short,
    /// In CI: nothing may be skipped.
    Ci,
    /// By order: every point, hours if need be.
    Full,
}

impl Scale {
    /// Reads `ONSIDE_PROOF`.
    pub fn asked() -> Self {
        match env::var("ONSIDE_PROOF").as_deref() {
            Err(_) | Ok("") => Self::Short,
            Ok("ci") => Self::Ci,
            Ok("full") => Self::Full,
            Ok(other) => panic!("ONSIDE_PROOF is `{other}`; it can be `ci` or `full`"),
        }
    }

    /// Returns the value that goes with this scale.
    pub fn pick<T>(self, short: T, ci: T, full: T) -> T {
        match self {
            Self::Short => short,
            Self::Ci => ci,
            Self::Full => full,
        }
    }
}

/// Returns the number in a variable of the environment, else `usual`.
pub fn number(variable: &str, usual: u64) -> u64 {
    match env::var(variable) {
        Ok(text) => text.parse().unwrap(),
        Err(_) => usual,
    }
}

/// Returns where a program is: unpacked by `tests/proof/tools`, else on the path.
pub fn tool(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let unpacked = ["usr/bin", "usr/sbin", "bin", "sbin"].map(|place| tools().join(place));
    let system = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    let mut places = env::split_paths(&path).chain(system).chain(unpacked);
    places.find_map(|place| {
        let found = place.join(name);
        found.is_file().then_some(found)
    })
}

/// Returns a command of that program, which finds the libraries unpacked beside it.
pub fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    if is_unpacked(program) {
        command.env("LD_LIBRARY_PATH", libraries());
    }
    command
}

/// Says whether `tests/proof/tools` has unpacked a program.
pub fn is_unpacked(program: &Path) -> bool {
    program.starts_with(tools())
}

/// Returns where something unpacked is.
pub fn unpacked(place: &str) -> PathBuf {
    tools().join(place)
}

/// Returns the folders of unpacked libraries, as the loader wants them.
pub fn libraries() -> std::ffi::OsString {
    let mut folders = Vec::new();
    for place in ["usr/lib", "lib"] {
        let items = fs::read_dir(tools().join(place));
        let paths = items.into_iter().flatten().map(|item| item.unwrap().path());
        folders.extend(paths.filter(|path| path.to_string_lossy().contains("-linux-gnu")));
    }
    env::join_paths(folders).unwrap()
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools")
}

/// Says that something is not proved here, and why; where that was ordered, fails.
pub fn skip(what: &str, why: &str) {
    let sentence =
        format!("skipped: {what}, because {why}; `tests/proof/tools` gets what is missing");
    assert_eq!(Scale::asked(), Scale::Short, "{sentence}");
    println!("{sentence}");
}
