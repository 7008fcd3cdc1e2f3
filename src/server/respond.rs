//! An answer to a request.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, IF_RANGE, LOCATION, RANGE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::stream;

use crate::server::outputs::Output;

/// How much of a file is read at once.
const CHUNK: u64 = 256 << 10;

/// An answer with that body. Nothing is to be kept: the next build makes it anew.
pub(crate) fn answer(status: StatusCode, media_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let own = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(own, HeaderValue::from_static("same-origin"));
    response
}

/// An answer in a few words.
pub(crate) fn words(status: StatusCode, words: &str) -> Response {
    answer(status, "text/plain; charset=utf-8", format!("{words}\n"))
}

/// Sends the browser on to `path`, of this site.
pub(crate) fn onwards(path: &str) -> Response {
    let mut response = words(StatusCode::FOUND, path);
    match HeaderValue::from_str(path) {
        Ok(path) => drop(response.headers_mut().insert(LOCATION, path)),
        Err(_) => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}

/// An output as it is, or the part of it that the request's headers ask for.
pub(crate) fn output(output: &Output, media_type: &'static str, request: &HeaderMap) -> Response {
    let opened = match output {
        Output::Bytes(bytes) => Ok((bytes.len() as u64, None)),
        Output::File(path, _) => open(path).map(|(file, size)| (size, Some(file))),
    };
    let (size, file) = match opened {
        Ok(opened) => opened,
        Err(e) => return words(StatusCode::NOT_FOUND, &e.to_string()),
    };
    let (status, part) = match asked_for(request, size) {
        None => (StatusCode::OK, 0..size),
        Some(Ok(part)) => (StatusCode::PARTIAL_CONTENT, part),
        Some(Err(())) => {
            let mut response = words(StatusCode::RANGE_NOT_SATISFIABLE, "there is no such part of it");
            response.headers_mut().insert(CONTENT_RANGE, number(format_args!("bytes */{size}")));
            return response;
        }
    };
    let body = match (output, file) {
        (Output::Bytes(bytes), _) => Body::from(bytes.slice(part.start as usize..part.end as usize)),
        (Output::File(..), Some(file)) => read(file, part.clone()),
        (Output::File(..), None) => unreachable!("a file that is not opened has been answered for"),
    };
    let mut response = answer(status, media_type, body);
    let headers = response.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, number(format_args!("{}", part.end - part.start)));
    if status == StatusCode::PARTIAL_CONTENT {
        let told = format_args!("bytes {}-{}/{size}", part.start, part.end - 1);
        headers.insert(CONTENT_RANGE, number(told));
    }
    response
}

fn number(text: std::fmt::Arguments<'_>) -> HeaderValue {
    HeaderValue::from_str(&text.to_string()).expect("numbers can stand in a header")
}

/// The one part that a request asks for; `None` where it asks for all, or for several.
fn asked_for(request: &HeaderMap, size: u64) -> Option<Result<Range<u64>, ()>> {
    if request.contains_key(IF_RANGE) {
        return None;
    }
    let (from, to) = request.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.trim().split_once('-')?;
    let part = match (from, to) {
        ("", last) => size.saturating_sub(last.parse().ok()?)..size,
        (from, "") => from.parse().ok()?..size,
        (from, to) => {
            let (from, to): (u64, u64) = (from.parse().ok()?, to.parse().ok()?);
            if to < from {
                return None;
            }
            from..to.saturating_add(1).min(size)
        }
    };
    Some(if part.start < part.end { Ok(part) } else { Err(()) })
}

fn open(path: &Path) -> io::Result<(File, u64)> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("cannot read `{}`: {e}", path.display()));
    // A pipe would keep us waiting.
    if !path.metadata().map_err(named)?.is_file() {
        return Err(named(io::ErrorKind::InvalidInput.into()));
    }
    let file = File::open(path).map_err(named)?;
    let size = file.metadata().map_err(named)?.len();
    Ok((file, size))
}

/// Reads a part of a file, piece by piece, as the browser takes it.
fn read(file: File, part: Range<u64>) -> Body {
    let pieces = stream::try_unfold((file, part), |(mut file, part)| async move {
        if part.is_empty() {
            return Ok(None);
        }
        let piece = move || {
            let size = CHUNK.min(part.end - part.start);
            let mut piece = vec![0; size as usize];
            file.seek(SeekFrom::Start(part.start))?;
            file.read_exact(&mut piece)?;
            Ok(Some((Bytes::from(piece), (file, part.start + size..part.end))))
        };
        tokio::task::spawn_blocking(piece).await.unwrap_or_else(|e| Err(io::Error::other(e)))
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::RANGE;

    use super::asked_for;

    #[test]
    fn a_part_is_found_within_the_whole() {
        for (range, part) in [
            ("bytes=0-4", Some(Ok(0..5))),
            ("bytes=5-", Some(Ok(5..10))),
            ("bytes=-3", Some(Ok(7..10))),
            ("bytes=-30", Some(Ok(0..10))),
            ("bytes=8-99", Some(Ok(8..10))),
            ("bytes=0-18446744073709551615", Some(Ok(0..10))),
            ("bytes=10-", Some(Err(()))),
            ("bytes=-0", Some(Err(()))),
            ("bytes=4-2", None),
            ("bytes=0-1,3-4", None),
            ("bytes=a-b", None),
            ("lines=0-1", None),
        ] {
            let headers: HeaderMap = [(RANGE, range.parse().unwrap())].into_iter().collect();
            assert_eq!(asked_for(&headers, 10), part, "{range}");
        }
        assert_eq!(asked_for(&HeaderMap::new(), 10), None);
    }
}
