//! Everything computed from a board that a screen needs at once: who sits where,
//! what the log says of each, how far each department is.
//!
//! Built once in one pass, then kept by edits, so that looking costs nothing. It
//! holds no text of its own and is never written to a file.

use std::collections::HashMap;

use super::{
    Board, Coverage, Date, Department, Edit, Entry, Id, Person, PersonField, Seat, Stance, Standing,
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
        let seats = board
            .people()
            .map(|(seat, person)| (person.id.clone(), seat));
        let mut overview = Self {
            today,
            seats: seats.collect(),
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

    /// Follows one edit that `board` already has; the result equals `new(board, today)`.
    pub fn follow(&mut self, board: &Board, edit: &Edit) {
        match edit {
            Edit::SetPerson { id, field } if !matches!(field, PersonField::Id(_)) => {
                self.refresh(board, id);
            }
            Edit::AddEntry { at, entry } if *at + 1 == board.log.len() => {
                self.read(entry);
                for id in entry.who() {
                    self.refresh(board, id);
                }
            }
            Edit::SetBoard(_)
            | Edit::AddPlay { .. }
            | Edit::RemovePlay(_)
            | Edit::MovePlay { .. }
            | Edit::SetPlay { .. }
            | Edit::AddDecision { .. }
            | Edit::RemoveDecision(_)
            | Edit::MoveDecision { .. }
            | Edit::SetDecision { .. }
            | Edit::AddConflict { .. }
            | Edit::RemoveConflict(_) => {}
            _ => *self = Self::new(board, self.today),
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

    fn refresh(&mut self, board: &Board, id: &Id) {
        let Some(seat) = self.seat(id) else { return };
        if let Some(department) = board.departments.get(seat.department) {
            let summary = self.summary(department);
            if let Some(slot) = self.departments.get_mut(seat.department) {
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
