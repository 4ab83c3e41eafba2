//! What tables say, row by row, and what becomes of the board.

use super::super::tests::{example, subject};
use super::*;
use crate::model::{Board, Edit};

/// What each row of a paste says, and what the change is called.
fn check(text: &str, expected: &[&str], words: &str) {
    let (mut board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let sales = Id::new("sales").unwrap();
    let table = table(context, Some(&sales), text);
    let rows = table.rows.iter().map(|row| match &row.read {
        Ok(read) => read.cells.join("|"),
        Err(problem) => format!("{}: {problem}", row.number),
    });
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{text}");
    let ready = table.ready();
    assert_eq!(ready.as_ref().map_or("", |it| &it.words), words);
    for edit in ready.iter().flat_map(|ready| &ready.edits) {
        board.apply(edit).unwrap();
    }
}

#[test]
fn cells_without_a_heading_are_name_title_department_stance() {
    check(
        "Lea Roth\tVP\tsales\tskeptic\nIda Berg\t\tField Ops\t\nAva Lee",
        &[
            "Lea Roth|VP|Sales|Skeptic|",
            "Ida Berg||Field Ops (new)|not met|",
            "Ava Lee||Sales|not met|",
        ],
        "Added 3 people, 1 new department",
    );
    check(
        "Lea Roth, VP, Sales, 4",
        &["Lea Roth|VP|Sales|Supporter|"],
        "Added 1 person",
    );
}

#[test]
fn a_row_that_is_not_understood_is_handed_back_as_a_line() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let table = table(context, None, "Zoe Park, IP counsel, Legal, friendly, 2");
    let row = table.problems().next().unwrap();
    assert_eq!(row.line, "Zoe Park, IP counsel @legal friendly p2");
}

#[test]
fn a_rung_that_slipped_into_a_title_is_told() {
    check(
        "Lea Roth\tBrand champion",
        &["Lea Roth|Brand champion|Sales|not met|`champion` is in the title, no rung"],
        "Added 1 person",
    );
    check(
        "Lea Roth, Brand champion <sam",
        &[
            "Lea Roth||||Brand champion, not met → Supporter, Sales, listens to Sam, `champion` is in \
             the title; `, champion` is the rung",
        ],
        "Added 1 person",
    );
}

#[test]
fn a_heading_names_the_columns_in_any_order() {
    check(
        "Role;Name;Power;Target;Email\nVP;Lea Roth;5;lobbyist;l@x",
        &["Lea Roth|VP|Sales|not met|power 5, to Lobbyist"],
        "Added 1 person",
    );
}

#[test]
fn a_row_that_is_not_understood_says_why_and_the_others_count() {
    check(
        "Name\tStance\tPower\nLea Roth\tfan\nIda Berg\t\t9\nDana Ortiz\n\tskeptic\nAva Lee\t2",
        &[
            "2: Lea Roth: `fan` is no rung; they are Blocker, Skeptic, Neutral, Supporter, Champion and Lobbyist",
            "3: Ida Berg: power is 9; it goes from 1 to 5",
            "Dana Ortiz|VP Sales|Sales|Neutral|as on the board",
            "5: has no name",
            "Ava Lee||Sales|Skeptic|",
        ],
        "Added 1 person",
    );
    check(
        "Name\tStance\nLea\tfan",
        &[
            "2: Lea: `fan` is no rung; they are Blocker, Skeptic, Neutral, Supporter, Champion and Lobbyist",
        ],
        "",
    );
}

#[test]
fn rows_may_name_one_another() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let text = "Name\tDept\tBoss\tInfluences\tListens to\nLea Roth\tsales\tIda Berg\tdana, Ida Berg\t\n\
                Ida Berg\tsales\t\t\tsam/Lea\nAva Lee\tsales\tNobody Known\t\t";
    let table = table(context, None, text);
    assert_eq!(table.problems().count(), 0);
    let mut board = board.clone();
    for edit in &table.ready().unwrap().edits {
        board.apply(edit).unwrap();
    }
    let ties = |id: &str| {
        let person = board.person(board.seat(id).unwrap()).unwrap();
        let ties = person.listens_to.iter().map(|tie| tie.to.to_string());
        (person.reports_to.clone(), ties.collect::<Vec<_>>())
    };
    let ida = Id::new("ida-berg").unwrap();
    assert_eq!(ties("lea-roth").0, Some(ida));
    assert_eq!(ties("ida-berg").1, ["lea-roth", "sam"]);
    assert!(ties("dana").1.contains(&"lea-roth".to_owned()));
    let ava = table.rows[2].read.as_ref().unwrap();
    assert!(ava.cells[4].starts_with("without a tie: nobody"), "{ava:?}");
}

#[test]
fn lines_as_they_are_typed_are_read_so() {
    check(
        "Lea Roth, VP @sales sk\nIda Berg @\"Field Ops\" <lea!\nAva Lee @sales p9",
        &[
            "Lea Roth||||VP, Skeptic → Supporter, Sales",
            "Ida Berg||||not met → Supporter, new department Field Ops, listens to Lea (strong)",
            "3: power is 9; it goes from 1 to 5",
        ],
        "Added 2 people, 1 new department",
    );
}

/// The example after a table was taken in, and what each row was.
fn taken(board: &Board, text: &str) -> (Board, Vec<String>) {
    let (_, today) = example();
    let context = Context { board, today };
    let table = people(context, None, delimited(text));
    let mut board = board.clone();
    for edit in table.ready().iter().flat_map(|ready| &ready.edits) {
        board.apply(edit).unwrap();
    }
    let rows = table.rows.iter().map(|row| match &row.read {
        Ok(read) => format!("{}: {}", read.fate.word(), read.cells[4]),
        Err(problem) => format!("{}: {problem}", row.number),
    });
    (board, rows.collect())
}

#[test]
fn whoever_is_on_the_board_is_changed_and_never_added_again() {
    let (board, _) = example();
    let text = "Name,Title,Power,Stance,Dept,Tags,Every\n\
                dana ortiz,VP Sales,,Neutral,Sales,,\n\
                Sam Whitfield,Chief Revenue Officer,4,champion,Marketing,board,45\n\
                Lea Roth,VP,,,Sales,,";
    let (after, rows) = taken(&board, text);
    assert_eq!(
        rows,
        [
            "same: as on the board",
            "changed: title Chief Revenue Officer, power 5 to 4, every 45 days, #board, \
             Skeptic to Champion, to Marketing",
            "new: ",
        ]
    );
    let sam = subject(&after, "sam");
    assert_eq!((sam.power, sam.stance.word()), (4, "Champion"));
    assert!(matches!(
        after.log.last().map(|entry| &**entry),
        Some(crate::model::Entry::Moved { who, .. }) if who.as_str() == "sam"
    ));
    let (again, rows) = taken(&after, text);
    assert!(rows.iter().all(|row| row.starts_with("same")), "{rows:?}");
    assert_eq!(again, after);
}

#[test]
fn an_id_says_who_is_meant_whatever_the_name() {
    let (board, _) = example();
    let text = "id,name,department\ndana,Dana Ortiz-Lee,Sales\n3,Sam Whitfield,Sales\n\
                dana,Sam Whitfield,Sales\ne-17,Al Bee,Sales\ne-18,Al Bee,Sales";
    let (after, rows) = taken(&board, text);
    assert_eq!(
        rows,
        [
            "changed: was Dana Ortiz",
            "same: as on the board",
            "4: Sam Whitfield: `dana` is Dana Ortiz-Lee on the board, and Sam Whitfield is `sam`: \
             which of them?",
            "new: ",
            "new: ",
        ]
    );
    assert_eq!(subject(&after, "e-18").name, "Al Bee");
    assert_eq!(taken(&after, text).0, after);
}

#[test]
fn nobody_is_taken_in_twice_and_who_left_stays_away() {
    let (mut board, today) = example();
    board
        .apply(&Edit::SetPerson {
            id: Id::new("sam").unwrap(),
            field: crate::model::PersonField::Left(Some(today)),
        })
        .unwrap();
    let text = "name,department\nAl Bee,Sales\nal bee,Legal\nSam Whitfield,Sales\n,Sales\nNo One,";
    let (_, rows) = taken(&board, text);
    assert_eq!(
        rows,
        [
            "new: ",
            "3: al bee: is in row 2 already",
            "4: Sam Whitfield: left on 2026-11-22; the row is not taken in",
            "5: has no name",
            "6: No One: has no department",
        ]
    );
}

#[test]
fn ties_notes_and_objections_are_added_and_never_taken_away() {
    let (board, _) = example();
    let before = subject(&board, "dana").clone();
    let text = "name;listens to;influences;note;objection;boss\n\
                Dana Ortiz;noor / ruth!;;Met in May;Too dear;\n\
                Noor Haddad;;dana;;;Nobody Known";
    let (after, rows) = taken(&board, text);
    let dana = subject(&after, "dana");
    assert!(
        before
            .listens_to
            .iter()
            .all(|tie| dana.listens_to.contains(tie))
    );
    assert_eq!(dana.listens_to.len(), before.listens_to.len() + 1);
    assert!(dana.note.starts_with(before.note.as_str()) && dana.note.ends_with("Met in May"));
    assert_eq!(dana.objections.len(), before.objections.len() + 1);
    assert_eq!(
        rows[1],
        "same: as on the board, without a tie: nobody on this board is called `Nobody Known`"
    );
    assert_eq!(taken(&after, text).0, after);
}

#[test]
fn more_onside_than_there_are_is_the_row_s_problem() {
    let (board, _) = example();
    let text = "name,department,onside,headcount\nLea Roth,Sales,5,\nAl Bee,Sales,5,14\n\
                Dana Ortiz,,3,\nAccount executives,,2,1";
    let (after, rows) = taken(&board, text);
    assert_eq!(
        rows,
        [
            "2: Lea Roth: 5 onside of 1: not more than there are",
            "new: ",
            "4: Dana Ortiz: 3 onside of 1: not more than there are",
            "5: Account executives: 2 onside of 1: not more than there are",
        ]
    );
    assert_eq!(subject(&after, "al-bee").onside, Some(5));
    assert_eq!(subject(&after, "dana"), subject(&board, "dana"));
}

#[test]
fn a_department_is_meant_by_its_name_before_its_id() {
    let (mut board, _) = example();
    for (id, name) in [("sales", "Field"), ("marketing", "Sales")] {
        let field = crate::model::DepartmentField::Name(name.to_owned());
        let id = Id::new(id).unwrap();
        board.apply(&Edit::SetDepartment { id, field }).unwrap();
    }
    let text = "name,department,power\nPriya Raman,Sales,\nDana Ortiz,Field,\nLea Roth,sales,\n\
                Zoe,field,9\nIda,sales,9\nMei,legal,9";
    let (after, rows) = taken(&board, text);
    assert_eq!(
        rows[..3],
        ["same: as on the board", "same: as on the board", "new: "]
    );
    let seat = after.seat("lea-roth").unwrap();
    assert_eq!(after.departments[seat.department].id.as_str(), "marketing");
    let (_, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let lines = people(context, None, delimited(text));
    let lines: Vec<&str> = lines.problems().map(|row| row.line.as_str()).collect();
    assert_eq!(
        lines,
        ["Zoe @\"Field\" p9", "Ida @marketing p9", "Mei @legal p9"]
    );
}

#[test]
fn lines_add_nobody_who_is_there_already() {
    check(
        "dana ortiz, CRO @sales\nLea Roth, VP @sales\nLea Roth @legal\nSam Whitfield @sales p9\nAl @sales p9",
        &[
            "1: dana ortiz is on the board; `c` changes them",
            "Lea Roth||||VP, not met → Supporter, Sales",
            "3: Lea Roth is in row 2 already",
            "4: Sam Whitfield is on the board; `c` changes them",
            "5: power is 9; it goes from 1 to 5",
        ],
        "Added 1 person",
    );
}

#[test]
fn a_row_says_whether_there_is_whom_it_is_about() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let text = "id,first name,last name,power\n,Dana,Ortiz,9\nsam,Sammy,W,9\n17,Lea,Roth,9";
    let table = people(context, None, delimited(text));
    let known: Vec<bool> = table.problems().map(|row| row.is_known).collect();
    assert_eq!(known, [true, true, false]);
}

#[test]
fn without_headings_it_is_said_what_the_columns_are_taken_for() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let assumed = |text| people(context, None, delimited(text)).assumed.join(" ");
    assert_eq!(assumed("Lea,VP,Sales,"), "name title department stance");
    assert_eq!(
        assumed("Lea,VP,Sales,,5"),
        "name title department stance power"
    );
    assert_eq!(assumed("Name,Power\nLea,5"), "");
}

#[test]
fn whom_somebody_new_is_tied_to_is_part_of_adding_them() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let text = "Name,Department,Reports to,Influences\nLea Roth,Sales,Ida Berg,Ava Lee\nIda Berg,Sales,Dana Ortiz,\nAva Lee,Sales,,Dana";
    let ready = table(context, None, text).ready().unwrap();
    let (added, others): (Vec<Edit>, Vec<Edit>) = ready
        .edits
        .into_iter()
        .partition(|edit| matches!(edit, Edit::AddPerson { .. }));
    let ties: Vec<(&str, usize)> = added
        .iter()
        .filter_map(|edit| match edit {
            Edit::AddPerson { person, .. } => {
                let boss = person.reports_to.as_deref().unwrap_or("");
                Some((boss, person.listens_to.len()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(ties, [("ida-berg", 0), ("dana", 0), ("", 1)]);
    // Dana is on the board already.
    assert_eq!(others.len(), 1);
}

#[test]
fn people_without_a_latin_name_are_numbered_on() {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let text = "Name,Id,Department\n王芳,,Sales\n李娜,p2,Sales\n张伟,,Sales\nDana Ortiz,dana-2,Sales\nAva Lee,,Sales\nAva Lee,ava-x,Sales";
    let table = table(context, None, text);
    let ids = table
        .rows
        .iter()
        .map(|row| row.read.as_ref().map(|read| read.id.as_str()));
    let ids: Vec<&str> = ids.map(|id| id.unwrap_or("none")).collect();
    assert_eq!(ids, ["p1", "p2", "p3", "dana", "ava-lee", "ava-x"]);
}
