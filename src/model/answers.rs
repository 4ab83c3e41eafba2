//! Which red flag or objection a play answers, from the beginning of it that the file writes.

use super::{Department, Objection};

/// What a play's `answers` leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered<'a> {
    /// No red flag or objection begins so.
    Nothing,
    /// The one that does, in full.
    One(&'a str),
    /// Several do; the first two.
    Several(&'a str, &'a str),
}

/// Returns every red flag of a department and objection of its people, in the file's order.
pub fn answerable(department: &Department) -> impl Iterator<Item = &str> {
    let people = department.people.iter();
    let objections = people.flat_map(|person| person.objections.iter().map(Objection::text));
    let red_flags = department.red_flags.iter().map(String::as_str);
    red_flags.chain(objections)
}

/// Returns what in `department` begins with `beginning`, case and punctuation aside.
///
/// The same words in two places are one answer; so is a text written in full that is
/// also the beginning of another.
pub fn answered<'a>(beginning: &str, department: &'a Department) -> Answered<'a> {
    let beginning = words(beginning);
    let mut found: Option<(&str, String)> = None;
    let mut second = None;
    for text in answerable(department) {
        let full = words(text);
        if full == beginning {
            return Answered::One(text);
        }
        if !full.starts_with(&beginning) {
            continue;
        }
        match &found {
            None => found = Some((text, full)),
            Some((_, first)) if *first == full => {}
            Some(_) => second = second.or(Some(text)),
        }
    }
    match (found, second) {
        (None, _) => Answered::Nothing,
        (Some((text, _)), None) => Answered::One(text),
        (Some((text, _)), Some(other)) => Answered::Several(text, other),
    }
}

/// Returns the letters and digits of a text in lower case, with one blank between words.
fn words(text: &str) -> String {
    let plain = |word: &str| -> String {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let words = text.split_whitespace().map(plain);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Id, Person};
    use super::*;

    fn check(beginning: &str, expected: &Answered<'_>) {
        let mut sales = Department::new(Id::new("sales").unwrap(), "Sales");
        sales.red_flags = ["Sees partners as competitors", "sees nothing", "sees"]
            .map(str::to_owned)
            .into();
        let mut dana = Person::new(Id::new("dana").unwrap(), "Dana");
        dana.objections = vec![Objection::Open("We'd have closed it, alone".to_owned())];
        sales.people.push(dana.into());
        assert_eq!(answered(beginning, &sales), *expected, "{beginning}");
    }

    #[test]
    fn any_unambiguous_beginning_will_do() {
        check(
            "sees PARTNERS",
            &Answered::One("Sees partners as competitors"),
        );
        check(
            "wed have closed it alone",
            &Answered::One("We'd have closed it, alone"),
        );
        check("Sees", &Answered::One("sees"));
    }

    #[test]
    fn an_ambiguous_or_foreign_beginning_answers_nothing_certain() {
        let two = Answered::Several("Sees partners as competitors", "sees nothing");
        check("see", &two);
        check("partners", &Answered::Nothing);
    }
}
