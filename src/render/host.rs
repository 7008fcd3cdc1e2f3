//! The small files that hosts and crawlers read.

use std::fmt::Write;

use crate::base::plan::Plan;
use crate::render::escape::escape_to;
use crate::render::link::encoded;
use crate::render::made::Made;
use crate::render::policy::header;

/// `robots.txt`: everything may be read; where the sitemap is.
pub(crate) fn robots(base: Option<&str>) -> String {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = base {
        let _ = writeln!(robots, "Sitemap: {base}sitemap.xml");
    }
    robots
}

/// `_headers`, as Netlify and Cloudflare read it, with the pages' content security policy.
pub(crate) fn headers(policy: Option<&str>) -> String {
    let mut headers =
        "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n"
            .to_owned();
    if let Some(policy) = policy {
        let _ = writeln!(headers, "  {}", header(policy));
    }
    headers
}

/// `sitemap.xml` (sitemaps.org, protocol 0.9): every page that is one of its own.
pub(crate) fn sitemap(plan: &Plan<Made>, base: &str) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                   <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_owned();
    for (path, made) in plan.iter() {
        if made.is_page() {
            xml.push_str("<url><loc>");
            escape_to(base, &mut xml);
            // The home page is the site's own address.
            if *made != Made::Home {
                escape_to(&encoded(path), &mut xml);
            }
            xml.push_str("</loc></url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
