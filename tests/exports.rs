//! What is exported, read back by other people's readers: the same cells, however hostile the
//! names; and nobody's name where none is asked for.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::Arc;

use onside::document::{Document, EXAMPLE};
use onside::layout::Naming;
use onside::model::{Board, Department, Id, Overview, Person, Strength, Tie};
use onside::report::{Picture, Shown, csv, dot, html, json, markdown, svg};
use onside::text::safe;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Names nobody has, for good reasons.
const HOSTILE: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "\"]; evil [URL=\"javascript:x\"",
    "'\"><img src=x onerror=y>",
    "two\nlines\r\nand\ttabs",
    "\u{1b}]0;title\u{7}\u{202e}gnp",
    "a|b `code` *bold* [link](http://x) ![i](y) # - 1.",
    "back\\slash\\\" &amp; &#60;",
    "]]> --> <!-- <b>",
    "comma, semicolon; \"quote\"",
];

fn example() -> Board {
    let document = Document::load(EXAMPLE.as_bytes()).unwrap();
    document.board().clone()
}

/// A board on which everything is called so.
fn hostile() -> Board {
    let mut board = Board {
        title: HOSTILE[5].to_owned(),
        departments: Vec::new(),
        ..example()
    };
    for (at, name) in HOSTILE.into_iter().enumerate() {
        let id = Id::new(&format!("d{at}")).unwrap();
        let mut department = Department::new(id, name);
        for number in 0..3_u8 {
            let id = Id::new(&format!("p{at}-{number}")).unwrap();
            let mut person = Person::new(id, name);
            name.clone_into(&mut person.title);
            name.clone_into(&mut person.note);
            // Everybody somewhere else in the grid, and tied to somebody.
            person.power = u8::try_from(at % 5).unwrap() + 1;
            person.interest = number + 1;
            person.listens_to = vec![Tie {
                to: Id::new(&format!("p{}-0", (at + 1) % HOSTILE.len())).unwrap(),
                strength: Strength::Weak,
            }];
            department.people.push(Arc::new(person));
        }
        board.departments.push(department);
    }
    board
}

fn overview(board: &Board) -> Overview {
    Overview::new(board, "2026-11-22".parse().unwrap())
}

/// What is read back of the hostile names, each once.
fn expected() -> Vec<String> {
    HOSTILE.map(|name| safe(name).into_owned()).to_vec()
}

fn check_nothing_hidden(text: &str) {
    let is_harmless = |char: char| char == '\n' || safe(&char.to_string()) == char.to_string();
    assert!(text.chars().all(is_harmless), "{text:?}");
}

#[test]
fn json_says_the_same_texts() {
    let board = hostile();
    let text = json(&board, &overview(&board));
    check_nothing_hidden(&text);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let people = value["people"].as_array().unwrap();
    assert_eq!(people.len(), HOSTILE.len() * 3);
    for (person, name) in people.iter().step_by(3).zip(expected()) {
        assert_eq!(person["name"], name);
        assert_eq!(person["department_name"], name);
        assert!(person.get("note").is_none());
    }
}

#[test]
fn csv_says_the_same_cells_and_no_formula() {
    let board = hostile();
    let text = csv(&board, &overview(&board));
    check_nothing_hidden(&text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), HOSTILE.len() * 3);
    for (row, name) in rows.iter().step_by(3).zip(expected()) {
        let cell = &row[1];
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        let is_formula = name.starts_with(['=', '+', '-', '@']);
        assert_eq!(
            cell.strip_prefix('\'')
                .filter(|_| is_formula)
                .unwrap_or(cell),
            name
        );
        assert_eq!(row.len(), 12);
    }
}

/// The texts of a page or a picture by the name of their element, and how many elements it has.
fn elements(text: &str, wanted: &str) -> (Vec<String>, usize) {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let tree = roxmltree::Document::parse_with_options(text, options).unwrap();
    let nodes = || tree.descendants().filter(roxmltree::Node::is_element);
    for node in nodes() {
        assert_ne!(node.tag_name().name(), "script");
        let attributes = node.attributes().map(|it| it.name().to_owned());
        for attribute in attributes {
            assert!(
                !attribute.starts_with("on") && attribute != "href",
                "{attribute}"
            );
        }
    }
    let wanted = nodes().filter(|node| node.tag_name().name() == wanted);
    let texts = wanted.map(|node| node.text().unwrap_or_default().to_owned());
    (texts.collect(), nodes().count())
}

const PICTURES: [Picture; 3] = [Picture::Rows, Picture::Grid, Picture::Influence];

#[test]
fn a_picture_and_a_page_hold_the_same_texts_and_no_element_more() {
    let (board, mut harmless) = (hostile(), hostile());
    for department in &mut harmless.departments {
        "Plain".clone_into(&mut department.name);
        for person in &mut department.people {
            "Plain".clone_into(&mut Arc::make_mut(person).name);
        }
    }
    for naming in [Naming::Names, Naming::Departments] {
        let (over, under) = (overview(&board), overview(&harmless));
        let (shown, plain) = (
            Shown::of(&board, &over, naming),
            Shown::of(&harmless, &under, naming),
        );
        for of in PICTURES {
            let picture = svg(&shown, of);
            check_nothing_hidden(&picture);
            let (titles, count) = elements(&picture, "title");
            assert_eq!(count, elements(&svg(&plain, of), "title").1);
            // Who stands where in the grid is told without any name of the board.
            let is_told = naming == Naming::Names || of != Picture::Grid;
            for name in expected() {
                assert_eq!(
                    titles.contains(&name),
                    is_told || name == titles[0],
                    "{name}"
                );
            }
        }
        let page = html(&shown, &over);
        check_nothing_hidden(&page);
        let (cells, count) = elements(&page, "td");
        assert_eq!(count, elements(&html(&plain, &under), "td").1);
        for name in expected() {
            assert!(cells.contains(&name), "{name} in {cells:?}");
        }
    }
}

/// The cells of every table, row by row; nothing but text may be in them.
fn cells(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(text) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push_str(&text);
                }
            }
            Event::Start(
                Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::Heading { .. }
                | Tag::Paragraph,
            )
            | Event::End(
                TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::TableCell
                | TagEnd::Heading(_)
                | TagEnd::Paragraph,
            ) => {}
            other => assert!(matches!(other, Event::SoftBreak), "{other:?} in {text}"),
        }
    }
    cells
}

#[test]
fn markdown_says_the_same_cells_and_nothing_is_markup() {
    let board = hostile();
    let overview = overview(&board);
    for (naming, columns) in [(Naming::Departments, 9), (Naming::Names, 7)] {
        let text = markdown(&Shown::of(&board, &overview, naming), &overview);
        check_nothing_hidden(&text);
        let cells = cells(&text);
        assert_eq!(cells.len() % columns, 0);
        for name in expected() {
            assert!(
                cells.iter().any(|cell| cell.starts_with(&name)),
                "{name} in {text}"
            );
        }
    }
}

/// The texts in quotes, and all that stands around them.
fn quoted(text: &str) -> (Vec<String>, String) {
    let (mut texts, mut around) = (Vec::new(), String::new());
    let mut inside: Option<String> = None;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (&mut inside, char) {
            (Some(text), '\\') => match chars.next().unwrap() {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            (Some(_), '"') => texts.extend(inside.take()),
            (Some(text), other) => text.push(other),
            (None, '"') => inside = Some(String::new()),
            (None, other) => around.push(other),
        }
    }
    assert!(inside.is_none());
    (texts, around)
}

#[test]
fn dot_says_the_same_labels_and_no_attribute_more() {
    let board = hostile();
    let overview = overview(&board);
    for naming in [Naming::Departments, Naming::Names] {
        let text = dot(&Shown::of(&board, &overview, naming));
        check_nothing_hidden(&text);
        let (labels, around) = quoted(&text);
        for name in HOSTILE {
            let shown: Vec<_> = name.lines().map(safe).collect();
            let shown = shown.join("\n");
            assert!(
                labels.iter().any(|label| label.starts_with(&shown)),
                "{shown:?} in {labels:?}"
            );
        }
        assert!(!around.contains("URL") && !around.contains('<'), "{around}");
    }
}

#[test]
fn what_is_shown_names_nobody_unless_asked() {
    let board = example();
    let overview = overview(&board);
    let all = |naming| {
        let shown = Shown::of(&board, &overview, naming);
        [
            markdown(&shown, &overview),
            html(&shown, &overview),
            svg(&shown, Picture::Rows),
            svg(&shown, Picture::Influence),
            dot(&shown),
        ]
    };
    for text in all(Naming::Departments) {
        for (_, person) in board.people() {
            assert!(!text.contains(&person.name), "{} in {text}", person.name);
            assert!(
                person.title.is_empty() || !text.contains(&person.title),
                "{text}"
            );
        }
        assert!(!text.contains("Finance"), "a department of one in {text}");
        assert!(text.contains("Sales") && text.contains("Others"), "{text}");
    }
    for text in all(Naming::Names) {
        assert!(
            text.contains("Dana Ortiz") && text.contains("Finance"),
            "{text}"
        );
        assert!(
            !text.contains("We could have found"),
            "an objection in {text}"
        );
    }
}

/// What a grid without names tells of people with these powers and interests.
fn check_quarters(levels: &[(u8, u8)], expected: &[&str]) {
    let mut department = Department::new(Id::new("d").unwrap(), "D");
    for (at, (power, interest)) in levels.iter().enumerate() {
        let mut person = Person::new(Id::new(&format!("p{at}")).unwrap(), "P");
        (person.power, person.interest) = (*power, *interest);
        department.people.push(Arc::new(person));
    }
    let board = Board {
        departments: vec![department],
        ..Board::default()
    };
    let overview = overview(&board);
    let shown = Shown::of(&board, &overview, Naming::Departments);
    let (texts, _) = elements(&svg(&shown, Picture::Grid), "text");
    let is_of_a_part = |text: &&String| {
        let is_around = ["2026", "Power"].iter().any(|it| text.starts_with(it));
        !is_around && text.len() > 1
    };
    let told: Vec<&String> = texts.iter().filter(is_of_a_part).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_quarter_of_the_grid_that_would_give_somebody_away_is_told_with_its_neighbour() {
    let three = |level: (u8, u8)| [level; 3];
    check_quarters(
        &[three((5, 5)), three((3, 3))].concat(),
        &[
            "Manage closely",
            "0 of 3 onside",
            "Monitor",
            "0 of 3 onside",
        ],
    );
    check_quarters(
        &[&three((5, 1))[..], &[(4, 4)], &three((3, 3))].concat(),
        &["Much power", "0 of 4 onside", "Less power", "0 of 3 onside"],
    );
    check_quarters(
        &[&[(5, 5)][..], &three((3, 3))].concat(),
        &["All together", "0 of 4 onside"],
    );
    check_quarters(&[(5, 5), (1, 1)], &[]);
}

/// The groups that are shown of departments of these sizes.
fn check_groups(sizes: &[usize], expected: &[(&str, usize)]) {
    let mut board = hostile();
    board.departments.truncate(sizes.len());
    for (at, (department, size)) in board.departments.iter_mut().zip(sizes).enumerate() {
        department.name = format!("D{at}");
        let first = Arc::clone(&department.people[0]);
        department.people = (0..*size)
            .map(|number| {
                let mut person = Person::clone(&first);
                person.id = Id::new(&format!("q{at}-{number}")).unwrap();
                Arc::new(person)
            })
            .collect();
    }
    let overview = overview(&board);
    let shown = Shown::of(&board, &overview, Naming::Departments);
    let groups = shown.groups.iter().map(|it| (it.name, it.people.len()));
    assert_eq!(groups.collect::<Vec<_>>(), expected, "{sizes:?}");
}

#[test]
fn a_group_that_is_shown_has_three_people_at_least() {
    check_groups(&[4, 3], &[("D0", 4), ("D1", 3)]);
    check_groups(&[4, 2, 1], &[("D0", 4), ("Others", 3)]);
    check_groups(&[5, 4, 1], &[("D0", 5), ("Others", 5)]);
    check_groups(&[5, 0, 0], &[("D0", 5)]);
    check_groups(&[1, 1], &[]);
    check_groups(&[], &[]);
}
