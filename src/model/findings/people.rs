//! Findings about one person: target, stance, ties, who repeats it above them.

use super::super::{Address, Objection, Person, Record, Stance, Step};
use super::Look;

impl<'a> Look<'a> {
    pub(super) fn person(&mut self, record: Record, person: &'a Person, is_ours: bool) {
        self.texts_of(record, person);
        self.ties_of(record, person);
        if person.has_left() {
            return;
        }
        if let Some(target) = person.target.filter(|target| *target < person.stance) {
            let message = format!(
                "the target {} is below the stance {}",
                target.word(),
                person.stance.word()
            );
            let help = "raise the target, or take it out if this is all you need";
            self.add(Address::field(record, "target"), message, help);
        }
        if let Some((to, on)) = self.last_moves.get(person.id.as_str()).copied()
            && to != person.stance
        {
            let message = format!(
                "`{}` is {} here, but the log says {} since {on}",
                person.id,
                person.stance.word(),
                to.word()
            );
            self.add(
                Address::field(record, "stance"),
                message,
                "moved by hand: `.` logs it",
            );
        }
        if is_ours {
            return;
        }
        if person.stance == Stance::Champion && person.power <= 2 {
            let message = format!("`{}` is a Champion of power {}", person.id, person.power);
            let help = "who above them repeats it?";
            self.add(Address::field(record, "stance"), message, help);
        }
        if person.stance == Stance::Lobbyist && !self.heard.contains(person.id.as_str()) {
            let message = format!("nobody listens to the Lobbyist `{}`", person.id);
            let help = "name them in the `listens_to` of those they sway";
            self.add(Address::field(record, "stance"), message, help);
        }
    }

    fn texts_of(&mut self, record: Record, person: &Person) {
        for (field, text) in [
            ("name", &person.name),
            ("title", &person.title),
            ("cares_about", &person.cares_about),
            ("note", &person.note),
        ] {
            self.hidden(record, field, text);
        }
        self.hidden_in(record, "tags", &person.tags);
        let objections = person.objections.iter().map(Objection::text);
        self.hidden_in(record, "objections", objections);
    }

    fn ties_of(&mut self, record: Record, person: &Person) {
        if let Some(boss) = &person.reports_to {
            let address = Address::field(record, "reports_to");
            if *boss == person.id {
                self.add(
                    address,
                    format!("`{boss}` reports to themselves"),
                    "name their boss, or take it out",
                );
            } else {
                self.person_named(boss, address);
            }
        }
        for tie in &person.listens_to {
            let address = Address::field(record, "listens_to").then(Step::Key(tie.to.to_string()));
            if tie.to == person.id {
                self.add(
                    address,
                    format!("`{}` listens to themselves", tie.to),
                    "take it out",
                );
            } else {
                self.person_named(&tie.to, address);
            }
        }
        for (at, id) in person.clashes_with.iter().enumerate() {
            let address = Address::field(record, "clashes_with").then(Step::Index(at));
            if *id == person.id {
                self.add(
                    address,
                    format!("`{id}` clashes with themselves"),
                    "take it out",
                );
            } else {
                self.person_named(id, address);
            }
        }
    }
}
