//! What the screen says in a word or two: what presses, a metric, whether it is saved.

use super::canvas::Canvas;
use crate::app::SaveState;
use crate::model::{Department, Metric, Summary, Urgency};
use crate::store::Neighbour;
use crate::text::days_in_short;

/// Returns the word at the right edge of a row.
pub fn urgency(urgency: Urgency) -> String {
    match urgency {
        Urgency::Due(None) => "due".to_owned(),
        Urgency::Due(Some(days)) => format!("due {}", days_in_short(days)),
        Urgency::YouOwe => "you owe".to_owned(),
        Urgency::Asked(days) if days > 0 => format!("asked {}", days_in_short(days)),
        Urgency::Asked(_) => "asked".to_owned(),
        Urgency::Objects => "objects".to_owned(),
        Urgency::Unproven => "unproven".to_owned(),
        Urgency::NotMet => "not met".to_owned(),
    }
}

/// Says whether the word asks us to act now.
pub fn is_pressing(urgency: Urgency) -> bool {
    matches!(urgency, Urgency::Due(_) | Urgency::YouOwe)
}

/// Returns what a department's row says after its name, the most important first; of one that
/// teaches, how many of its steps were done.
pub fn summary(
    department: &Department,
    summary: &Summary,
    is_folded: bool,
    learnt: Option<(usize, usize)>,
) -> Vec<String> {
    let mut parts = Vec::new();
    if is_folded {
        parts.push(format!("{} folded", summary.present));
    }
    if department.ours {
        parts.push("our team".to_owned());
    }
    if summary.present == 0 {
        parts.push("nobody here yet".to_owned());
        return parts;
    }
    if department.ours {
        return parts;
    }
    let executives = summary.executives.len();
    parts.push(format!(
        "executives {}/{executives}",
        summary.executives_onside
    ));
    if let Some((people, onside)) = summary.teams {
        parts.push(format!("team {onside}/{people}"));
    }
    parts.push(match (learnt, &department.metric) {
        (Some((done, all)), _) => format!("{done} of {all} done"),
        (None, Some(metric)) => self::metric(metric),
        (None, None) => "no metric yet".to_owned(),
    });
    parts
}

/// Returns a metric as "wins 2/10 deals".
fn metric(metric: &Metric) -> String {
    let latest = metric.latest().map(|(_, number)| number);
    let number = match (latest, metric.goal) {
        (Some(number), Some(goal)) => format!("{number}/{goal}"),
        (Some(number), None) => number.to_string(),
        (None, Some(goal)) => format!("0/{goal}"),
        (None, None) => "not read yet".to_owned(),
    };
    let words = [&metric.measure, &number, &metric.unit];
    let words = words.into_iter().filter(|word| !word.is_empty());
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Returns whether the file says what the screen shows, in a word.
pub fn saved(state: &SaveState, is_read_only: bool, ellipsis: &str, waiting: &str) -> String {
    match state {
        SaveState::Unchanged if is_read_only => "read only".to_owned(),
        SaveState::Unchanged => "saved".to_owned(),
        SaveState::Waiting => waiting.to_owned(),
        SaveState::Saving => format!("saving{ellipsis}"),
        SaveState::Saved(time) => format!("saved {time}"),
        SaveState::NotSaved(_) | SaveState::Diverged(_) | SaveState::Gone(_) => {
            "not saved".to_owned()
        }
        SaveState::Paused(_) => "paused".to_owned(),
    }
}

/// Returns who else has the file open, the longest words first; nothing if nobody has.
pub fn also_open(neighbours: &[Neighbour]) -> Vec<String> {
    let more = match neighbours.len() {
        0 => return Vec::new(),
        1 => String::new(),
        several => format!(" and {} more", several - 1),
    };
    match neighbours.first() {
        Some(Neighbour::Editor(name)) => vec![format!("also open in {name}{more}")],
        Some(Neighbour::Session {
            since, terminal, ..
        }) => {
            let on = match terminal.as_str() {
                "" => String::new(),
                terminal => format!(" on {terminal}"),
            };
            vec![
                format!("also open since {since}{on}{more}"),
                format!("also open{on}"),
                "also open".to_owned(),
            ]
        }
        None => Vec::new(),
    }
}

/// Counts what is off screen: "3 more above · 8 more below".
pub fn off_screen(canvas: &Canvas, hidden: &[(usize, &str)]) -> String {
    let hidden = hidden.iter().filter(|(count, _)| *count > 0);
    let words = hidden.map(|(count, place)| format!("{count} more {place}"));
    let between = format!(" {} ", canvas.glyphs.separator);
    words.collect::<Vec<_>>().join(&between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Urgency, word: &str) {
        assert_eq!(urgency(found), word);
        assert!(word.len() <= 10, "{word} is wider than its column");
    }

    #[test]
    fn what_presses_is_said_in_a_word() {
        check(Urgency::Due(Some(19)), "due 19d");
        check(Urgency::Due(None), "due");
        check(Urgency::Asked(4), "asked 4d");
        check(Urgency::Asked(0), "asked");
        check(Urgency::Unproven, "unproven");
    }

    #[test]
    fn a_metric_says_as_much_as_is_known() {
        let known = Metric {
            measure: "wins".to_owned(),
            unit: "deals".to_owned(),
            goal: Some(10.0),
            readings: Vec::new(),
        };
        assert_eq!(metric(&known), "wins 0/10 deals");
        let date = crate::model::Date::new(2026, 11, 1).unwrap();
        let read = Metric {
            readings: vec![(date, 2.5)],
            goal: None,
            ..known
        };
        assert_eq!(metric(&read), "wins 2.5 deals");
        assert_eq!(metric(&Metric::default()), "not read yet");
    }
}
