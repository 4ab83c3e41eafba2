//! A panic on a screen: the terminal is given back first, then told once, and what waits
//! is put on disk.

use std::panic;
use std::thread;

use super::guard::Exit;

/// Lets panics give the terminal back; those of other threads end the process, as the
/// screen would go on over their message.
pub(super) fn install_hook(exit: Exit) {
    let ui = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // The message comes out either way.
        let _ = exit.screen.leave();
        print(panic);
        exit.flush();
        if thread::current().id() != ui {
            signal_hook::low_level::exit(101);
        }
    }));
}
