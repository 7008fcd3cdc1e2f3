//! What a page may load: one content security policy, for its head and for the host.
//!
//! Content Security Policy Level 3. `'self'` holds for files on a disk too, in Chromium and in
//! Firefox, so the same bytes are as strict there as behind a server.

use std::collections::BTreeSet;

use crate::chronicle::model::{Chronicle, LinkTarget, Text};

/// The most hosts whose images are allowed by name.
const MOST_HOSTS: usize = 16;

/// What the site's pages may load: its own files, and images from the hosts that its texts show
/// images from. `None` where raw HTML is let through: then nobody can tell what a page needs.
///
/// `connect-src` is for the preview, which tells its pages of builds; a finished page connects to
/// nothing.
pub(crate) fn policy(chronicle: &Chronicle) -> Option<String> {
    if chronicle.config.raw_html {
        return None;
    }
    let hosts = image_hosts(chronicle);
    let mut images = String::new();
    if hosts.len() > MOST_HOSTS {
        images.push_str(" https: http:");
    } else {
        for host in hosts {
            images.push(' ');
            images.push_str(&host);
        }
    }
    Some(format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:{images}; font-src 'self'; \
         media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    ))
}

/// The same as a header, which alone can say who may put the pages into a frame.
pub(crate) fn header(policy: &str) -> String {
    format!("Content-Security-Policy: {policy}; frame-ancestors 'none'")
}

/// The origins of the images that texts show and that do not lie in the site.
fn image_hosts(chronicle: &Chronicle) -> BTreeSet<String> {
    let events = chronicle.events.values().iter().map(|event| &event.text);
    let pages = chronicle.pages.values().iter().map(|page| &page.text);
    let names = chronicle.actors.values().iter().chain(chronicle.places.values());
    let names = names.filter_map(|name| name.own.as_ref()).map(|own| &own.text);
    let notes = chronicle.sources.values().iter().filter_map(|source| source.text.as_ref());
    events.chain(pages).chain(names).chain(notes).flat_map(outside_images).collect()
}

fn outside_images(text: &Text) -> impl Iterator<Item = String> {
    let links = text.prose().links.iter().zip(&text.links);
    let images = links.filter(|(link, target)| link.image && matches!(target, LinkTarget::Outside));
    images.filter_map(|(link, _)| {
        // An address without a scheme takes the page's own.
        let address = match link.address.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => link.address.to_string(),
        };
        let url = url::Url::parse(&address).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
    })
}

#[cfg(test)]
mod tests {
    use crate::render::fixture::build;

    const EVENT: &str = "---\ntitle: T\ndate: 2010\n---\n\nText.\n";

    /// The policy of a page, as its `<meta>` has it.
    fn in_page(page: &str) -> Option<String> {
        let (_, rest) = page.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")?;
        Some(rest.split_once('"')?.0.replace("&#39;", "'"))
    }

    #[test]
    fn pages_and_hosts_have_the_same_policy() {
        let built = build(&[
            ("content/events/a.md", EVENT),
            ("content/events/b.md", "---\ntitle: U\ndate: 2011\naliases: [old]\nactors: [Ann]\n---\n"),
            ("content/sources/s.yaml", "a:\n  outlet: Interfax\n"),
        ]);
        let of_host = built.page("_headers").to_owned();
        let pages: Vec<_> = built.files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
        assert!(pages.len() > 8);
        for (path, page) in pages {
            let policy = in_page(page).unwrap_or_else(|| panic!("{path} has none"));
            assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
            assert!(!policy.contains("http"), "{path}: {policy}");
            assert!(
                of_host.contains(&format!("Content-Security-Policy: {policy}; frame-ancestors 'none'\n"))
            );
            let (_, after) = page.split_once("Content-Security-Policy").unwrap();
            assert!(
                after.contains("rel=\"stylesheet\"") || path == "404.html",
                "what loads stands after it: {path}"
            );
        }
    }

    #[test]
    fn images_are_let_in_from_the_hosts_that_the_texts_name() {
        let text = "---\ntitle: T\ndate: 2010\n---\n\n![a](https://b.example:444/x.png) ![b](http://a.example/y.png) \
                    ![c](//b.example/z.png) [d](https://c.example/)\n";
        let built = build(&[("content/events/a.md", text)]);
        let policy = in_page(built.page("index.html")).unwrap();
        let hosts = "img-src 'self' data: http://a.example https://b.example https://b.example:444;";
        assert!(policy.contains(hosts), "{policy}");
        let images: String = (0..20).map(|n| format!("![a](https://{n}.example/x.png)\n\n")).collect();
        let built = build(&[("content/events/a.md", &format!("---\ntitle: T\ndate: 2010\n---\n\n{images}"))]);
        let policy = in_page(built.page("index.html")).unwrap();
        assert!(policy.contains("img-src 'self' data: https: http:;"), "{policy}");
    }

    #[test]
    fn where_raw_html_is_let_through_there_is_none() {
        let built = build(&[("site.toml", "raw_html = true\n"), ("content/events/a.md", EVENT)]);
        assert_eq!(in_page(built.page("index.html")), None);
        assert!(!built.page("_headers").contains("Content-Security-Policy"));
    }
}
