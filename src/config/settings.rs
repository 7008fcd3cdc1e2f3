//! The settings that `site.toml` can have, in one table: what is read, what is suggested, and what
//! the reference says.

use std::fmt::Write as _;

/// A key of `site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The key, as it is written.
    pub name: &'static str,
    /// The kind of its value, in words.
    pub kind: &'static str,
    /// What holds where the key is absent, in words.
    pub default: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
    /// A line of TOML, or several, that set it.
    pub example: &'static str,
}

macro_rules! settings {
    ($($name:literal: $kind:literal, $default:literal, $meaning:literal, $example:literal;)+) => {
        &[$(Setting {
            name: $name,
            kind: $kind,
            default: $default,
            meaning: $meaning,
            example: $example,
        }),+]
    };
}

/// Every setting, in the order of the reference.
pub const SETTINGS: &[Setting] = settings! {
    "title": "text", "`Chronology`",
        "The site's name: in the head of every page and in the feed.",
        r#"title = "The UN and the CSTO, March 2010""#;
    "description": "text", "none",
        "One or two sentences about the site, for search engines and the feed.",
        r#"description = "How a declaration came to be signed, day by day.""#;
    "base_url": "an address that begins with `https://` or `http://`", "none",
        "Where the site will stand. Only feeds, the sitemap and metadata need it: links within the \
         site are relative and work anywhere. `--base-url` takes its place.",
        r#"base_url = "https://example.org/chronicle/""#;
    "language": "a BCP 47 language tag", "`en`",
        "The language of the text, and of the words that the site adds to it. A file can name its own.",
        r#"language = "zh-Hant""#;
    "time_zone": "a name of the IANA time zone database", "`UTC`",
        "The zone of times that carry no offset of their own.",
        r#"time_zone = "Europe/Moscow""#;
    "date_style": "`long`, `medium`, `short` or `iso`", "`long`",
        "How dates are written, in the text and beside it: `long` is `18 March 2010` in the site's language, \
         `medium` abbreviates the months where the language does (`18 Mar 2010`), `short` has figures in the \
         language's order (`18/03/2010`), `iso` has them as ISO 8601 (`2010-03-18`). What is not known stays \
         in words in each of them: `by 18/03/2010`. Years before 1000 are written out. Mind that readers of \
         one language may take `03/04/2010` for two days: `short` suits a language in which all order it alike.",
        r#"date_style = "medium""#;
    "author": "text", "none",
        "Who answers for the site.",
        r#"author = "The editors""#;
    "from": "a date", "none",
        "The beginning of the sequence that the site is about. What lies wholly before it is \
         background, and stands apart.",
        r#"from = "2010-03-02""#;
    "to": "a date", "none",
        "Its end. What lies wholly after it stands apart too.",
        r#"to = "2010-03-18""#;
    "navigation": "a list of tables with `title` and `to`", "the site's own indexes",
        "The links at the head of each page. `to` is a path in the output, an id, or an address.",
        "[[navigation]]\ntitle = \"Sources\"\nto = \"sources/index.html\"";
    "accent": "a colour, or a table of colours `light` and `dark`", "the theme's red",
        "The colour of what can be followed and of small marks, on light paper and on dark. A colour is \
         `#` and six digits. Where only one of the two is given, the other paper gets a shade of it that \
         can be read. One that is hard to tell from its paper is told of, with the nearest that is not.",
        "accent = \"#0b4f6c\"";
    "fonts": "a table with `text` and `labels`", "the theme's",
        "The fonts of what is told, and of dates, labels and controls. Each is the name of fonts that \
         systems have (`serif`, `old-style`, `georgia`, `times`, `sans`, `humanist`, `grotesque`, \
         `typewriter`), a file in `theme/`, or a table of files: `regular`, `italic`, `bold`, \
         `bold-italic`. No font comes from another host.",
        "[fonts]\ntext = \"old-style\"\nlabels = \"humanist\"";
    "width": "a whole number from 45 to 90", "`66`",
        "How wide the text is: about so many characters a line.",
        "width = 60";
    "logo": "a table with `src`, `alt` and, for dark paper, `dark`", "none",
        "An image before the site's title, at the head of each page: a file in `theme/` or `content/`. \
         `alt` says what it shows; leave it empty where the title beside it says all.",
        "[logo]\nsrc = \"theme/logo.svg\"\nalt = \"\"";
    "footer": "text, or a table with `text` and `links`", "none",
        "What is said at the foot of each page, above what is always there: a line of Markdown. The \
         links are written as those of `navigation`.",
        "[footer]\ntext = \"Written by *nobody in particular*.\"\nlinks = [{ title = \"Method\", to = \"index.html\" }]";
    "citation_style": "the name of a style, or the path of a `.csl` file", "numbers, and cards of our own",
        "How sources are cited and listed: a style of CSL that comes with the program, or a file of \
         the site's own in `theme/`. Its words are in the site's language, where CSL has them. \
         [Citation styles](../guide/citation-styles.md) says what each kind of style does.",
        r#"citation_style = "chicago-author-date""#;
    "raw_html": "`true` or `false`", "`false`",
        "Whether raw HTML in content is let through. Where it is not, it is shown as text, with a \
         warning. Let it through only where you trust whoever writes the content.",
        "raw_html = true";
    "publish_kept_texts": "`true` or `false`", "`false`",
        "Whether the kept texts of sources, `sources/KEY.txt`, are published beside the sources' pages. \
         They are used to verify quotations whatever this says. Mind whose texts they are.",
        "publish_kept_texts = true";
    "search": "`true` or `false`", "`true`",
        "Whether the site has a search: a page, its script, and an index of every word, which readers \
         load in parts when they search.",
        "search = false";
    "feed_length": "a whole number from 1 to 1000", "`50`",
        "The number of entries in the feed.",
        "feed_length = 20";
    "event_exports": "`true` or `false`", "`true` in a chronicle of at most 2,000 events",
        "Whether each event's sources lie beside its page as files for reference managers, in four \
         formats. The whole chronicle's do in any case.",
        "event_exports = true";
    "evidence": "`true` or `false`", "`true`",
        "Whether `evidence.html` is made: what bears the whole chronicle, where it is weakest, and what \
         would fall with each source.",
        "evidence = false";
    "statuses": "a list of texts", "`confirmed`, `disputed`, `reported`, `predicted`, `retracted`",
        "The words that an event's `status` can be. Those of the default are shown in the site's \
         language, others as they are written.",
        "statuses = [\"confirmed\", \"rumoured\"]";
    "checks": "a table of checks and levels", "each check's own level",
        "How much a check weighs, by its name: `off`, `hint`, `warning` or `error`. Every check is a \
         [diagnostic](diagnostics.md) with a page of its own. One place can be excused by `except` in \
         its front matter, with the reason.",
        "[checks]\nsingle-source = \"warning\"\nnot-archived = \"off\"";
    "thresholds": "a table of shares from `0` to `1`", "none",
        "How much of the chronicle has to have evidence. Where it has less, nothing is built, and the \
         figures are said. `min-cited-statements`: of the events' statements, those with evidence. \
         `min-sourced-events`: of the events, those with a source. `min-independent-events`: those \
         with two or more independent origins. `min-archived-sources`: of the sources on the web, \
         those with a kept copy. `min-verified-quotations`: of the quotations, those verified \
         against a kept text.",
        "[thresholds]\nmin-cited-statements = 0.9";
    "extra": "a table", "empty",
        "A free table, handed to templates as it is.",
        "[extra]\nfunded_by = \"nobody\"";
};

/// The setting of that name.
pub fn named(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// The reference of the settings, as Markdown.
pub fn reference() -> String {
    let mut page = String::from(
        "# Settings\n\n\
         Every key that `site.toml` can have. All of them may be absent; an empty `site.toml` is a\n\
         valid one. A key that is not here is an error, with its place and the nearest known key.\n\n\
         This page is made from the program's own table.\n",
    );
    for setting in SETTINGS {
        let Setting { name, kind, default, meaning, example } = setting;
        write!(
            page,
            "\n## `{name}`\n\n{meaning}\n\n- **Value:** {kind}\n- **Where absent:** {default}\n\n```toml\n{example}\n```\n"
        )
        .expect("a string takes all that is written to it");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, reference};
    use crate::base::span::FileId;
    use crate::config::read::read;

    #[test]
    fn every_example_is_valid() {
        for setting in SETTINGS {
            let read = read(setting.example, FileId(0));
            assert!(read.diagnostics.is_empty(), "{}: {:?}", setting.name, read.diagnostics);
        }
    }

    #[test]
    fn the_reference_is_in_step() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/settings.md");
        expect_test::expect_file![page].assert_eq(&reference());
    }
}
