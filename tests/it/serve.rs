//! `dateline serve`, as a browser and an author see it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

const EVENT: &str = "---\ntitle: The first title\ndate: 2010-03-18\n---\n\nIn Moscow.\n";

struct Serving {
    child: Child,
    address: String,
    /// What is printed, line by line.
    lines: Receiver<String>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(root: &Path) -> Serving {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["serve", "--port", "0", "--root"]).arg(root).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (sender, lines) = mpsc::channel();
    let printed = BufReader::new(child.stderr.take().unwrap());
    thread::spawn(move || printed.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let mut serving = Serving { child, address: String::new(), lines };
    let line = serving.wait_for("Serving at");
    let url = line.split_whitespace().find_map(|word| word.strip_prefix("http://")).unwrap();
    url.trim_end_matches('/').clone_into(&mut serving.address);
    serving
}

impl Serving {
    /// The next line with `text` in it.
    fn wait_for(&self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20));
            let line = line.unwrap_or_else(|_| panic!("`{text}` is not printed"));
            if line.contains(text) {
                return line;
            }
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks until the answer has `text` in it.
    fn until(&self, path: &str, text: &str) -> String {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(text) {
                return answer;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "no `{text}` in:\n{answer}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_save_is_seen_and_a_fault_leaves_the_last_good_site() {
    let folder = tempfile::tempdir().unwrap();
    let root: PathBuf = folder.path().canonicalize().unwrap();
    let event = root.join("content/events/declaration.md");
    fs::create_dir_all(event.parent().unwrap()).unwrap();
    fs::write(root.join("site.toml"), "title = \"A chronicle\"\n").unwrap();
    fs::write(&event, EVENT).unwrap();
    let mut serving = serve(&root);
    assert!(serving.get("/events/declaration.html").contains("The first title"));

    fs::write(&event, EVENT.replace("first", "second")).unwrap();
    serving.wait_for("1 event, 0 sources, 0 citations; 0 errors");
    serving.until("/events/declaration.html", "The second title");

    fs::write(&event, EVENT.replace("2010-03-18", "2010-03-<b>")).unwrap();
    serving.wait_for("error[bad-date]");
    let faulty = serving.until("/", "error[bad-date]");
    assert!(faulty.contains("The second title"), "the last good site is shown");
    assert!(faulty.contains("2010-03-&lt;b&gt;") && !faulty.contains("2010-03-<b>"), "as text");

    fs::write(&event, EVENT.replace("first", "third")).unwrap();
    let mended = serving.until("/", "The third title");
    assert!(!mended.contains("error[bad-date]"));

    // Nothing has been written.
    let mut names: Vec<_> = fs::read_dir(&root).unwrap().map(|it| it.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["content", "site.toml"]);

    let pid = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}
