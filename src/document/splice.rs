//! Replacements in a text: made, undone, put one after the other, and followed by
//! the spans around them.
//!
//! Promises: bytes outside the replacements are never looked at; `invert` is exact.

use std::ops::Range;

use super::syntax::Span;

/// Bytes a text gets at once to grow into.
const SLACK: usize = 4096;

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub insert: String,
}

impl Splice {
    /// Returns a replacement of some bytes.
    pub fn new(range: Range<usize>, insert: impl Into<String>) -> Self {
        Self {
            range,
            insert: insert.into(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.range.is_empty() && self.insert.is_empty()
    }
}

/// Replacements in one text, sorted and disjoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextEdit {
    splices: Vec<Splice>,
}

impl TextEdit {
    /// Returns one edit of replacements in the same text, which must not overlap; those
    /// that touch become one.
    pub fn new(mut splices: Vec<Splice>) -> Self {
        splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
        let mut edit = Self::default();
        for splice in splices {
            edit.push(splice);
        }
        edit
    }

    fn push(&mut self, splice: Splice) {
        if splice.is_nothing() {
            return;
        }
        match self.splices.last_mut() {
            Some(last) if last.range.end >= splice.range.start => {
                last.range.end = last.range.end.max(splice.range.end);
                last.insert.push_str(&splice.insert);
            }
            _ => self.splices.push(splice),
        }
    }

    /// Returns the replacements, sorted and disjoint.
    pub fn splices(&self) -> &[Splice] {
        &self.splices
    }

    /// Says whether nothing is replaced.
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty()
    }

    /// Says whether all replacements lie between characters of `text`.
    pub fn fits(&self, text: &str) -> bool {
        self.splices
            .iter()
            .all(|splice| text.get(splice.range.clone()).is_some())
    }

    /// Returns `text` with the replacements made; those that don't fit are left out.
    pub fn apply(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for splice in &self.splices {
            edited.push_str(text.get(at..splice.range.start).unwrap_or(""));
            edited.push_str(&splice.insert);
            at = splice.range.end;
        }
        edited.push_str(text.get(at..).unwrap_or(""));
        edited
    }

    /// Makes the replacements in place: a few of them cost no more than moving what is
    /// behind them.
    pub(super) fn apply_to(&self, text: &mut String) {
        if !self.fits(text) || self.splices.len() > 8 {
            *text = self.apply(text);
            return;
        }
        let come: usize = self.splices.iter().map(|splice| splice.insert.len()).sum();
        if text.capacity() - text.len() < come {
            // A large text that grew by itself would take twice the room from then on.
            text.reserve_exact(come + SLACK);
        }
        for splice in self.splices.iter().rev() {
            text.replace_range(splice.range.clone(), &splice.insert);
        }
    }

    /// Returns the edit that takes `apply(text)` back to `text`.
    #[must_use]
    pub fn invert(&self, text: &str) -> Self {
        let mut inverse = Self::default();
        let mut gone = 0;
        let mut come = 0;
        for splice in &self.splices {
            let start = splice.range.start + come - gone;
            let range = start..start + splice.insert.len();
            gone += splice.range.len();
            come += splice.insert.len();
            let before = text.get(splice.range.clone()).unwrap_or("");
            inverse.splices.push(Splice::new(range, before));
        }
        inverse
    }

    /// Returns the one edit that does this and then `next`, which is an edit of the
    /// text that this one makes.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let mut composed = Composed::default();
        let mut first = self.steps().into_iter();
        let mut second = next.steps().into_iter();
        let mut mine = first.next();
        let mut theirs = second.next();
        loop {
            (mine, theirs) = match (mine, theirs) {
                (Some(Step::Delete(length)), theirs) => {
                    composed.delete(length);
                    (first.next(), theirs)
                }
                (mine, Some(Step::Insert(text))) => {
                    composed.insert(text);
                    (mine, second.next())
                }
                (None, None) => return composed.edit,
                (mine, theirs) => {
                    let mine = mine.unwrap_or(Step::Keep(usize::MAX));
                    let theirs = theirs.unwrap_or(Step::Keep(usize::MAX));
                    let length = mine.len().min(theirs.len());
                    composed.both(mine, &theirs, length);
                    let mine = mine.behind(length).or_else(|| first.next());
                    (mine, theirs.behind(length).or_else(|| second.next()))
                }
            };
        }
    }

    /// Returns the one edit that does all of `steps`, each an edit of the text that the one
    /// before makes.
    ///
    /// Neighbours are put together first, and then the pairs: a long text that comes piece by
    /// piece is not copied with every piece.
    #[must_use]
    pub fn of_steps(mut steps: Vec<Self>) -> Self {
        while steps.len() > 1 {
            let pairs = steps.chunks(2).map(|pair| match pair {
                [first, next] => first.then(next),
                [alone] => alone.clone(),
                _ => Self::default(),
            });
            steps = pairs.collect();
        }
        steps.pop().unwrap_or_default()
    }

    fn steps(&self) -> Vec<Step<'_>> {
        let mut steps = Vec::new();
        let mut at = 0;
        for splice in &self.splices {
            steps.push(Step::Keep(splice.range.start - at));
            steps.push(Step::Delete(splice.range.len()));
            steps.push(Step::Insert(&splice.insert));
            at = splice.range.end;
        }
        steps.retain(|step| step.len() > 0);
        steps
    }
}

/// A text edit as steps over the text it edits.
#[derive(Clone, Copy)]
enum Step<'a> {
    Keep(usize),
    Delete(usize),
    Insert(&'a str),
}

impl Step<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Keep(length) | Self::Delete(length) => *length,
            Self::Insert(text) => text.len(),
        }
    }

    /// Returns what is left of the step behind some bytes.
    fn behind(self, length: usize) -> Option<Self> {
        let left = match self {
            // The end of a text is as far away as one likes.
            Self::Keep(usize::MAX) => return None,
            Self::Keep(all) => Self::Keep(all - length),
            Self::Delete(all) => Self::Delete(all - length),
            Self::Insert(text) => Self::Insert(text.get(length..).unwrap_or("")),
        };
        (left.len() > 0).then_some(left)
    }
}

/// An edit being put together from steps over the first text.
#[derive(Default)]
struct Composed {
    at: usize,
    edit: TextEdit,
}

impl Composed {
    /// Takes a keep or an insert of the first edit with a keep or a delete of the second.
    fn both(&mut self, first: Step<'_>, second: &Step<'_>, length: usize) {
        let is_kept = matches!(second, Step::Keep(_));
        match first {
            Step::Insert(text) if is_kept => self.insert(text.get(..length).unwrap_or(text)),
            Step::Insert(_) => {}
            _ if is_kept => self.at = self.at.saturating_add(length),
            _ => self.delete(length),
        }
    }

    fn delete(&mut self, length: usize) {
        let range = self.at..self.at + length;
        self.at += length;
        self.edit.push(Splice::new(range, ""));
    }

    fn insert(&mut self, text: &str) {
        self.edit.push(Splice::new(self.at..self.at, text));
    }
}

/// Where an edit leaves what was at a byte before it.
pub(super) struct Moves<'a> {
    /// Each replacement, and by how much what is behind it moves: bytes come, bytes gone.
    splices: Vec<(&'a Splice, usize, usize)>,
}

impl<'a> Moves<'a> {
    pub(super) fn new(edit: &'a TextEdit) -> Self {
        let mut come = 0;
        let mut gone = 0;
        let sum = |splice: &'a Splice| {
            come += splice.insert.len();
            gone += splice.range.len();
            (splice, come, gone)
        };
        Self {
            splices: edit.splices.iter().map(sum).collect(),
        }
    }

    /// Returns where the beginning of a span is afterwards: behind what is put in there.
    pub(super) fn start(&self, at: usize) -> usize {
        let before = self
            .splices
            .partition_point(|(splice, ..)| splice.range.end <= at);
        let inside = self
            .splices
            .get(before)
            .filter(|(splice, ..)| splice.range.start < at);
        let at = inside.map_or(at, |(splice, ..)| splice.range.start);
        self.behind(before, at)
    }

    /// Returns where the end of a span is afterwards: before what is put in there.
    pub(super) fn end(&self, at: usize) -> usize {
        let is_before = |splice: &Splice| {
            splice.range.end < at || (splice.range.end == at && !splice.range.is_empty())
        };
        let before = self
            .splices
            .partition_point(|(splice, ..)| is_before(splice));
        match self
            .splices
            .get(before)
            .filter(|(splice, ..)| splice.range.start < at)
        {
            Some((splice, ..)) => self.behind(before, splice.range.start) + splice.insert.len(),
            None => self.behind(before, at),
        }
    }

    /// Moves a span with what it holds.
    pub(super) fn shift(&self, span: &mut Span) {
        span.start = self.start(span.start);
        span.end = self.end(span.end);
    }

    /// Moves spans that stand in order and apart: those before all replacements stay, and those
    /// behind go all as far.
    pub(super) fn shift_all(&self, spans: &mut [Span]) {
        let (Some((first, ..)), Some((last, come, gone))) =
            (self.splices.first(), self.splices.last())
        else {
            return;
        };
        let before = spans.partition_point(|span| span.end < first.range.start);
        let behind = spans.partition_point(|span| span.start <= last.range.end);
        let (spans, behind) = spans.split_at_mut(behind.max(before));
        for span in spans.iter_mut().skip(before) {
            self.shift(span);
        }
        for span in behind {
            span.start = span.start + come - gone;
            span.end = span.end + come - gone;
        }
    }

    fn behind(&self, count: usize, at: usize) -> usize {
        let last = count.checked_sub(1).and_then(|last| self.splices.get(last));
        last.map_or(at, |(_, come, gone)| at + come - gone)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edit_of(text: &str, picks: &[(usize, usize, String)]) -> TextEdit {
        let mut splices: Vec<Splice> = Vec::new();
        let mut at = 0;
        for (skip, length, insert) in picks {
            let start = (at + skip).min(text.len());
            let end = (start + length).min(text.len());
            splices.push(Splice::new(start..end, insert.clone()));
            at = end + 1;
            if at > text.len() {
                break;
            }
        }
        TextEdit::new(splices)
    }

    fn picks() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
        prop::collection::vec((0..6_usize, 0..5_usize, "[A-Z]{0,4}"), 0..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn two_edits_put_together_do_what_they_do_one_after_the_other(
            text in "[a-z]{0,30}", one in picks(), two in picks(),
        ) {
            let first = edit_of(&text, &one);
            let between = first.apply(&text);
            let second = edit_of(&between, &two);
            let both = first.then(&second);
            prop_assert_eq!(both.apply(&text), second.apply(&between));
            prop_assert_eq!(both.invert(&text).apply(&second.apply(&between)), text);
        }

        #[test]
        fn many_spans_move_as_each_alone(
            text in "[a-z]{0,30}", one in picks(), cuts in prop::collection::vec(1..5_usize, 0..9),
        ) {
            let edit = edit_of(&text, &one);
            let moves = Moves::new(&edit);
            let mut at = 0;
            let mut spans: Vec<Span> = Vec::new();
            for pair in cuts.chunks_exact(2) {
                let start = at + pair[0] - 1;
                at = start + pair[1];
                spans.push(Span::new(start, at));
            }
            let mut alone = spans.clone();
            for span in &mut alone {
                moves.shift(span);
            }
            moves.shift_all(&mut spans);
            prop_assert_eq!(spans, alone);
        }

        #[test]
        fn steps_put_together_do_what_they_do_one_after_the_other(
            text in "[a-z]{0,30}", all in prop::collection::vec(picks(), 0..6),
        ) {
            let mut edited = text.clone();
            let mut steps = Vec::new();
            for picks in &all {
                let step = edit_of(&edited, picks);
                edited = step.apply(&edited);
                steps.push(step);
            }
            prop_assert_eq!(TextEdit::of_steps(steps).apply(&text), edited);
        }

        #[test]
        fn an_edit_in_place_is_the_same_edit(text in "[a-z]{0,30}", one in picks()) {
            let edit = edit_of(&text, &one);
            let mut edited = text.clone();
            edit.apply_to(&mut edited);
            prop_assert_eq!(edited, edit.apply(&text));
        }
    }

    #[test]
    fn spans_stay_around_what_they_held() {
        // 0123456789, with "ab" put in at 2, and 5..7 replaced by "x".
        let edit = TextEdit::new(vec![Splice::new(2..2, "ab"), Splice::new(5..7, "x")]);
        let moves = Moves::new(&edit);
        let starts: Vec<usize> = [1, 2, 3, 5, 6, 7, 9].map(|at| moves.start(at)).to_vec();
        assert_eq!(starts, [1, 4, 5, 7, 7, 8, 10]);
        let ends: Vec<usize> = [1, 2, 3, 5, 6, 7, 9].map(|at| moves.end(at)).to_vec();
        assert_eq!(ends, [1, 2, 5, 7, 8, 8, 10]);
    }
}
