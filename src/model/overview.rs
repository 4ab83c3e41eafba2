//! Everything computed from a board that a screen needs at once: who sits where,
//! what the log says of each, how far each department is.
//!
//! Built once in one pass, then kept by edits, so that looking costs nothing. It
//! holds no text of its own and is never written to a file.

use std::collections::{BTreeSet, HashMap};

use super::{
    Board, Coverage, Date, Department, Edit, Entry, Id, Person, PersonField, Seat, Stance,
    Standing, Urgency,
};

const RUNGS: usize = Stance::RUNGS.len();

/// What is computed from a board on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    today: Date,
    seats: HashMap<Id, Seat>,
    standings: HashMap<Id, Standing>,
    departments: Vec<Summary>,
    totals: Totals,
}

/// What a department's row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How far the department is onside; `None` for our own team.
    pub coverage: Option<Coverage>,
    /// Places of the executives in the department.
    pub executives: Vec<usize>,
    /// How many of them are onside.
    pub executives_onside: usize,
    /// People in teams, and how many of them are onside.
    pub teams: Option<(u32, u32)>,
    /// How many rows are present.
    pub present: usize,
    /// How many of them stand at each rung, lowest first; not met counts as Neutral.
    pub at_rung: [usize; RUNGS],
    due: usize,
}

/// What the header says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Executives of all departments but ours.
    pub executives: usize,
    /// How many of them are onside.
    pub executives_onside: usize,
    /// People due for a contact.
    pub due: usize,
    /// Asks not answered.
    pub asked: usize,
    /// Promises not kept.
    pub owed: usize,
    /// How many people and teams stand at each rung, lowest first, our own included.
    pub at_rung: [usize; RUNGS],
}

impl Overview {
    /// Computes everything anew.
    pub fn new(board: &Board, today: Date) -> Self {
        let departments = board.departments.iter();
        let people = departments.map(|department| department.people.len()).sum();
        // Room for all of them at once: growing would hash everybody again and again.
        let mut seats = HashMap::with_capacity(people);
        let seated = board.people();
        seats.extend(seated.map(|(seat, person)| (person.id.clone(), seat)));
        let mut overview = Self {
            today,
            seats,
            standings: HashMap::new(),
            departments: Vec::new(),
            totals: Totals::default(),
        };
        for entry in &board.log {
            overview.read(entry);
        }
        let departments = board.departments.iter();
        overview.departments = departments.map(|each| overview.summary(each)).collect();
        overview.total(board);
        overview
    }

    /// Follows the edits of one change, which `board` already has all of; the result equals
    /// `new(board, today)`.
    pub fn follow(&mut self, board: &Board, edits: &[Edit]) {
        if edits.iter().any(is_far_reaching) || !are_appended(board, edits) {
            *self = Self::new(board, self.today);
            return;
        }
        for edit in edits {
            if let Edit::AddEntry { entry, .. } = edit {
                self.read(entry);
            }
        }
        // A change of many people touches few departments: each is summed up once.
        let mut touched = BTreeSet::new();
        for edit in edits {
            let ids = match edit {
                Edit::SetPerson { id, .. } => std::slice::from_ref(id),
                Edit::AddEntry { entry, .. } => entry.who(),
                _ => &[],
            };
            touched.extend(
                ids.iter()
                    .filter_map(|id| self.seat(id))
                    .map(|it| it.department),
            );
        }
        for at in touched {
            self.refresh(board, at);
        }
        self.total(board);
    }

    /// Returns the day everything is computed for.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Returns where `id` sits.
    pub fn seat(&self, id: &str) -> Option<Seat> {
        self.seats.get(id).copied()
    }

    /// Returns what the log says of `id`; `None` when it says nothing.
    pub fn standing(&self, id: &str) -> Option<&Standing> {
        self.standings.get(id)
    }

    /// Returns what presses most about whoever sits at `seat`; nothing of our own people.
    pub fn urgency(&self, board: &Board, seat: Seat) -> Option<Urgency> {
        let department = board.departments.get(seat.department)?;
        let person = department.people.get(seat.person)?;
        let never = Standing::default();
        let standing = self.standing(&person.id).unwrap_or(&never);
        let urgency = standing.urgency(person, self.today);
        urgency.filter(|_| !department.ours)
    }

    /// Returns what the row of the department at a place says.
    pub fn department(&self, at: usize) -> Option<&Summary> {
        self.departments.get(at)
    }

    /// Returns what the header says.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    fn read(&mut self, entry: &Entry) {
        for (at, id) in entry.who().iter().enumerate() {
            // Somebody named twice in one entry still took part once.
            if !entry.who().iter().take(at).any(|earlier| earlier == id) {
                self.standings.entry(id.clone()).or_default().read(entry);
            }
        }
    }

    /// Sums the department at a place up again.
    fn refresh(&mut self, board: &Board, at: usize) {
        if let Some(department) = board.departments.get(at) {
            let summary = self.summary(department);
            if let Some(slot) = self.departments.get_mut(at) {
                *slot = summary;
            }
        }
    }

    fn summary(&self, department: &Department) -> Summary {
        let executives: Vec<usize> = department.executives().collect();
        let is_onside = |at: &&usize| {
            let person = department.people.get(**at);
            person.is_some_and(|person| person.is_onside())
        };
        let teams = department.present().filter(|(_, person)| person.is_team());
        let teams = teams.fold(None, |sum: Option<(u32, u32)>, (_, team)| {
            let (people, onside) = sum.unwrap_or_default();
            let more = team.onside.unwrap_or(0);
            Some((
                people.saturating_add(team.headcount),
                onside.saturating_add(more),
            ))
        });
        Summary {
            coverage: (!department.ours).then(|| department.coverage()),
            executives_onside: executives.iter().filter(is_onside).count(),
            executives,
            teams,
            present: department.present().count(),
            at_rung: at_rung(department),
            due: self.due_in(department),
        }
    }

    fn due_in(&self, department: &Department) -> usize {
        if department.ours {
            return 0;
        }
        let never = Standing::default();
        let is_due = |person: &Person| {
            let standing = self.standing(&person.id).unwrap_or(&never);
            standing.is_due(person, self.today)
        };
        let present = department.present();
        present.filter(|(_, person)| is_due(person)).count()
    }

    fn total(&mut self, board: &Board) {
        let mut totals = Totals::default();
        for summary in &self.departments {
            totals.executives += summary.executives.len();
            totals.executives_onside += summary.executives_onside;
            totals.due += summary.due;
            for (sum, count) in totals.at_rung.iter_mut().zip(summary.at_rung) {
                *sum += count;
            }
        }
        for entry in &board.log {
            match **entry {
                Entry::Asked { got: None, .. } => totals.asked += 1,
                Entry::Promised { kept: None, .. } => totals.owed += 1,
                _ => {}
            }
        }
        self.totals = totals;
    }
}

fn at_rung(department: &Department) -> [usize; RUNGS] {
    let mut counts = [0; RUNGS];
    for (_, person) in department.present() {
        if let Some(count) = counts.get_mut(person.stance.place()) {
            *count += 1;
        }
    }
    counts
}

/// Says whether an edit changes who sits where, or what the log said before.
fn is_far_reaching(edit: &Edit) -> bool {
    match edit {
        Edit::SetPerson { field, .. } => matches!(field, PersonField::Id(_)),
        Edit::AddEntry { .. }
        | Edit::SetBoard(_)
        | Edit::AddPlay { .. }
        | Edit::RemovePlay(_)
        | Edit::MovePlay { .. }
        | Edit::SetPlay { .. }
        | Edit::AddDecision { .. }
        | Edit::RemoveDecision(_)
        | Edit::MoveDecision { .. }
        | Edit::SetDecision { .. }
        | Edit::AddConflict { .. }
        | Edit::RemoveConflict(_) => false,
        _ => true,
    }
}

/// Says whether the entries that edits add are the last of the log, in the edits' order.
fn are_appended(board: &Board, edits: &[Edit]) -> bool {
    let places = edits.iter().filter_map(|edit| match edit {
        Edit::AddEntry { at, .. } => Some(*at),
        _ => None,
    });
    let first = board.log.len().checked_sub(places.clone().count());
    first.is_some_and(|first| places.eq(first..board.log.len()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Answer, Stance, Urgency, Who, removal};
    use super::*;

    fn example() -> Board {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let mut board: Board = options
            .from_str(include_str!("../../assets/example.ron"))
            .unwrap();
        // The one person whose id is made from their name, which is the document's to do.
        let people = board
            .departments
            .iter_mut()
            .flat_map(|each| &mut each.people);
        for person in people.filter(|person| person.id.is_empty()) {
            Arc::make_mut(person).id = id("ivo-marsh");
        }
        board
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    fn set(person: &str, field: PersonField) -> Edit {
        let id = id(person);
        Edit::SetPerson { id, field }
    }

    fn append(board: &Board, nth: usize, entry: Entry) -> Edit {
        let (at, entry) = (board.log.len() + nth, Box::new(entry));
        Edit::AddEntry { at, entry }
    }

    fn asked(who: &[&str]) -> Entry {
        Entry::Asked {
            on: today(),
            who: Who::new(who.iter().map(|each| id(each)).collect()),
            what: "a name".to_owned(),
            due: None,
            got: None,
        }
    }

    /// Makes edits on the example as one change; following them must give what a fresh look gives.
    fn check_followed(edits: &[Edit]) -> Overview {
        let mut board = example();
        let mut followed = Overview::new(&board, today());
        for edit in edits {
            board.apply(edit).unwrap();
        }
        followed.follow(&board, edits);
        assert_eq!(followed, Overview::new(&board, today()), "{edits:?}");
        followed
    }

    #[test]
    fn the_example_has_the_numbers_its_readers_are_told() {
        let board = example();
        let overview = Overview::new(&board, today());
        let expected = Totals {
            executives: 6,
            executives_onside: 0,
            due: 2,
            asked: 1,
            owed: 1,
            at_rung: [1, 3, 3, 2, 1, 1],
        };
        assert_eq!(overview.totals(), expected);
        let executives = board.departments.iter().flat_map(|department| {
            let people = department.executives();
            people.filter_map(|at| Some(department.people.get(at)?.name.as_str()))
        });
        let executives: Vec<_> = executives.collect();
        let named = [
            "Dana Ortiz",
            "Sam Whitfield",
            "Priya Raman",
            "Jonas Lind",
            "Ruth Adeyemi",
            "Ivo Marsh",
        ];
        assert_eq!(executives, named);
        let never = Standing::default();
        let urgency = |person: &str| {
            let seat = overview.seat(person).unwrap();
            let standing = overview.standing(person).unwrap_or(&never);
            standing.urgency(board.person(seat).unwrap(), today())
        };
        assert_eq!(urgency("dana"), Some(Urgency::Due(Some(19))));
        assert_eq!(urgency("sam"), Some(Urgency::Due(None)));
    }

    #[test]
    fn a_change_of_a_person_is_followed() {
        let followed = check_followed(&[set("dana", PersonField::Stance(Stance::Champion))]);
        assert_eq!(followed.totals().executives_onside, 1);
        check_followed(&[set("dana", PersonField::Power(1))]);
        check_followed(&[set("dana", PersonField::Left(Some(today())))]);
        check_followed(&[set("dana", PersonField::Id(id("dana-2")))]);
    }

    #[test]
    fn an_entry_at_the_end_of_the_log_is_followed() {
        let followed = check_followed(&[append(&example(), 0, asked(&["dana", "dana"]))]);
        assert_eq!(followed.totals().asked, 2);
        assert_eq!(followed.totals().due, 1, "Dana was just met");
    }

    #[test]
    fn several_edits_of_one_change_are_each_followed_once() {
        let board = example();
        check_followed(&[
            append(&board, 0, asked(&["dana"])),
            append(&board, 1, asked(&["sam"])),
        ]);
        let last = board.log.len() - 1;
        check_followed(&[
            Edit::RemoveEntry(last),
            Edit::AddEntry {
                at: last,
                entry: Box::new(asked(&["priya"])),
            },
        ]);
        let mut answered = asked(&["priya"]);
        if let Entry::Asked { got, .. } = &mut answered {
            *got = Some(Answer::Yes);
        }
        check_followed(&[
            append(&board, 0, asked(&["priya"])),
            Edit::SetEntry {
                at: board.log.len(),
                entry: Box::new(answered),
            },
        ]);
    }

    #[test]
    fn comings_and_goings_are_followed() {
        check_followed(&removal(&example(), &id("sam")));
        check_followed(&[Edit::RemoveDepartment(id("finance"))]);
        check_followed(&[Edit::MovePerson {
            id: id("dana"),
            department: id("finance"),
            at: 0,
        }]);
    }

    #[test]
    fn a_department_is_summed_up_once_for_all_its_people() {
        let board = example();
        let cost = |edits: usize| {
            let mut overview = Overview::new(&board, today());
            let edits = vec![set("dana", PersonField::Power(3)); edits];
            allocation_counter::measure(|| overview.follow(&board, &edits)).count_total
        };
        assert_eq!(cost(1), cost(50));
    }
}
