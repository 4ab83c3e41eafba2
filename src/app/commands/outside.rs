//! The board outside of the program: its file in an editor.

use super::{Command, Scope};
use crate::app::{App, Effect};
use crate::model::{Address, Record};

pub(super) const COMMANDS: &[Command] = &[Command::quiet(
    Scope::Anywhere,
    "edit",
    "the file in `$VISUAL` or `$EDITOR`, at this line",
    &["e"],
    edit,
)];

fn edit(app: &mut App) -> Vec<Effect> {
    let line = record(app)
        .and_then(|record| app.document().place(&Address::field(record, "id")))
        .map(|place| place.line);
    vec![Effect::OpenEditor { line }]
}

/// Returns the person or the department that is selected.
fn record(app: &App) -> Option<Record> {
    if let Some(seat) = app.selected_seat() {
        return Some(Record::Person(seat.department, seat.person));
    }
    let department = app.board().department_at(app.selected_department()?);
    department.map(Record::Department)
}
