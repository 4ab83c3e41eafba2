//! Dates and spans of days as people say them: `3 Nov`, `3 Nov 2025`, `19d`.
//!
//! Takes plain numbers, so that it knows neither a board's dates nor a clock.

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Returns a day in words, with its year only when that is not `this_year`.
///
/// A month that the calendar does not have is shown as its number.
pub fn day_in_words(year: i16, month: i8, day: i8, this_year: i16) -> String {
    let name = usize::try_from(month - 1).ok();
    let name = name.and_then(|at| MONTHS.get(at));
    let month = name.map_or_else(|| month.to_string(), |name| (*name).to_owned());
    if year == this_year {
        format!("{day} {month}")
    } else {
        format!("{day} {month} {year}")
    }
}

/// Returns a span of days in one short word: `19d`.
pub fn days_in_short(days: i64) -> String {
    format!("{days}d")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_names_its_year_only_when_it_is_another() {
        assert_eq!(day_in_words(2026, 11, 3, 2026), "3 Nov");
        assert_eq!(day_in_words(2025, 11, 3, 2026), "3 Nov 2025");
        assert_eq!(day_in_words(2027, 1, 31, 2026), "31 Jan 2027");
    }

    #[test]
    fn days_are_a_number_and_a_letter() {
        assert_eq!(days_in_short(19), "19d");
        assert_eq!(days_in_short(0), "0d");
    }
}
