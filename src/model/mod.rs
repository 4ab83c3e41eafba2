//! What a board is: departments, people, stances, plays, decisions, the log, and
//! every change that can be made to them.
//!
//! Promises: pure data and pure functions; the same input gives the same answer.
//! Leaves to others: text and bytes (`document`), files (`store`), colours and
//! words on screen (`view`), what today is (a caller passes the date).

mod address;
mod answers;
mod apply;
mod board;
mod date;
mod decision;
mod department;
mod edit;
mod entry;
mod findings;
mod id;
mod listeners;
mod overview;
mod person;
mod play;
mod ranges;
mod removal;
mod stance;
mod standing;

pub use address::{Address, Record, Step};
pub use answers::{Answered, Answers, answerable, answered};
pub use board::{Board, Conflict, Seat, VERSION};
pub use date::{Date, NotADate};
pub use decision::{Ballot, Decision, Vote};
pub use department::{Coverage, Department, Metric, Reading};
pub use edit::{
    BoardField, DecisionField, DepartmentField, Edit, EditError, PersonField, PlayField,
};
pub use entry::{Answer, Entry, How, Proof, Who};
pub use findings::{Among, Finding, findings};
pub use id::{Id, NotAnId};
pub use listeners::Listeners;
pub use overview::{Overview, Summary, Totals};
pub use person::{Objection, Person, Strength, Tie};
pub use play::{Play, PlayStep, Status};
pub use removal::{removal, removal_of_all};
pub use stance::Stance;
pub use standing::{Standing, Urgency};
