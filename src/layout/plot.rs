//! Where the grid stands on the screen, and where each label of it: a plot of five by five
//! cells, and the list beside it.
//!
//! Promises: no two labels overlap and none leaves its plot, at any size; whoever has no label is
//! counted in their cell; the one selected has one wherever anybody has; at most as many labels
//! as there are cells of the screen, whatever the size of the board.

use super::grid::LEVELS;
use super::{Grid, Rect};

/// Bar, sign of the stance, its figure.
const SIGNS: u16 = 3;
/// A name needs a blank before it, and as many cells to be of use.
const NAME_LEAST: u16 = 6;
/// No name takes more.
const NAME_MOST: u16 = 20;
/// Between the plot and its list.
const GAP: u16 = 1;

/// Where the plot and its list stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plot {
    /// What power is, before the cells.
    pub scale: Rect,
    /// All cells together.
    pub cells: Rect,
    /// The list beside them.
    pub list: Rect,
}

/// Who stands at a place of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where, one line high.
    pub area: Rect,
    /// What is said there.
    pub says: Says,
}

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The name of the one on a line of the list.
    Name(usize),
    /// The key of the one on a line of the list.
    Key(usize),
    /// How many more stand here.
    More(usize),
}

impl Plot {
    /// Divides `area`.
    pub fn fit(area: Rect) -> Self {
        let list = match area.width {
            ..52 => 16,
            52..78 => 24,
            78..110 => 30,
            _ => 44,
        };
        let scale = if area.width < 110 { 3 } else { 8 };
        let list = list.min(area.width / 2);
        let cells = area.width.saturating_sub(scale + list + GAP);
        let part = |x: u16, width: u16| Rect { x, width, ..area };
        Self {
            scale: part(area.x, scale),
            cells: part(area.x + scale, cells),
            list: part(area.right().saturating_sub(list), list),
        }
    }

    /// Returns where the cell at `line` (0 is power 5) and `column` (0 is interest 1) stands.
    pub fn cell(&self, line: usize, column: usize) -> Rect {
        let levels = u16::try_from(LEVELS).unwrap_or(u16::MAX);
        let nth = |at: usize| u16::try_from(at.min(LEVELS)).unwrap_or(0);
        let (width, height) = (self.cells.width / levels, self.cells.height);
        // Lines left over go to those with the most power.
        let top = |line: u16| line * (height / levels) + line.min(height % levels);
        let line = nth(line);
        Rect {
            x: self.cells.x + nth(column) * width,
            y: self.cells.y + top(line),
            width,
            height: top(line + 1) - top(line),
        }
    }

    /// Places the labels; `selected` is a line of the list that gets one before others.
    pub fn labels(&self, grid: &Grid, selected: Option<usize>) -> Vec<Label> {
        let key = cells_of(grid.len());
        let mut labels = Vec::new();
        for line in 0..LEVELS {
            for column in 0..LEVELS {
                let lines = grid.cell(line, column);
                let own = self.cell(line, column);
                let behind = (column + 1..LEVELS).take_while(|at| grid.cell(line, *at).is_empty());
                let reach = behind.fold(own, |reach, at| Rect {
                    width: self.cell(line, at).right() - reach.x,
                    ..reach
                });
                if !lines.is_empty() {
                    place(&mut labels, lines, selected, (own, reach), key);
                }
            }
        }
        labels
    }
}

/// Places those on `lines` of the list in a cell: by name, a line each, as far as `reach` goes,
/// where there is room for all; else by their keys in their `own` cell.
fn place(
    labels: &mut Vec<Label>,
    lines: std::ops::Range<usize>,
    selected: Option<usize>,
    (own, reach): (Rect, Rect),
    key: u16,
) {
    let rows = (0..).map_while(|line| reach.line(line));
    let has_names = reach.width > SIGNS + NAME_LEAST;
    if has_names && lines.len() <= usize::from(own.height) {
        let width = reach.width.min(SIGNS + 1 + NAME_MOST);
        labels.extend(rows.zip(lines).map(|(row, line)| Label {
            area: Rect { width, ..row },
            says: Says::Name(line),
        }));
        return;
    }
    let width = SIGNS + key;
    let across = own.width / width;
    let room = usize::from(across) * usize::from(own.height);
    let slots = (0..own.height).flat_map(|line| (0..across).map(move |nth| (line, nth)));
    let slots = slots.map(|(line, nth)| Rect {
        x: own.x + nth * width,
        y: own.y + line,
        width,
        height: 1,
    });
    let hidden = if lines.len() > room {
        lines.len() - room.saturating_sub(1)
    } else {
        0
    };
    let shown = lines.len() - hidden;
    let chosen = selected.filter(|line| lines.contains(line));
    let chosen = chosen.map_or(0, |line| line - lines.start);
    // Page by page, so that the cursor going on moves nobody else's label.
    let page = chosen / shown.max(1) * shown.max(1);
    let first = lines.start + page.min(hidden);
    let keys = (first..first + shown).map(Says::Key);
    let says = keys.chain((hidden > 0).then_some(Says::More(hidden)));
    if room == 0 {
        // Not even a key fits: how many they are.
        let row = own.line(0).filter(|row| row.width > 0);
        labels.extend(row.map(|area| Label {
            area,
            says: Says::More(lines.len()),
        }));
        return;
    }
    labels.extend(slots.zip(says).map(|(area, says)| Label { area, says }));
}

/// Returns how many letters the keys of a list of `len` lines have.
fn cells_of(len: usize) -> u16 {
    let mut letters = 1;
    let mut keys = 26;
    while keys < len {
        letters += 1;
        keys *= 26;
    }
    letters
}

/// Returns the key of a line of a list of `len` lines: letters, as many for each.
pub fn key(line: usize, len: usize) -> String {
    let mut rest = line;
    let mut letters = Vec::new();
    for _ in 0..cells_of(len) {
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'a' + letter));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::{Row, Rows};
    use super::*;
    use crate::model::{Board, Department, Id, Person};

    /// A board of two departments with people of these powers and interests, and a folded one.
    fn board(levels: &[(u8, u8)]) -> Board {
        let department = |name: &str, from: usize| {
            let mut department = Department::new(Id::new(name).unwrap(), name);
            let people = levels.iter().enumerate().skip(from).step_by(2);
            department.people = people
                .map(|(at, (power, interest))| {
                    let mut person = Person::new(Id::new(&format!("p{at}")).unwrap(), "P");
                    (person.power, person.interest) = (*power, *interest);
                    person.into()
                })
                .collect();
            department
        };
        Board {
            departments: vec![department("a", 0), department("b", 1), department("c", 0)],
            ..Board::default()
        }
    }

    fn grid(board: &Board) -> (Grid, Rows) {
        let rows = Rows::new(board, |id| id.as_str() == "c");
        (Grid::new(board, &rows), rows)
    }

    fn overlap(one: Rect, other: Rect) -> bool {
        one.x < other.right()
            && other.x < one.right()
            && one.y < other.bottom()
            && other.y < one.bottom()
    }

    fn is_inside(inner: Rect, outer: Rect) -> bool {
        inner.x >= outer.x
            && inner.y >= outer.y
            && inner.right() <= outer.right()
            && inner.bottom() <= outer.bottom()
    }

    fn levels() -> impl Strategy<Value = Vec<(u8, u8)>> {
        prop_oneof![
            prop::collection::vec((1_u8..=5, 1_u8..=5), 0..60),
            prop::collection::vec((2_u8..=4, 3_u8..=3), 0..400),
        ]
    }

    proptest! {
        #[test]
        fn no_two_labels_overlap_and_everybody_has_one_or_is_counted(
            levels in levels(), width in 1_u16..=220, height in 1_u16..=70, chosen in 0_usize..60,
        ) {
            let board = board(&levels);
            let (grid, _) = grid(&board);
            let area = Rect { x: 0, y: 2, width, height };
            let plot = Plot::fit(area);
            let labels = plot.labels(&grid, Some(chosen));
            for (at, label) in labels.iter().enumerate() {
                prop_assert!(is_inside(label.area, plot.cells), "{label:?} in {plot:?}");
                for other in labels.iter().skip(at + 1) {
                    prop_assert!(!overlap(label.area, other.area), "{label:?}, {other:?}");
                }
            }
            let mut shown = BTreeSet::new();
            let mut counted = 0;
            for label in &labels {
                match label.says {
                    Says::Name(line) | Says::Key(line) => prop_assert!(shown.insert(line)),
                    Says::More(count) => counted += count,
                }
            }
            let has_cells = plot.cells.width >= 5 && plot.cells.height >= 5;
            prop_assert!(!has_cells || shown.len() + counted == levels.len());
        }

        #[test]
        fn plot_scale_and_list_stand_beside_each_other(
            x in 0_u16..40, width in 1_u16..=220, height in 1_u16..=70,
        ) {
            let area = Rect { x, y: 0, width, height };
            let Plot { scale, cells, list } = Plot::fit(area);
            for part in [scale, cells, list] {
                prop_assert!(part.is_empty() || width < 40 || is_inside(part, area), "{part:?}");
            }
            prop_assert!(width < 40 || (scale.right() <= cells.x && cells.right() < list.x));
        }

        #[test]
        fn the_one_selected_has_a_label_where_anybody_of_the_cell_has(
            levels in levels(), width in 40_u16..=160, height in 5_u16..=40, nth in 0_usize..400,
        ) {
            prop_assume!(nth < levels.len());
            let board = board(&levels);
            let (grid, rows) = grid(&board);
            let line = (0..grid.len()).nth(nth).unwrap();
            let area = Rect { x: 0, y: 0, width, height };
            let labels = Plot::fit(area).labels(&grid, Some(line));
            let shows = |label: &Label, line: usize| {
                matches!(label.says, Says::Name(at) | Says::Key(at) if at == line)
            };
            let level = |line: usize| {
                let Some(Row::Person(seat)) = rows.row(grid.row(line).unwrap()) else { return None };
                board.person(seat).map(|it| (it.power, it.interest))
            };
            let neighbours = (0..grid.len()).filter(|other| level(*other) == level(line));
            let has_any = neighbours.clone().any(|other| labels.iter().any(|it| shows(it, other)));
            prop_assert!(!has_any || labels.iter().any(|label| shows(label, line)));
        }

        #[test]
        fn everybody_can_be_reached_and_every_way_stays_in_the_list(levels in levels()) {
            let board = board(&levels);
            let (grid, _) = grid(&board);
            let mut reached: BTreeSet<usize> = grid.first().into_iter().collect();
            let mut fresh: Vec<usize> = reached.iter().copied().collect();
            while let Some(at) = fresh.pop() {
                let ways = [grid.down(at), grid.up(at), grid.left(at), grid.right(at)];
                for next in ways.into_iter().flatten() {
                    prop_assert!(grid.ordinal(next).is_some());
                    if reached.insert(next) {
                        fresh.push(next);
                    }
                }
            }
            prop_assert_eq!(reached.len(), grid.len());
        }
    }

    #[test]
    fn keys_are_as_long_as_the_list_needs() {
        assert_eq!((key(0, 26), key(25, 26)), ("a".to_owned(), "z".to_owned()));
        assert_eq!(
            (key(0, 27), key(26, 27)),
            ("aa".to_owned(), "ba".to_owned())
        );
    }

    #[test]
    fn the_cursor_goes_where_people_stand() {
        // Power 5: interest 2 and 4; power 3: interest 3.
        let board = board(&[(5, 2), (5, 4), (3, 3), (5, 2)]);
        let (grid, rows) = grid(&board);
        let seat = |at: usize| match rows.row(at) {
            Some(Row::Person(seat)) => board.person(seat).unwrap().id.to_string(),
            _ => "department".to_owned(),
        };
        let order: Vec<String> = (0..grid.len())
            .filter_map(|it| grid.row(it))
            .map(seat)
            .collect();
        assert_eq!(order, ["p0", "p3", "p1", "p2", "department"]);
        let start = grid.first().unwrap();
        assert_eq!(grid.right(start).map(seat), Some("p1".to_owned()));
        let second = grid.down(start).unwrap();
        assert_eq!(seat(second), "p3");
        let low = grid.down(second).unwrap();
        assert_eq!(seat(low), "p2");
        assert_eq!(grid.up(low).map(seat), Some("p1".to_owned()));
        assert_eq!(grid.left(low), None);
        assert_eq!(grid.down(low).map(seat), Some("department".to_owned()));
    }
}
