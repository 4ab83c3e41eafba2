//! An app on a board as most tests open it: on their day, on a terminal with 16 colours and all
//! signs, without greeting.

use onside::app::{App, Origin};
use onside::document::Document;
use onside::layout::Size;
use onside::model::Date;
use onside::settings::{Capabilities, Charset, Depth, Settings};

/// The day the tests live in.
pub fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// A terminal with 16 colours and all signs.
pub fn settings() -> Settings {
    Settings::of(Capabilities {
        depth: Depth::Sixteen,
        charset: Charset::Unicode,
        is_dumb: false,
    })
}

/// Opens a board for somebody with these settings.
pub fn app(document: Document, settings: Settings, size: Size) -> App {
    let origin = Origin {
        name: "board.ron".to_owned(),
        welcome: None,
        remarks: Vec::new(),
        is_read_only: false,
    };
    App::new(document, origin, settings, today(), size)
}
