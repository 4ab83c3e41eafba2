//! A civil date, written `"2026-11-22"` in a board and nowhere else a number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day in the proleptic Gregorian calendar, without time or zone.
///
/// Its one text form is `YYYY-MM-DD`; `2026-1-5` and `20260105` are refused, so
/// that a date found in a file can be searched for as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write it as \"2026-11-22\"")]
pub struct NotADate(String);

impl Date {
    /// Returns the day `year`-`month`-`day`, or `None` where the calendar has none.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Returns how many days lie from `earlier` to `self`; negative when `self` is before it.
    pub fn days_since(self, earlier: Self) -> i64 {
        let day = |date: Self| jiff::civil::DateTime::from(date.0);
        day(self)
            .duration_since(day(earlier))
            .as_hours()
            .div_euclid(24)
    }

    /// Returns the day that many days later, earlier when negative; `None` outside the calendar.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Self)
    }

    /// Returns the day of the week, 0 (Monday) to 6 (Sunday).
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_zero_offset()
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let refused = || NotADate(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else {
            return Err(refused());
        };
        let number = |digits: &[&u8]| {
            digits.iter().try_fold(0_i16, |sum, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| sum * 10 + i16::from(**digit - b'0'))
            })
        };
        let year = number(&[y1, y2, y3, y4]);
        let month = number(&[m1, m2]).and_then(|month| i8::try_from(month).ok());
        let day = number(&[d1, d2]).and_then(|day| i8::try_from(day).ok());
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or_else(refused),
            _ => Err(refused()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_it_is_read() {
        for text in ["2026-11-22", "2024-02-29", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2026-02-30",
            "2026-1-5",
            "20260105",
            "2026-11-22T10:00",
            "",
            "２026-11-2",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_back() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("2026-11-22").days_since(day("2026-11-03")), 19);
        assert_eq!(day("2026-03-01").days_since(day("2026-02-28")), 1);
        assert_eq!(day("2026-02-28").days_since(day("2026-03-01")), -1);
    }
}
