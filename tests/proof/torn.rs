//! Writes torn at every byte: files may have so many bytes and no more, and the saver is
//! killed there or told by an error.

use super::saver::{self, AtTheLimit};
use super::scale::Scale;
use super::tally::Tally;
use super::trial::{Bench, Way};

#[test]
fn a_write_torn_at_any_byte_loses_nothing() {
    let step = Scale::asked().pick(97, 13, 1);
    let mut tally = Tally::new();
    let mut wrong = Vec::new();
    let mut runs = 0;
    for way in [Way::Exchange, Way::InPlace] {
        let folder = tempfile::tempdir().unwrap();
        let bench = Bench::new(folder.path(), way);
        for limit in (0..bench.longest()).step_by(step) {
            for then in [AtTheLimit::Dies, AtTheLimit::IsTold] {
                bench.reset();
                let mut command = saver::limited(&bench.board(), &bench.state(), limit, then);
                let ran = command.output().unwrap();
                let name = format!("{then:?} at byte {limit}");
                wrong.extend(bench.judge(&name, &ran, &mut tally));
                runs += 1;
            }
        }
    }
    println!("torn writes: {runs} runs, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    tally.close("torn writes");
}
