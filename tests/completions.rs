//! What shells complete, and the manual: the scripts in real shells, where they are there.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::process::{Command, Output};

const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// Runs the program on the example.
fn onside(words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_onside"))
        .args(words)
        .env("ONSIDE_STATE_DIR", home.path())
        .env("ONSIDE_TODAY", "2026-11-22")
        .env_remove("ONSIDE_BOARD")
        .output()
        .unwrap()
}

fn printed(words: &[&str]) -> String {
    let output = onside(words);
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{words:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Checks what bash is offered for a line of the example's, as it replaces the last word.
fn check(line: &str, expected: &[&str]) {
    let words = [
        "--example",
        "complete",
        "bash",
        "--breaks",
        BREAKS,
        "--",
        line,
    ];
    let told = printed(&words);
    let offered: Vec<&str> = told.lines().collect();
    assert_eq!(offered, expected, "{line}");
}

#[test]
fn commands_and_options_are_completed() {
    check("onside mo", &["move"]);
    check("onside git m", &["merge-driver"]);
    check("onside next --pl", &["--plan", "--plain"]);
    check("onside export --format h", &["html"]);
    check("onside --color n", &["never"]);
    check("onside completions f", &["fish"]);
    // What is hidden is offered to nobody.
    check("onside compl", &["completions"]);
    check("onside history --sh", &["--show"]);
    check("onside --color=never mo", &["move"]);
}

#[test]
fn people_rungs_fields_and_departments_are_completed_from_the_board() {
    check("onside move da", &["dana"]);
    check("onside move Whit", &["sam"]);
    check("onside move dana ch", &["champion"]);
    check("onside move --dry-run dana li", &[]);
    check("onside move -- dana lo", &["lobbyist"]);
    check("onside set dana po", &["power"]);
    check("onside set dana target ch", &["champion"]);
    check("onside set dana boss no", &["noor"]);
    check("onside add Zoe, VP @ma", &["marketing"]);
    check("onside add Zoe, VP @sales target:ch", &["champion"]);
    check("onside talked dana via:to", &["tomasz"]);
    check("onside talked dana ca", &["call"]);
    check("onside proof ola pu", &["public"]);
    check("onside brief pri", &["priya"]);
    check("onside list du", &["due"]);
    check("onside route zoe", &[]);
}

#[test]
fn where_any_text_or_file_may_stand_nothing_is_offered() {
    for line in [
        "onside check ",
        "onside -b ",
        "onside talked dana call Liked i",
        "onside new ",
    ] {
        check(line, &[]);
    }
}

#[test]
fn the_board_is_the_one_the_line_names_and_without_one_there_is_no_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let board = folder.path().join("mine.ron");
    let text = r#"(version: 1, departments: [(id: "a", name: "A", people: [(name: "Zoe")])])"#;
    fs::write(&board, text).unwrap();
    let board = board.to_str().unwrap();
    let named = format!("onside -b {board} brief ");
    assert_eq!(printed(&["complete", "bash", "--", &named]), "zoe\n");
    for option in ["--board=", "-b", "-b=", "--board "] {
        let named = format!("onside {option}{board} brief ");
        assert_eq!(
            printed(&["complete", "bash", "--", &named]),
            "zoe\n",
            "{option}"
        );
    }
    let zsh = ["complete", "zsh", "--", "brief", board, "z"];
    assert_eq!(printed(&zsh), "zoe\tZoe\n");
    for broken in ["/nowhere.ron", "Cargo.toml"] {
        let line = format!("onside -b {broken} brief ");
        assert_eq!(printed(&["complete", "bash", "--", &line]), "");
    }
    assert_eq!(printed(&["complete", "bash", "--", "onside brief 'un"]), "");
    assert_eq!(
        printed(&["complete", "fish"]).lines().next(),
        Some("new\tMake an empty board, readable by you alone")
    );
}

/// Returns what a shell prints for a script, or nothing where the machine has no such shell.
fn in_shell(shell: &str, arguments: &[&str]) -> Option<String> {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(shell)
        .args(arguments)
        .env("ONSIDE_STATE_DIR", home.path())
        .env(
            "ONSIDE_BOARD",
            concat!(env!("CARGO_MANIFEST_DIR"), "/assets/example.ron"),
        )
        .env("ONSIDE", env!("CARGO_BIN_EXE_onside"))
        .output();
    let output = output.ok()?;
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && told.is_empty(),
        "{shell}: {told}"
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn each_script_is_one_its_shell_can_read() {
    let folder = tempfile::tempdir().unwrap();
    for (shell, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let script = folder.path().join(shell);
        fs::write(&script, printed(&["completions", shell])).unwrap();
        // Bash is where the tests run; the others are where somebody installed them.
        let read = in_shell(shell, &[check, script.to_str().unwrap()]);
        assert!(read.is_some() || shell != "bash");
    }
}

#[test]
fn bash_completes_a_person_and_a_value_behind_a_colon() {
    let completed = |line: &str| {
        let script = format!(
            "source <(\"$ONSIDE\" completions bash); compopt() {{ :; }}; COMP_LINE='{line}'; \
             COMP_POINT=${{#COMP_LINE}}; _onside \"$ONSIDE\"; printf '%s ' \"${{COMPREPLY[@]}}\""
        );
        in_shell("bash", &["--norc", "-c", &script]).unwrap()
    };
    assert_eq!(completed("onside move da"), "dana ");
    assert_eq!(
        completed("onside add Zoe, VP @sales target:s"),
        "skeptic supporter "
    );
    assert_eq!(completed("onside add Zoe, VP @sales targ"), "target: ");
}

#[test]
fn fish_completes_a_person() {
    let script = "function onside; $ONSIDE $argv; end; onside completions fish | source; \
                  complete -C 'onside move da'";
    if let Some(told) = in_shell("fish", &["--no-config", "-c", script]) {
        assert_eq!(told, "dana\tDana Ortiz\n");
    }
}

#[test]
fn the_manual_has_every_command_and_key_and_man_can_show_it() {
    let page = printed(&["man"]);
    for word in [
        "onside next",
        "onside git install",
        "Ctrl\\-R",
        "ONSIDE_BOARD",
        "EXIT STATUS",
    ] {
        assert!(page.contains(word), "{word}");
    }
    let help = printed(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    for command in commands.take_while(|line| !line.is_empty()) {
        let name = command.split_whitespace().next().unwrap();
        assert!(page.contains(&format!("onside {name}")), "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("onside.1");
    fs::write(&file, &page).unwrap();
    let file = file.to_str().unwrap();
    for (program, arguments) in [
        ("man", &["--warnings", "-l", "-E", "UTF-8", file][..]),
        ("mandoc", &["-T", "lint", "-W", "error", file]),
    ] {
        let _ = in_shell(program, arguments);
    }
}
