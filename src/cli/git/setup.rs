//! What git has to know to merge a board: two commands in its configuration, and a line in
//! `.gitattributes`.
//!
//! Promises: a clone without onside merges line by line instead; anything unforeseen lets git
//! give up the merge. Leaves writing it to `install`.

use std::path::Path;

/// The keys of the configuration, each with its value for a program at that path.
pub(super) fn settings(program: &Path) -> [(&'static str, String); 3] {
    let program = program.to_string_lossy();
    let program = shell_words::quote(&program);
    // Git puts in names for what follows a per cent sign, but not in the textconv.
    let doubled = program.replace('%', "%%");
    let driver = format!(
        "if command -v {doubled} >/dev/null 2>&1; then \
         {doubled} git merge-driver %O %A %B %P; code=$?; \
         test $code -le 1 && exit $code; exit 129; fi; \
         git merge-file -L ours -L base -L theirs %A %O %B"
    );
    let textconv = format!(
        "lines() {{ if command -v {program} >/dev/null 2>&1; then \
         {program} git textconv \"$1\"; else cat \"$1\"; fi; }}; lines"
    );
    [
        ("merge.onside.name", "a stakeholder map".to_owned()),
        ("merge.onside.driver", driver),
        ("diff.onside.textconv", textconv),
    ]
}

/// Returns the line of `.gitattributes` for a board, by its path from there.
pub(super) fn attribute(path: &str) -> String {
    let mut pattern = String::from("/");
    for character in path.chars() {
        if matches!(character, '*' | '?' | '[' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    if path.contains(|each: char| each.is_whitespace() || each == '"') {
        pattern = format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""));
    }
    format!("{pattern} merge=onside diff=onside")
}

/// Returns the attributes with a line, or without it.
pub(super) fn with_line(text: &str, line: &str, is_wanted: bool) -> String {
    let has_it = text.lines().any(|each| each == line);
    match (is_wanted, has_it) {
        (true, false) => {
            let gap = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            format!("{text}{gap}{line}\n")
        }
        (false, true) => {
            let others = text.split_inclusive('\n');
            others.filter(|each| each.trim_end() != line).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_meant_literally() {
        assert_eq!(attribute("a/b.ron"), "/a/b.ron merge=onside diff=onside");
        assert_eq!(attribute("[x].ron"), "/\\[x].ron merge=onside diff=onside");
        assert_eq!(
            attribute("our \"map\"*.ron"),
            r#""/our \"map\"\\*.ron" merge=onside diff=onside"#
        );
    }

    #[test]
    fn a_line_is_put_in_once_and_taken_out_whole() {
        let once = with_line("*.png binary", "/a merge=onside", true);
        assert_eq!(once, "*.png binary\n/a merge=onside\n");
        assert_eq!(with_line(&once, "/a merge=onside", true), once);
        assert_eq!(with_line(&once, "/a merge=onside", false), "*.png binary\n");
        assert_eq!(with_line("/ab\n", "/a", false), "/ab\n");
    }
}
