//! onside: a keyboard-driven stakeholder map in the terminal.

pub mod app;
pub mod cli;
pub mod document;
pub mod layout;
pub mod model;
pub mod session;
pub mod settings;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
