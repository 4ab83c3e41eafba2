//! Days as people say them: `today`, `-2d`, `fri`, `2026-11-20`.

use super::Problem;
use crate::model::Date;

/// Which way a weekday is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// The last one before today: for what has happened.
    Past,
    /// The next one after today: for what shall.
    Future,
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads a day; `None` if the word names none.
pub(super) fn date(word: &str, today: Date, toward: Toward) -> Option<Date> {
    let word = word.to_lowercase();
    match word.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.plus_days(-1),
        "tomorrow" => return today.plus_days(1),
        _ => {}
    }
    if let Ok(date) = word.parse() {
        return Some(date);
    }
    let is_it = |name: &&str| word.len() >= 3 && name.starts_with(word.as_str());
    if let Some(weekday) = WEEKDAYS.iter().position(is_it) {
        let ahead = (i32::try_from(weekday).ok()? - i32::from(today.weekday())).rem_euclid(7);
        return today.plus_days(match toward {
            Toward::Past if ahead == 0 => -7,
            Toward::Past => ahead - 7,
            Toward::Future if ahead == 0 => 7,
            Toward::Future => ahead,
        });
    }
    days(&word).and_then(|days| today.plus_days(days))
}

/// Reads `-2d`, `+3d`, `2w`: days from today.
fn days(word: &str) -> Option<i32> {
    let (number, unit) = match word.strip_suffix('d') {
        Some(number) => (number, 1),
        None => (word.strip_suffix('w')?, 7),
    };
    let number: i32 = number.parse().ok()?;
    number.checked_mul(unit)
}

/// Reads the day behind a mark such as `by:`, or says what it may be.
pub(super) fn needed(word: &str, today: Date, toward: Toward) -> Result<Date, Problem> {
    date(word, today, toward).ok_or_else(|| {
        let example = match toward {
            Toward::Past => "`today`, `-2d`, `fri`",
            Toward::Future => "`fri`, `+10d`, `tomorrow`",
        };
        Problem(format!("`{word}` is no day; write {example} or {today}"))
    })
}

/// Reads the day since which something is told: a weekday is the last one before today.
pub fn past_day(word: &str, today: Date) -> Result<Date, Problem> {
    needed(word, today, Toward::Past)
}

/// Returns a day in words, as seen from `today`.
pub(super) fn said(date: Date, today: Date) -> String {
    match date.days_since(today) {
        0 => "today".to_owned(),
        -1 => "yesterday".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => crate::text::day_in_words(date.year(), date.month(), date.day(), today.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, toward: Toward, expected: &str) {
        // A Sunday.
        let today = "2026-11-22".parse().unwrap();
        let found = date(word, today, toward).map(|date| date.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{word}");
    }

    #[test]
    fn days_are_counted_from_today() {
        check("today", Toward::Past, "2026-11-22");
        check("-2d", Toward::Past, "2026-11-20");
        check("+1w", Toward::Future, "2026-11-29");
        check("2025-02-28", Toward::Past, "2025-02-28");
    }

    #[test]
    fn a_weekday_is_the_last_one_in_the_log_and_the_next_one_for_a_promise() {
        check("fri", Toward::Past, "2026-11-20");
        check("Friday", Toward::Future, "2026-11-27");
        check("sun", Toward::Past, "2026-11-15");
        check("sun", Toward::Future, "2026-11-29");
    }

    #[test]
    fn what_names_no_day_is_none() {
        for word in [
            "",
            "f",
            "fr",
            "fridays",
            "2026-02-30",
            "d",
            "-d",
            "9999999999d",
            "2026",
        ] {
            check(word, Toward::Past, "none");
        }
    }
}
