//! Which red flag or objection a play answers, from the beginning of it that the file writes.

use super::{Department, Objection};

/// What a play's `answers` leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered<'a> {
    /// No red flag or objection begins so.
    Nothing,
    /// The one that does, in full.
    One(&'a str),
    /// Several do; two of them.
    Several(&'a str, &'a str),
}

/// Returns every red flag of a department and objection of its people, in the file's order.
pub fn answerable(department: &Department) -> impl Iterator<Item = &str> {
    let people = department.people.iter();
    let objections = people.flat_map(|person| person.objections.iter().map(Objection::text));
    let red_flags = department.red_flags.iter().map(String::as_str);
    red_flags.chain(objections)
}

/// The red flags and objections of a department, ready to be looked up by a beginning.
#[derive(Clone, Debug)]
pub struct Answers<'a> {
    /// Their words in lower case, sorted, with the text itself.
    sorted: Vec<(String, &'a str)>,
}

impl<'a> Answers<'a> {
    /// Gathers what can be answered in a department.
    pub fn of(department: &'a Department) -> Self {
        let mut sorted: Vec<_> = answerable(department)
            .map(|text| (words(text), text))
            .collect();
        // Stable: of the same words the first in the file stays first.
        sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
        sorted.dedup_by(|(later, _), (earlier, _)| later == earlier);
        Self { sorted }
    }

    /// Returns what begins with `beginning`, case and punctuation aside.
    ///
    /// The same words in two places are one answer; so is a text written in full that is
    /// also the beginning of another.
    pub fn find(&self, beginning: &str) -> Answered<'a> {
        let beginning = words(beginning);
        let first = self.sorted.partition_point(|(full, _)| *full < beginning);
        let from = self.sorted.get(first..).unwrap_or_default();
        let mut found = from
            .iter()
            .take_while(|(full, _)| full.starts_with(&beginning));
        match (found.next(), found.next()) {
            (None, _) => Answered::Nothing,
            (Some((full, text)), Some((_, other))) if *full != beginning => {
                Answered::Several(text, other)
            }
            (Some((_, text)), _) => Answered::One(text),
        }
    }
}

/// Returns what in `department` begins with `beginning`; see [`Answers::find`].
pub fn answered<'a>(beginning: &str, department: &'a Department) -> Answered<'a> {
    Answers::of(department).find(beginning)
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
        let two = Answered::Several("sees", "sees nothing");
        check("see", &two);
        check("partners", &Answered::Nothing);
    }
}
