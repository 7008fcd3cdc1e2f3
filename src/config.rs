//! `site.toml`: what a site says about itself.

pub mod checks;
pub mod colour;
mod extra;
pub mod imprint;
pub mod looks;
mod navigation;
pub mod read;
mod reader;
mod scope;
pub mod settings;
pub mod value;

use crate::base::span::Place;
use crate::config::checks::{Levels, Threshold};
use crate::config::imprint::{Footer, Logo};
use crate::config::looks::{Accent, Fonts};
use crate::dates::date::Date;
use crate::dates::wording::style::Style;
use crate::dates::zone::Zone;

/// The settings of a site. Each field is a key of `site.toml`, spelled as it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `title`: the site's name. "Chronology" where absent.
    pub title: Box<str>,
    /// `description`: one or two sentences about the site, for its head and its feeds.
    pub description: Option<Box<str>>,
    /// `base_url`: where the site will stand, with scheme and host, and a `/` at its end. Only
    /// feeds, the sitemap and metadata need it; links within the site never do.
    pub base_url: Option<Box<str>>,
    /// `language`: a BCP 47 tag, in its canonical form. `en` where absent.
    pub language: Box<str>,
    /// `time_zone`: an IANA name, for times that carry no offset. UTC where absent.
    pub time_zone: Zone,
    /// `date_style`: how dates are written. In long words where absent.
    pub date_style: Style,
    /// `author`: who answers for the site.
    pub author: Option<Box<str>>,
    /// `from`: the beginning of the sequence that the site is about. What lies wholly before it
    /// is background and stands apart.
    pub from: Option<Date>,
    /// `to`: its end. What lies wholly after it stands apart too.
    pub to: Option<Date>,
    /// `navigation`: the links at the head of each page; a default where absent.
    pub navigation: Option<Vec<NavigationItem>>,
    /// `accent`: the colour of what can be followed. The theme's where absent.
    pub accent: Option<Accent>,
    /// `[fonts]`: those of the text and of the labels.
    pub fonts: Fonts,
    /// `width`: of the text, in characters of a line. The theme's, about 66, where absent.
    pub width: Option<u32>,
    /// `[logo]`: an image beside the site's title.
    pub logo: Option<Logo>,
    /// `footer`: what is said at the foot of each page.
    pub footer: Option<Footer>,
    /// `citation_style`: how sources are cited and listed; by number and card where absent.
    pub citation_style: Option<StyleName>,
    /// `raw_html`: whether raw HTML in content is let through. False where absent.
    pub raw_html: bool,
    /// `publish_kept_texts`: whether the kept texts of sources are published. False where absent.
    pub publish_kept_texts: bool,
    /// `search`: whether the site has a search. True where absent.
    pub search: bool,
    /// `feed_length`: the number of entries in a feed. 50 where absent.
    pub feed_length: usize,
    /// `event_exports`: whether each event's sources have files of their own for reference
    /// managers. Where absent, only in a chronicle that is not large.
    pub event_exports: Option<bool>,
    /// `evidence`: whether the page of the evidence is made. True where absent.
    pub evidence: bool,
    /// `statuses`: the words that an event's `status` can be; five of our own where absent.
    pub statuses: Option<Vec<Box<str>>>,
    /// `[checks]`: how much each check weighs.
    pub checks: Levels,
    /// `[thresholds]`: how much evidence there has to be.
    pub thresholds: Vec<Threshold>,
    /// `[extra]`: a free table, handed to templates.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// What names a citation style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleName {
    /// A style that comes with the program, or the path of a `.csl` file in the site's folder.
    pub name: Box<str>,
    /// Where it stands.
    pub place: Place,
}

/// A link in the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavigationItem {
    /// `title`: its words.
    pub title: Box<str>,
    /// `to`: a path in the output (`sources/index.html`), an id, or an address of the web.
    pub to: Box<str>,
    /// Where `to` stands.
    pub place: Place,
}

impl Config {
    /// The words that an event's `status` can be.
    pub fn statuses(&self) -> impl Iterator<Item = &str> {
        const OURS: &[&str] = &["confirmed", "disputed", "reported", "predicted", "retracted"];
        let ours = if self.statuses.is_some() { &[] } else { OURS };
        ours.iter().copied().chain(self.statuses.iter().flatten().map(|word| &**word))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Chronology".into(),
            description: None,
            base_url: None,
            language: "en".into(),
            time_zone: Zone::default(),
            date_style: Style::default(),
            author: None,
            from: None,
            to: None,
            navigation: None,
            accent: None,
            fonts: Fonts::default(),
            width: None,
            logo: None,
            footer: None,
            evidence: true,
            statuses: None,
            checks: Levels::default(),
            thresholds: Vec::new(),
            citation_style: None,
            raw_html: false,
            publish_kept_texts: false,
            search: true,
            feed_length: 50,
            event_exports: None,
            extra: serde_json::Map::new(),
        }
    }
}
