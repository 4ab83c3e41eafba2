//! What each entry of the log says.

use super::super::lens::Lens;
use crate::model::{Answer, Entry, Id};

impl Lens<'_> {
    /// Returns what an entry says, without its date and without the name of `about`.
    pub fn told(self, entry: &Entry, about: Option<&Id>) -> String {
        match entry {
            Entry::Talked {
                how,
                via,
                play,
                note,
                ..
            } => {
                let with = self.others(entry, about, "with");
                let via = via.as_ref().filter(|via| Some(*via) != about);
                let via = via.map(|via| format!(", through {}", self.name(via)));
                let play = play.as_ref().map(|play| format!(", {play}"));
                let head = format!(
                    "{}{with}{}{}",
                    how.word(),
                    via.unwrap_or_default(),
                    play.unwrap_or_default()
                );
                and_then(head, note)
            }
            Entry::Moved {
                from,
                to,
                proof,
                because,
                ..
            } => {
                let proof = proof.map(|proof| format!(", {}", proof.in_words()));
                let head = format!(
                    "{} to {}{}",
                    from.word(),
                    to.word(),
                    proof.unwrap_or_default()
                );
                and_then(head, because)
            }
            Entry::Proved { proof, because, .. } => {
                and_then(format!("Proof, {}", proof.in_words()), because)
            }
            Entry::Asked { what, due, got, .. } => {
                let state = match got {
                    Some(Answer::Yes) => "the answer was yes".to_owned(),
                    Some(Answer::No) => "the answer was no".to_owned(),
                    None => format!("no answer yet{}", self.until(*due)),
                };
                format!("We asked: {what}; {state}")
            }
            Entry::Promised {
                what, due, kept, ..
            } => {
                let state = match kept {
                    Some(kept) => format!("kept on {}", self.day(*kept)),
                    None => format!("open{}", self.until(*due)),
                };
                format!("We promised: {what}; {state}")
            }
            Entry::Gave { what, .. } => format!("We gave: {what}"),
        }
    }

    fn others(self, entry: &Entry, about: Option<&Id>, word: &str) -> String {
        let others = entry.who().iter().filter(|who| Some(*who) != about);
        let others: Vec<String> = others.map(|who| self.name(who)).collect();
        if others.is_empty() {
            return String::new();
        }
        format!(" {word} {}", others.join(", "))
    }
}

fn and_then(head: String, words: &str) -> String {
    if words.is_empty() {
        head
    } else {
        format!("{head}: {words}")
    }
}
