//! The pane beside the board: what is known of whom the cursor is on.

use super::canvas::Canvas;
use super::page;
use crate::app::App;
use crate::layout::Rect;

/// Paints the pane behind a line of its own, where there is one. What is off its ends is told in
/// its last line.
pub fn draw(canvas: &mut Canvas, app: &App, area: Rect) {
    let Some((page, scroll)) = app.pane() else {
        return;
    };
    let (sign, faint) = (canvas.glyphs.side, canvas.theme.faint());
    for line in 0..area.height {
        canvas.sign((area.x, area.y + line), sign, faint);
    }
    let text = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        height: area.height.saturating_sub(1),
        ..area
    };
    let hidden = page::lines(canvas, text, page, scroll, None, faint);
    if let Some(last) = area.line(area.height.saturating_sub(1))
        && !hidden.is_empty()
    {
        let key = super::foot::key_of(app, "pane down").unwrap_or_default();
        let words = format!(" {hidden}  {key} ");
        let room = last.width.saturating_sub(1);
        canvas.put((last.x + 1, last.y), room, &words, faint);
    }
}
