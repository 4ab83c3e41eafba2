//! The house rules that no compiler checks: who may import whom, and nobody in a circle; who
//! may touch files, the terminal, colours and clocks; that every file says what it is.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use onside::app::commands;

/// Modules by floor, lowest first. A module imports only from floors below its own.
const FLOORS: [&[&str]; 7] = [
    &["text", "model", "store"],
    &["document", "advice", "library", "sheet"],
    &["settings", "layout"],
    &["report", "app"],
    &["session", "view"],
    &["terminal", "cli"],
    &["main"],
];

/// What only some places may name, with those places.
const RESERVED: [(&str, &[&str]); 9] = [
    ("std::fs", &["store/", "settings/"]),
    ("rustix::fs", &["store/"]),
    ("crossterm::", &["terminal/"]),
    ("ratatui::", &["view/", "terminal/", "settings/theme.rs"]),
    (
        "SystemTime::now",
        &["terminal/", "cli/", "session/", "store/"],
    ),
    ("Instant::now", &["terminal/", "cli/", "session/", "store/"]),
    ("Zoned::now", &["terminal/", "cli/", "session/", "store/"]),
    ("std::net", &[]),
    ("unsafe ", &[]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below `src`, by its path from there, with its text.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let src = root().join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    let named = found.into_iter().map(|path| {
        let name = path
            .strip_prefix(&src)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    named.collect()
}

/// The text without its unit tests, comments and doc examples.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = shipped
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn module_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// The modules of this crate that a text names by `crate::`.
fn imports(text: &str) -> Vec<String> {
    let after = text.split("crate::").skip(1);
    let words = after.map(|rest| {
        rest.chars()
            .take_while(|char| char.is_ascii_alphanumeric() || *char == '_')
            .collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// The path of a file's module: `document/merge/ids.rs` is `document`, `merge`, `ids`.
fn path_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// Every path that a text names from `crate` or `super` on, those in brackets one by one.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|char| char == ':' || char.is_alphanumeric() || char == '_') {
                read_path(&code[at..], Vec::new(), &mut paths);
            }
        }
    }
    paths
}

/// Reads a path, or each of those in brackets behind `path`; returns what stands behind it.
fn read_path<'a>(
    mut rest: &'a str,
    mut path: Vec<String>,
    paths: &mut Vec<Vec<String>>,
) -> &'a str {
    loop {
        if let Some(inside) = rest.strip_prefix('{') {
            rest = inside;
            while !rest.is_empty() && !rest.starts_with('}') {
                rest = read_path(rest.trim_start(), path.clone(), paths);
                // A comma, and `as` with another name.
                rest = rest.trim_start_matches(|char| char != ',' && char != '}');
                rest = rest.trim_start_matches(',').trim_start();
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_');
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        path.push(word.to_owned());
        let Some(next) = behind.strip_prefix("::") else {
            paths.push(path);
            return behind;
        };
        rest = next;
    }
}

/// Returns a path of a module as it is from the crate on.
fn from_crate(module: &[String], path: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|word| *word == "super").count();
    let start = if path.first().is_some_and(|word| word == "crate") {
        &[][..]
    } else {
        &module[..module.len().saturating_sub(ups)]
    };
    let words = path
        .iter()
        .filter(|word| *word != "super" && *word != "crate");
    start.iter().chain(words).cloned().collect()
}

/// Which files and folders of each folder import which beside them. What a folder's own
/// `mod.rs` holds or passes on is the folder's.
fn neighbours(
    sources: &BTreeMap<String, String>,
) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let modules: BTreeSet<Vec<String>> = sources.keys().map(|file| path_of(file)).collect();
    let mut neighbours: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (file, text) in sources {
        let module = path_of(file);
        for path in paths(&code(text)) {
            let path = from_crate(&module, &path);
            let shared = module
                .iter()
                .zip(&path)
                .take_while(|(one, other)| one == other);
            let shared = shared.count();
            let (Some(own), Some(other)) = (module.get(shared), path.get(shared)) else {
                continue;
            };
            if shared > 0 && modules.contains(&path[..=shared]) {
                let folder = neighbours.entry(module[..shared].join("/")).or_default();
                folder.entry(own.clone()).or_default().insert(other.clone());
            }
        }
    }
    neighbours
}

/// Returns the way from a file back to itself, if there is one.
fn circle(from: &str, imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut ways = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in imports.get(way.last()?).into_iter().flatten() {
            let way: Vec<String> = way.iter().chain([next]).cloned().collect();
            if next == from {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push(way);
            }
        }
    }
    None
}

#[test]
fn files_of_a_room_import_each_other_in_no_circle() {
    let mut wrong = Vec::new();
    for (folder, imports) in neighbours(&sources()) {
        let circles = imports.keys().filter_map(|file| circle(file, &imports));
        wrong.extend(circles.map(|way| format!("{folder}: {}", way.join(" → "))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_found_through_brackets_and_folders() {
    let files = [
        ("a/mod.rs", "use b::B;"),
        ("a/b.rs", "use super::{A, c::{D as E, C}};"),
        ("a/c/mod.rs", ""),
        ("a/c/d.rs", "fn f() { crate::a::e::f(super::G) }"),
        ("a/e.rs", "// not super::c\nuse crate::a::b;"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let neighbours = neighbours(&BTreeMap::from(files));
    let way = circle("b", &neighbours["a"]).unwrap();
    assert_eq!(way, ["b", "c", "e", "b"]);
    assert_eq!(neighbours.len(), 1);
}

#[test]
fn modules_import_only_from_lower_floors() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        if module == "lib" || module == "main" {
            continue;
        }
        let floor = floor_of(module).unwrap_or_else(|| panic!("{file} stands on no floor"));
        for import in imports(&code(&text)) {
            let theirs = floor_of(&import).unwrap_or_else(|| panic!("{file} imports {import}"));
            if import != module && theirs >= floor {
                wrong.push(format!("{file} imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_house_stands_on_one_floor() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let module = line.trim_end_matches(';');
        assert!(floor_of(module).is_some(), "{module} stands on no floor");
    }
}

#[test]
fn files_terminals_colours_and_clocks_are_touched_only_where_allowed() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let text = code(&text);
        for (name, places) in RESERVED {
            let allowed = places.iter().any(|place| file.starts_with(place));
            if text.contains(name) && !allowed {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    for (file, text) in sources() {
        let head = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .count();
        assert!(
            (1..=50).contains(&head),
            "{file} has a head of {head} lines"
        );
    }
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    let sources = sources().into_iter();
    for (file, text) in sources.filter(|(file, _)| !file.ends_with("tests.rs")) {
        let lines = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap()
            .lines()
            .count();
        assert!(lines <= 400, "{file} has {lines} lines before its tests");
    }
}

#[test]
fn only_the_known_folders_stand_at_the_top() {
    let known = ["src", "assets", "tests", ".ci", ".git", "target"];
    for item in fs::read_dir(root()).unwrap() {
        let item = item.unwrap();
        let name = item.file_name().into_string().unwrap();
        let is_folder = item.file_type().unwrap().is_dir();
        assert!(
            !is_folder || known.contains(&name.as_str()),
            "{name}/ at the top"
        );
    }
}

#[test]
fn the_key_table_of_the_readme_is_the_generated_one() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (start, end) = ("<!-- keys -->\n", "<!-- end of keys -->");
    let (before, rest) = readme.split_once(start).expect("README has a key table");
    let (written, after) = rest.split_once(end).expect("README's key table ends");
    let table = commands::markdown();
    if written != table && std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{start}{table}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(
        written, table,
        "UPDATE_README=1 cargo test --test tidy writes it"
    );
}
