//! Serves the last good site.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_LENGTH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use percent_encoding::percent_decode_str;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::base::path::OutPath;
use crate::server::guard;
use crate::server::media::{is_page, media_type};
use crate::server::outputs::{Output, Outputs, Site};
use crate::server::preview;
use crate::server::respond;

/// The port that is tried first where none is asked for.
const USUAL_PORT: u16 = 1313;

/// How many ports are tried from there on before any will do.
const PORTS_TRIED: u16 = 100;

/// Where to serve.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The address to listen at. At one that is not this machine's own (127.0.0.1, ::1), other
    /// machines can read the site.
    pub ip: IpAddr,
    /// The port; 0 for any that is free; `None` for 1313 or the next that is free.
    pub port: Option<u16>,
}

/// A server at work. Dropped, it stops.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    note: Option<String>,
    showing: Arc<watch::Sender<Showing>>,
    /// Taken out to be ended.
    runtime: Option<Runtime>,
}

/// What is shown now.
#[derive(Debug, Clone)]
struct Showing {
    /// The last good site; `None` before the first.
    site: Option<Arc<Site>>,
    /// What is wrong with the site as it is written now.
    trouble: Option<Arc<str>>,
    /// Tells one state from another, also across servers.
    build: u64,
}

#[derive(Debug, Clone)]
struct Shared {
    showing: watch::Receiver<Showing>,
    /// Whether other machines may ask.
    open: bool,
}

/// Begins to serve. There is no site yet: until there is, each request is answered by a page that
/// says so and reloads itself.
///
/// # Errors
/// Where the address cannot be listened at, with the address.
pub fn start(settings: Settings) -> io::Result<Server> {
    let (listener, note) = listen(settings)?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let build = u64::try_from(since.as_micros()).unwrap_or(0);
    let (sender, receiver) = watch::channel(Showing { site: None, trouble: None, build });
    let shared = Shared { showing: receiver, open: !settings.ip.is_loopback() };
    let router = Router::new().fallback(handle).with_state(shared);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    // It ends with the runtime, and not before.
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(Server { address, note, showing: Arc::new(sender), runtime: Some(runtime) })
}

impl Server {
    /// The address that is listened at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to give to a browser.
    pub fn url(&self) -> String {
        if self.address.ip().is_unspecified() {
            return format!("http://localhost:{}/", self.address.port());
        }
        format!("http://{}/", self.address)
    }

    /// What is to be told of where it is served, in one line; `None` where there is nothing.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Where to put the outputs of the next build.
    pub fn outputs(&self) -> Outputs {
        Outputs::over(self.showing.borrow().site.clone().unwrap_or_default())
    }

    /// Shows a build that is good, and has browsers reload where it is another than before.
    pub fn publish(&self, outputs: Outputs) {
        let (site, changed) = outputs.finish();
        self.show(|showing| {
            if !changed && showing.site.is_some() && showing.trouble.is_none() {
                return false;
            }
            showing.site = Some(Arc::new(site));
            showing.trouble = None;
            true
        });
    }

    /// Shows what is wrong, as plain text, over the last good site.
    pub fn trouble(&self, text: &str) {
        self.show(|showing| {
            let changed = showing.trouble.as_deref() != Some(text);
            showing.trouble = Some(text.into());
            changed
        });
    }

    /// Calls `stop` when the user interrupts the program (Ctrl-C) or it is told to end. A second
    /// interruption ends it there and then.
    pub fn on_interrupt(&self, stop: impl FnOnce() + Send + 'static) {
        let Some(runtime) = &self.runtime else { return };
        runtime.spawn(async move {
            interrupted().await;
            stop();
            interrupted().await;
            std::process::exit(130);
        });
    }

    fn show(&self, change: impl FnOnce(&mut Showing) -> bool) {
        self.showing.send_if_modified(|showing| {
            let changed = change(showing);
            showing.build += u64::from(changed);
            changed
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Browsers that wait for builds would wait for ever.
            runtime.shutdown_timeout(Duration::from_millis(200));
        }
    }
}

async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        _ = told.recv() => {}
    }
}

/// Listens at the port that is asked for, or at the first that is free.
fn listen(settings: Settings) -> io::Result<(TcpListener, Option<String>)> {
    let bind = |port| {
        let address = SocketAddr::new(settings.ip, port);
        TcpListener::bind(address).map_err(|e| match e.kind() {
            io::ErrorKind::AddrInUse => io::Error::new(
                e.kind(),
                format!("port {port} is in use; ask for another, or for none to have one chosen"),
            ),
            _ => io::Error::new(e.kind(), format!("cannot listen at {address}: {e}")),
        })
    };
    if let Some(port) = settings.port {
        return Ok((bind(port)?, None));
    }
    for port in (USUAL_PORT..USUAL_PORT + PORTS_TRIED).chain([0]) {
        match bind(port) {
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => {}
            Ok(listener) if port == USUAL_PORT => return Ok((listener, None)),
            Ok(listener) => {
                let port = listener.local_addr()?.port();
                return Ok((listener, Some(format!("port {USUAL_PORT} is in use, so this is {port}"))));
            }
            Err(e) => return Err(e),
        }
    }
    bind(0).map(|listener| (listener, None))
}

async fn handle(State(shared): State<Shared>, request: Request) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    if !guard::is_for_us(headers, shared.open) {
        let told =
            "this is a preview for the machine that it runs on: ask for it by `localhost` or its address";
        return respond::words(StatusCode::FORBIDDEN, told);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response =
            respond::words(StatusCode::METHOD_NOT_ALLOWED, "there is nothing here but to read");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let response = match path {
        preview::EVENTS if !guard::is_from_us(headers) => {
            respond::words(StatusCode::FORBIDDEN, "this is for pages of this site")
        }
        preview::EVENTS => return events(shared.showing),
        path if path == preview::SCRIPT.0 => {
            respond::answer(StatusCode::OK, media_type(path), preview::SCRIPT.1)
        }
        path if path == preview::STYLE.0 => {
            respond::answer(StatusCode::OK, media_type(path), preview::STYLE.1)
        }
        path => {
            let showing = shared.showing.borrow().clone();
            look_up(&showing, path, headers)
        }
    };
    if request.method() == Method::HEAD { without_body(response) } else { response }
}

/// The answer without what it says, but saying how long that is.
fn without_body(mut response: Response) -> Response {
    use axum::body::HttpBody;
    if let Some(size) = response.body().size_hint().exact() {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(size));
    }
    *response.body_mut() = Body::empty();
    response
}

/// Tells of the build that is shown now, and then of each that takes its place.
fn events(showing: watch::Receiver<Showing>) -> Response {
    let builds = stream::unfold((showing, true), |(mut showing, first)| async move {
        if !first {
            showing.changed().await.ok()?;
        }
        let build = showing.borrow_and_update().build.to_string();
        Some((Ok::<_, Infallible>(Event::default().event("build").data(build)), (showing, false)))
    });
    Sse::new(builds).keep_alive(KeepAlive::default()).into_response()
}

fn look_up(showing: &Showing, path: &str, headers: &HeaderMap) -> Response {
    let trouble = showing.trouble.as_deref();
    let Some(site) = &showing.site else {
        let page = preview::no_site_yet(showing.build, trouble);
        return respond::answer(StatusCode::SERVICE_UNAVAILABLE, "text/html; charset=utf-8", page);
    };
    let page = |status, html: &[u8]| {
        let page = preview::page(&String::from_utf8_lossy(html), showing.build, trouble);
        respond::answer(status, "text/html; charset=utf-8", page)
    };
    if let Some(wanted) = out_path(path) {
        let media_type = media_type(wanted.as_str());
        match site.get(&wanted) {
            Some(Output::Bytes(html)) if is_page(media_type) => return page(StatusCode::OK, html),
            Some(output) => return respond::output(output, media_type, headers),
            None => {}
        }
        let folder = OutPath::new(&format!("{wanted}/index.html"));
        if !path.ends_with('/') && folder.is_ok_and(|folder| site.contains_key(&folder)) {
            return respond::onwards(&format!("{path}/"));
        }
    }
    match OutPath::new("404.html").ok().and_then(|path| site.get(&path)) {
        Some(Output::Bytes(html)) => page(StatusCode::NOT_FOUND, html),
        _ => page(
            StatusCode::NOT_FOUND,
            b"<!DOCTYPE html><title>Not found</title><body><p>There is no such page.",
        ),
    }
}

/// The output that the path of an address means; `None` where there can be none.
fn out_path(path: &str) -> Option<OutPath> {
    let decoded = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let index = if decoded.is_empty() || decoded.ends_with('/') { "index.html" } else { "" };
    OutPath::new(&format!("{decoded}{index}")).ok()
}

#[cfg(test)]
mod tests {
    use super::out_path;

    #[test]
    fn an_address_means_one_output_or_none() {
        for (path, output) in [
            ("/", Some("index.html")),
            ("/events/", Some("events/index.html")),
            ("/events/a.html", Some("events/a.html")),
            ("/%D0%B0/e%CC%81.html", Some("а/é.html")),
            ("/a%20b", Some("a b")),
            ("//evil.example/", None),
            ("/../a", None),
            ("/%2e%2e/a", None),
            ("/a%00", None),
            ("/a%2F..%2Fb", None),
            ("/%ff", None),
            ("/a//b", None),
            ("*", None),
        ] {
            assert_eq!(out_path(path).as_ref().map(super::OutPath::as_str), output, "{path}");
        }
    }
}
