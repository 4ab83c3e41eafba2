//! A fuzz body: any bytes are loaded, edited if they are a board, and taken back.
//!
//! The first eight bytes choose the edits. A bounded property test runs it on stable
//! (`tests/document/grammar.rs`); a fuzzer calls `run` with what it finds.

use onside::document::Document;
use onside::model::{Edit, PersonField, Stance};

/// Panics when a document breaks its word.
pub fn run(bytes: &[u8]) {
    let Some((choice, text)) = bytes.split_first_chunk::<8>() else {
        return;
    };
    let Ok(first) = Document::load(text) else {
        return;
    };
    assert_eq!(first.text().as_bytes(), text);
    let choice = usize::try_from(u64::from_le_bytes(*choice) % 997).unwrap_or(0);
    let mut document = first.clone();
    let edits = edits(&document, choice);
    let Ok(done) = document.apply(&edits) else {
        assert_eq!(document, first, "a refused edit leaves no trace");
        return;
    };
    let again = Document::load(document.text().as_bytes());
    assert_eq!(
        again.as_ref(),
        Ok(&document),
        "an edited board loads as it is"
    );
    let back = done.invert(first.text());
    assert_eq!(document.splice(&back), Ok(()));
    assert_eq!(document, first, "what is undone was never done");
}

fn edits(document: &Document, choice: usize) -> Vec<Edit> {
    let board = document.board();
    let mut edits = Vec::new();
    let people: Vec<_> = board.people().map(|(_, person)| person).collect();
    if let Some(person) = people.get(choice % people.len().max(1)) {
        let id = person.id.clone();
        let mut set = |field| {
            let id = id.clone();
            edits.push(Edit::SetPerson { id, field });
        };
        set(PersonField::Stance(Stance::Champion));
        set(PersonField::Tags(vec!["a".to_owned(), "b\n".to_owned()]));
        if choice.is_multiple_of(3) {
            edits.push(Edit::RemovePerson(id));
        }
    }
    if let Some(entry) = board.log.get(choice % board.log.len().max(1)) {
        edits.push(Edit::AddEntry {
            at: choice % (board.log.len() + 1),
            entry: Box::new((**entry).clone()),
        });
        edits.push(Edit::RemoveEntry(0));
    }
    edits
}
