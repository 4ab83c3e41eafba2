//! The slide that hides the people: departments with how far they are, their metric and plays.
//!
//! Promises: names nobody; every column is as wide as what stands in it needs, as long as
//! there is room, and the bar and the plays go before that. Leaves signs to `view`.

use super::Rect;
use crate::model::{Board, Coverage, Metric, Overview, Play, PlayStep, Status};
use crate::text;

/// Cells of a bar where there is room.
const BAR: u16 = 20;
/// Cells of the least bar that is worth it.
const BAR_LEAST: u16 = 10;
/// Between columns.
const GAP: u16 = 2;
/// Before the name: the sign of how far the department is.
const SIGN: u16 = 3;
/// No name and no metric takes more.
const MOST: u16 = 30;

/// One department on the slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// How far it is onside; `None` for our own team and where nobody is.
    pub coverage: Option<Coverage>,
    /// What it is called.
    pub name: String,
    /// Its metric: "wins 2 of 10 deals".
    pub metric: String,
    /// Whether it has one.
    pub is_measured: bool,
    /// How much of its goal is reached, from 0 to 1.
    pub share: Option<f64>,
    /// What is done for it: "quick-wins 1/3".
    pub plays: String,
}

impl Slide {
    /// Returns the slide's line of the department at a place.
    pub fn of(board: &Board, overview: &Overview, at: usize) -> Option<Self> {
        let department = board.departments.get(at)?;
        let metric = department.metric.as_ref().filter(|_| !department.ours);
        let plays = board.plays.iter().filter(|play| {
            play.department == department.id
                && matches!(play.status, Status::Planned | Status::Running)
        });
        Some(Self {
            coverage: overview.department(at).and_then(|it| it.coverage),
            name: department.name.clone(),
            metric: match metric {
                _ if department.ours => "our team".to_owned(),
                Some(metric) => measured(metric),
                None => "no metric yet".to_owned(),
            },
            is_measured: metric.is_some(),
            share: metric.and_then(share),
            plays: plays.map(progress).collect::<Vec<_>>().join(", "),
        })
    }
}

fn measured(metric: &Metric) -> String {
    let latest = metric.latest().map(|(_, number)| number);
    let number = match (latest, metric.goal) {
        (Some(number), Some(goal)) => format!("{number} of {goal}"),
        (None, Some(goal)) => format!("0 of {goal}"),
        (Some(number), None) => number.to_string(),
        (None, None) => "not read yet".to_owned(),
    };
    let words = [&metric.measure, &number, &metric.unit];
    let words = words.into_iter().filter(|word| !word.is_empty());
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn share(metric: &Metric) -> Option<f64> {
    let goal = metric.goal.filter(|goal| *goal > 0.0)?;
    let number = metric.latest().map_or(0.0, |(_, number)| number);
    Some((number / goal).clamp(0.0, 1.0))
}

fn progress(play: &Play) -> String {
    if play.steps.is_empty() {
        return play.id.to_string();
    }
    let done = play
        .steps
        .iter()
        .filter(|it| matches!(it, PlayStep::Done(_)));
    format!("{} {}/{}", play.id, done.count(), play.steps.len())
}

/// A column: where it begins, and how many cells it has.
pub type Column = (u16, u16);

/// Where the parts of a slide's line stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlideColumns {
    /// The sign of how far the department is.
    pub sign: u16,
    /// Its name.
    pub name: Column,
    /// Its metric.
    pub metric: Column,
    /// The bar of what is reached.
    pub bar: Option<Column>,
    /// Its plays.
    pub plays: Option<Column>,
}

impl SlideColumns {
    /// Fits the columns of `slides` into the width of `area`.
    pub fn fit(area: Rect, slides: &[Slide]) -> Self {
        let widest = |of: fn(&Slide) -> &str| {
            let widths = slides.iter().map(|slide| text::width(of(slide)));
            u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        let left = area.x + SIGN;
        let end = area.right().saturating_sub(1);
        let room = end.saturating_sub(left);
        let half = room.saturating_sub(GAP) / 2;
        let name = widest(|it| &it.name).min(MOST).min(half);
        let metric = widest(|it| &it.metric).min(MOST);
        let metric = metric.min(room.saturating_sub(name + GAP));
        let at_metric = left + name + GAP;
        let mut x = at_metric + metric + GAP;
        let mut take = |least: u16, wanted: u16| {
            let cells = wanted.min(end.saturating_sub(x));
            let column = (cells >= least && wanted > 0).then_some((x, cells));
            x += column.map_or(0, |_| cells + GAP);
            column
        };
        let has_bars = slides.iter().any(|slide| slide.share.is_some());
        let plays = widest(|it| &it.plays);
        // Of two that don't fit beside each other, the bar is made shorter first.
        let spare = end.saturating_sub(at_metric + metric + 2 * GAP + plays);
        let bar = if has_bars {
            BAR.min(spare.max(BAR_LEAST))
        } else {
            0
        };
        Self {
            sign: area.x + 1,
            name: (left, name),
            metric: (at_metric, metric),
            bar: take(BAR_LEAST, bar),
            plays: take(BAR_LEAST.min(plays), plays),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(name: &str, metric: &str, plays: &str) -> Slide {
        Slide {
            coverage: None,
            name: name.to_owned(),
            metric: metric.to_owned(),
            is_measured: true,
            share: Some(0.5),
            plays: plays.to_owned(),
        }
    }

    fn check(width: u16, bar: Option<Column>, plays: Option<Column>) {
        let slides = [
            slide("Marketing", "impressions 31 of 100", ""),
            slide("Sales", "wins 2 of 10 deals", "quick-wins 1/3"),
        ];
        let area = Rect {
            x: 0,
            y: 0,
            width,
            height: 1,
        };
        let columns = SlideColumns::fit(area, &slides);
        assert_eq!((columns.bar, columns.plays), (bar, plays), "{width}");
        let ends = [columns.name, columns.metric]
            .into_iter()
            .chain(bar)
            .chain(plays);
        let mut least = SIGN;
        for (x, cells) in ends {
            assert!(x >= least && x + cells < width, "{width}");
            least = x + cells + GAP;
        }
    }

    #[test]
    fn what_does_not_fit_goes_from_the_right_and_the_bar_gets_shorter_first() {
        check(80, Some((37, 20)), Some((59, 14)));
        check(70, Some((37, 16)), Some((55, 14)));
        check(60, Some((37, 10)), Some((49, 10)));
        check(50, Some((37, 10)), None);
        check(40, None, None);
    }
}
