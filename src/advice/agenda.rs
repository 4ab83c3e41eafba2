//! What is to be done today: who is due for a contact, what is owed both ways.
//!
//! Promises: nobody of our own team is due, and nobody who left; the most pressing first.

use super::Advice;
use crate::model::{Date, Entry, Id, Person, Who};

/// Somebody who is due for a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub who: Id,
    /// When they were last talked to, asked, promised or given something; `None`: never.
    pub last: Option<Date>,
    /// How often they should be, in days.
    pub every_days: u32,
}

/// What one side waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFavour {
    /// The place of its entry in the log.
    pub at: usize,
    /// When it was asked or promised.
    pub on: Date,
    /// Of whom, or to whom.
    pub who: Vec<Id>,
    /// What.
    pub what: String,
    /// Until when.
    pub due: Option<Date>,
}

impl Advice<'_> {
    /// Returns who is due: who was never met first, then the longest ago; of equals in the
    /// file's order.
    pub fn due(&self) -> Vec<Due> {
        let today = self.overview.today();
        let due = self.others().filter_map(|person| {
            let standing = self.overview.standing(&person.id);
            let standing = standing.cloned().unwrap_or_default();
            let every_days = person.every_days?;
            standing.is_due(person, today).then(|| Due {
                who: person.id.clone(),
                last: standing.last_contact,
                every_days,
            })
        });
        let mut due: Vec<Due> = due.collect();
        due.sort_by_key(|due| due.last);
        due
    }

    /// Returns what we promised and have not kept yet.
    pub fn owed(&self) -> Vec<OpenFavour> {
        self.open(|entry| match entry {
            Entry::Promised {
                on,
                who,
                what,
                due,
                kept: None,
            } => Some((*on, who, what, *due)),
            _ => None,
        })
    }

    /// Returns what we asked and nobody answered yet.
    pub fn asked(&self) -> Vec<OpenFavour> {
        self.open(|entry| match entry {
            Entry::Asked {
                on,
                who,
                what,
                due,
                got: None,
            } => Some((*on, who, what, *due)),
            _ => None,
        })
    }

    /// Returns what is open: the first due first, then those without a day, the oldest first.
    fn open<'b>(
        &'b self,
        pick: impl Fn(&'b Entry) -> Option<(Date, &'b Who, &'b String, Option<Date>)>,
    ) -> Vec<OpenFavour> {
        let log = self.board.log.iter().enumerate();
        let open = log.filter_map(|(at, entry)| {
            let (on, who, what, due) = pick(entry)?;
            Some(OpenFavour {
                at,
                on,
                who: who.ids().to_vec(),
                what: what.clone(),
                due,
            })
        });
        let mut open: Vec<OpenFavour> = open.collect();
        open.sort_by_key(|favour| (favour.due.is_none(), favour.due, favour.on));
        open
    }

    /// Returns everybody present outside our own team, in the file's order.
    pub(super) fn others(&self) -> impl Iterator<Item = &Person> {
        let departments = self.board.departments.iter().filter(|it| !it.ours);
        departments.flat_map(|it| it.present().map(|(_, person)| &**person))
    }
}
