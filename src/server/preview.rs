//! What a page is given while it is previewed, and never in a build: a script that reloads it,
//! and the errors of the site.

use std::borrow::Cow;
use std::fmt::Write;

/// The script that reloads a page.
pub(crate) const SCRIPT: (&str, &str) = ("/_dateline/live.js", include_str!("live.js"));

/// The looks of the errors.
pub(crate) const STYLE: (&str, &str) = ("/_dateline/panel.css", include_str!("panel.css"));

/// Where browsers are told of builds.
pub(crate) const EVENTS: &str = "/_dateline/events";

/// The page `html` of build number `build`, with what a preview adds to it.
pub(crate) fn page(html: &str, build: u64, trouble: Option<&str>) -> String {
    let html = allow_ours(html);
    let at = html.as_bytes().windows(7).rposition(|tag| tag.eq_ignore_ascii_case(b"</body>"));
    let (before, after) = html.split_at(at.unwrap_or(html.len()));
    let mut page = String::with_capacity(html.len() + 512 + trouble.map_or(0, str::len));
    page.push_str(before);
    add(&mut page, build, trouble, "The site has errors. This is how it was before", "");
    page.push_str(after);
    page
}

/// The page that is shown while there is no site yet.
pub(crate) fn no_site_yet(build: u64, trouble: Option<&str>) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Dateline</title>\n<body>\n",
    );
    if trouble.is_none() {
        page.push_str("<p>The site is being built.</p>\n");
    }
    add(&mut page, build, trouble, "The site has errors", "alone");
    page.push_str("</body>\n</html>\n");
    page
}

fn add(page: &mut String, build: u64, trouble: Option<&str>, title: &str, class: &str) {
    let (script, style) = (SCRIPT.0, STYLE.0);
    let mut add = |text: std::fmt::Arguments<'_>| page.write_fmt(text).expect("a string takes all");
    if let Some(trouble) = trouble {
        add(format_args!(
            "<link rel=\"stylesheet\" href=\"{style}\">\n<section id=\"dateline-trouble\" class=\"{class}\" \
             role=\"alert\" lang=\"en\">\n<details open>\n<summary>{title}</summary>\n<pre tabindex=\"0\">{}</pre>\n\
             </details>\n</section>\n",
            escape(trouble)
        ));
    }
    add(format_args!("<script src=\"{script}\" data-build=\"{build}\" defer></script>\n"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `html` with our script, our style and our events allowed in its content security policies.
fn allow_ours(html: &str) -> Cow<'_, str> {
    const NAME: &[u8] = b"content-security-policy";
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = find(&html.as_bytes()[from..], NAME).map(|at| from + at) {
        from = at + NAME.len();
        let Some(start) = html[..at].rfind('<') else { continue };
        let end = html[at..].find('>').map_or(html.len(), |end| at + end);
        let tag = &html[start..end];
        let is_meta = tag.get(1..5).is_some_and(|name| name.eq_ignore_ascii_case("meta"));
        if !is_meta || start < done {
            continue;
        }
        if let Some((begin, end)) = content(tag) {
            out.push_str(&html[done..start + begin]);
            out.push_str(&escape(&relax(&unescape(&tag[begin..end]))));
            done = start + end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted))
}

/// The bytes of the quoted value of a tag's `content`.
fn content(tag: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = find(&tag.as_bytes()[from..], b"content").map(|at| from + at) {
        from = at + 7;
        let rest = tag[from..].trim_start();
        let value = rest.strip_prefix('=').map(str::trim_start);
        let quote = value.and_then(|value| value.chars().next()).filter(|c| matches!(c, '"' | '\''));
        let (Some(value), Some(quote), true) = (value, quote, tag[..at].ends_with(char::is_whitespace))
        else {
            continue;
        };
        let begin = tag.len() - value.len() + 1;
        return tag[begin..].find(quote).map(|length| (begin, begin + length));
    }
    None
}

fn unescape(text: &str) -> String {
    ["&#39;", "&#x27;", "&#X27;", "&apos;"]
        .iter()
        .fold(text.to_owned(), |text, written| text.replace(written, "'"))
        .replace("&quot;", "\"")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

/// A content security policy that lets in, besides, what comes from the site itself.
fn relax(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<&str>)> = Vec::new();
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace();
        if let Some(name) = words.next() {
            directives.push((name.to_ascii_lowercase(), words.collect()));
        }
    }
    let named =
        |directives: &[(String, Vec<&str>)], name: &str| directives.iter().position(|(n, _)| n == name);
    for name in ["script-src", "style-src", "connect-src"] {
        if named(&directives, name).is_none()
            && let Some(default) = named(&directives, "default-src")
        {
            let sources = directives[default].1.clone();
            directives.push((name.to_owned(), sources));
        }
    }
    for (name, sources) in &mut directives {
        if matches!(
            name.as_str(),
            "script-src" | "script-src-elem" | "style-src" | "style-src-elem" | "connect-src"
        ) {
            sources.retain(|source| !matches!(*source, "'none'" | "'self'"));
            sources.push("'self'");
        }
    }
    let directives: Vec<_> =
        directives.iter().map(|(name, sources)| format!("{name} {}", sources.join(" "))).collect();
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{allow_ours, page, relax};

    #[test]
    fn a_page_gets_a_script_before_it_ends() {
        assert_eq!(
            page("<body><p>x</BODY></html>", 7, None),
            "<body><p>x<script src=\"/_dateline/live.js\" data-build=\"7\" defer></script>\n</BODY></html>"
        );
        assert!(page("no end", 7, None).starts_with("no end<script"));
        assert!(page("", 7, None).starts_with("<script"));
        assert!(page("é</body>", 7, None).starts_with("é<script"));
    }

    #[test]
    fn errors_are_shown_as_text() {
        let page = page("<body></body>", 7, Some("<script>alert(\"1\")</script> & more"));
        assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more"), "{page}");
    }

    #[test]
    fn a_strict_policy_lets_the_preview_in() {
        expect![
            "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'"
        ]
        .assert_eq(&relax("default-src 'none'; img-src 'self'"));
        expect!["script-src https://x.example 'self'; style-src 'unsafe-inline' 'self'"]
            .assert_eq(&relax("Script-Src 'self' https://x.example ; style-src 'unsafe-inline';"));
        let same = "<p>content-security-policy</p><meta name=\"x\" content=\"default-src 'none'\">";
        assert_eq!(allow_ours(same), same);
        expect![[r#"<meta content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" http-equiv="Content-Security-Policy"><p>"#]]
            .assert_eq(&allow_ours(r#"<meta content="default-src &#x27;none&#x27;" http-equiv="Content-Security-Policy"><p>"#));
        expect![[r#"<META http-equiv='content-security-policy' content = "default-src https:; script-src https: 'self'; style-src https: 'self'; connect-src https: 'self'">"#]]
            .assert_eq(&allow_ours(r#"<META http-equiv='content-security-policy' content = "default-src https:">"#));
        for broken in [
            "<meta http-equiv=content-security-policy",
            "content-security-policy>",
            "<meta content-security-policy content>",
        ] {
            assert_eq!(allow_ours(broken), broken);
        }
    }
}
