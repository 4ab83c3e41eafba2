//! Picks the door: the board on a terminal, or a subcommand.

fn main() {}
