//! A board that changes step by step, and how each change is told from all others.

use onside::document::Document;
use onside::model::{BoardField, Date, Edit, Entry, Id, PersonField, Stance};

use super::tally::Token;

/// The text of a board with `people` people, all neutral, and a goal that takes room.
pub fn text(people: usize) -> String {
    let rows = (0..people).map(|number| {
        format!(
            "            (id: \"{0}\", name: \"Pat {0}\"),\n",
            name(number)
        )
    });
    format!(
        "// For my own preparation.\n(\n    version: 1,\n    title: \"Proof\",\n    goal: \"{}\",\n    \
         departments: [\n        (id: \"sales\", name: \"Sales\", people: [\n{}        ]),\n    ],\n    \
         log: [\n    ],\n)\n",
        "more ".repeat(40),
        rows.collect::<String>()
    )
}

/// Returns the id of a person; their name is "Pat" and this.
pub fn name(number: usize) -> String {
    format!("p{number:04}")
}

/// Makes the change number `number`, counted from 0: the person of that number becomes a
/// champion. The second one clears the goal as well, so that the text gets shorter.
pub fn change(document: &mut Document, number: usize) {
    let id = Id::new(&name(number)).unwrap();
    let field = PersonField::Stance(Stance::Champion);
    let entry = Entry::Moved {
        on: Date::new(2026, 11, 22).unwrap(),
        who: id.clone(),
        from: Stance::Unknown,
        to: Stance::Champion,
        proof: None,
        because: String::new(),
    };
    let at = document.board().log.len();
    let mut edits = vec![
        Edit::SetPerson { id, field },
        Edit::AddEntry {
            at,
            entry: Box::new(entry),
        },
    ];
    if number == 1 {
        edits.push(Edit::SetBoard(BoardField::Goal(String::new())));
    }
    document.apply(&edits).unwrap();
}

/// Returns the token of what [`change`] makes.
pub fn token(number: usize) -> Token {
    Token::moved(number, Stance::Champion)
}

/// Returns the text before any change and after each of `changes`.
pub fn texts(start: &str, changes: usize) -> Vec<String> {
    let mut document = Document::load(start.as_bytes()).unwrap();
    let mut texts = vec![document.text().to_owned()];
    for number in 0..changes {
        change(&mut document, number);
        texts.push(document.text().to_owned());
    }
    texts
}

#[test]
fn a_change_of_the_board_is_recognised_in_its_text() {
    let texts = texts(&text(3), 2);
    for number in 0..2 {
        let token = token(number);
        assert!(!token.is_in(&texts[number]));
        assert!(token.is_in(&texts[number + 1]), "{}", texts[number + 1]);
    }
    assert!(texts[2].len() < texts[1].len());
}
