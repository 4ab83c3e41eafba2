//! How we know it, in one line: `acted Ran the webinar`, `public`, `writing`, `told`, `second`.
//!
//! It goes to the move of today that put them where they are, else it is a line of its own.

use super::find::find_word;
use super::words::first_word;
use super::{Context, Problem, Reading, Ready, unquoted};
use crate::model::{Edit, Entry, Person, Proof, Stance};

pub(super) const KINDS: [&str; 5] = ["acted", "public", "writing", "told", "second"];

/// Reads a proof for where `person` stands.
pub fn proof(context: Context<'_>, person: &Person, line: &str) -> Reading {
    if person.stance == Stance::Unknown {
        return Reading::Wrong(format!(
            "{} is not met yet; > moves them first",
            person.name
        ));
    }
    let (kind, because) = first_word(line);
    if kind.is_empty() {
        return Reading::Hint(
            "acted, public, writing, told, or second (hearsay); then what they did or said"
                .to_owned(),
        );
    }
    read(context, person, kind, &unquoted(because)).into()
}

fn read(
    context: Context<'_>,
    person: &Person,
    kind: &str,
    because: &str,
) -> Result<Ready, Problem> {
    let (proof, how) = match find_word(kind, &KINDS, "proof")? {
        "acted" => (Proof::Acted, "acted"),
        "public" => (Proof::InPublic, "in public"),
        "writing" => (Proof::InWriting, "in writing"),
        "told" => (Proof::ToldMe, "told you"),
        _ => (Proof::SecondHand, "second hand"),
    };
    let edit = edit(context, person, proof, because);
    let stance = person.stance.word();
    let mut said = vec![format!("{} at {stance}", person.name), how.to_owned()];
    if !because.is_empty() {
        said.push(because.to_owned());
    }
    if !proof.is_strong() && person.stance >= Stance::Champion {
        said.push("too weak to prove it".to_owned());
    }
    Ok(Ready {
        words: format!("{} at {stance}: {how}", person.name),
        said,
        about: person.id.clone(),
        edits: vec![edit],
    })
}

/// Puts a proof into today's move to where they stand, if that has none yet; else notes it apart.
fn edit(context: Context<'_>, person: &Person, proof: Proof, because: &str) -> Edit {
    let log = &context.board.log;
    let is_their_move =
        |entry: &Entry| matches!(entry, Entry::Moved { who, .. } if *who == person.id);
    let last = log.iter().rposition(|entry| is_their_move(entry));
    let moved = last.and_then(|at| Some((at, (**log.get(at)?).clone())));
    match moved {
        Some((
            at,
            Entry::Moved {
                on,
                who,
                from,
                to,
                proof: None,
                because: old,
            },
        )) if on == context.today && to == person.stance && old.is_empty() => Edit::SetEntry {
            at,
            entry: Box::new(Entry::Moved {
                on,
                who,
                from,
                to,
                proof: Some(proof),
                because: because.to_owned(),
            }),
        },
        _ => Edit::AddEntry {
            at: log.len(),
            entry: Box::new(Entry::Proved {
                on: context.today,
                who: person.id.clone(),
                proof,
                because: because.to_owned(),
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, subject, told};
    use super::*;

    fn check(who: &str, line: &str, expected: &str) {
        let (board, today) = example();
        let context = Context {
            board: &board,
            today,
        };
        let reading = proof(context, subject(&board, who), line);
        assert_eq!(told(&reading), expected, "{line}");
    }

    #[test]
    fn a_proof_of_where_somebody_stands_is_a_line_of_its_own() {
        check(
            "ola",
            "acted Ran the webinar",
            r#"Proved(on: "2026-11-22", who: "ola", proof: Acted, because: "Ran the webinar")"#,
        );
        check(
            "dana",
            "p",
            r#"Proved(on: "2026-11-22", who: "dana", proof: InPublic, because: "")"#,
        );
    }

    #[test]
    fn what_can_not_be_is_said() {
        check(
            "ivo-marsh",
            "acted",
            "! Ivo Marsh is not met yet; > moves them first",
        );
        check(
            "ola",
            "x",
            "! `x` is no proof; there is acted, public, writing, told and second",
        );
    }
}
