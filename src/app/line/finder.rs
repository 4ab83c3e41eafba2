//! Applying a filter to everybody on a board.
//!
//! Promises: nothing is allocated for a person; what a department answers is asked once. So a key
//! that narrows a board of 10,000 people is one cheap pass over them.

use nucleo_matcher::pattern::Atom;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::filter::{Figure, Filter, Needle, State, Test, begins, rung_number};
use crate::model::{Board, Department, Overview, Person, Seat, Stance, Standing};

/// A filter being applied to a board.
pub struct Finder<'a> {
    filter: &'a Filter,
    board: &'a Board,
    overview: &'a Overview,
    /// For each test whether it finds the department itself, department by department.
    departments: Vec<Vec<bool>>,
    matcher: Loose,
}

/// The matcher, with the room it works in.
struct Loose {
    matcher: Matcher,
    letters: Vec<char>,
}

impl Loose {
    fn new() -> Self {
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    fn score(&mut self, atom: &Atom, text: &str) -> Option<u16> {
        atom.score(Utf32Str::new(text, &mut self.letters), &mut self.matcher)
    }

    fn finds(&mut self, needle: &Needle, text: &str) -> bool {
        if text.is_empty() {
            return false;
        }
        if self.score(&needle.whole, text).is_some() {
            return true;
        }
        let loose = needle.loose.as_ref();
        loose.is_some_and(|atom| {
            let score = self.score(atom, text);
            score.is_some_and(|score| score >= needle.least)
        })
    }
}

impl<'a> Finder<'a> {
    /// Prepares to apply `filter` to everybody on `board`.
    pub fn new(filter: &'a Filter, board: &'a Board, overview: &'a Overview) -> Self {
        let mut matcher = Loose::new();
        let tests = filter.tests.iter();
        let departments = tests.map(|(_, test)| {
            let departments = board.departments.iter();
            let found = departments.map(|department| match test {
                Test::Text(needle) | Test::Rung(_, needle) => {
                    matcher.finds(needle, &department.name)
                }
                Test::Department(words) => {
                    let (id, name) = (&department.id, &department.name);
                    words.iter().any(|word| begins(id, name, word))
                }
                _ => false,
            });
            found.collect()
        });
        let departments = departments.collect();
        Self {
            filter,
            board,
            overview,
            departments,
            matcher,
        }
    }

    /// Says whether the filter finds whoever sits at `seat`. Those who left are never found.
    pub fn matches(&mut self, seat: Seat) -> bool {
        let department = self.board.departments.get(seat.department);
        let person = department.and_then(|department| department.people.get(seat.person));
        let (Some(department), Some(person)) = (department, person) else {
            return false;
        };
        if person.has_left() {
            return false;
        }
        let tests = self.filter.tests.iter().zip(&self.departments);
        for ((is_wished, test), departments) in tests {
            let by_department = departments.get(seat.department).copied().unwrap_or(false);
            let holds = match test {
                Test::Text(needle) => by_department || in_person(&mut self.matcher, needle, person),
                Test::Rung(rung, needle) => {
                    person.stance == *rung
                        || by_department
                        || in_person(&mut self.matcher, needle, person)
                }
                Test::Department(_) => by_department,
                Test::Tag(word) => person.tags.iter().any(|tag| begins_with(tag, word)),
                Test::Stance(rungs) => rungs.contains(&person.stance),
                Test::Target(rungs) => rungs.contains(&person.target()),
                Test::Figure(figure, comparison, value) => {
                    number_of(*figure, person).is_some_and(|it| comparison.holds(it, *value))
                }
                Test::State(state) => is_in(self.overview, *state, department, person, seat),
            };
            if holds != *is_wished {
                return false;
            }
        }
        true
    }
}

fn in_person(matcher: &mut Loose, needle: &Needle, person: &Person) -> bool {
    matcher.finds(needle, &person.name)
        || matcher.finds(needle, &person.title)
        || person.tags.iter().any(|tag| matcher.finds(needle, tag))
}

/// Says whether a tag begins with a word in lower case.
fn begins_with(tag: &str, word: &str) -> bool {
    let mut letters = tag.chars().flat_map(char::to_lowercase);
    word.chars().all(|letter| letters.next() == Some(letter))
}

/// Returns a number of somebody; `None` for the rung of who is not met.
fn number_of(figure: Figure, person: &Person) -> Option<i64> {
    Some(match figure {
        Figure::Power => i64::from(person.power),
        Figure::Interest => i64::from(person.interest),
        Figure::Headcount => i64::from(person.headcount),
        Figure::Gap => rung_number(person.target()) - rung_number(person.stance),
        Figure::Target => rung_number(person.target()),
        Figure::Stance if person.stance == Stance::Unknown => return None,
        Figure::Stance => rung_number(person.stance),
    })
}

/// Says whether somebody is in a state. Our own people are never due and need no proof.
fn is_in(
    overview: &Overview,
    state: State,
    department: &Department,
    person: &Person,
    seat: Seat,
) -> bool {
    let says = |ask: &dyn Fn(&Standing) -> bool| match overview.standing(&person.id) {
        Some(standing) => ask(standing),
        None => ask(&Standing::default()),
    };
    match state {
        State::Due => !department.ours && says(&|it| it.is_due(person, overview.today())),
        State::Unproven => !department.ours && says(&|it| it.is_unproven(person)),
        State::Asked => says(&|it| it.open_asks > 0),
        State::Owed => says(&|it| it.open_promises > 0),
        State::Met => person.stance != Stance::Unknown,
        State::NotMet => person.stance == Stance::Unknown,
        State::Onside => person.is_onside(),
        State::Objects => person.objects(),
        State::Team => person.is_team(),
        State::Ours => department.ours,
        State::Executive => overview
            .department(seat.department)
            .is_some_and(|it| it.executives.binary_search(&seat.person).is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::example;
    use super::*;
    use crate::model::Id;

    /// Who of the example is found, or what is not understood.
    fn check(text: &str, expected: &[&str]) {
        let (mut board, today) = example();
        // Somebody who left, and tags to look for.
        let sales = &mut board.departments[0];
        let dana = std::sync::Arc::make_mut(&mut sales.people[0]);
        dana.tags = vec!["EMEA".to_owned()];
        let mut gone = Person::new(Id::new("gone").unwrap(), "Dana Gone");
        gone.left = Some(today);
        sales.people.push(std::sync::Arc::new(gone));
        let overview = Overview::new(&board, today);
        let filter = match Filter::read(&board, text) {
            Ok(filter) => filter.expect("a filter"),
            Err(problem) => panic!("{text}: {problem}"),
        };
        let mut finder = Finder::new(&filter, &board, &overview);
        let found = board.people().filter(|(seat, _)| finder.matches(*seat));
        let found: Vec<&str> = found.map(|(_, person)| person.id.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn check_wrong(text: &str, expected: &str) {
        let (board, _) = example();
        let problem = Filter::read(&board, text).unwrap_err();
        assert_eq!(problem.to_string(), expected, "{text}");
    }

    #[test]
    fn a_plain_word_is_found_in_names_titles_departments_and_tags() {
        check("dana", &["dana"]);
        check("whitf", &["sam"]);
        check("cmo", &["priya"]);
        check("marketing", &["priya", "ola"]);
        check("emea", &["dana"]);
        check("bergstrom", &["ola"]);
        check("do", &["dana"]);
        check("prmn", &["priya"]);
        check("vp sales", &["dana"]);
        check("xyzzy", &[]);
    }

    #[test]
    fn the_word_of_a_rung_finds_who_stands_there() {
        check("champion", &["ola"]);
        check("-Champion ola", &[]);
    }

    #[test]
    fn a_capital_letter_or_quotes_mean_what_they_say() {
        check("Dana", &["dana"]);
        check("DANA", &[]);
        check("\"na or\"", &["dana"]);
        check("\"dnor\"", &[]);
        check("\"due\"", &[]);
    }

    #[test]
    fn fields_states_and_numbers_are_tests() {
        check("stance:skeptic dept:sales", &["sam", "aes"]);
        check("dept:sa,mark power>=4", &["dana", "sam", "priya"]);
        check("due", &["dana", "sam"]);
        check("due -dana", &["sam"]);
        check("not-met", &["ivo-marsh"]);
        check("owed", &["dana"]);
        check("gap>=3 !dept:sales", &[]);
        check("#em", &["dana"]);
        check("ours", &["noor"]);
        check("team objects", &["aes"]);
        check("stance>champion", &["noor"]);
        check("power:>=4 pow<=5 stance:neu", &["dana", "priya"]);
    }

    #[test]
    fn what_is_not_understood_says_what_is_allowed() {
        check_wrong(
            "colour:red",
            "`colour` is no field; there is stance, dept, target, tag, power, interest, gap and headcount",
        );
        check_wrong("power>", "power has no number; it goes from 1 to 5");
        check_wrong("power>=9", "power is 9; it goes from 1 to 5");
        check_wrong("stance:s", "`s` can be Skeptic or Supporter");
        check_wrong(
            "dept:xyz",
            "no department is `xyz`; there is sales, marketing, product, finance, legal and partnerships",
        );
        check_wrong("dept>sales", "`dept` has no more or less; dept:… names one");
        check_wrong("due -", "what shall not be follows `-`: -dept:sales");
        let (board, _) = example();
        assert_eq!(Filter::read(&board, "  "), Ok(None));
    }

    #[test]
    fn finding_allocates_nothing_for_a_person() {
        let (board, today) = example();
        let overview = Overview::new(&board, today);
        let filter = Filter::read(&board, "sam due power>2 #x stance:neutral")
            .unwrap()
            .unwrap();
        let mut finder = Finder::new(&filter, &board, &overview);
        let mut look = || {
            board
                .people()
                .filter(|(seat, _)| finder.matches(*seat))
                .count()
        };
        look();
        let cost = allocation_counter::measure(|| {
            look();
        });
        assert_eq!(cost.count_total, 0);
    }
}
