//! What is worth a look in a board that loads: references to nobody, stances that
//! disagree with the log, executives nobody knows the wishes of.
//!
//! Promises: one pass over the board, a few milliseconds for 10,000 people. Leaves places
//! in the file and the nearest right word to `document`.

mod log;
mod people;
mod plays;
mod texts;

use std::collections::{HashMap, HashSet};

use super::answers::Answers;
use super::{Address, Board, Date, Department, Entry, Id, Record, Stance, Step};

/// Something worth a look. It never stops a board from loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands.
    pub address: Address,
    /// What was found, as a sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The word that leads nowhere, and among what the right one is to be looked for.
    pub meant: Option<(String, Among)>,
}

/// Where the right word for a wrong one is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Among {
    /// The ids of people.
    People,
    /// The ids of departments.
    Departments,
    /// The ids of plays.
    Plays,
    /// The red flags and objections of the department at a place.
    Answerable(usize),
}

/// Returns all that is worth a look: departments with their people first, then plays,
/// decisions and the log.
pub fn findings(board: &Board, today: Date) -> Vec<Finding> {
    let mut look = Look::at(board, today);
    look.board();
    for (at, department) in board.departments.iter().enumerate() {
        look.department(at, department);
    }
    for (at, play) in board.plays.iter().enumerate() {
        look.play(at, play);
    }
    for (at, decision) in board.decisions.iter().enumerate() {
        let record = Record::Decision(at);
        look.hidden(record, "ask", &decision.ask);
        for (vote_at, vote) in decision.votes.iter().enumerate() {
            let votes = Address::field(record, "votes").then(Step::Index(vote_at));
            look.person_named(&vote.who, votes.then(Step::Field("who")));
        }
    }
    for (at, entry) in board.log.iter().enumerate() {
        look.entry(at, entry);
    }
    look.old_entries();
    look.found
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Department(usize),
    Person,
    Play,
    Decision,
}

impl Named {
    fn words(self) -> &'static str {
        match self {
            Self::Department(_) => "a department",
            Self::Person => "a person",
            Self::Play => "a play",
            Self::Decision => "a decision",
        }
    }
}

/// One look at a board, with what is needed to answer at once.
struct Look<'a> {
    board: &'a Board,
    today: Date,
    named: HashMap<&'a str, Named>,
    heard: HashSet<&'a str>,
    last_moves: HashMap<&'a str, (Stance, Date)>,
    /// What can be answered in the departments that plays name.
    answers: HashMap<usize, Answers<'a>>,
    found: Vec<Finding>,
}

impl<'a> Look<'a> {
    fn at(board: &'a Board, today: Date) -> Self {
        let mut named = HashMap::new();
        let mut heard = HashSet::new();
        for (at, department) in board.departments.iter().enumerate() {
            named.insert(department.id.as_str(), Named::Department(at));
        }
        for play in &board.plays {
            named.insert(play.id.as_str(), Named::Play);
        }
        for decision in &board.decisions {
            named.insert(decision.id.as_str(), Named::Decision);
        }
        for (_, person) in board.people() {
            named.insert(person.id.as_str(), Named::Person);
            if !person.has_left() {
                let others = |id: &&Id| **id != person.id;
                let ties = person.listens_to.iter().map(|tie| &tie.to);
                let ties = ties.chain(&person.reports_to).filter(others);
                heard.extend(ties.map(Id::as_str));
            }
        }
        let mut last_moves = HashMap::new();
        for entry in &board.log {
            if let Entry::Moved { who, to, on, .. } = &**entry {
                last_moves.insert(who.as_str(), (*to, *on));
            }
        }
        Self {
            board,
            today,
            named,
            heard,
            last_moves,
            answers: HashMap::new(),
            found: Vec::new(),
        }
    }

    fn add(&mut self, address: Address, message: impl Into<String>, help: &str) {
        self.found.push(Finding {
            address,
            message: message.into(),
            help: (!help.is_empty()).then(|| help.to_owned()),
            meant: None,
        });
    }

    fn board(&mut self) {
        self.hidden(Record::Board, "title", &self.board.title);
        self.hidden(Record::Board, "goal", &self.board.goal);
    }

    fn department(&mut self, at: usize, department: &'a Department) {
        let record = Record::Department(at);
        self.hidden(record, "name", &department.name);
        self.hidden(record, "ideal", &department.ideal);
        self.hidden_in(record, "red_flags", &department.red_flags);
        if let Some(metric) = &department.metric {
            let metric_at = Address::field(record, "metric");
            self.hidden_at(
                metric_at.clone().then(Step::Field("measure")),
                &metric.measure,
            );
            self.hidden_at(metric_at.then(Step::Field("unit")), &metric.unit);
        }
        if department.present().next().is_none() {
            let message = format!("nobody is in the department `{}`", department.id);
            self.add(
                Address::of(record),
                message,
                "add who decides there, even if only as a title",
            );
        }
        for (person_at, person) in department.people.iter().enumerate() {
            self.person(Record::Person(at, person_at), person, department.ours);
        }
        for executive in department.executives() {
            let person = department.people.get(executive);
            if let Some(person) = person.filter(|person| person.cares_about.trim().is_empty()) {
                let message = format!("`{}` is an executive without `cares_about`", person.id);
                let help = "write what they personally gain; the case is made in those words";
                self.add(Address::of(Record::Person(at, executive)), message, help);
            }
        }
    }

    fn person_named(&mut self, id: &Id, address: Address) {
        let named = self.named.get(id.as_str()).copied();
        if named != Some(Named::Person) {
            self.nowhere(id, named, address, "person", Among::People);
        }
    }

    fn nowhere(
        &mut self,
        id: &Id,
        named: Option<Named>,
        address: Address,
        what: &str,
        among: Among,
    ) {
        let message = match named {
            Some(named) => format!("`{id}` is {}, not a {what}", named.words()),
            None if among == Among::People => format!("nobody has the id `{id}`"),
            None => format!("no {what} has the id `{id}`"),
        };
        self.found.push(Finding {
            address,
            message,
            help: None,
            meant: named.is_none().then(|| (id.to_string(), among)),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the findings of a board written in RON, on 2026-11-22.
    fn check(board: &str, expected: &[&str]) {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let board: Board = options.from_str(board).unwrap();
        let found = findings(&board, "2026-11-22".parse().unwrap());
        let found: Vec<String> = found.into_iter().map(shown).collect();
        assert_eq!(found, expected);
    }

    fn shown(finding: Finding) -> String {
        let way = finding.address.way.iter().map(|step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Index(at) => format!("[{at}]"),
            Step::Key(key) => format!("{{{key}}}"),
        });
        let way: String = way.collect();
        let meant = finding
            .meant
            .map_or(String::new(), |meant| format!(" {meant:?}"));
        format!(
            "{:?}{way}: {}{meant}",
            finding.address.record, finding.message
        )
    }

    /// A board with one executive who wants something, `people` besides and a tail.
    fn board(people: &str, tail: &str) -> String {
        format!(
            "(version: 1, departments: [(id: \"sales\", name: \"Sales\", red_flags: [\"fears rivals\"], \
             people: [(id: \"sam\", name: \"Sam\", power: 5, cares_about: \"ARR\"), {people}])], {tail})"
        )
    }

    fn check_people(people: &str, expected: &[&str]) {
        check(&board(people, ""), expected);
    }

    fn check_log(entry: &str, expected: &[&str]) {
        check(&board("", &format!("log: [{entry}]")), expected);
    }

    #[test]
    fn a_reference_to_nobody_is_found_wherever_it_stands() {
        check_people(
            "(id: \"a\", name: \"A\", reports_to: \"x\", listens_to: {\"sam\": Weak, \"y\": Weak}, clashes_with: [\"z\"])",
            &[
                "Person(0, 1).reports_to: nobody has the id `x` (\"x\", People)",
                "Person(0, 1).listens_to{y}: nobody has the id `y` (\"y\", People)",
                "Person(0, 1).clashes_with[0]: nobody has the id `z` (\"z\", People)",
            ],
        );
        check_log(
            "Talked(on: \"2026-11-01\", who: [\"sam\", \"x\"], how: Call, via: \"y\", play: \"z\")",
            &[
                "Entry(0).who[1]: nobody has the id `x` (\"x\", People)",
                "Entry(0).via: nobody has the id `y` (\"y\", People)",
                "Entry(0).play: no play has the id `z` (\"z\", Plays)",
            ],
        );
        check(
            &board(
                "",
                "plays: [(id: \"p\", department: \"slaes\", status: Done)], \
                decisions: [(id: \"d\", ask: \"\", on: \"2027-01-01\", votes: [(who: \"x\", odds: 1)])]",
            ),
            &[
                "Play(0).department: no department has the id `slaes` (\"slaes\", Departments)",
                "Decision(0).votes[0].who: nobody has the id `x` (\"x\", People)",
            ],
        );
    }

    #[test]
    fn an_id_of_another_kind_says_what_it_is() {
        check_people(
            "(id: \"a\", name: \"A\", reports_to: \"sales\")",
            &["Person(0, 1).reports_to: `sales` is a department, not a person"],
        );
    }

    #[test]
    fn somebody_who_left_may_be_named_and_says_nothing_themselves() {
        check_people(
            "(id: \"a\", name: \"A\", left: \"2026-01-01\", stance: Lobbyist, target: Neutral), \
             (id: \"b\", name: \"B\", listens_to: {\"a\": Strong})",
            &[],
        );
    }

    #[test]
    fn nobody_reports_to_listens_to_or_clashes_with_themselves() {
        check_people(
            "(id: \"a\", name: \"A\", reports_to: \"a\", listens_to: {\"a\": Weak}, clashes_with: [\"a\"])",
            &[
                "Person(0, 1).reports_to: `a` reports to themselves",
                "Person(0, 1).listens_to{a}: `a` listens to themselves",
                "Person(0, 1).clashes_with[0]: `a` clashes with themselves",
            ],
        );
    }

    #[test]
    fn a_play_must_answer_something_certain() {
        let play = |answers: &str| {
            board(
                "(id: \"a\", name: \"A\", objections: [Open(\"fears rivalry\")])",
                &format!(
                    "plays: [(id: \"p\", department: \"sales\", answers: \"{answers}\", status: Done)]"
                ),
            )
        };
        check(&play("Fears rivals!"), &[]);
        check(&play(""), &[]);
        check(
            &play("fears riv"),
            &["Play(0).answers: this may answer \"fears rivalry\" or \"fears rivals\""],
        );
        check(
            &play("feers rivals"),
            &[
                "Play(0).answers: no red flag or objection in `sales` begins like this (\"feers rivals\", Answerable(0))",
            ],
        );
    }

    #[test]
    fn the_log_holds_what_has_happened() {
        check_log("Gave(on: \"2026-11-22\", who: \"sam\", what: \"\")", &[]);
        check_log(
            "Gave(on: \"2026-11-23\", who: \"sam\", what: \"\")",
            &["Entry(0).on: 2026-11-23 is in the future"],
        );
        check_log(
            "Promised(on: \"2026-11-01\", who: \"sam\", what: \"\", due: \"2027-01-01\", kept: \"2026-12-01\")",
            &["Entry(0).kept: 2026-12-01 is in the future"],
        );
        check_log(
            "Gave(on: \"2026-11-22\", who: [], what: \"\")",
            &["Entry(0).who: this entry names nobody"],
        );
    }

    #[test]
    fn old_entries_are_one_finding() {
        let gave = |on: &str| format!("Gave(on: \"{on}\", who: \"sam\", what: \"\"),");
        check_log(&gave("2025-05-22"), &[]);
        check_log(
            &gave("2025-05-21"),
            &["Entry(0).on: this entry is older than 18 months (2025-05-21)"],
        );
        check_log(
            &[gave("2026-01-01"), gave("2024-01-01"), gave("2023-01-01")].concat(),
            &["Entry(1).on: this entry (2024-01-01) and 1 more are older than 18 months"],
        );
    }

    #[test]
    fn a_stance_must_agree_with_the_last_move() {
        let moved = "Moved(on: \"2026-11-01\", who: \"sam\", from: Neutral, to: Supporter),\
            Moved(on: \"2026-11-02\", who: \"sam\", from: Supporter, to: Skeptic)";
        check_log(
            moved,
            &[
                "Person(0, 0).stance: `sam` is Unknown here, but the log says Skeptic since 2026-11-02",
            ],
        );
    }

    #[test]
    fn a_target_below_the_stance_is_found() {
        check_people(
            "(id: \"a\", name: \"A\", stance: Supporter, target: Neutral), \
             (id: \"b\", name: \"B\", stance: Supporter, target: Supporter)",
            &["Person(0, 1).target: the target Neutral is below the stance Supporter"],
        );
    }

    #[test]
    fn executives_want_something_and_departments_have_somebody() {
        check(
            "(version: 1, departments: [(id: \"x\", name: \"X\", people: [(id: \"a\", name: \"A\")]), \
             (id: \"y\", name: \"Y\", people: [(id: \"b\", name: \"B\", left: \"2026-01-01\")]), \
             (id: \"z\", name: \"Z\", ours: true, people: [(id: \"c\", name: \"C\")])])",
            &[
                "Person(0, 0): `a` is an executive without `cares_about`",
                "Department(1): nobody is in the department `y`",
            ],
        );
    }

    #[test]
    fn champions_without_power_and_lobbyists_without_ears_are_found_but_not_ours() {
        let people = "(id: \"a\", name: \"A\", power: 2, stance: Champion), \
            (id: \"b\", name: \"B\", power: 2, stance: Lobbyist), \
            (id: \"c\", name: \"C\", power: 2, stance: Lobbyist, reports_to: \"d\"), \
            (id: \"d\", name: \"D\", stance: Lobbyist, power: 1)";
        check_people(
            people,
            &[
                "Person(0, 1).stance: `a` is a Champion of power 2",
                "Person(0, 2).stance: nobody listens to the Lobbyist `b`",
                "Person(0, 3).stance: nobody listens to the Lobbyist `c`",
            ],
        );
        let ours = format!(
            "(version: 1, departments: [(id: \"z\", name: \"Z\", ours: true, people: [{people}])])"
        );
        check(&ours, &[]);
    }

    #[test]
    fn hidden_characters_are_found_and_line_ends_are_none() {
        check_people(
            "(id: \"a\", name: \"A\", note: \"one\\r\\ntwo\", title: \"C:\\temp\", tags: [\"x\", \"\u{202e}y\"])",
            &[
                "Person(0, 1).title: this text holds a tab (U+0009)",
                "Person(0, 1).tags[1]: this text holds a mark that turns the direction of writing (U+202E)",
            ],
        );
    }

    #[test]
    fn the_example_has_few_findings_and_each_is_true() {
        check(
            include_str!("../../../assets/example.ron"),
            &[
                "Person(1, 1).stance: `ola` is a Champion of power 2",
                "Person(2, 0): `jonas` is an executive without `cares_about`",
                "Person(3, 0): `ruth` is an executive without `cares_about`",
                "Person(4, 0): `` is an executive without `cares_about`",
            ],
        );
    }
}
