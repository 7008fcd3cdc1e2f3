//! What the address of a source, and the day on which it was read, cannot be.

use url::Url;

use crate::base::code::Code;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::model::Chronicle;
use crate::syntax::fields::Step;

pub(crate) fn home_page(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    for source in chronicle.sources.values() {
        let Some(url) = source.fields.url.as_deref().filter(|url| is_home_page(url)) else { continue };
        let message = format!("the address of `{}` is a home page", source.key);
        let (file, origin) = (source.file, &source.fields.origin);
        let said = complaints.at_field(Code::HomePage, file, origin, &[Step::Key("url")], message);
        complaints.push(
            said.label("shows something else every day")
                .help(format!("give the address of the page itself, below `{url}`, or take it out")),
        );
    }
}

fn is_home_page(address: &str) -> bool {
    const FIRST: &[&str] = &["", "index.html", "index.htm", "index.php", "default.aspx", "home"];
    Url::parse(address).is_ok_and(|url| {
        url.query().is_none()
            && url.fragment().is_none()
            && url.path().strip_prefix('/').is_some_and(|path| FIRST.contains(&path))
    })
}

pub(crate) fn accessed_too_soon(chronicle: &Chronicle, complaints: &mut Complaints<'_>) {
    let zone = chronicle.config.time_zone;
    for source in chronicle.sources.values() {
        let (Some(accessed), Some(published)) = (&source.fields.accessed, &source.published) else {
            continue;
        };
        let read = accessed.bounds(zone).latest.minute();
        let out = published.earliest.minute();
        if read.zip(out).is_some_and(|(read, out)| read < out) {
            let message = format!("`{}` was read before it was published", source.key);
            let (file, origin) = (source.file, &source.fields.origin);
            let said =
                complaints.at_field(Code::AccessedTooSoon, file, origin, &[Step::Key("accessed")], message);
            let published = complaints.field(file, origin, &[Step::Key("published")]);
            complaints.push(
                said.label("before it was there")
                    .related(published, "published after that")
                    .help("correct the date that is wrong"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_home_page;

    #[test]
    fn a_home_page_has_no_path() {
        for home in ["https://example.org", "https://example.org/", "http://a.example/index.html"] {
            assert!(is_home_page(home), "{home}");
        }
        for page in ["https://example.org/a", "https://example.org/?p=7", "https://example.org/#!/a"] {
            assert!(!is_home_page(page), "{page}");
        }
    }
}
