//! The line of views, the one shown in brackets; cut to their keys where it is narrow.

use super::canvas::Canvas;
use super::foot::key_of;
use crate::app::App;
use crate::layout::{Rect, View};
use crate::text;

/// Paints the tabs. Each keeps its place whichever is shown.
pub fn draw(canvas: &mut Canvas, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let tab = app.tab();
    let tabs = [(None, "Board", "board")]
        .into_iter()
        .chain(View::TABS.map(|view| (Some(view), view.word(), command(view))));
    let tabs: Vec<(bool, String, &str)> = tabs
        .map(|(view, word, command)| (view == tab, key_of(app, command).unwrap_or_default(), word))
        .collect();
    let whole = |(_, key, word): &(bool, String, &str)| text::width(key) + 1 + text::width(word);
    let cells: usize = tabs.iter().map(|tab| whole(tab) + 2).sum();
    let fits = cells <= usize::from(area.width);
    let (strong, faint) = (canvas.theme.strong(), canvas.theme.faint());
    // Where all just fit, the margin is what goes.
    let is_tight = fits && cells + 1 > usize::from(area.width);
    let mut x = area.x + u16::from(!is_tight);
    for (is_shown, key, word) in &tabs {
        let [before, after] = if *is_shown { ["[", "]"] } else { [" ", " "] };
        let word = if fits || *is_shown {
            format!("{key} {word}")
        } else {
            key.clone()
        };
        let style = if *is_shown { strong } else { faint };
        let pieces = [(before, faint), (word.as_str(), style), (after, faint)];
        x = canvas.pieces((x, area.y), area.right().saturating_sub(x), &pieces);
    }
}

/// Returns the name of the command that opens a view.
fn command(view: View) -> &'static str {
    match view {
        View::Today => "today",
        View::Influence => "influences",
        View::Plays => "plays",
        View::Decisions => "decisions",
        View::Log => "log",
        View::Person => "open",
        View::Brief => "brief",
    }
}
