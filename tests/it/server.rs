//! A preview, as a browser meets it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use dateline::base::output::{Body, Sink};
use dateline::base::path::OutPath;
use dateline::server::serve::{self, Server, Settings};
use tempfile::TempDir;

fn start() -> Server {
    serve::start(Settings { ip: Ipv4Addr::LOCALHOST.into(), port: Some(0) }).unwrap()
}

fn publish(server: &Server, files: &[(&str, &str)]) {
    let outputs = server.outputs();
    for (path, text) in files {
        outputs.put(&OutPath::new(path).unwrap(), Body::Bytes(text.as_bytes())).unwrap();
    }
    server.publish(outputs);
}

/// An answer: its status, its head in lower case, its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&start))
    }

    /// Which build a page says that it is of.
    fn build(&self) -> Option<u64> {
        let (_, after) = self.body.split_once("data-build=\"")?;
        after.split_once('"')?.0.parse().ok()
    }
}

/// Sends a request as it stands, and reads the answer to its end.
fn send(server: &Server, request: &str) -> Answer {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_lowercase(), body: body.to_owned() }
}

fn ask(server: &Server, method: &str, path: &str, headers: &str) -> Answer {
    let host = server.address();
    send(server, &format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"))
}

fn get(server: &Server, path: &str) -> Answer {
    ask(server, "GET", path, "")
}

#[test]
fn what_was_made_is_served_and_nothing_else() {
    let server = start();
    publish(
        &server,
        &[
            ("index.html", "<body>home</body>"),
            ("events/index.html", "<body>events</body>"),
            ("style.css", "p {}"),
            ("été.txt", "été"),
            ("404.html", "<body>lost</body>"),
        ],
    );
    let home = get(&server, "/");
    assert_eq!(home.status, 200);
    assert!(
        home.body.starts_with("<body>home<script src=\"/_dateline/live.js\" data-build="),
        "{}",
        home.body
    );
    assert_eq!(home.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(home.header("cache-control"), Some("no-store"));
    let style = get(&server, "/style.css?v=1");
    assert_eq!((style.status, &*style.body), (200, "p {}"));
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(get(&server, "/%C3%A9t%C3%A9.txt").body, "été");
    assert_eq!(get(&server, "/%65%CC%81te%CC%81.txt").body, "été", "however it is composed");
    assert_eq!(get(&server, "/events/").status, 200);
    let folder = get(&server, "/events");
    assert_eq!((folder.status, folder.header("location")), (302, Some("/events/")));
    for path in [
        "/nothing.html",
        "//events",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/events/%2e%2e/index.html",
        "/etc/passwd",
        "/%00",
        "/%ff",
        "/index.html/",
        "/INDEX.html",
        "/_dateline/",
        "/events%2Findex.html%00",
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("lost"), "{path}");
    }
    assert!(get(&server, "/_dateline/live.js").body.contains("EventSource"));
    assert_eq!(
        get(&server, "/_dateline/live.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn only_this_machine_may_ask_and_only_read() {
    let server = start();
    publish(&server, &[("index.html", "home")]);
    let port = server.address().port();
    let by = |host: &str| send(&server, &format!("GET / HTTP/1.1\r\nConnection: close\r\n{host}\r\n")).status;
    assert_eq!(by(&format!("Host: localhost:{port}\r\n")), 200);
    assert_eq!(by(&format!("Host: [::1]:{port}\r\n")), 200);
    assert_eq!(by("Host: evil.example\r\n"), 403);
    assert_eq!(by(&format!("Host: evil.example:{port}\r\n")), 403);
    assert_ne!(by(""), 200);
    assert_ne!(by("Host: localhost\r\nHost: evil.example\r\n"), 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = ask(&server, method, "/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("get, head")), "{method}");
    }
    let events =
        |origin: &str| ask(&server, "GET", "/_dateline/events", &format!("Origin: {origin}\r\n")).status;
    assert_eq!(events("http://evil.example"), 403);
    assert_eq!(events("null"), 403);
    let rubbish = send(&server, "\0\0\0\r\n\r\n");
    assert_ne!(rubbish.status, 200);
    assert_eq!(get(&server, "/").status, 200, "and it still stands");
}

#[test]
fn a_head_is_as_long_as_what_it_heads() {
    let server = start();
    publish(&server, &[("index.html", "home"), ("a.png", "12345")]);
    for path in ["/", "/a.png", "/nothing"] {
        let (head, whole) = (ask(&server, "HEAD", path, ""), get(&server, path));
        assert_eq!((head.status, &*head.body), (whole.status, ""), "{path}");
        assert_eq!(head.header("content-length"), Some(&*whole.body.len().to_string()), "{path}");
    }
}

#[test]
fn a_part_can_be_asked_for_of_bytes_and_of_files() {
    let dir = TempDir::new().unwrap();
    let film = dir.path().join("film.mp4");
    let bytes: Vec<u8> = (0..700_000_u32).map(|n| b'a' + (n % 26) as u8).collect();
    fs::write(&film, &bytes).unwrap();
    let server = start();
    let outputs = server.outputs();
    outputs.put(&OutPath::new("film.mp4").unwrap(), Body::File(&film)).unwrap();
    outputs.put(&OutPath::new("held.mp4").unwrap(), Body::Bytes(&bytes)).unwrap();
    outputs.put(&OutPath::new("gone.mp4").unwrap(), Body::File(&dir.path().join("gone.mp4"))).unwrap();
    server.publish(outputs);
    for path in ["/film.mp4", "/held.mp4"] {
        let whole = get(&server, path);
        assert_eq!(whole.status, 200);
        assert_eq!(whole.header("accept-ranges"), Some("bytes"));
        assert!(whole.body.as_bytes() == bytes, "{path}");
        let part = ask(&server, "GET", path, "Range: bytes=300000-600000\r\n");
        assert_eq!((part.status, part.header("content-range")), (206, Some("bytes 300000-600000/700000")));
        assert!(part.body.as_bytes() == &bytes[300_000..=600_000], "{path}");
        let beyond = ask(&server, "GET", path, "Range: bytes=700000-\r\n");
        assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */700000")));
    }
    let gone = get(&server, "/gone.mp4");
    assert_eq!(gone.status, 404);
    assert!(gone.body.contains("gone.mp4"));
}

/// A browser that waits for builds.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn new(server: &Server) -> Self {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let host = server.address();
        write!(stream, "GET /_dateline/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\r\n")
            .unwrap();
        Self(BufReader::new(stream))
    }

    /// The number of the next build that it is told of.
    fn next(&mut self) -> Option<u64> {
        let mut line = String::new();
        while self.0.read_line(&mut line).is_ok_and(|n| n > 0) {
            if let Some(build) = line.strip_prefix("data:") {
                return build.trim().parse().ok();
            }
            line.clear();
        }
        None
    }
}

#[test]
fn browsers_are_told_of_each_build_that_is_another() {
    let server = start();
    publish(&server, &[("index.html", "one")]);
    let mut browser = Listener::new(&server);
    let first = browser.next().unwrap();
    assert_eq!(get(&server, "/").build(), Some(first));
    publish(&server, &[("index.html", "one")]);
    publish(&server, &[("index.html", "two")]);
    let second = browser.next().unwrap();
    assert_eq!(second, first + 1, "what is the same is no other build");
    let page = get(&server, "/");
    assert!(page.body.starts_with("two"));
    assert_eq!(page.build(), Some(second));

    let dir = TempDir::new().unwrap();
    let photo = dir.path().join("photo.jpg");
    let show = |text: &str| {
        fs::write(&photo, text).unwrap();
        let outputs = server.outputs();
        assert!(outputs.keep(&OutPath::new("index.html").unwrap()));
        outputs.put(&OutPath::new("photo.jpg").unwrap(), Body::File(&photo)).unwrap();
        server.publish(outputs);
    };
    // Of two builds in one breath a browser need hear of the later only, so it hears of each first.
    show("a photo");
    assert_eq!(browser.next(), Some(second + 1));
    show("another photo");
    assert_eq!(browser.next(), Some(second + 2));
    drop(server);
    assert_eq!(browser.next(), None, "and nobody waits for a server that is gone");
}

#[test]
fn errors_are_shown_over_the_last_good_site() {
    let server = start();
    let before = get(&server, "/");
    assert_eq!(before.status, 503);
    assert!(before.body.contains("being built"));
    server.trouble("error[bad-date]: `2010-13` <is> no date");
    let trouble = get(&server, "/any/page.html");
    assert_eq!(trouble.status, 503);
    assert!(trouble.body.contains("`2010-13` &lt;is&gt; no date"));
    assert_eq!(trouble.build(), Some(before.build().unwrap() + 1));

    publish(&server, &[("index.html", "<body>good</body>")]);
    let good = get(&server, "/");
    assert_eq!(good.status, 200);
    assert!(!good.body.contains("dateline-trouble"));
    server.trouble("bad again");
    let over = get(&server, "/");
    assert_eq!(over.status, 200);
    assert!(over.body.starts_with("<body>good<link") && over.body.contains("bad again"));
    server.trouble("bad again");
    assert_eq!(get(&server, "/").build(), over.build());
    publish(&server, &[("index.html", "<body>good</body>")]);
    let well = get(&server, "/");
    assert!(!well.body.contains("bad again"));
    assert_eq!(well.build(), Some(over.build().unwrap() + 1));
}

#[test]
fn a_port_that_is_taken_is_told_of() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let ip = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let error = serve::start(Settings { ip, port: Some(port) }).unwrap_err();
    assert!(error.to_string().contains(&port.to_string()), "{error}");
    let first = serve::start(Settings { ip, port: None }).unwrap();
    let second = serve::start(Settings { ip, port: None }).unwrap();
    assert_ne!(first.address(), second.address());
    assert!(second.note().unwrap().contains("port 1313 is in use"));
    assert!(second.url().starts_with("http://127.0.0.1:"));
}
