//! A citation style: a bundled one, or a `.csl` file of the site's own.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{
    CitationFormat, Collapse, IndependentStyle, Locale, LocaleCode, StyleCategory, StyleClass,
};

use crate::cite::date::worded;
use crate::cite::engine::{Engine, Noted, Place};
use crate::cite::item::item;
use crate::cite::order::Order;
use crate::cite::run::{Run, tucked};
use crate::cite::sound::unsound;
use crate::config::value::nearest;
use crate::dates::zone::Zone;
use crate::syntax::fields::SourceFields;

/// How a style cites in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// By the source's number in a list: `[1]`.
    Numeric,
    /// By who made it and when: `(Ivanov 2010)`.
    AuthorDate,
    /// In a note: a raised number that leads to the source in full.
    Note,
}

/// A style, with the words of one language.
#[derive(Debug)]
pub struct Style {
    /// How it cites in the text.
    pub class: Class,
    /// What stands before a citation in brackets.
    pub open: String,
    /// What stands between two sources of a citation.
    pub between: String,
    /// What stands after a citation in brackets.
    pub close: String,
    /// Whether a full stop or a comma after words in quotation marks stands within these.
    pub tucks: bool,
    /// What stands between the years of one author's sources in a citation; `None` where it names the
    /// author with each.
    pub joins_years: Option<String>,
    /// Whether it sorts the sources of a citation.
    pub sorts_citations: bool,
    engine: Engine,
    /// The style for notes, where it cites in notes.
    notes: Option<Engine>,
    order: Option<Order>,
    zone: Zone,
}

/// Why there is no style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoStyle {
    /// No style of that name comes with the program; the nearest that does.
    Unknown(Option<&'static str>),
    /// The file is not in CSL; what is wrong with it.
    Broken(String),
    /// The file only names another style, by its address, that does not come with the program.
    Dependent(String),
}

/// The names of the styles that come with the program, in the order of the alphabet.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied().collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl Style {
    /// The bundled style `name`, with the words of `language`, a BCP 47 tag. Times are read in
    /// `zone`.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn bundled(name: &str, language: &str, zone: Zone) -> Result<Self, NoStyle> {
        let Some(found) = ArchivedStyle::by_name(name).or_else(|| ArchivedStyle::by_id(name)) else {
            return Err(NoStyle::Unknown(nearest(name, &names())));
        };
        Self::of(found.get(), language, zone)
    }

    /// The style that is written in `csl`.
    ///
    /// # Errors
    /// It is no CSL, or depends on a style that is not at hand.
    pub fn read(csl: &str, language: &str, zone: Zone) -> Result<Self, NoStyle> {
        if let Some(why) = unsound(csl) {
            return Err(NoStyle::Broken(why));
        }
        let read = std::panic::catch_unwind(|| hayagriva::citationberg::Style::from_xml(csl));
        match read {
            Ok(Ok(style)) => Self::of(style, language, zone),
            Ok(Err(error)) => Err(NoStyle::Broken(error.to_string())),
            Err(_) => Err(NoStyle::Broken("its reader failed on it".to_owned())),
        }
    }

    fn of(style: hayagriva::citationberg::Style, language: &str, zone: Zone) -> Result<Self, NoStyle> {
        use hayagriva::citationberg::Style as Csl;
        let independent = match style {
            Csl::Independent(style) => style,
            Csl::Dependent(style) => {
                let parent = &style.parent_link.href;
                match ArchivedStyle::by_id(parent).map(ArchivedStyle::get) {
                    Some(Csl::Independent(style)) => style,
                    _ => return Err(NoStyle::Dependent(parent.clone())),
                }
            }
        };
        let (locale, locales) = words(language, independent.default_locale.as_ref());
        Ok(Self::with(independent, locale, locales, zone))
    }

    fn with(mut style: IndependentStyle, locale: LocaleCode, locales: Vec<Locale>, zone: Zone) -> Self {
        let class = class(&style);
        // The brackets are set about our own prefixes and suffixes.
        let open = style.citation.layout.prefix.take().unwrap_or_default();
        let close = style.citation.layout.suffix.take().unwrap_or_default();
        let between = style.citation.layout.delimiter.clone().unwrap_or_else(|| "; ".to_owned());
        let tucks = tucks(&style, &locale, &locales);
        let collapses = style.citation.collapse.is_some_and(|collapse| collapse != Collapse::CitationNumber);
        let joins_years = style.citation.cite_group_delimiter.clone().or(collapses.then(|| ", ".to_owned()));
        let sorts_citations = style.citation.sort.is_some();
        let engine = Engine { style, locale, locales: locales.into() };
        let notes = (class == Class::Note).then(|| engine.for_notes());
        let order = Some(class).filter(|class| *class != Class::Numeric).and_then(|_| Order::of(&engine));
        Self { class, open, between, close, tucks, joins_years, sorts_citations, engine, notes, order, zone }
    }

    /// A source, made ready for the style. `words` are its date's.
    pub fn prepare(&self, key: &str, source: &SourceFields, words: &str) -> Prepared {
        let when = source.published.as_ref().and_then(|date| {
            let bounds = date.bounds(self.zone);
            bounds.earliest.minute().or(bounds.latest.minute())
        });
        // As many digits for each minute that there is, so that they sort as text.
        let when = when.map_or(String::new(), |minute| format!("{:020}", minute.0.abs_diff(i64::MIN)));
        Prepared { item: item(key, source, self.zone), words: words.to_owned(), when }
    }

    /// Whether its lists of sources have an order of their own, rather than that of the citations.
    pub fn sorts(&self) -> bool {
        self.order.is_some()
    }

    /// What its lists sort the source by, the weightiest first: each text with whether it counts
    /// backwards. What is empty goes last.
    pub fn sort_keys(&self, source: &Prepared) -> Vec<(String, bool)> {
        self.order.as_ref().map_or_else(Vec::new, |order| order.keys(source))
    }

    /// The source's entry in a list; `None` where the style has failed on it. A style of notes that
    /// has no list gives its note.
    pub fn entry(&self, source: &Prepared) -> Option<Vec<Run>> {
        let made = match self.engine.style.bibliography {
            Some(_) => self.engine.entry(&source.item),
            None => self.engine.citation(&source.item, None),
        };
        source.finish(made, self.tucks)
    }

    /// The source as it is cited in the text, without the brackets, at `locator` (a CSL locator
    /// term and its value); `None` where the style has failed on it or does not know the term.
    pub fn citation(&self, source: &Prepared, locator: Option<Place<'_>>) -> Option<Vec<Run>> {
        source.finish(self.engine.citation(&source.item, locator), self.tucks)
    }

    /// The notes of a page in their order, each with the sources that it cites. `None` where the
    /// style has failed on them, and where it has no notes.
    pub fn notes(&self, notes: &[Vec<(&Prepared, Option<Place<'_>>)>]) -> Option<Vec<Vec<Noted>>> {
        let items: Vec<Vec<_>> = notes
            .iter()
            .map(|note| note.iter().map(|&(source, place)| (&source.item, place)).collect())
            .collect();
        let mut made = self.notes.as_ref()?.notes(&items)?;
        for (said, note) in made.iter_mut().zip(notes) {
            for (said, (source, _)) in said.iter_mut().zip(note) {
                worded(&mut said.0, &source.words);
                tucked(&mut said.0, self.tucks);
            }
        }
        Some(made)
    }
}

/// A source in the engine's terms.
#[derive(Debug)]
pub struct Prepared {
    item: Item,
    words: String,
    /// When it was published, in digits that sort; empty where that is not known.
    when: String,
}

impl Prepared {
    pub(crate) fn item(&self) -> &Item {
        &self.item
    }

    pub(crate) fn when(&self) -> &str {
        &self.when
    }

    fn finish(&self, made: Option<Vec<Run>>, tucks: bool) -> Option<Vec<Run>> {
        let mut runs = made?;
        worded(&mut runs, &self.words);
        tucked(&mut runs, tucks);
        Some(runs)
    }
}

/// Whether a stop stands within quotation marks: the style says so for the language, or the language
/// has it so.
fn tucks(style: &IndependentStyle, locale: &LocaleCode, locales: &[Locale]) -> bool {
    let language = locale.0.split('-').next();
    let is_for = |of: &Locale| match &of.lang {
        Some(lang) => lang == locale || Some(&*lang.0) == language,
        None => true,
    };
    let own = style.locale.iter().filter(|of| is_for(of));
    let all = own.chain(locales.iter().filter(|of| of.lang.as_ref() == Some(locale)));
    all.filter_map(|of| of.style_options?.punctuation_in_quote).next().unwrap_or(false)
}

fn class(style: &IndependentStyle) -> Class {
    if style.settings.class == StyleClass::Note {
        return Class::Note;
    }
    let format = style.info.category.iter().find_map(|category| match category {
        StyleCategory::CitationFormat { format } => Some(*format),
        StyleCategory::Field { .. } => None,
    });
    match format {
        Some(CitationFormat::Numeric | CitationFormat::Label) => Class::Numeric,
        Some(CitationFormat::Note) => Class::Note,
        Some(CitationFormat::AuthorDate | CitationFormat::Author) | None => Class::AuthorDate,
    }
}

/// The words of `language`, or else of the style's own, with English for what they lack.
fn words(language: &str, own: Option<&LocaleCode>) -> (LocaleCode, Vec<Locale>) {
    const FALLBACK: &str = "en-US";
    let all = locales();
    let known = |code: &str| all.iter().any(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code));
    let wanted = match language {
        "zh-Hant" | "zh-TW" | "zh-HK" => "zh-TW".to_owned(),
        _ if known(language) => language.to_owned(),
        _ => code(language.split('-').next().unwrap_or(language)),
    };
    let own = own.map(|own| own.0.clone()).filter(|own| known(own));
    let wanted = if known(&wanted) { wanted } else { own.unwrap_or_else(|| FALLBACK.to_owned()) };
    let needed =
        |locale: &Locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == wanted || lang.0 == FALLBACK);
    let kept = all.into_iter().filter(needed).collect();
    (LocaleCode(wanted), kept)
}

/// The code of CSL's main locale of a language.
fn code(language: &str) -> String {
    let country = match language {
        "ar" | "eu" | "la" => return language.to_owned(),
        "ca" => "AD",
        "cs" => "CZ",
        "cy" | "en-GB" => "GB",
        "da" => "DK",
        "el" => "GR",
        "en" => "US",
        "et" => "EE",
        "fa" => "IR",
        "he" => "IL",
        "hi" | "pa" => "IN",
        "hy" => "AM",
        "ja" => "JP",
        "km" => "KH",
        "ko" => "KR",
        "ms" => "MY",
        "nb" | "nn" | "no" => "NO",
        "sl" => "SI",
        "sr" => "RS",
        "sv" => "SE",
        "tl" => "PH",
        "uk" => "UA",
        "vi" => "VN",
        "zh" => "CN",
        other => return format!("{other}-{}", other.to_uppercase()),
    };
    let language = if language == "no" { "nb" } else { language };
    format!("{language}-{country}")
}
