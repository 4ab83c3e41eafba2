//! Findings about plays: for which department, and what they answer.

use super::super::answers::{Answered, Answers};
use super::super::{Address, Play, PlayStep, Record};
use super::{Among, Look, Named};

impl Look<'_> {
    pub(super) fn play(&mut self, at: usize, play: &Play) {
        let record = Record::Play(at);
        self.hidden(record, "answers", &play.answers);
        self.hidden_in(record, "steps", play.steps.iter().map(PlayStep::text));
        let address = Address::field(record, "department");
        let named = self.named.get(play.department.as_str()).copied();
        let Some(Named::Department(department_at)) = named else {
            self.nowhere(
                &play.department,
                named,
                address,
                "department",
                Among::Departments,
            );
            return;
        };
        let department = self.board.departments.get(department_at);
        let Some(department) = department.filter(|_| !play.answers.trim().is_empty()) else {
            return;
        };
        let address = Address::field(record, "answers");
        let answers = self.answers.entry(department_at);
        let answers = answers.or_insert_with(|| Answers::of(department));
        match answers.find(&play.answers) {
            Answered::One(_) => {}
            Answered::Nothing => {
                let message = format!(
                    "no red flag or objection in `{}` begins like this",
                    department.id
                );
                let help = "write the beginning of one of the department's red flags or of its people's objections";
                self.add(address, message, help);
                if let Some(last) = self.found.last_mut() {
                    let among = Among::Answerable(department_at);
                    last.meant = Some((play.answers.clone(), among));
                }
            }
            Answered::Several(first, second) => {
                let message = format!("this may answer \"{first}\" or \"{second}\"");
                self.add(
                    address,
                    message,
                    "write a few words more of the one it answers",
                );
            }
        }
    }
}
