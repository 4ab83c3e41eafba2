//! Laws of the layout, over random boards and every size.

use std::ops::Range;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{Board, Date, Department, Id, Person, Seat, Stance};

/// A board whose departments hold people at these rungs; 6 is somebody who left, 7 one not met.
fn board(departments: &[Vec<usize>]) -> Board {
    let id = |text: String| Id::new(&text).unwrap();
    let departments = departments.iter().enumerate().map(|(at, rungs)| {
        let mut department = Department::new(id(format!("d{at}")), "Department");
        let people = rungs.iter().enumerate().map(|(nth, rung)| {
            let mut person = Person::new(id(format!("p{at}-{nth}")), "Person");
            person.stance = Stance::RUNGS.get(*rung).copied().unwrap_or_default();
            person.left = (*rung == 6).then(|| Date::new(2026, 1, 1).unwrap());
            Arc::new(person)
        });
        department.people = people.collect();
        department
    });
    Board {
        departments: departments.collect(),
        ..Board::default()
    }
}

fn departments() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0_usize..8, 0..12), 0..8)
}

fn size() -> impl Strategy<Value = Size> {
    (1_u16..=220, 1_u16..=70).prop_map(|(width, height)| Size { width, height })
}

fn areas(size: Size, has_tabs: bool, is_long: bool, has_pane: bool) -> Option<Areas> {
    let mut areas = Areas::of(size, has_tabs)?;
    if is_long {
        areas = areas.with_long_note();
    }
    Some(if has_pane { areas.with_pane() } else { areas })
}

fn is_folded(folded: usize) -> impl Fn(&Id) -> bool {
    move |id| id.as_str() == format!("d{folded}")
}

/// Cells a row of the board uses, as ranges that must not meet.
fn cells_of_row(ladder: Ladder) -> Vec<Range<u16>> {
    let mut cells = vec![ladder.bar..ladder.bar + 1, ladder.mark..ladder.mark + 1];
    let mut add = |(at, width): (u16, u16)| cells.push(at..at + width);
    add(ladder.name);
    if let Some(wide) = ladder.wide {
        add(wide.title);
        add((wide.first, 5 * wide.step + 1));
    }
    if let Some(steps) = ladder.steps {
        add((steps, 3));
    }
    add(ladder.word);
    cells
}

proptest! {
    #[test]
    fn areas_never_overlap_and_fill_the_screen(
        size in size(), has_tabs: bool, is_long: bool, has_pane: bool,
    ) {
        let areas = areas(size, has_tabs, is_long, has_pane);
        prop_assert_eq!(areas.is_none(), size.width < 40 || size.height < 10);
        let Some(areas) = areas else { return Ok(()) };
        let Areas { header, head, body, rule, note, hints, tabs, pane } = areas;
        let mut y = 0;
        for area in [header, head, body, rule, note, hints, tabs] {
            let is_beside = area == head || area == body;
            let width = if is_beside { size.width - pane.width } else { size.width };
            prop_assert_eq!((area.x, area.y, area.width), (0, y, width));
            y += area.height;
        }
        prop_assert_eq!(y, size.height);
        if !pane.is_empty() {
            prop_assert_eq!((pane.x, pane.y), (body.right(), head.y));
            prop_assert_eq!((pane.right(), pane.bottom()), (size.width, rule.y));
        }
        prop_assert_eq!(pane.is_empty(), !has_pane || size.width < 120);
    }

    #[test]
    fn nothing_in_a_row_overlaps_or_leaves_the_screen(x in 0_u16..40, width in 40_u16..=220) {
        let area = Rect { x, y: 0, width, height: 1 };
        let mut end = x;
        for cells in cells_of_row(Ladder::fit(area)) {
            prop_assert!(cells.start >= end && cells.start < cells.end, "{cells:?} after {end}");
            end = cells.end;
        }
        prop_assert!(end <= area.right());
    }

    #[test]
    fn columns_stand_beside_each_other_and_show_the_focus(width in 1_u16..=220, focus in 0_usize..6) {
        let area = Rect { x: 0, y: 0, width, height: 1 };
        let columns = Columns::fit(area, focus);
        prop_assert!(columns.rungs.contains(&focus));
        let mut end = 0;
        for (_, cell) in columns.cells(0) {
            prop_assert_eq!(cell.x, end);
            end = cell.right();
        }
        prop_assert!(end <= width);
        let (left, right) = columns.hidden();
        prop_assert_eq!(left.len() + columns.rungs.len() + right.len(), 6);
    }

    #[test]
    fn rows_shown_and_hidden_are_all_rows(
        departments in departments(), folded in 0_usize..8, top in 0_usize..60, height in 1_usize..40,
    ) {
        let rows = Rows::new(&board(&departments), is_folded(folded));
        let shown = rows.visible(top, height);
        let stops = shown.lines.clone().filter(|at| rows.is_stop(*at)).count();
        prop_assert_eq!(shown.above + stops + shown.below, rows.stops());
        prop_assert!(shown.lines.len() + usize::from(shown.sticky.is_some()) <= height);
        prop_assert_eq!(rows.slice(shown.lines.clone()).count(), shown.lines.len());
    }

    #[test]
    fn cards_shown_and_hidden_are_all_cards(
        departments in departments(), folded in 0_usize..8, top in 0_usize..60, height in 1_usize..40,
        width in 1_u16..=100, focus in 0_usize..6,
    ) {
        let board = board(&departments);
        let lanes = Lanes::new(&board, &Rows::new(&board, is_folded(folded)));
        let columns = Columns::fit(Rect { x: 0, y: 0, width, height: 1 }, focus);
        let shown = lanes.visible(top, height, &columns.rungs);
        let on_line = |at| match lanes.line(at) {
            Some(Line::Cards { department, nth }) => columns.rungs.clone()
                .filter(|rung| lanes.card(Place { department, rung: *rung, nth }).is_some())
                .count(),
            Some(Line::Department(_)) => {
                usize::from(!matches!(lanes.line(at + 1), Some(Line::Cards { .. })))
            }
            None => 0,
        };
        let seen: usize = shown.lines.clone().map(on_line).sum();
        let (left, right) = columns.hidden();
        let beside = lanes.cards_in(left) + lanes.cards_in(right);
        let rows = Rows::new(&board, is_folded(folded));
        prop_assert_eq!(shown.above + seen + shown.below + beside, rows.stops());
    }

    #[test]
    fn a_row_is_found_again_where_it_is(departments in departments(), folded in 0_usize..8) {
        let board = board(&departments);
        let rows = Rows::new(&board, is_folded(folded));
        let lanes = Lanes::new(&board, &Rows::new(&board, is_folded(folded)));
        for (at, row) in rows.slice(0..rows.len()) {
            prop_assert_eq!(rows.position(row), Some(at));
            if let Row::Person(seat) = row {
                prop_assert!(board.person(seat).is_some_and(|person| !person.has_left()));
                let place = lanes.place(seat).unwrap();
                prop_assert_eq!(lanes.card(place), Some(seat));
            }
        }
        prop_assert_eq!(rows.row(rows.len()), None);
    }

    #[test]
    fn next_and_previous_walk_over_every_stop(departments in departments(), folded in 0_usize..8) {
        let rows = Rows::new(&board(&departments), is_folded(folded));
        let stops: Vec<usize> = (0..rows.len()).filter(|at| rows.is_stop(*at)).collect();
        let down: Vec<usize> =
            std::iter::successors(rows.first_stop(), |at| rows.next_stop(*at)).collect();
        let mut up: Vec<usize> =
            std::iter::successors(rows.last_stop(), |at| rows.previous_stop(*at)).collect();
        up.reverse();
        prop_assert_eq!(&down, &stops);
        prop_assert_eq!(&up, &stops);
    }

    #[test]
    fn the_cursor_is_on_the_screen_and_never_under_the_sticky_row(
        departments in departments(), top in 0_usize..60, cursor in 0_usize..60, height in 1_usize..20,
    ) {
        let board = board(&departments);
        let rows = Rows::new(&board, |_| false);
        let lanes = Lanes::new(&board, &Rows::new(&board, |_| false));
        prop_assume!(cursor < rows.len());
        let shown = rows.visible(rows.scroll(top, cursor, height), height);
        prop_assert!(shown.lines.contains(&cursor));
        let row = rows.row(cursor).unwrap();
        let shown = lanes.visible(lanes.scroll(top, row, height), height, &(0..6));
        prop_assert!(shown.lines.contains(&lanes.position(row).unwrap()));
    }

    #[test]
    fn a_scroll_that_shows_the_cursor_stays(
        departments in departments(), top in 0_usize..60, nth in 0_usize..20, height in 1_usize..20,
    ) {
        let rows = Rows::new(&board(&departments), |_| false);
        let shown = rows.visible(top, height);
        let top = top.min(rows.len().saturating_sub(height));
        if let Some(cursor) = shown.lines.clone().nth(nth) {
            prop_assert_eq!(rows.scroll(top, cursor, height), top);
        }
    }

    #[test]
    fn cards_are_reached_by_going_down_and_sideways(departments in departments()) {
        let board = board(&departments);
        let rows = Rows::new(&board, |_| false);
        let lanes = Lanes::new(&board, &Rows::new(&board, |_| false));
        let mut reached: Vec<usize> = rows.first_stop().into_iter().collect();
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            let ways = [lanes.down(&rows, at), lanes.up(&rows, at), lanes.left(&rows, at), lanes.right(&rows, at)];
            for way in ways.into_iter().flatten() {
                prop_assert!(rows.is_stop(way) && way != at);
                if !reached.contains(&way) {
                    reached.push(way);
                }
            }
            next += 1;
        }
        prop_assert_eq!(reached.len(), rows.stops());
    }

    #[test]
    fn laying_one_lane_out_again_equals_laying_out_all(
        departments in departments(), department in 0_usize..8, rung in 0_usize..8,
    ) {
        let before = board(&departments);
        let rows = Rows::new(&before, |_| false);
        let mut lanes = Lanes::new(&before, &rows);
        let mut changed = departments;
        if let Some(first) = changed.get_mut(department).and_then(|people| people.first_mut()) {
            *first = rung;
        }
        let board = board(&changed);
        lanes.refresh(&board, department, &rows);
        prop_assert_eq!(lanes, Lanes::new(&board, &rows));
    }
}

#[test]
fn a_screen_of_80_by_24_has_everything() {
    let areas = Areas::of(
        Size {
            width: 80,
            height: 24,
        },
        true,
    )
    .unwrap();
    assert_eq!(areas.body.height, 17);
    assert_eq!(
        (areas.note.height, areas.hints.height, areas.tabs.height),
        (2, 1, 1)
    );
}

#[test]
fn with_fewer_rows_the_note_goes_first_then_the_tabs() {
    let heights = |height| {
        let areas = Areas::of(Size { width: 80, height }, true).unwrap();
        (
            areas.note.height,
            areas.tabs.height,
            areas.hints.height,
            areas.body.height,
        )
    };
    assert_eq!(heights(13), (2, 1, 1, 6));
    assert_eq!(heights(12), (0, 1, 1, 7));
    assert_eq!(heights(11), (0, 1, 1, 6));
    assert_eq!(heights(10), (0, 0, 1, 6));
}

#[test]
fn the_ladder_stands_where_the_sketch_draws_it() {
    let at = |width| {
        let ladder = Ladder::fit(Rect {
            x: 0,
            y: 0,
            width,
            height: 1,
        });
        let wide = ladder.wide.unwrap();
        (wide.title.0, wide.first, wide.step, ladder.word.0)
    };
    assert_eq!(at(80), (21, 35, 6, 69));
    assert_eq!(at(120), (27, 50, 8, 94));
}

#[test]
fn left_and_right_go_to_the_nearest_line_of_the_next_column_with_a_card() {
    let board = board(&[vec![1, 1, 1, 4, 4]]);
    let rows = Rows::new(&board, |_| false);
    let lanes = Lanes::new(&board, &Rows::new(&board, |_| false));
    let row = |person| {
        let seat = Seat {
            department: 0,
            person,
        };
        rows.position(Row::Person(seat))
    };
    assert_eq!(lanes.right(&rows, row(1).unwrap()), row(4));
    assert_eq!(lanes.right(&rows, row(2).unwrap()), row(4));
    assert_eq!(lanes.left(&rows, row(3).unwrap()), row(0));
    assert_eq!(lanes.left(&rows, row(0).unwrap()), None);
}
