//! What all pages of a site share.

use serde::Serialize;

use crate::render::tongue::Lang;
use crate::render::view::Html;

/// `site`: what all pages share.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct SiteView<'a> {
    /// The site's name.
    pub(crate) title: &'a str,
    /// One or two sentences about it.
    pub(crate) description: Option<&'a str>,
    /// In what time zone its times are that name none, in a sentence, for the pages that `shows_times`
    /// says it of. `null` where it has no such time.
    pub(crate) zone: Option<String>,
    /// Its language, a BCP 47 tag.
    pub(crate) language: &'a str,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// Who answers for it.
    pub(crate) author: Option<&'a str>,
    /// Where it stands, with a last `/`.
    pub(crate) base_url: Option<&'a str>,
    /// The links at the head of each page.
    pub(crate) navigation: Vec<NavigationView<'a>>,
    /// How many events there are, in words.
    pub(crate) events: String,
    /// How many sources there are, in words.
    pub(crate) sources: String,
    /// The index pages that there are, for the foot of each page.
    pub(crate) indexes: Vec<NavigationView<'a>>,
    /// The page of the search, a path below the output's root; `null` where the site has none.
    pub(crate) search: Option<&'static str>,
    /// The site's own style sheets in `theme/`, beside the theme's: paths below the output's root,
    /// percent-encoded, in order.
    pub(crate) stylesheets: Vec<String>,
    /// That the site is made as of a day, in words: `As it stood on 18 March 2010`. What became known
    /// later is left out, and no page is for search engines. `null` where all is told.
    pub(crate) as_of: Option<String>,
    /// The image beside its title; `null` where there is none.
    pub(crate) logo: Option<LogoView<'a>>,
    /// What it says at the foot of each page, in its own language; `null` where nothing is.
    pub(crate) footer: Option<Html>,
    /// The links beside that.
    pub(crate) footer_links: Vec<NavigationView<'a>>,
    /// What its pages may load: a content security policy, for the head of each. `null` where raw
    /// HTML is let through.
    pub(crate) policy: Option<&'a str>,
    /// The program, with its version.
    pub(crate) generator: &'static str,
    /// The free table of `site.toml`.
    pub(crate) extra: &'a serde_json::Map<String, serde_json::Value>,
}

/// The image beside the site's title.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct LogoView<'a> {
    /// Its path below the output's root, percent-encoded: to stand after `page.root`.
    pub(crate) path: String,
    /// The same of the image for dark paper, where there is another.
    pub(crate) dark: Option<String>,
    /// What it shows, in words; empty where the title beside it says all.
    pub(crate) alt: &'a str,
}

/// A link at the head or foot of each page.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct NavigationView<'a> {
    /// Its words.
    pub(crate) title: &'a str,
    /// The attributes `lang` and `dir` for those, where they are in another language than the page.
    pub(crate) lang: Lang<'a>,
    /// A path below the output's root, percent-encoded: to stand after `page.root`. `null` where
    /// it leads out of the site.
    pub(crate) path: Option<String>,
    /// An address outside of the site.
    pub(crate) address: Option<&'a str>,
}
