//! A morning by script alone: a spreadsheet of 60 people becomes a board, three talks and two
//! moves later there is a page for the meeting. Nothing is used but what `--help` tells, no
//! board is named after the first command, and nobody is asked anything.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use zip::write::SimpleFileOptions;

const FIRST: [&str; 20] = [
    "Ana", "Ben", "Cleo", "Dov", "Eva", "Finn", "Gita", "Hugo", "Ines", "Jan", "Kai", "Lena", "Mo",
    "Nia", "Otto", "Pia", "Quin", "Rosa", "Sami", "Tess",
];
const LAST: [&str; 3] = ["Abel", "Brandt", "Costa"];
const DEPARTMENTS: [&str; 6] = [
    "Sales",
    "Marketing",
    "Product",
    "Finance",
    "Legal",
    "Support",
];
const STANCES: [&str; 5] = ["Neutral", "Skeptical", "Supportive", "", "Champion"];

/// The rows of a register as somebody keeps it: a title, a gap, headings, 60 people, a sum.
fn register() -> Vec<Vec<String>> {
    let head = "Full Name|Job Title|Department|Current Stance|Influence (1-5)|Interest|Manager|\
                E-mail|Contact every";
    let mut rows = vec![vec!["Register".to_owned()], Vec::new()];
    rows.push(head.split('|').map(str::to_owned).collect());
    let names = LAST
        .iter()
        .flat_map(|last| FIRST.map(|first| format!("{first} {last}")));
    for (at, name) in names.enumerate() {
        let department = DEPARTMENTS[at % 6];
        let title = ["VP", "Director", "Manager"][(at / 6).min(2)];
        let boss = if at < 6 {
            String::new()
        } else {
            format!("{} Abel", FIRST[at % 6])
        };
        rows.push(vec![
            name,
            format!("{title} {department}"),
            department.to_owned(),
            STANCES[at % 5].to_owned(),
            [5, 4, 3][(at / 6).min(2)].to_string(),
            ["High", "Medium", "Low"][at % 3].to_owned(),
            boss,
            format!("u{at}@example.com"),
            [14, 30][at % 2].to_string(),
        ]);
    }
    rows.push(vec![String::new(), "60 people".to_owned()]);
    rows
}

/// The register as Excel packs it.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let rows = (1..).zip(rows).map(|(row, cells)| {
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let column = char::from(b'A' + u8::try_from(column).unwrap());
            format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{cell}</t></is></c>"#)
        });
        let cells = cells.collect::<Vec<_>>().concat();
        format!(r#"<row r="{row}">{cells}</row>"#)
    });
    let sheet = rows.collect::<Vec<_>>().concat();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let ties = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let files = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{ties}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{ties}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>"#),
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Runs a line of shell: what it prints and complains of, and its exit code.
fn shell(folder: &Path, line: &str) -> (String, String, i32) {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env_clear();
    let program = Path::new(env!("CARGO_BIN_EXE_onside")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", program.display()));
    command.env("ONSIDE_STATE_DIR", folder.join("state"));
    command
        .env("ONSIDE_TODAY", "2026-11-22")
        .env("LANG", "C.UTF-8");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().unwrap();
    (text(&output.stdout), text(&output.stderr), code)
}

#[test]
fn a_morning_by_script_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    fs::write(folder.join("people.xlsx"), workbook(&register())).unwrap();
    let fine = |line: &str| {
        let (out, err, code) = shell(folder, line);
        assert_eq!((err.as_str(), code), ("", 0), "{line}: {out}");
        out
    };
    let due = || {
        let answer: serde_json::Value =
            serde_json::from_str(&fine("onside list due --json")).unwrap();
        answer["people"].as_array().unwrap().len()
    };

    fine("onside new map.ron Partner programme");
    let (out, err, code) = shell(folder, "onside import people.xlsx");
    assert!(
        out.ends_with("Added 60 people, 6 new departments.\n"),
        "{out}"
    );
    assert_eq!(
        (err.as_str(), code),
        ("onside: row 64: has no name\n", 1),
        "{out}"
    );
    let before = due();
    assert_eq!(before, 60, "nobody was met yet");

    let said = fine("onside talked ana-abel call Liked the plan");
    assert_eq!(said, "Talked with Ana Abel\n");
    fine("onside talked 'Ben Abel' meeting Wants numbers");
    fine("echo 'call Said maybe' | onside talked cleo-abel");
    assert_eq!(due(), before - 3);

    assert!(fine("onside move ana-abel supporter").starts_with("Ana Abel to Supporter."));
    assert!(fine("onside move 'Ben Abel' neutral").starts_with("Ben Abel to Neutral."));

    let next: serde_json::Value = serde_json::from_str(&fine("onside next --json")).unwrap();
    let first = next["win"][0]["id"].as_str().unwrap().to_owned();
    if Command::new("jq").arg("--version").output().is_ok() {
        let id = fine("onside next --json | jq -r '.win[0].id'");
        assert_eq!(id.trim_end(), first);
    }

    fine("onside report --format html > meeting.html && onside report --format svg > meeting.svg");
    for name in ["meeting.html", "meeting.svg"] {
        let page = fs::read_to_string(folder.join(name)).unwrap();
        assert!(page.contains("Sales") && !page.contains("Abel"), "{name}");
    }
    let svg = fs::read_to_string(folder.join("meeting.svg")).unwrap();
    assert!(roxmltree::Document::parse(&svg).is_ok());

    // And all of it can be taken back, the last first.
    assert!(fine("onside history").lines().count() > 5);
    assert!(fine("onside undo").contains("Ben Abel"));
    fine("onside check > findings.txt");
}
