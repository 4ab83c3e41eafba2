//! The question about what a killed session had and the file has not.

use super::canvas::Canvas;
use super::panel;
use crate::app::RecoveryOverlay;
use crate::layout::Areas;

/// Paints what would come back; all of it is a page of its own.
pub fn draw(canvas: &mut Canvas, areas: &Areas, asked: &RecoveryOverlay) {
    if !asked.is_looking {
        panel::list(canvas, areas, &asked.title, &asked.lines());
    }
}
