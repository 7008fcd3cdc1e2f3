//! What all pages of a site share: its address, its direction, its navigation.

use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality, LocaleExpander};

use crate::base::path::OutPath;
use crate::base::plan::Plan;
use crate::base::snapshot::Snapshot;
use crate::chronicle::model::{Chronicle, Target};
use crate::chronicle::paths;
use crate::config::NavigationItem;
use crate::config::imprint::Logo;
use crate::config::looks::Asset;
use crate::dates::date::Date;
use crate::render::bidi::isolated;
use crate::render::link::encoded;
use crate::render::lookup::Lookup;
use crate::render::made::Made;
use crate::render::navigation::Lead;
use crate::render::tongue::Lang;
use crate::render::view::Html;
use crate::render::view::index::Kind;
use crate::render::view::site::{LogoView, NavigationView, SiteView};
use crate::syntax::markdown::phrase;

/// Where the site will stand, with a last `/`; the command line goes before `site.toml`.
pub(crate) fn base_url(chronicle: &Chronicle, snapshot: &Snapshot) -> Option<String> {
    let asked = snapshot.options.base_url.as_deref().or(chronicle.config.base_url.as_deref())?;
    let url = url::Url::parse(asked).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let mut url = url.to_string();
    if !url.ends_with('/') {
        url.push('/');
    }
    Some(url)
}

/// The path of a base address, from the root of its host.
pub(crate) fn base_path(base: &str) -> Option<String> {
    url::Url::parse(base).ok().map(|url| url.path().to_owned())
}

/// The direction in which a language is written: `ltr` or `rtl`.
pub(crate) fn direction(language: &str) -> &'static str {
    let Ok(language) = language.parse::<LanguageIdentifier>() else { return "ltr" };
    match LocaleDirectionality::new_common().get(&language) {
        Some(Direction::RightToLeft) => "rtl",
        _ => "ltr",
    }
}

/// A language with its country, as OpenGraph has it: `en_US`; the likeliest country where the tag
/// names none.
pub(crate) fn locale(language: &str) -> String {
    let Ok(mut tag) = language.parse::<LanguageIdentifier>() else { return language.replace('-', "_") };
    LocaleExpander::new_common().maximize(&mut tag);
    match tag.region {
        Some(region) => format!("{}_{region}", tag.language),
        None => tag.language.to_string(),
    }
}

/// The view of the site.
pub(crate) fn site_view<'a>(
    site: &'a Lookup<'a>,
    plan: &Plan<Made>,
    base: Option<&'a str>,
    policy: Option<&'a str>,
) -> SiteView<'a> {
    let config = &*site.chronicle.config;
    let navigation = match &config.navigation {
        Some(items) => items.iter().map(|item| configured(site, item)).collect(),
        None => default_navigation(site, plan),
    };
    SiteView {
        title: &config.title,
        description: config.description.as_deref(),
        zone: zone(site),
        language: &config.language,
        direction: direction(&config.language),
        author: config.author.as_deref(),
        base_url: base,
        navigation,
        events: site.words.count("events", site.chronicle.events.len()),
        sources: site.words.count("sources", site.chronicle.sources.len()),
        indexes: indexes(site, plan),
        search: has_search(plan).then_some(paths::SEARCH),
        stylesheets: stylesheets(plan),
        logo: config.logo.as_ref().and_then(logo),
        footer: config
            .footer
            .as_ref()
            .and_then(|footer| footer.text.as_deref())
            .map(|text| Html(phrase(text))),
        footer_links: config
            .footer
            .iter()
            .flat_map(|footer| &footer.links)
            .map(|item| configured(site, item))
            .collect(),
        as_of: as_of(site),
        policy,
        generator: concat!("Dateline ", env!("CARGO_PKG_VERSION")),
        extra: &config.extra,
    }
}

/// In what zone the times are that name none, where there are such.
fn zone(site: &Lookup<'_>) -> Option<String> {
    let chronicle = site.chronicle;
    let mut events = chronicle.events.values().iter();
    let sources = chronicle.sources.values().iter();
    let mut published = sources.filter_map(|source| source.fields.published.as_ref());
    let has_times = events.any(|event| {
        let rivals = event.fields.accounts.iter().filter_map(|account| account.date.as_ref());
        std::iter::once(&event.date).chain(rivals).any(Date::is_in_site_zone)
    }) || published.any(Date::is_in_site_zone);
    let name = isolated(chronicle.config.time_zone.name(), direction(site.language) == "rtl");
    has_times.then(|| site.words.fill("times_in", &[("zone", &name)]))
}

/// That the site is made as of a day, in words.
fn as_of(site: &Lookup<'_>) -> Option<String> {
    let iso = site.chronicle.as_of?.iso();
    let words = Date::parse(&iso).map_or(iso, |date| site.other_date(&date).words);
    Some(site.words.fill("as_of", &[("date", &words)]))
}

/// Whether the site has a search, and not a page of the author's own in its place.
pub(crate) fn has_search(plan: &Plan<Made>) -> bool {
    plan.get(&paths::fixed(paths::SEARCH)) == Some(&Made::Search)
}

/// The logo, where its files can be published.
fn logo(logo: &Logo) -> Option<LogoView<'_>> {
    let path = |file: &Asset| Some(encoded(&OutPath::new(file.published()).ok()?).into());
    Some(LogoView { path: path(&logo.file)?, dark: logo.dark.as_ref().and_then(path), alt: &logo.alt })
}

/// A link of `site.toml`.
fn configured<'a>(site: &'a Lookup<'a>, item: &'a NavigationItem) -> NavigationView<'a> {
    let lang = site.lang(Some(&site.chronicle.config.language));
    let inside = |path: String| NavigationView { title: &item.title, lang, path: Some(path), address: None };
    match Lead::of(site.chronicle, &item.to) {
        Lead::Address(address) => {
            NavigationView { title: &item.title, lang, path: None, address: Some(address) }
        }
        Lead::Thing(target) => inside(site.path(target).to_owned()),
        Lead::Path(path, fragment) => inside(format!("{}{fragment}", &*encoded(&path))),
        Lead::Nowhere => inside("index.html".to_owned()),
    }
}

/// The home page, the indexes, and the author's pages that lie at the root.
fn default_navigation<'a>(site: &'a Lookup<'a>, plan: &Plan<Made>) -> Vec<NavigationView<'a>> {
    let link =
        |title, lang, path: &str| NavigationView { title, lang, path: Some(path.to_owned()), address: None };
    let mut links = vec![link(site.words.get("chronology"), Lang::default(), "index.html")];
    links.extend(indexes(site, plan));
    let pages = site.chronicle.pages.iter().filter(|(id, _)| Some(*id) != site.chronicle.home);
    let at_root = pages.filter(|(_, page)| page.path.depth() == 0);
    links.extend(at_root.map(|(id, page)| {
        let target = Target::Page(id);
        link(&page.title, site.lang_of(target), site.path(target))
    }));
    links
}

/// The built-in style sheets: that of every page, those of the pages with marked dates and of the
/// timeline's, and that of what only script shows.
const BUILT_IN: [&str; 4] =
    ["theme/dateline.css", "theme/chronology.css", "theme/lanes.css", "theme/script.css"];

/// The style sheets that a site adds to its theme.
fn stylesheets(plan: &Plan<Made>) -> Vec<String> {
    let added = plan.iter().map(|(path, _)| path).filter(|path| {
        let path = path.as_str();
        path.starts_with("theme/") && path.ends_with(".css") && !BUILT_IN.contains(&path)
    });
    let mut all: Vec<String> = added.map(|path| encoded(path).into()).collect();
    // The settings come first, so that any sheet of the site's own can go before them.
    all.sort_by_key(|path| path != paths::LOOKS);
    all
}

/// The index pages that there are.
fn indexes<'a>(site: &'a Lookup<'a>, plan: &Plan<Made>) -> Vec<NavigationView<'a>> {
    let of = |kind: Kind| (kind.path(), kind.title());
    let pages = [
        of(Kind::Years),
        (paths::fixed(paths::TIMELINE), "timeline"),
        (paths::fixed(paths::REPORTED), "as_it_became_known"),
        (paths::fixed(paths::EVIDENCE), "evidence"),
        of(Kind::Actors),
        of(Kind::Places),
        of(Kind::Tags),
        of(Kind::Sources),
        (paths::fixed(paths::SEARCH), "search_title"),
    ];
    let link = |(path, title): (OutPath, _)| {
        plan.get(&path)?;
        let path = Some(encoded(&path).into());
        Some(NavigationView { title: site.words.get(title), lang: Lang::default(), path, address: None })
    };
    let ours = |(path, _): &(OutPath, _)| path.as_str() != paths::SEARCH || has_search(plan);
    pages.into_iter().filter(ours).filter_map(link).collect()
}
