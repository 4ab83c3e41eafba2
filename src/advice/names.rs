//! What people are called in a sentence, and what is known of them there.

use super::Advice;
use crate::model::{Id, Person, Standing};

impl Advice<'_> {
    /// Returns the name of somebody present.
    pub fn name(&self, id: &Id) -> &str {
        let name = self.person(id).map(|person| person.name.as_str());
        name.unwrap_or("somebody")
    }

    /// Returns the first word of a person's name where nobody else present shares it, else
    /// the whole name; a team is always named whole.
    pub fn short_name(&self, id: &Id) -> String {
        let name = self.name(id);
        let first = |name: &str| name.split_whitespace().next().map(str::to_owned);
        let Some(word) = first(name) else {
            return name.to_owned();
        };
        let is_team = self.person(id).is_none_or(Person::is_team);
        // "Dr. Ortiz" and "J. Ortiz" are not called by their first word.
        if is_team || word.ends_with('.') || word.chars().count() < 2 {
            return name.to_owned();
        }
        let members = self.network.members().iter();
        let sharing = members
            .filter_map(|member| self.board.person(member.seat))
            .filter(|person| first(&person.name).as_ref() == Some(&word));
        if sharing.count() == 1 {
            word
        } else {
            name.to_owned()
        }
    }

    /// Says whether somebody not of our own team claims a stance that nothing shows.
    pub(super) fn is_unproven(&self, id: &Id) -> bool {
        let never = Standing::default();
        let standing = self.overview.standing(id).unwrap_or(&never);
        self.person(id)
            .is_some_and(|person| standing.is_unproven(person))
    }

    pub(super) fn person(&self, id: &Id) -> Option<&Person> {
        let place = self.network.place(id)?;
        let member = self.network.member(place)?;
        self.board.person(member.seat).map(|person| &**person)
    }
}
