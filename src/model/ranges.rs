//! The ranges that numbers in a board must keep, checked while they are read.
//!
//! Each function is for `#[serde(deserialize_with)]`; its error continues a
//! sentence that begins with the field's name: "is 7; it goes from 1 to 5".

use serde::de::{Deserialize, Deserializer, Error};

use super::Date;

/// Reads a power or an interest, 1 to 5.
pub(super) fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    within(i64::deserialize(deserializer)?, 1, 5)
}

/// Reads the chance of a yes, 0 to 100 per cent.
pub(super) fn odds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    within(i64::deserialize(deserializer)?, 0, 100)
}

/// Reads how many people a team has, 1 to 1,000,000.
pub(super) fn headcount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    within(i64::deserialize(deserializer)?, 1, 1_000_000)
}

/// Reads how many of a team are onside, 0 to 1,000,000.
pub(super) fn onside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    Option::<i64>::deserialize(deserializer)?
        .map(|number| within(number, 0, 1_000_000))
        .transpose()
}

/// Reads an interval in days, 1 to 3650.
pub(super) fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    Option::<i64>::deserialize(deserializer)?
        .map(|number| within(number, 1, 3650))
        .transpose()
}

/// Reads a number that is not infinite and not NaN.
pub(super) fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let number = Option::<f64>::deserialize(deserializer)?;
    if number.is_some_and(|number| !number.is_finite()) {
        return Err(D::Error::custom("is too large or not a number"));
    }
    Ok(number)
}

/// Reads readings whose numbers are all finite.
pub(super) fn readings<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(Date, f64)>, D::Error> {
    let readings = Vec::<(Date, f64)>::deserialize(deserializer)?;
    if readings.iter().any(|(_, number)| !number.is_finite()) {
        return Err(D::Error::custom("holds a number too large or not a number"));
    }
    Ok(readings)
}

fn within<T: TryFrom<i64>, E: Error>(number: i64, low: i64, high: i64) -> Result<T, E> {
    T::try_from(number)
        .ok()
        .filter(|_| (low..=high).contains(&number))
        .ok_or_else(|| E::custom(format!("is {number}; it goes from {low} to {high}")))
}
