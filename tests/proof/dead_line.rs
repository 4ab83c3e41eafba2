//! A terminal that takes nothing any more: the screen hangs, the save does not.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::boards;
use super::evidence::Evidence;
use super::player::{Player, Turf, onside};
use super::scale::Scale;
use super::sitting::PATIENCE;
use super::tally::Tally;

/// Within this time a program that is told to end is gone, whatever hangs.
const GONE: Duration = Duration::from_secs(2);

#[test]
fn a_save_is_done_while_the_screen_hangs() {
    let mut tally = Tally::new();
    for round in 0..Scale::asked().pick(1, 5, 50) {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let board = folder.path().join("board/b.ron");
        fs::create_dir(board.parent().unwrap()).unwrap();
        fs::write(&board, boards::text(20)).unwrap();
        let mut player = Player::open(onside(&board, &state)).unwrap();
        let mut turf = Turf::new(0, 20);
        player.sitting.stop_reading();
        let typed = player.type_changes(&mut turf, 1);
        // Each of these paints the whole screen, until the line takes no more.
        for _ in 0..60 {
            player.sitting.send("\x0c");
            thread::sleep(Duration::from_millis(2));
        }
        let until = Instant::now() + PATIENCE;
        let is_saved = || typed[0].is_in(&fs::read_to_string(&board).unwrap());
        while !is_saved() {
            assert!(Instant::now() < until, "it was never saved");
            thread::sleep(Duration::from_millis(5));
        }
        assert!(hangs_in_a_write(player.sitting.pid()).unwrap_or(true));
        let pid = Pid::from_raw(i32::try_from(player.sitting.pid()).unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
        let ended = player.sitting.end_within(GONE).expect("it is still there");
        assert_eq!(ended.exit_code(), 143);
        let evidence = Evidence::gather(&board, &state);
        tally.judge(typed, &evidence, &format!("hanging screen {round}"));
    }
    tally.close("hanging screens");
}

/// Says whether the thread that draws is in a write to its terminal; `None` where the
/// system does not tell.
fn hangs_in_a_write(process: u32) -> Option<bool> {
    let write = if cfg!(target_arch = "x86_64") {
        "1 0x1 "
    } else {
        "64 0x1 "
    };
    let call = fs::read_to_string(format!("/proc/{process}/task/{process}/syscall")).ok()?;
    Some(call.starts_with(write))
}
