//! Names as they are shown: shortened as people do, and no two on a screen alike.

use super::canvas::Canvas;
use crate::app::App;
use crate::model::Seat;
use crate::text;

/// Returns the names at `seats` as they are shown in `cells`: people shortened so that no
/// two look the same, teams as they are.
pub fn names(
    canvas: &Canvas,
    app: &App,
    seats: impl Iterator<Item = Seat>,
    cells: usize,
) -> Vec<String> {
    let people = seats.map(|seat| app.board().person(seat));
    let people: Vec<_> = people.collect();
    let shown = people.iter().map(|person| {
        let name = person.map_or("", |person| person.name.as_str());
        canvas.shown(name)
    });
    let shown: Vec<_> = shown.collect();
    let is_team = |at: usize| {
        people
            .get(at)
            .is_some_and(|it| it.is_some_and(|it| it.is_team()))
    };
    let single = shown.iter().enumerate().filter(|(at, _)| !is_team(*at));
    let single: Vec<&str> = single.map(|(_, name)| name.as_ref()).collect();
    let mut short = text::shorten(&single, cells, canvas.glyphs.ellipsis).into_iter();
    let named = shown.iter().enumerate().map(|(at, name)| {
        if is_team(at) {
            name.to_string()
        } else {
            short.next().unwrap_or_default()
        }
    });
    named.collect()
}
