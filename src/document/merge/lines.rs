//! Free text of two sides merged line by line.
//!
//! Lines that both sides kept divide the text; between two of them one side's change is
//! taken, and where both changed, each answer has its own lines.

use super::order::common;
use super::pick::Pick;

/// Merges a text of several lines.
///
/// Where both sides changed the same lines, ours stands until somebody decides, or
/// theirs when ours only took lines away.
pub(super) fn merge_lines(base: &str, ours: &str, theirs: &str) -> Pick<String> {
    let base: Vec<&str> = base.split('\n').collect();
    let ours: Vec<&str> = ours.split('\n').collect();
    let theirs: Vec<&str> = theirs.split('\n').collect();
    let mut text = Sides::default();
    let (mut from_base, mut from_ours, mut from_theirs) = (0, 0, 0);
    for (in_base, in_ours, in_theirs) in shared_lines(&base, &ours, &theirs) {
        text.take(
            slice(&base, from_base, in_base),
            slice(&ours, from_ours, in_ours),
            slice(&theirs, from_theirs, in_theirs),
        );
        if let Some(line) = base.get(in_base) {
            text.push(line);
        }
        (from_base, from_ours, from_theirs) = (in_base + 1, in_ours + 1, in_theirs + 1);
    }
    text.take(
        slice(&base, from_base, base.len()),
        slice(&ours, from_ours, ours.len()),
        slice(&theirs, from_theirs, theirs.len()),
    );
    text.finish()
}

/// Returns the places of the lines that are in all three texts.
fn shared_lines(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<(usize, usize, usize)> {
    let with_theirs = common(base, theirs);
    let mut rest = with_theirs.iter().peekable();
    let mut shared = Vec::new();
    for (in_base, in_ours) in common(base, ours) {
        while rest.next_if(|pair| pair.0 < in_base).is_some() {}
        if let Some(pair) = rest.next_if(|pair| pair.0 == in_base) {
            shared.push((in_base, in_ours, pair.1));
        }
    }
    shared
}

fn slice<'a, 'b>(lines: &'a [&'b str], from: usize, to: usize) -> &'a [&'b str] {
    lines.get(from..to).unwrap_or_default()
}

/// The text as each answer would have it.
#[derive(Default)]
struct Sides<'a> {
    ours: Vec<&'a str>,
    theirs: Vec<&'a str>,
    stands: Vec<&'a str>,
    both: Vec<&'a str>,
}

impl<'a> Sides<'a> {
    fn push(&mut self, line: &'a str) {
        self.all(&[line]);
    }

    fn all(&mut self, lines: &[&'a str]) {
        for side in [
            &mut self.ours,
            &mut self.theirs,
            &mut self.stands,
            &mut self.both,
        ] {
            side.extend(lines);
        }
    }

    /// Takes one stretch between two shared lines.
    fn take(&mut self, base: &[&'a str], ours: &[&'a str], theirs: &[&'a str]) {
        if ours == theirs || theirs == base {
            return self.all(ours);
        }
        if ours == base {
            return self.all(theirs);
        }
        let is_blank = |lines: &[&str]| lines.iter().all(|line| line.is_empty());
        self.ours.extend(ours);
        self.theirs.extend(theirs);
        self.stands
            .extend(if is_blank(ours) { theirs } else { ours });
        for side in [ours, theirs].into_iter().filter(|side| !is_blank(side)) {
            self.both.extend(side);
        }
    }

    fn finish(self) -> Pick<String> {
        let both = (self.ours != self.theirs).then(|| self.both.join("\n"));
        Pick {
            ours: self.ours.join("\n"),
            theirs: self.theirs.join("\n"),
            stands: self.stands.join("\n"),
            both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, stands: &str, both: Option<&str>) {
        let text = |lines: &str| lines.replace('/', "\n");
        let pick = merge_lines(&text(base), &text(ours), &text(theirs));
        assert_eq!(pick.stands, text(stands));
        assert_eq!(pick.both, both.map(text));
    }

    #[test]
    fn lines_changed_apart_are_both_taken() {
        check("a/b/c", "A/b/c", "a/b/C", "A/b/C", None);
        check("a/b", "a/b/x", "y/a/b", "y/a/b/x", None);
        check("a/b/c", "a/c", "a/b/c/d", "a/c/d", None);
    }

    #[test]
    fn lines_changed_alike_are_taken_once() {
        check("a/b", "a/x/b/p", "a/x/b", "a/x/b/p", None);
    }

    #[test]
    fn lines_changed_by_both_stand_as_ours_and_can_be_had_both() {
        check("a/b", "a/x", "a/y", "a/x", Some("a/x/y"));
        check("", "x", "y", "x", Some("x/y"));
    }

    #[test]
    fn lines_we_took_away_and_they_changed_stand_as_theirs() {
        check("a/b/c", "a/c", "a/B/c", "a/B/c", Some("a/B/c"));
        check("a", "", "A", "A", Some("A"));
    }
}
