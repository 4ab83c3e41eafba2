//! What saving a large board costs: figures, printed, since machines differ.

use std::fs;
use std::time::Duration;

use onside::document::Document;
use onside::session::{self, Folders, Session, Source};
use onside::store::{Expected, StateFolder, Store};

use super::boards;

/// How often each is done.
const TIMES: u32 = 20;

#[test]
fn a_megabyte_is_saved_and_costs_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.ron");
    let folders = Folders {
        state: StateFolder::At(folder.path().join("state")),
        data: None,
    };
    let store = || Store::new(&path, folders.state.clone());
    let text = boards::text(24_000);
    let document = Document::load(text.as_bytes()).unwrap();
    let mut expected = Expected::Nothing;
    let saving = cpu_of(|| {
        let saved = store().save(text.as_bytes(), expected).unwrap();
        expected = Expected::File(saved.fingerprint);
    });
    assert_eq!(fs::read(&path).unwrap(), text.as_bytes());
    let checking = cpu_of(|| {
        let loaded = Document::load(text.as_bytes()).unwrap();
        assert_eq!(loaded.board(), document.board());
    });
    let opened = session::open(Source::File(path.clone()), &folders).unwrap();
    let (session, _reports) = Session::start(&opened, Vec::new(), || {}).unwrap();
    let copies = std::cell::RefCell::new(vec![
        (text.clone(), document.board().clone());
        TIMES as usize
    ]);
    let handing = cpu_of(|| {
        let (text, board) = copies.borrow_mut().pop().unwrap();
        session.save(text, board);
    });
    let (Some(saving), Some(checking), Some(handing)) = (saving, checking, handing) else {
        return println!("this system does not tell the CPU time of a thread");
    };
    println!(
        "a board of {} KB, CPU each time{}: saving {saving:?}, the check of its text before {checking:?}, \
         handing it over {handing:?}",
        text.len() / 1000,
        if cfg!(debug_assertions) {
            " in a debug build"
        } else {
            ""
        },
    );
}

/// Returns the CPU time that this thread takes for something, on average.
fn cpu_of(mut done: impl FnMut()) -> Option<Duration> {
    let before = cpu()?;
    for _ in 0..TIMES {
        done();
    }
    Some(cpu()?.saturating_sub(before) / TIMES)
}

fn cpu() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ')
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}
