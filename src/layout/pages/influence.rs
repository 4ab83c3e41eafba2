//! Who sways one person, and whom they sway, two steps far; the ways to them from those
//! onside; who stands together against it; what would be lost without them.

use super::super::lens::{Lens, listed};
use super::super::{Look, Paragraph, Target};
use super::{Sheet, Start};
use crate::advice::{Advice, Cover, Link, Route};
use crate::model::{Id, Person, Strength};
use crate::text::counted;

/// Cells for the numbers of routes.
const LABELS: u16 = 3;
/// Cells between a step of the tree and the next.
const STEP: u16 = 2;
/// So many routes are shown.
pub const ROUTES: usize = 3;

/// Returns what is known about who sways the one called `of`.
pub(super) fn sheet(lens: Lens<'_>, of: Option<&Id>) -> Sheet {
    let title = "Influence".to_owned();
    let Some(person) = of.and_then(|id| lens.person(id)) else {
        return Sheet {
            title,
            labels: LABELS,
            start: Some(start(lens)),
            ..Sheet::default()
        };
    };
    let advice = Advice::new(lens.board, lens.overview);
    let tree = Tree::of(lens);
    let sections = [
        (format!("{} listens to", person.name), tree.heard(person)),
        (
            format!("Who listens to {}", person.name),
            tree.listening(person),
        ),
        ("Clashes with".to_owned(), clashes(lens, person)),
        (
            "Routes from those onside".to_owned(),
            routes(lens, &advice, person),
        ),
        ("Opposed together".to_owned(), opposed(lens, &advice)),
        (
            format!("If {} were away", person.name),
            cover(lens, &advice, person),
        ),
        (
            "What the score is made of".to_owned(),
            score(&advice, &person.id),
        ),
    ];
    let mut paragraphs = Vec::new();
    for (heading, lines) in sections {
        if !lines.is_empty() {
            paragraphs.push(Paragraph::heading(&heading));
            paragraphs.extend(lines);
            paragraphs.push(Paragraph::blank());
        }
    }
    paragraphs.pop();
    Sheet {
        title,
        remark: format!("{}   {}", lens.titled(&person.id), person.stance.word()),
        labels: LABELS,
        paragraphs,
        start: None,
    }
}

/// Returns the routes to one person, under a heading.
pub(super) fn route_page(lens: Lens<'_>, person: &Person) -> Vec<Paragraph> {
    let advice = Advice::new(lens.board, lens.overview);
    let heading = format!("Routes to {}", lens.titled(&person.id));
    let mut lines = vec![Paragraph::heading(&heading)];
    lines.extend(or_nobody(
        routes(lens, &advice, person),
        "Nobody else onside has a tie to them.",
    ));
    lines
}

/// Returns what would be lost without one person, under a heading.
pub(super) fn cover_page(lens: Lens<'_>, person: &Person) -> Vec<Paragraph> {
    let advice = Advice::new(lens.board, lens.overview);
    let heading = format!("If {} were away", lens.titled(&person.id));
    let mut lines = vec![Paragraph::heading(&heading)];
    lines.extend(or_nobody(cover(lens, &advice, person), "They have left."));
    lines
}

/// Returns how far each department is onside, our own team aside.
pub(super) fn coverage_page(lens: Lens<'_>) -> Vec<Paragraph> {
    let departments = lens.board.departments.iter().enumerate();
    let lines = departments.filter_map(|(at, department)| {
        let summary = lens.overview.department(at)?;
        let (onside, all) = (summary.executives_onside, summary.executives.len());
        let text = format!(
            "{}; executives onside {onside} of {all}",
            summary.coverage?.words()
        );
        Some(Paragraph::new("", text, Look::Plain).named(&*department.name))
    });
    let mut lines = or_nobody(lines.collect(), "No department is on the board yet.");
    lines.insert(0, Paragraph::heading("Cover by department"));
    lines
}

fn start(lens: Lens<'_>) -> Start {
    if lens.board.people().next().is_some() {
        return Start {
            sentence: "Influence is shown of one person: select somebody first.".to_owned(),
            keys: vec![("board", "the board; j and k go to somebody, then come back")],
        };
    }
    Start {
        sentence: "Nobody is on the board yet, so nobody sways anybody.".to_owned(),
        keys: vec![
            (
                "add",
                "adds people, a line each: Dana Ortiz, VP Sales @sales <sam!",
            ),
            ("influence", "on a person: who listens to whom"),
        ],
    }
}

/// Who listens to whom, both ways, bosses included.
struct Tree<'a> {
    lens: Lens<'a>,
    listeners: std::collections::HashMap<&'a Id, Vec<(&'a Person, Strength)>>,
}

impl<'a> Tree<'a> {
    fn of(lens: Lens<'a>) -> Self {
        let mut tree = Self {
            lens,
            listeners: std::collections::HashMap::new(),
        };
        for (_, person) in lens.board.people() {
            if !person.has_left() {
                for (to, strength) in ties(person) {
                    let listeners = tree.listeners.entry(to).or_default();
                    listeners.push((person, strength));
                }
            }
        }
        tree
    }

    fn heard_by(&self, person: &'a Person) -> Vec<(&'a Person, Strength)> {
        let mut heard: Vec<_> = ties(person)
            .filter_map(|(to, strength)| Some((self.lens.person(to)?, strength)))
            .filter(|(other, _)| !other.has_left())
            .collect();
        strongest_first(&mut heard);
        heard
    }

    fn listening_to(&self, person: &'a Person) -> Vec<(&'a Person, Strength)> {
        let mut listeners = self.listeners.get(&person.id).cloned().unwrap_or_default();
        strongest_first(&mut listeners);
        listeners
    }

    /// Returns whom somebody listens to, and whom those do.
    fn heard(&self, person: &'a Person) -> Vec<Paragraph> {
        let lines = self.two_steps(person, Self::heard_by);
        or_nobody(lines, "nobody, as far as the board knows")
    }

    /// Returns who listens to somebody, and who to those.
    fn listening(&self, person: &'a Person) -> Vec<Paragraph> {
        or_nobody(self.two_steps(person, Self::listening_to), "nobody yet")
    }

    fn two_steps(
        &self,
        person: &'a Person,
        next: fn(&Self, &'a Person) -> Vec<(&'a Person, Strength)>,
    ) -> Vec<Paragraph> {
        let mut lines = Vec::new();
        for (near, strength) in next(self, person) {
            lines.push(branch(near, strength, 0));
            let beyond = next(self, near).into_iter();
            let beyond = beyond.filter(|(far, _)| far.id != person.id);
            lines.extend(beyond.map(|(far, strength)| branch(far, strength, STEP)));
        }
        lines
    }
}

/// Returns whom somebody listens to: as written, and their boss where that says nothing.
fn ties(person: &Person) -> impl Iterator<Item = (&Id, Strength)> {
    let written = person.listens_to.iter().map(|tie| (&tie.to, tie.strength));
    let is_named = |boss: &&Id| person.listens_to.iter().any(|tie| tie.to == **boss);
    let boss = person.reports_to.iter().filter(move |boss| !is_named(boss));
    written.chain(boss.map(|boss| (boss, Strength::Medium)))
}

fn strongest_first(people: &mut [(&Person, Strength)]) {
    // Stable: of equals the file's order.
    people.sort_by_key(|(_, strength)| std::cmp::Reverse(*strength));
}

fn branch(person: &Person, strength: Strength, inset: u16) -> Paragraph {
    let parts = [person.title.as_str(), person.stance.word()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join(", ");
    let look = if inset == 0 { Look::Plain } else { Look::Faint };
    Paragraph::new("", text, look)
        .named(&*person.name)
        .inset(inset)
        .row()
        .word(strength.word().to_lowercase(), Look::Faint)
        .on(Target::Person(person.id.clone()))
}

fn or_nobody(lines: Vec<Paragraph>, sentence: &str) -> Vec<Paragraph> {
    if lines.is_empty() {
        vec![Paragraph::new("", sentence, Look::Faint)]
    } else {
        lines
    }
}

fn clashes(lens: Lens<'_>, person: &Person) -> Vec<Paragraph> {
    let others = lens.board.people().map(|(_, other)| &**other);
    let clash = others.filter(|other| {
        !other.has_left()
            && (person.clashes_with.contains(&other.id) || other.clashes_with.contains(&person.id))
    });
    let lines = clash.map(|other| {
        Paragraph::new("", other.title.as_str(), Look::Plain)
            .named(&*other.name)
            .row()
            .on(Target::Person(other.id.clone()))
    });
    lines.collect()
}

fn routes(lens: Lens<'_>, advice: &Advice<'_>, person: &Person) -> Vec<Paragraph> {
    let routes = advice.routes(&person.id, ROUTES);
    let Some(factors) = advice.factors(&person.id).filter(|_| routes.is_empty()) else {
        let lines = (1..).zip(routes.iter());
        return lines.filter_map(|(nth, it)| route(lens, nth, it)).collect();
    };
    let sentence = match factors.bridge {
        Some(bridge) => format!(
            "Nobody onside reaches them yet. {} is the bridge: win them first.",
            lens.name(&bridge)
        ),
        None => advice.no_way_in(&person.id),
    };
    vec![Paragraph::new("", sentence, Look::Plain)]
}

/// Returns "Noor Haddad → Dana Ortiz; …", with the weakest link and whether it ever carried.
fn route(lens: Lens<'_>, nth: usize, route: &Route) -> Option<Paragraph> {
    let first = route.links.first()?;
    let weakest = route.links.get(route.weakest)?;
    let mut way = lens.name(&first.from);
    for link in &route.links {
        way.push_str(" → ");
        way.push_str(&lens.name(&link.to));
    }
    let strength = weakest.strength.word().to_lowercase();
    let link = if route.links.len() == 1 {
        format!("one link, {strength}")
    } else {
        let (from, to) = (lens.name(&weakest.from), lens.name(&weakest.to));
        format!("weakest link {from} → {to}, {strength}")
    };
    let text = format!("{way}; {link}; {}", carried(lens, weakest));
    let target = Target::Person(first.from.clone());
    Some(Paragraph::new(&nth.to_string(), text, Look::Plain).on(target))
}

fn carried(lens: Lens<'_>, link: &Link) -> String {
    match (link.times, link.last) {
        (1, Some(last)) => format!("it carried once, on {}", lens.day(last)),
        (times, Some(last)) => format!("it carried {times} times, last on {}", lens.day(last)),
        (_, None) => "it never carried a message yet".to_owned(),
    }
}

fn opposed(lens: Lens<'_>, advice: &Advice<'_>) -> Vec<Paragraph> {
    let groups = advice.opposed();
    let lines = groups.iter().filter_map(|group| {
        let names: Vec<String> = group.people.iter().map(|id| lens.name(id)).collect();
        let text = format!("{}: {:.1} of 100 together", listed(&names), group.weight);
        let first = group.people.first()?;
        Some(Paragraph::new("", text, Look::Plain).on(Target::Person(first.clone())))
    });
    lines.collect()
}

fn cover(lens: Lens<'_>, advice: &Advice<'_>, person: &Person) -> Vec<Paragraph> {
    let Some(cover) = advice.cover(&person.id) else {
        return Vec::new();
    };
    let mut lines: Vec<String> = cover
        .departments
        .iter()
        .map(|id| format!("{} would have nobody onside.", lens.department(id)))
        .collect();
    let names = |ids: &[Id]| {
        let few: Vec<String> = ids.iter().take(3).map(|id| lens.name(id)).collect();
        match ids.len().saturating_sub(few.len()) {
            0 => listed(&few),
            more => format!("{} and {more} more", few.join(", ")),
        }
    };
    if !cover.routes.is_empty() {
        let count = counted(cover.routes.len(), "person", "people");
        let names = names(&cover.routes);
        lines.push(format!(
            "The only tie from somebody onside to {count}: {names}."
        ));
    }
    if !cover.bridges.is_empty() {
        lines.push(format!(
            "No bridge would lead to {}.",
            names(&cover.bridges)
        ));
    }
    lines.push(headline(&cover));
    let lines = lines.into_iter();
    lines
        .map(|line| Paragraph::new("", line, Look::Plain))
        .collect()
}

/// Returns the factors of somebody who is to be won, and their place among those.
fn score(advice: &Advice<'_>, id: &Id) -> Vec<Paragraph> {
    let Some(win) = advice.factors(id) else {
        return Vec::new();
    };
    let place = advice.wins().position(|other| other.id == *id);
    let place = match place {
        Some(at) => format!("place {} of {} to win", at + 1, advice.wins().count()),
        None => "not to be won now".to_owned(),
    };
    let text = format!("{}; {place}", win.factors());
    vec![Paragraph::new("", text, Look::Plain)]
}

fn headline(cover: &Cover) -> String {
    let (now, then) = (cover.now, cover.then);
    let (value, later) = (now.figure(), then.figure());
    if value == later {
        return format!(
            "The board would stand at {value} as now: {}.",
            now.band.word()
        );
    }
    let (band, later_band) = (now.band.word(), then.band.word());
    format!("The board would stand at {later}, {later_band}; now {value}, {band}.")
}
