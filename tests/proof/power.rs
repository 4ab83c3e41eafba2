//! Power cuts: file systems in an image whose log is thrown away, as if the machine had
//! stopped at that moment. Needs root and loop devices, so it runs by order only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::points::{Around, Points};
use super::scale::{self, Scale};
use super::tally::Tally;
use super::trial::{Bench, Way};

/// A file system in a file, mounted.
struct Image {
    image: PathBuf,
    mount: PathBuf,
}

impl Image {
    fn make(kind: &str, folder: &Path) -> Self {
        let image = folder.join(kind);
        // The least that XFS takes.
        File::create(&image).unwrap().set_len(300 << 20).unwrap();
        let maker = needed(&format!("mkfs.{kind}"));
        let force = if kind == "xfs" { "-f" } else { "-F" };
        let mut command = scale::command(&maker);
        run(command.args(["-q", force]).arg(&image));
        let mount = folder.join(format!("{kind}.mount"));
        std::fs::create_dir(&mount).unwrap();
        let made = Self { image, mount };
        made.mount();
        made
    }

    fn mount(&self) {
        run(Command::new("mount")
            .args(["-o", "loop"])
            .arg(&self.image)
            .arg(&self.mount));
    }

    /// Makes all that was written so far last.
    fn settle(&self) {
        run(Command::new("sync").arg("-f").arg(&self.mount));
    }

    /// Stops the file system as it stands on the disk, without its log, and lets it recover.
    fn cut_power(&self) {
        // The ioctl GOINGDOWN with NOLOGFLUSH, which both file systems know.
        let go_down = "open(my $f, '<', $ARGV[0]) or die; my $how = pack('I', 2); ioctl($f, 0x8004587d, $how) or die $!";
        run(Command::new("perl").args(["-e", go_down]).arg(&self.mount));
        self.unmount();
        self.mount();
    }

    fn unmount(&self) {
        // The thread of a session just ended may take a moment to let go.
        for _ in 0..100 {
            let done = Command::new("umount").arg(&self.mount).output().unwrap();
            if done.status.success() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{} stays busy", self.mount.display());
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        // At the end of a test that failed it may be mounted or not.
        let _ = Command::new("umount").arg(&self.mount).output();
    }
}

fn needed(program: &str) -> PathBuf {
    let found = scale::tool(program);
    found.unwrap_or_else(|| panic!("there is no {program}: `tests/proof/tools power` gets it"))
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {done:?}");
}

#[test]
#[ignore = "needs root and loop devices; tests/README.md has the command"]
fn what_was_acknowledged_before_a_power_cut_is_there() {
    let strace = needed("strace");
    let step = Scale::asked().pick(23, 11, 1);
    let mut tally = Tally::new();
    let mut wrong = Vec::new();
    for kind in ["ext4", "xfs"] {
        let folder = tempfile::tempdir().unwrap();
        let image = Image::make(kind, folder.path());
        let around = Around {
            before: &|| image.settle(),
            after: &|| image.cut_power(),
        };
        for way in [Way::Exchange, Way::InPlace, Way::Rename] {
            let bench = Bench::new(&image.mount, way);
            let mut points = Points::new(&bench, way, &around);
            points.run(&strace, step, &[]);
            println!(
                "{kind} {way:?}: {} power cuts, {} wrong",
                points.runs,
                points.wrong.len()
            );
            tally.add(&points.tally);
            wrong.extend(points.wrong.iter().map(|wrong| format!("{kind} {wrong}")));
        }
        image.unmount();
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    tally.close("power cuts");
}
