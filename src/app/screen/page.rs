//! A view that is a page: what it is about, where its cursor is, how far it is scrolled.
//!
//! The cursor is kept by what it is on, so that it survives edits, reloads and undo; when
//! that is gone it goes to the next stop, else the previous one.

use crate::layout::{Page, Stop, Target, View, overflow};
use crate::model::Id;

/// One of the views, or a person's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageScreen {
    /// Which.
    pub view: View,
    /// Whom it is about, where it is about one person.
    pub of: Option<Id>,
    /// The place of the cursor among the stops.
    pub at: usize,
    /// What the cursor is on.
    pub on: Option<Stop>,
    /// How many lines are off the top.
    pub scroll: usize,
    /// Whether the cursor was moved since the view was opened.
    pub has_moved: bool,
}

impl PageScreen {
    /// Opens a view at its top.
    pub fn new(view: View, of: Option<Id>) -> Self {
        Self {
            view,
            of,
            at: 0,
            on: None,
            scroll: 0,
            has_moved: false,
        }
    }

    /// Returns what the cursor is on.
    pub fn target(&self) -> Option<&Target> {
        self.on.as_ref().map(|stop| &stop.target)
    }

    /// Puts the cursor back on what it was on, in a page that was built anew.
    pub(in crate::app) fn settle(&mut self, page: &Page, height: usize) {
        let found = self.on.as_ref().and_then(|stop| page.find_again(stop));
        let last = page.stops().len().saturating_sub(1);
        self.at = found.unwrap_or(self.at).min(last);
        self.note(page);
        self.keep_on_screen(page, height);
    }

    /// Puts the cursor on `target`, if the page has it.
    pub(in crate::app) fn go_to(&mut self, target: &Target, page: &Page, height: usize) {
        if let Some(at) = page.find(target) {
            self.go(at, page, height);
        }
    }

    /// Goes to the next stop, or shows what lies below the last one.
    pub(in crate::app) fn down(&mut self, page: &Page, height: usize) {
        if self.at + 1 < page.stops().len() {
            self.go(self.at + 1, page, height);
        } else {
            self.scroll = (self.scroll + 1).min(overflow(page.lines().len(), height));
        }
    }

    /// Goes to the stop before, or shows what lies above the first one.
    pub(in crate::app) fn up(&mut self, page: &Page, height: usize) {
        match self.at.checked_sub(1) {
            Some(before) => self.go(before, page, height),
            None => self.scroll = self.scroll.saturating_sub(1),
        }
    }

    /// Goes half a screen down.
    pub(in crate::app) fn half_down(&mut self, page: &Page, height: usize) {
        let line = self.line(page) + (height / 2).max(1);
        let stops = page.stops();
        let within = stops.partition_point(|stop| stop.lines.start <= line);
        let last = within.saturating_sub(1).max(self.at + 1);
        if last < stops.len() {
            self.go(last, page, height);
        } else {
            self.last(page, height);
        }
    }

    /// Goes half a screen up.
    pub(in crate::app) fn half_up(&mut self, page: &Page, height: usize) {
        let line = self.line(page).saturating_sub((height / 2).max(1));
        let first = page.stops();
        let first = first.partition_point(|stop| stop.lines.start < line);
        if self.at == 0 {
            self.scroll = 0;
        } else {
            self.go(first.min(self.at - 1), page, height);
        }
    }

    /// Goes to the first stop, at the top of the page.
    pub(in crate::app) fn first(&mut self, page: &Page, height: usize) {
        self.go(0, page, height);
        self.scroll = 0;
    }

    /// Goes to the last stop, and shows the end of the page if both fit.
    pub(in crate::app) fn last(&mut self, page: &Page, height: usize) {
        self.go(page.stops().len().saturating_sub(1), page, height);
        self.scroll = overflow(page.lines().len(), height).min(page.lead(self.at).max(self.scroll));
    }

    /// Goes to the first stop behind the next heading.
    pub(in crate::app) fn next_section(&mut self, page: &Page, height: usize) {
        let heading = heading_after(page, self.line(page));
        let stops = page.stops();
        let next = heading.map(|line| stops.partition_point(|stop| stop.lines.start < line));
        match next.filter(|at| *at < stops.len()) {
            Some(at) => self.go(at, page, height),
            None => self.last(page, height),
        }
    }

    /// Goes to the first stop behind this section's heading, then the one before.
    pub(in crate::app) fn previous_section(&mut self, page: &Page, height: usize) {
        let lines = page.lines();
        let stops = page.stops();
        let mut line = self.line(page);
        while let Some(heading) = (0..line)
            .rev()
            .find(|at| lines.get(*at).is_some_and(|it| it.is_heading))
        {
            let first = stops.partition_point(|stop| stop.lines.start < heading);
            if first < self.at {
                return self.go(first, page, height);
            }
            line = heading;
        }
        self.first(page, height);
    }

    fn go(&mut self, at: usize, page: &Page, height: usize) {
        self.at = at;
        self.has_moved = true;
        self.note(page);
        self.keep_on_screen(page, height);
    }

    fn note(&mut self, page: &Page) {
        self.on = page.stops().get(self.at).cloned();
    }

    fn line(&self, page: &Page) -> usize {
        let stop = page.stops().get(self.at);
        stop.map_or(self.scroll, |stop| stop.lines.start)
    }

    /// Scrolls as little as shows all lines of the cursor, with the headings above them.
    fn keep_on_screen(&mut self, page: &Page, height: usize) {
        if let Some(stop) = page.stops().get(self.at) {
            let most = if self.at == 0 { 0 } else { page.lead(self.at) };
            let least = stop.lines.end.saturating_sub(height);
            // What is taller than the screen shows its beginning.
            let least = least.min(stop.lines.start);
            let most = if stop.lines.end - most > height {
                stop.lines.start
            } else {
                most
            };
            self.scroll = self.scroll.clamp(least.min(most), most);
        }
        self.scroll = self.scroll.min(overflow(page.lines().len(), height));
    }
}

fn heading_after(page: &Page, line: usize) -> Option<usize> {
    let behind = page.lines().iter().enumerate().skip(line + 1);
    let mut headings = behind.filter(|(_, line)| line.is_heading);
    headings.next().map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Look, Paragraph};

    fn id(name: &str) -> Id {
        Id::new(name).unwrap()
    }

    /// A page of headings (`#` and a name) and people.
    fn page(lines: &[&str]) -> Page {
        let lines = lines.iter().map(|line| match line.strip_prefix('#') {
            Some(heading) => Paragraph::heading(heading),
            None => Paragraph::new("", *line, Look::Plain).on(Target::Person(id(line))),
        });
        Page::of(&lines.collect::<Vec<_>>(), 0, 40, false)
    }

    const LINES: [&str; 8] = ["#A", "a", "b", "#B", "c", "d", "#C", "e"];

    fn check(go: &str, expected: &str, scroll: usize) {
        let page = page(&LINES);
        let mut screen = PageScreen::new(View::Today, None);
        screen.settle(&page, 4);
        for key in go.chars() {
            match key {
                'j' => screen.down(&page, 4),
                'k' => screen.up(&page, 4),
                '}' => screen.next_section(&page, 4),
                '{' => screen.previous_section(&page, 4),
                'd' => screen.half_down(&page, 4),
                'u' => screen.half_up(&page, 4),
                'G' => screen.last(&page, 4),
                _ => screen.first(&page, 4),
            }
        }
        assert_eq!(screen.target(), Some(&Target::Person(id(expected))), "{go}");
        assert_eq!(screen.scroll, scroll, "{go}");
    }

    #[test]
    fn the_cursor_goes_from_stop_to_stop_with_its_heading() {
        check("", "a", 0);
        check("jj", "c", 1);
        check("jjkk", "a", 0);
        check("G", "e", 4);
        check("Gkkk", "b", 2);
        check("Gg", "a", 0);
    }

    #[test]
    fn sections_and_half_screens_are_larger_steps() {
        check("}", "c", 1);
        check("}j{", "c", 2);
        check("}{", "a", 0);
        check("}}}", "e", 4);
        check("d", "b", 0);
        check("Gu", "d", 4);
    }

    #[test]
    fn when_what_the_cursor_is_on_is_gone_it_goes_to_the_next_else_the_previous() {
        let mut screen = PageScreen::new(View::Today, None);
        screen.settle(&page(&LINES), 4);
        screen.down(&page(&LINES), 4);
        screen.settle(&page(&["#A", "x", "a", "b"]), 4);
        assert_eq!(screen.target(), Some(&Target::Person(id("b"))));
        screen.settle(&page(&["#A", "x", "a"]), 4);
        assert_eq!(screen.target(), Some(&Target::Person(id("a"))));
        screen.settle(&page(&["#A"]), 4);
        assert_eq!(screen.target(), None);
    }
}
