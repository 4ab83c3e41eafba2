//! Sessions over real SSH on the loopback address, on a slow line that is cut in each way a
//! line can be cut.
//!
//! The server is started here, with keys, accounts and a port of its own; no file of the
//! system is touched.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use onside::document::Document;
use portable_pty::CommandBuilder;

use super::boards;
use super::evidence::Evidence;
use super::player::{Outcome, Player, Turf};
use super::relay::{Line, Relay};
use super::scale::{self, Scale};
use super::sitting::PATIENCE;
use super::tally::Tally;

/// The account that is logged in to where we are root: root's server would need the system's own.
const ACCOUNT: (&str, u32) = ("proof", 61_234);

/// A server for one user.
struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
    user: String,
    ssh: PathBuf,
}

impl Server {
    /// Starts one; the reason if that can't be.
    fn start() -> Result<Self, String> {
        let found = |name: &str| scale::tool(name).ok_or(format!("there is no {name}"));
        let (sshd, ssh, keygen) = (found("sshd")?, found("ssh")?, found("ssh-keygen")?);
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        for key in ["host", "user"] {
            let mut command = scale::command(&keygen);
            command.args(["-q", "-t", "ed25519", "-N", "", "-f", key]);
            assert!(
                command
                    .current_dir(folder.path())
                    .status()
                    .unwrap()
                    .success()
            );
        }
        fs::copy(
            folder.path().join("user.pub"),
            folder.path().join("authorized"),
        )
        .unwrap();
        fs::copy(env!("CARGO_BIN_EXE_onside"), folder.path().join("onside")).unwrap();
        let config = folder.path().join("config");
        fs::write(&config, configuration(folder.path(), port, &sshd)).unwrap();
        let mut command = scale::command(&sshd);
        command.args(["-D", "-e", "-f"]).arg(&config);
        let log = fs::File::create(folder.path().join("log")).unwrap();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let user = if rustix::process::getuid().is_root() {
            become_account(&mut command, folder.path())?
        } else {
            String::from_utf8_lossy(&Command::new("id").arg("-un").output().unwrap().stdout)
                .trim()
                .to_owned()
        };
        let child = command.spawn().unwrap();
        let server = Self {
            child,
            port,
            folder,
            user,
            ssh,
        };
        server.wait_until_it_listens()?;
        server.try_login()?;
        Ok(server)
    }

    fn wait_until_it_listens(&self) -> Result<(), String> {
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if Instant::now() > until {
                return Err(format!("sshd does not listen: {}", self.log()));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Returns the words of a client that connects to a port.
    fn words(&self, port: u16) -> Vec<String> {
        let place = |name: &str| self.folder.path().join(name).display().to_string();
        let host_key = fs::read_to_string(place("host.pub")).unwrap();
        fs::write(place("known"), format!("[127.0.0.1]:{port} {host_key}")).unwrap();
        let known = format!("UserKnownHostsFile={}", place("known"));
        let options = [
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            &known,
            "GlobalKnownHostsFile=/dev/null",
            "StrictHostKeyChecking=yes",
            "ServerAliveInterval=1",
            "ServerAliveCountMax=30",
            "LogLevel=ERROR",
        ];
        let mut words = vec!["-F", "/dev/null", "-i"];
        let (key, port) = (place("user"), port.to_string());
        let target = format!("{}@127.0.0.1", self.user);
        words.extend([key.as_str(), "-p", port.as_str()]);
        words.extend(options.iter().flat_map(|option| ["-o", option]));
        words.push(&target);
        words.into_iter().map(str::to_owned).collect()
    }

    /// Says why nobody can log in, if so: an account may have no shell.
    fn try_login(&self) -> Result<(), String> {
        let mut command = scale::command(&self.ssh);
        command
            .args(self.words(self.port))
            .arg("true")
            .stdin(Stdio::null());
        let done = command.output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr);
        if done.status.success() {
            return Ok(());
        }
        Err(format!("{} can't log in: {told} {}", self.user, self.log()))
    }

    /// Returns the command of a client that opens a board through a relay.
    fn client(&self, relay: &Relay, board: &Path, state: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(&self.ssh);
        if scale::is_unpacked(&self.ssh) {
            command.env("LD_LIBRARY_PATH", scale::libraries());
        }
        command.arg("-tt");
        command.args(self.words(relay.port));
        command.arg(format!(
            "exec env LC_ALL=C.UTF-8 ONSIDE_STATE_DIR={} {} --today 2026-11-22 {}",
            state.display(),
            self.folder.path().join("onside").display(),
            board.display()
        ));
        command
    }

    /// Makes a folder that the account may write to.
    fn own_folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir(&folder).unwrap();
        self.give(&folder);
        folder
    }

    /// Gives a file to the account.
    fn give(&self, path: &Path) {
        if self.user == ACCOUNT.0 {
            chown(path, Some(ACCOUNT.1), Some(ACCOUNT.1)).unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn configuration(folder: &Path, port: u16, daemon: &Path) -> String {
    let place = folder.display();
    let mut lines = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {place}/host\nPidFile none\n\
         AuthorizedKeysFile {place}/authorized\nPasswordAuthentication no\n\
         KbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPrintMotd no\nPrintLastLog no\n\
         X11Forwarding no\nAllowTcpForwarding no\nClientAliveInterval 1\nClientAliveCountMax 2\n"
    );
    // From OpenSSH 9.8 on the server is several programs.
    let folder_of_pieces = daemon
        .parent()
        .and_then(Path::parent)
        .map(|usr| usr.join("lib/openssh"));
    for (option, piece) in [
        ("SshdSessionPath", "sshd-session"),
        ("SshdAuthPath", "sshd-auth"),
    ] {
        let piece = folder_of_pieces
            .as_ref()
            .map(|folder_of_pieces| folder_of_pieces.join(piece));
        if let Some(piece) = piece.filter(|piece| piece.is_file()) {
            lines.extend([option, " ", &piece.to_string_lossy(), "\n"]);
        }
    }
    lines
}

/// Has the server run as an ordinary account that only it has heard of.
fn become_account(command: &mut Command, folder: &Path) -> Result<String, String> {
    let (name, number) = ACCOUNT;
    let wrapper = std::env::split_paths(&scale::libraries())
        .map(|place| place.join("libnss_wrapper.so"))
        .find(|path| path.exists())
        .ok_or("there is no libnss_wrapper, which root's sshd needs")?;
    let accounts = format!(
        "{name}:*:{number}:{number}:proof:{}:/bin/sh\n",
        folder.display()
    );
    fs::write(folder.join("passwd"), accounts).unwrap();
    fs::write(folder.join("group"), format!("{name}:*:{number}:\n")).unwrap();
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path());
    for path in files.chain([folder.to_owned()]) {
        chown(path, Some(number), Some(number)).unwrap();
    }
    // The client is root, and trusts only its own key file or one of others.
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    command.env("LD_PRELOAD", wrapper);
    command.env("NSS_WRAPPER_PASSWD", folder.join("passwd"));
    command.env("NSS_WRAPPER_GROUP", folder.join("group"));
    command.uid(number).gid(number);
    Ok(name.to_owned())
}

/// How a line is lost.
#[derive(Clone, Copy, Debug)]
enum Cut {
    /// The client is killed.
    Killed,
    /// A router drops the connection and says so.
    Reset,
    /// The cable is out: nobody is told anything.
    Silence,
    /// The window of the client is closed.
    Closed,
}

impl Cut {
    fn make(self, player: &mut Player, relay: &Relay) {
        match self {
            Self::Killed => player.sitting.kill(),
            Self::Reset => relay.set(Line::Reset),
            Self::Silence => relay.set(Line::Silent),
            Self::Closed => player.sitting.hang_up(),
        }
    }

    /// Returns how long the program may still be there. Of silence the server learns after two
    /// questions a second apart; before a reset one more byte has to come each way.
    fn allowed(self) -> Duration {
        match self {
            Self::Killed | Self::Closed => Duration::from_secs(4),
            Self::Reset => Duration::from_secs(6),
            Self::Silence => Duration::from_secs(8),
        }
    }
}

/// Says whether a program that has `board` open is there.
fn is_running(board: &Path) -> bool {
    let processes = fs::read_dir("/proc").unwrap();
    processes.flatten().any(|process| {
        let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
        let mut words = line.split(|byte| *byte == 0);
        words
            .next()
            .is_some_and(|program| program.ends_with(b"/onside"))
            && words.any(|word| word == board.as_os_str().as_encoded_bytes())
    })
}

/// Changes a board over the line, cuts it, and looks what is left.
fn journey(server: &Server, cut: Cut, round: usize, tally: &mut Tally) {
    let name = format!("ssh {cut:?} {round}");
    let folder = server.own_folder(&format!("{cut:?}-{round}"));
    let (board, state) = (folder.join("b.ron"), folder.join("state"));
    fs::write(&board, boards::text(20)).unwrap();
    server.give(&board);
    let relay = Relay::start(server.port, Duration::from_millis(30), 64_000);
    let mut player = Player::open(server.client(&relay, &board, &state))
        .unwrap_or_else(|| panic!("{name}: no board came; {}", server.log()));
    let mut turf = Turf::new(0, 20);
    assert!(player.go_to(&turf), "{name}: {}", player.sitting.text());
    let mut acknowledged = Vec::new();
    for _ in 0..3 {
        let typed = player.type_changes(&mut turf, 3);
        let outcome = player.wait_for_verdict(&turf);
        assert_eq!(outcome, Outcome::Saved, "{name}: {}", player.sitting.text());
        acknowledged.extend(typed);
    }
    player.type_changes(&mut turf, 1);
    assert!(is_running(&board), "{name}");
    cut.make(&mut player, &relay);
    let begun = Instant::now();
    let until = begun + cut.allowed();
    while is_running(&board) {
        assert!(
            Instant::now() < until,
            "{name}: still running; {}",
            server.log()
        );
        thread::sleep(Duration::from_millis(20));
    }
    println!("{name}: gone after {} ms", begun.elapsed().as_millis());
    let loaded = Document::load(&fs::read(&board).unwrap());
    assert!(loaded.is_ok(), "{name}: the file is torn");
    let evidence = Evidence::gather(&board, &state);
    let seen = evidence.indiscretions(0o644);
    assert!(seen.is_empty(), "{name}: {seen:?}");
    tally.judge(acknowledged, &evidence, &name);
}

#[test]
fn a_line_lost_in_any_way_leaves_no_process_and_every_change() {
    let what = "sessions over SSH whose line is cut";
    let server = match Server::start() {
        Ok(server) => server,
        Err(why) => return scale::skip(what, &why),
    };
    let rounds = Scale::asked().pick(1, 2, 20);
    let mut tally = Tally::new();
    for round in 0..rounds {
        for cut in [Cut::Killed, Cut::Reset, Cut::Silence, Cut::Closed] {
            journey(&server, cut, round, &mut tally);
        }
    }
    tally.close("lines of SSH cut");
}
