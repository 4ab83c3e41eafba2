//! A board for whoever takes over: what is known of the programme, and nothing private about anybody.
//!
//! Promises: every field is named here and either handed on or not; nothing is carried along
//! because nobody thought of it. Handed on: departments with their metrics, people with their
//! ties, plays, decisions, promises that are open, and proof that others saw. Left behind: notes,
//! objections, what somebody gains, tags, clashes, the log of talks and asks, odds, who has left;
//! whoever stands below Neutral is not met, and their votes are not told.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{
    Answered, Board, Decision, Department, Entry, Id, Metric, Person, Play, Stance, Tie, VERSION,
    Vote, Who, answered,
};

/// Odds that say nothing: a yes is as likely as a no.
const EVEN: u8 = 50;

/// Returns the board to hand over.
pub fn handover(board: &Board) -> Board {
    let present = board.people().map(|(_, person)| person);
    let present: HashSet<&Id> = present
        .filter(|person| !person.has_left())
        .map(|person| &person.id)
        .collect();
    let departments: Vec<Department> = board
        .departments
        .iter()
        .map(|it| department(it, &present))
        .collect();
    let plays = board.plays.iter().map(|it| play(it, &departments));
    let plays = plays.collect();
    let met: HashSet<&Id> = board
        .people()
        .filter(|(_, person)| stance(person) == person.stance)
        .map(|(_, person)| &person.id)
        .collect();
    let decisions = board.decisions.iter();
    let decisions = decisions.map(|it| decision(it, &present, &met));
    Board {
        version: VERSION,
        title: board.title.clone(),
        goal: board.goal.clone(),
        plays,
        decisions: decisions.collect(),
        log: log(board, &departments, &present),
        departments,
        conflicts: Vec::new(),
    }
}

fn department(department: &Department, present: &HashSet<&Id>) -> Department {
    let people = department.present();
    Department {
        id: department.id.clone(),
        name: department.name.clone(),
        ours: department.ours,
        ideal: department.ideal.clone(),
        red_flags: department.red_flags.clone(),
        metric: department.metric.as_ref().map(metric),
        people: people
            .map(|(_, it)| Arc::new(person(it, present)))
            .collect(),
    }
}

fn metric(metric: &Metric) -> Metric {
    Metric {
        measure: metric.measure.clone(),
        unit: metric.unit.clone(),
        goal: metric.goal,
        readings: metric.readings.clone(),
    }
}

/// Returns the stance that is handed on: who is against it is for everybody to find out.
fn stance(person: &Person) -> Stance {
    match person.stance {
        Stance::Blocker | Stance::Skeptic => Stance::Unknown,
        other => other,
    }
}

fn person(person: &Person, present: &HashSet<&Id>) -> Person {
    let stance = stance(person);
    let ties = person.listens_to.iter();
    let boss = person.reports_to.as_ref();
    Person {
        id: person.id.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
        headcount: person.headcount,
        onside: person.onside.filter(|_| stance == person.stance),
        stance,
        target: person.target.filter(|_| stance == person.stance),
        power: person.power,
        interest: person.interest,
        cares_about: String::new(),
        objections: Vec::new(),
        reports_to: boss.filter(|id| present.contains(id)).cloned(),
        listens_to: ties
            .filter(|tie| present.contains(&tie.to))
            .map(|tie| Tie {
                to: tie.to.clone(),
                strength: tie.strength,
            })
            .collect(),
        clashes_with: Vec::new(),
        every_days: person.every_days,
        left: None,
        tags: Vec::new(),
        note: String::new(),
    }
}

/// A play that answers an objection answers nothing: the objection is theirs.
fn play(play: &Play, departments: &[Department]) -> Play {
    let mut its = departments.iter();
    let its = its.find(|department| department.id == play.department);
    let is_flag = its.is_some_and(|it| matches!(answered(&play.answers, it), Answered::One(_)));
    let answers = if is_flag { play.answers.as_str() } else { "" };
    Play {
        id: play.id.clone(),
        department: play.department.clone(),
        answers: answers.to_owned(),
        status: play.status,
        due: play.due,
        steps: play.steps.clone(),
    }
}

/// How somebody voted tells where they stand: it goes only where that is handed on too.
fn decision(decision: &Decision, present: &HashSet<&Id>, met: &HashSet<&Id>) -> Decision {
    let votes = decision.votes.iter();
    Decision {
        id: decision.id.clone(),
        ask: decision.ask.clone(),
        on: decision.on,
        votes: votes
            .filter(|vote| present.contains(&vote.who))
            .map(|vote| Vote {
                who: vote.who.clone(),
                odds: EVEN,
                voted: vote.voted.filter(|_| met.contains(&vote.who)),
            })
            .collect(),
    }
}

/// Returns open promises, and what others saw of where somebody stands.
fn log(board: &Board, departments: &[Department], present: &HashSet<&Id>) -> Vec<Arc<Entry>> {
    let people = departments.iter().flat_map(|it| &it.people);
    let stands = |who: &Id| people.clone().find(|it| it.id == *who).map(|it| it.stance);
    let entries = board.log.iter().enumerate().filter_map(|(at, entry)| {
        Some(match &**entry {
            Entry::Promised {
                on,
                who,
                what,
                due,
                kept: None,
            } => {
                let still = who.ids().iter().filter(|id| present.contains(id));
                let still: Vec<Id> = still.cloned().collect();
                if still.is_empty() {
                    return None;
                }
                Entry::Promised {
                    on: *on,
                    who: Who::new(still),
                    what: what.clone(),
                    due: *due,
                    kept: None,
                }
            }
            Entry::Moved {
                on,
                who,
                to,
                proof: Some(proof),
                ..
            } if proof.is_strong() && stands(who) == Some(*to) => Entry::Proved {
                on: *on,
                who: who.clone(),
                proof: *proof,
                because: String::new(),
            },
            // What came before a move proves another stance.
            Entry::Proved { on, who, proof, .. }
                if proof.is_strong()
                    && stands(who).is_some_and(|stance| stance != Stance::Unknown)
                    && !is_moved_behind(board, at, who) =>
            {
                Entry::Proved {
                    on: *on,
                    who: who.clone(),
                    proof: *proof,
                    because: String::new(),
                }
            }
            _ => return None,
        })
    });
    entries.map(Arc::new).collect()
}

fn is_moved_behind(board: &Board, at: usize, who: &Id) -> bool {
    let mut behind = board.log.iter().skip(at + 1);
    behind.any(|entry| matches!(&**entry, Entry::Moved { who: other, .. } if other == who))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, EXAMPLE};
    use crate::model::Ballot;

    fn board(text: &str) -> Board {
        Document::load(text.as_bytes()).unwrap().board().clone()
    }

    #[test]
    fn what_was_handed_over_is_handed_on_as_it_is() {
        let once = handover(&board(EXAMPLE));
        assert_eq!(handover(&once), once);
    }

    #[test]
    fn how_somebody_voted_is_told_only_where_their_stance_is() {
        let text = r#"(version: 1, departments: [(id: "d", name: "D", people: [
            (id: "ann", name: "Ann", stance: Neutral), (id: "bob", name: "Bob", stance: Blocker),
            (id: "cleo", name: "Cleo", stance: Skeptic), (id: "dan", name: "Dan")])],
            decisions: [(id: "fund", ask: "Fund it?", on: "2026-12-24", votes: [
                (who: "ann", odds: 9, voted: No), (who: "bob", odds: 9, voted: No),
                (who: "cleo", odds: 9, voted: Yes), (who: "dan", odds: 9, voted: Yes)])])"#;
        let handed = handover(&board(text));
        let votes = handed.decisions[0].votes.iter().map(|vote| vote.voted);
        let (yes, no) = (Some(Ballot::Yes), Some(Ballot::No));
        assert_eq!(votes.collect::<Vec<_>>(), [no, None, None, yes]);
    }

    #[test]
    fn proof_of_an_earlier_stance_is_no_proof_of_this_one() {
        let text = r#"(version: 1, departments: [(id: "d", name: "D", people: [
            (id: "ann", name: "Ann", stance: Champion), (id: "bob", name: "Bob", stance: Blocker)])],
            log: [
                Proved(on: "2026-01-01", who: "ann", proof: Acted),
                Moved(on: "2026-01-02", who: "ann", from: Blocker, to: Supporter, proof: Acted),
                Moved(on: "2026-01-03", who: "ann", from: Supporter, to: Champion, proof: InWriting),
                Proved(on: "2026-01-04", who: "ann", proof: ToldMe),
                Proved(on: "2026-01-05", who: "ann", proof: InPublic),
                Moved(on: "2026-01-06", who: "bob", from: Neutral, to: Blocker, proof: InPublic),
                Proved(on: "2026-01-07", who: "bob", proof: InPublic),
            ])"#;
        let told = handover(&board(text)).log;
        let told: Vec<String> = told.iter().map(|entry| format!("{entry:?}")).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("InWriting") && told[1].contains("InPublic"));
        assert!(
            told.iter()
                .all(|entry| entry.starts_with("Proved") && entry.contains("ann"))
        );
    }
}
