//! A rung that slipped into a title: `Noor, Demand gen champion` lacks the comma before it.
//!
//! Promises: never changes what is read; only finds the word that is worth telling.

use crate::model::Stance;

/// How many letters of a rung's word can be no other word by chance.
const TELLING: usize = 4;

/// Returns what to say of a title that ends in a word that reads like a rung, `p5`, `i4` or `x14`.
pub(super) fn slip(title: &str, stance: Stance) -> Option<String> {
    let word = slipped(title, stance)?;
    Some(format!(
        "`{word}` is in the title; `, {word}` is {}",
        meant(word)
    ))
}

/// Returns what to say of a name that ends in such a word: `Account executives x14`.
pub(super) fn slip_of_name(name: &str, stance: Stance) -> Option<String> {
    let word = slipped(name, stance).filter(|word| *word != name)?;
    let what = meant(word);
    Some(format!(
        "`{word}` is in the name; behind a comma or `@` it is {what}"
    ))
}

fn meant(word: &str) -> String {
    match word.split_at_checked(1) {
        Some(("p", level)) if is_measure(word) => format!("power {level}"),
        Some(("i", level)) if is_measure(word) => format!("interest {level}"),
        Some((_, many)) if is_measure(word) => format!("a group of {many}"),
        _ => "the rung".to_owned(),
    }
}

/// Returns the word at the end of a title that reads like a rung, `p5`, `i4` or `x14`. A rung
/// that was given elsewhere is no slip.
pub(super) fn slipped(title: &str, stance: Stance) -> Option<&str> {
    let last = title.split_whitespace().next_back()?;
    let is_rung = stance == Stance::Unknown && is_rung(last);
    (is_rung || is_measure(last)).then_some(last)
}

/// Says whether a word is a rung's, or the plain beginning of one: "Head of Support" is none.
fn is_rung(word: &str) -> bool {
    Stance::RUNGS.iter().any(|rung| {
        let rung = rung.word().to_lowercase();
        rung == word.to_lowercase() || (word.len() >= TELLING && rung.starts_with(word))
    })
}

fn is_measure(word: &str) -> bool {
    let digits = word.strip_prefix(['p', 'i', 'x']);
    digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, stance: Stance, expected: Option<&str>) {
        assert_eq!(slipped(title, stance), expected, "{title}");
    }

    #[test]
    fn a_rung_at_the_end_of_a_title_is_found() {
        check("Demand gen champion", Stance::Unknown, Some("champion"));
        check("Brand Champion", Stance::Unknown, Some("Champion"));
        check("VP skep", Stance::Unknown, Some("skep"));
        check("VP p5", Stance::Skeptic, Some("p5"));
        check("Field x14", Stance::Unknown, Some("x14"));
    }

    #[test]
    fn a_title_that_is_one_is_left_alone() {
        check("Brand champion", Stance::Skeptic, None);
        check("Head of Support", Stance::Unknown, None);
        check("Head of Cha", Stance::Unknown, None);
        check("Champion of sales", Stance::Unknown, None);
        check("VP 10x", Stance::Unknown, None);
        check("", Stance::Unknown, None);
    }
}
