//! Contents that mean harm, or might as well: they are refused with a word, or shown as text.

use std::fs;

use super::harness::{Built, Site};

const SCRIPT: &str = "<script>alert('&\"')</script>";

fn no_live_markup(built: &Built) {
    let read_as_markup = |path: &str| [".html", ".xml", ".svg"].iter().any(|suffix| path.ends_with(suffix));
    for (path, bytes) in built.bytes().into_iter().filter(|(path, _)| read_as_markup(path)) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script>alert"), "{path} has it live");
        assert!(!text.contains("href=\"javascript:"), "{path} has a live address");
        assert!(!text.contains("<img src=x"), "{path} has an image live");
    }
}

#[test]
fn markup_in_any_field_is_shown_as_text() {
    let site = Site::empty();
    let quoted = SCRIPT.replace('"', "\\\"");
    site.write(
        "site.toml",
        format!("title = \"{quoted}\"\ndescription = \"{quoted}\"\nauthor = \"{quoted}\"\n"),
    );
    site.write(
        "content/events/a.md",
        format!(
            "---\ntitle: \"{quoted}\"\ndate: 2010\ndate-as-written: \"{quoted}\"\nsummary: \"{quoted}\"\n\
             actors: [\"{quoted}\"]\nplaces: [\"{quoted}\"]\ntags: [\"{quoted}\"]\naccounts:\n  \
             - {{ figure: \"{quoted}\", text: \"{quoted}\", note: \"{quoted}\", sources: [s] }}\n  \
             - {{ place: \"{quoted}\", sources: [s] }}\nextra: {{ x: \"{quoted}\" }}\n---\n\n\
             Cited [@s, p. \"><img src=x onerror=alert(1)>].\n"
        ),
    );
    let mut source = String::from("---\n");
    for key in ["outlet", "title", "author", "page", "volume", "issue", "place", "publisher", "note"] {
        source += &format!("{key}: \"{quoted}\"\n");
    }
    for key in ["translated-title", "romanized-title", "reliability", "quote", "origin"] {
        source += &format!("{key}: \"{quoted}\"\n");
    }
    site.write("content/sources/s.md", source + "published: 2010\n---\n");
    let built = site.build();
    built.ends(0);
    assert!(built.text("events/a.html").contains("&lt;script&gt;alert"));
    no_live_markup(&built);
}

#[test]
fn addresses_that_run_something_are_refused() {
    for address in
        ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:x"]
    {
        let site = Site::empty();
        site.write(
            "content/sources/s.yaml",
            format!("s:\n  outlet: S\n  url: \"{}\"\n", address.replace('\t', "\\t")),
        );
        site.build().ends(1).says(&["bad-url", "s.yaml:3"]);
    }
    let site = Site::empty();
    site.write(
        "content/events/a.md",
        "---\ntitle: A\ndate: 2010\n---\n\n[x](javascript:alert\\(1\\)) <javascript:alert>\n",
    );
    let built = site.build();
    built.ends(1).says(&["unsafe-link", "a.md:6"]);
    no_live_markup(&built);
}

#[test]
fn raw_html_is_shown_as_text_until_the_site_allows_it() {
    let site = Site::empty();
    site.write("content/events/a.md", "---\ntitle: A\ndate: 2010\n---\n\n<b>bold</b>\n\n<div>block</div>\n");
    let built = site.build();
    built.ends(0).says(&["raw-html", "a.md:6"]);
    assert!(built.text("events/a.html").contains("&lt;b&gt;bold&lt;/b&gt;"));
    site.write("site.toml", "raw_html = true\n");
    assert!(site.build().ends(0).text("events/a.html").contains("<b>bold</b>"));
}

#[test]
fn no_name_leads_out_of_the_output() {
    for id in ["../../escape", "/etc/passwd", "..", "a/../../b", "a\\\\b", "x\\0y"] {
        let site = Site::empty();
        site.write("content/events/a.md", format!("---\ntitle: A\ndate: 2010\nid: \"{id}\"\n---\n"));
        site.build().ends(1).says(&["a.md"]);
        assert!(!site.root().parent().unwrap().join("escape.html").exists());
    }
    for alias in ["../../escape.html", "a/../../../b.html", "/..%2fb.html", "C:/x.html"] {
        let site = Site::empty();
        site.write(
            "content/events/a.md",
            format!("---\ntitle: A\ndate: 2010\naliases: [\"{alias}\"]\n---\n"),
        );
        let built = site.build();
        built.ends(1).says(&["a.md:4"]);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_named_and_not_followed() {
    let outside = Site::empty();
    outside.write("secret.md", "---\ntitle: Secret\ndate: 2010\n---\n");
    let site = Site::empty();
    site.write("content/events/a.md", "---\ntitle: A\ndate: 2010\n---\n");
    std::os::unix::fs::symlink(outside.root().join("secret.md"), site.root().join("content/events/b.md"))
        .unwrap();
    std::os::unix::fs::symlink(outside.root(), site.root().join("content/images")).unwrap();
    let built = site.build();
    built.ends(1).says(&["refused-link", "content/events/b.md"]).says(&["refused-link", "content/images"]);
    for (path, bytes) in built.bytes() {
        assert!(!String::from_utf8_lossy(bytes).contains("Secret"), "{path}");
    }
}

#[test]
fn long_and_strange_texts_come_out_whole() {
    let site = Site::empty();
    let long = "long ".repeat(20_000);
    site.write("content/events/a.md", format!("---\ntitle: {long}\ndate: 2010\nid: a\n---\n"));
    let bidi = "\u{202e}gnorw\u{202c} \u{2066}שלום\u{2069} مرحبا e\u{301}";
    site.write("content/events/b.md", format!("---\ntitle: \"{bidi}\"\ndate: 2011\n---\n\n# {bidi}\n"));
    let built = site.build();
    built.ends(0);
    assert!(built.text("events/a.html").contains(long.trim()));
    assert!(built.text("events/b.html").contains("שלום"));
}

#[test]
fn control_characters_reach_neither_the_terminal_nor_a_feed() {
    let site = Site::empty();
    site.write(
        "content/events/a.md",
        b"---\ntitle: \"A \\e[31mred\\0\"\ndate: 2010\nbad\x1b[31m: 1\n---\n\nA\0B \x07 [@\x1b[0mx]\n",
    );
    let built = site.run(&["check"]);
    built.ends(1);
    assert!(!built.stderr.contains(['\u{1b}', '\0', '\u{7}']), "{:?}", built.stderr);
    site.write("content/events/a.md", b"---\ntitle: \"A \\e[31mred \\b\"\ndate: 2010\n---\n\nA\0B \x07.\n");
    let built = site.build();
    for (path, bytes) in built.bytes() {
        if path.ends_with(".xml") || path.ends_with(".html") {
            let text = std::str::from_utf8(bytes).unwrap();
            assert!(!text.contains(['\u{1b}', '\0', '\u{7}', '\u{8}']), "{path} has a control character");
        }
    }
}

#[test]
fn yaml_that_grows_is_refused_before_it_is_read() {
    let nested =
        format!("---\ntitle: A\ndate: 2010\nextra: {}{}\n---\n", "[".repeat(20_000), "]".repeat(20_000));
    let mut laughs =
        String::from("---\ntitle: A\ndate: 2010\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..12 {
        let before = format!("*a{}, ", n - 1).repeat(9);
        laughs += &format!("  a{n}: &a{n} [{}]\n", before.trim_end_matches(", "));
    }
    laughs += "---\n";
    let huge = format!("---\ntitle: A\ndate: 2010\nextra: {{ x: \"{}\" }}\n---\n", "x".repeat(20_000_000));
    for text in [nested, laughs, huge] {
        let site = Site::empty();
        site.write("content/events/a.md", text);
        let begun = std::time::Instant::now();
        site.build().ends(1).says(&["a.md"]);
        assert!(begun.elapsed().as_secs() < 20);
    }
}

#[test]
fn two_things_at_one_path_are_named_both() {
    let site = Site::empty();
    site.write("content/events/a.md", "---\ntitle: A\ndate: 2010\n---\n");
    site.write("content/events/A.html", "an asset that would take the page's place");
    site.build().ends(1).says(&["output-collision"]);
}

#[test]
fn nothing_takes_the_place_of_the_builds_own_list() {
    let site = Site::sample();
    site.write("content/site-manifest.json", "{}");
    site.build().ends(1).says(&["output-collision", "content/site-manifest.json:1:1"]);
}

#[test]
fn a_template_that_fails_is_named_with_its_place() {
    let site = Site::sample();
    site.write("templates/event.html", "<p>{{ event.no_such_field }}</p>\n{% for x in %}\n");
    let built = site.build();
    built.ends(1).says(&["template-error", "templates/event.html:2"]);
}

#[test]
fn a_folder_of_strangers_is_not_touched() {
    let site = Site::sample();
    site.write("public/mine.txt", "do not delete");
    let built = site.build();
    built.ends(3).writes(&[]);
    assert_eq!(fs::read_to_string(site.output().join("mine.txt")).unwrap(), "do not delete");
}
