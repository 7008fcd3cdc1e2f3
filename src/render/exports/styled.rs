//! A citation in one plain style of our own: authors, title, where and when, address.

use crate::render::escape::escape_to;
use crate::render::exports::references::Told;
use crate::syntax::source::creator::Role;

/// The parts of a citation, in order; none of them is empty.
struct Parts<'a> {
    authors: Option<String>,
    title: &'a str,
    /// The title in other words or letters, and when the event was that it tells of.
    beside: Vec<&'a str>,
    imprint: Option<String>,
    address: Option<&'a str>,
}

fn parts<'a>(told: &Told<'a>) -> Parts<'a> {
    let fields = told.fields;
    let authors: Vec<_> = fields.creators(Role::Author).map(|creator| creator.inverted()).collect();
    let beside = [fields.romanized_title.as_deref(), fields.translated_title.as_deref(), told.about];
    let numbers = match (&fields.volume, &fields.issue) {
        (Some(volume), Some(issue)) => Some(format!("{volume}/{issue}")),
        (Some(number), None) | (None, Some(number)) => Some(number.to_string()),
        (None, None) => None,
    };
    // A title that we made says when and where already.
    let is_named = fields.title.is_some();
    let imprint = [
        told.container().filter(|_| is_named),
        told.publisher().filter(|_| is_named),
        numbers.as_deref().filter(|_| is_named),
        fields.page.as_deref(),
        told.published_in_words().filter(|_| is_named),
    ];
    let imprint: Vec<_> = imprint.into_iter().flatten().collect();
    Parts {
        authors: (!authors.is_empty()).then(|| authors.join("; ")),
        title: told.title(),
        beside: beside.into_iter().flatten().collect(),
        imprint: (!imprint.is_empty()).then(|| imprint.join(", ")),
        address: fields.url.as_deref(),
    }
}

/// As HTML.
pub(crate) fn html(told: &Told<'_>) -> String {
    let parts = parts(told);
    let mut html = String::new();
    let text = |text: &str, html: &mut String| {
        html.push_str("<bdi>");
        escape_to(text, html);
        html.push_str("</bdi>");
    };
    if let Some(authors) = &parts.authors {
        text(authors, &mut html);
        html.push_str(stop(authors));
    }
    html.push_str("<cite dir=\"auto\">");
    escape_to(parts.title, &mut html);
    html.push_str("</cite>");
    if !parts.beside.is_empty() {
        html.push_str(" (");
        text(&parts.beside.join("; "), &mut html);
        html.push(')');
    }
    for part in [parts.imprint.as_deref(), parts.address].into_iter().flatten() {
        html.push_str(". ");
        text(part, &mut html);
    }
    html
}

/// As Markdown: CommonMark, in which nothing of the texts is a mark.
pub(crate) fn markdown(told: &Told<'_>) -> String {
    let parts = parts(told);
    let mut text = String::new();
    if let Some(authors) = &parts.authors {
        escape_markdown(authors, &mut text);
        text.push_str(stop(authors));
    }
    match parts.address.and_then(link) {
        Some(address) => {
            text.push('[');
            escape_markdown(parts.title, &mut text);
            text.push_str(&format!("](<{address}>)"));
        }
        None => {
            text.push('*');
            escape_markdown(parts.title.trim(), &mut text);
            text.push('*');
        }
    }
    if !parts.beside.is_empty() {
        text.push_str(" (");
        escape_markdown(&parts.beside.join("; "), &mut text);
        text.push(')');
    }
    if let Some(imprint) = &parts.imprint {
        text.push_str(". ");
        escape_markdown(imprint, &mut text);
    }
    text.push_str(".\n");
    text
}

/// What parts a name from what follows: an initial has its stop already.
fn stop(name: &str) -> &'static str {
    if name.ends_with('.') { " " } else { ". " }
}

/// An address that can stand between `<` and `>`.
fn link(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https" | "ftp").then(|| {
        address
            .replace('<', "%3C")
            .replace('>', "%3E")
            .replace('\\', "%5C")
            .replace(char::is_whitespace, "%20")
    })
}

fn escape_markdown(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '&' | '!' | '$' | '^'
            | '@' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}
