//! Whole chronicles in other languages than ours.

use super::harness::Site;

#[test]
fn chronicles_in_russian_and_in_arabic_are_built_without_a_complaint() {
    for (name, language, day, words) in [
        ("russian", "<html lang=\"ru\" dir=\"ltr\"", "18 марта 2010\u{202f}г.", "25 событий, 15 источников"),
        ("arabic", "<html lang=\"ar\" dir=\"rtl\"", "18 مارس 2010", "26 حدثًا، 15 مصدرًا"),
    ] {
        let site = Site::named(name);
        let built = site.run(&["build", "--strict"]);
        built.ends(0).says(&["0 errors, 0 warnings"]);
        assert!(!built.stderr.contains("hint"), "{}", built.stderr);
        for page in ["index.html", "sources/index.html", "reported.html", "evidence.html", "timeline.html"] {
            assert!(built.text(page).contains(language), "{page}");
        }
        assert!(built.text("index.html").contains(words), "{}", built.text("index.html"));
        let event = if name == "russian" { "events/deklaratsiya.html" } else { "events/declaration.html" };
        let event = built.text(event);
        assert!(event.contains(day), "{event}");
        assert!(event.contains("<blockquote class=\"said\" lang=\"en\" dir=\"ltr\">"), "{event}");
    }
}

#[test]
fn a_place_in_a_source_is_written_in_the_authors_language_and_shown_in_the_pages() {
    let site = Site::named("russian");
    site.write(
        "content/events/de.md",
        "---\ntitle: Auf Deutsch\ndate: 2010-03-19\nlanguage: de\n---\n\nWort [@edm-7-54, S. 5]. Satz [@edm-7-54, с. 6].\n",
    );
    let built = site.build();
    built.ends(0);
    let page = built.text("events/de.html");
    assert!(page.contains(", S. 5]") && page.contains(", S. 6]"), "{page}");
    let source = built.text("sources/edm-7-54.html");
    assert!(source.contains("с. 5") && source.contains("с. 6"), "{source}");
}

#[test]
fn words_that_a_site_lacks_are_english_and_told_of() {
    let site = Site::empty();
    site.write("site.toml", "language = \"eo\"\n");
    site.write(
        "theme/words/eo.toml",
        "language = \"eo\"\n[dates]\nlocale = \"eo\"\nby = \"ĝis {date}\"\n[ui]\nsources_title = \"Fontoj\"\n\
         sources = { one = \"{n} fonto\", other = \"{n} fontoj\" }\nhome = \"x\"\n",
    );
    site.write("content/events/a.md", "---\ntitle: A\ndate: \"[..2010-03-15]\"\nsources: [k, l]\n---\n");
    site.write("content/events/b.md", "---\ntitle: B\ndate: 2010-03-15?\nsources: [k]\n---\n");
    site.write("content/sources/s.yaml", "k: {outlet: O, published: 2010-03-16}\nl: {outlet: P}\n");
    let built = site.build();
    built.ends(0).says(&["theme/words/eo.toml lacks `dates.", " and ", " more"]);
    built.says(&["theme/words/eo.toml has `ui.home`"]);
    let page = built.text("events/a.html");
    assert!(page.contains("ĝis") && page.contains("Fontoj") && page.contains("2 fontoj"), "{page}");
    assert!(page.contains("Cite this event"), "what is missing is English: {page}");
    assert!(built.text("events/b.html").contains("perhaps"), "dates too");
    assert!(built.text("index.html").contains("2 events, 2 fontoj"), "{}", built.text("index.html"));
}

#[test]
fn dates_are_written_in_the_style_that_the_site_asks_for() {
    for (style, day, by) in [
        ("long", "18 марта 2010\u{202f}г.", "не позднее 15 марта 2010\u{202f}г."),
        ("medium", "18 мар. 2010\u{202f}г.", "не позднее 15 мар. 2010\u{202f}г."),
        ("short", "18.03.2010", "не позднее 15.03.2010"),
        ("iso", "2010-03-18", "не позднее 2010-03-15"),
    ] {
        let site = Site::named("russian");
        site.edit("site.toml", "language = \"ru\"", &format!("language = \"ru\"\ndate_style = \"{style}\""));
        let built = site.build();
        built.ends(0);
        let index = built.text("timeline/tags.html");
        assert!(index.contains(day) && index.contains(by), "{style}: {index}");
        let feed = built.text("feed.json");
        assert!(feed.contains(day) && feed.contains(by), "{style}: {feed}");
    }
}
