//! Links the marks of a text: its citations, mentions and links.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::arena::{Arena, Id};
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::path::OutPath;
use crate::base::span::FileId;
use crate::chronicle::complaints::Complaints;
use crate::chronicle::directory::{Directory, Lead, kind};
use crate::chronicle::model::{Citation, Event, LinkTarget, Locator, Target, Text};
use crate::chronicle::relations::listed;
use crate::chronicle::site_map::{Broken, From, OnPage, SiteMap};
use crate::syntax::document::Document;
use crate::syntax::locator;
use crate::syntax::locator::terms::LocatorTerms;
use crate::syntax::prose::{self, Link, Mention, Mode};

/// Links texts, one after the other, and gathers their citations in that order.
pub(crate) struct Marks<'a, 'c> {
    pub(crate) directory: &'a Directory<'a>,
    pub(crate) site: &'a SiteMap<'a>,
    pub(crate) complaints: &'a mut Complaints<'c>,
    pub(crate) citations: Arena<Citation>,
    /// What places in a source are called, in the languages of the texts so far.
    pub(crate) terms: Terms<'a>,
}

/// What places in a source are called: in the language of a text, the site's, and English.
pub(crate) struct Terms<'a> {
    site: &'a str,
    of: BTreeMap<&'a str, LocatorTerms>,
}

impl<'a> Terms<'a> {
    /// Those of a site in that language.
    pub(crate) fn new(site: &'a str) -> Self {
        Self { site, of: BTreeMap::new() }
    }

    fn of(&mut self, language: &'a str) -> &LocatorTerms {
        let site = self.site;
        self.of.entry(language).or_insert_with(|| LocatorTerms::of([site, language]))
    }
}

/// A text to link.
pub(crate) struct Unlinked<'a> {
    pub(crate) file: FileId,
    /// The file's path below `content/`.
    pub(crate) below: &'a str,
    pub(crate) document: &'a Arc<Document>,
    pub(crate) section: Option<u32>,
    pub(crate) sections: Arc<[Option<Id<Event>>]>,
    pub(crate) page: &'a OutPath,
    pub(crate) by: Target,
}

impl<'a> Marks<'a, '_> {
    /// The text with its marks linked, and its citations in order.
    pub(crate) fn link(&mut self, text: Unlinked<'a>) -> (Text, Vec<Id<Citation>>) {
        let on_page = OnPage { file: text.file, document: text.document, section: text.section };
        let prose = on_page.prose();
        let mut citations = Vec::new();
        let mut cited = Vec::with_capacity(prose.clusters.len());
        for (n, cluster) in prose.clusters.iter().enumerate() {
            let items = cluster.items.iter().enumerate();
            cited.push(items.map(|(m, item)| self.cite(&text, [n, m], item, &mut citations)).collect());
        }
        let mentions = prose.mentions.iter().map(|mention| self.mention(text.file, mention)).collect();
        let from = From { below: text.below, page: text.page, text: on_page };
        let links = prose.links.iter().map(|link| self.address(&from, link)).collect();
        let Unlinked { document, section, sections, .. } = text;
        (
            Text {
                document: document.clone(),
                section,
                sections,
                cited,
                mentions,
                links,
                verified: Vec::new(),
            },
            citations,
        )
    }

    fn cite(
        &mut self,
        text: &Unlinked<'a>,
        [cluster, item]: [usize; 2],
        cited: &prose::Citation,
        citations: &mut Vec<Id<Citation>>,
    ) -> Option<Id<Citation>> {
        let Some(source) = self.directory.source(&cited.key) else {
            if !self.directory.hidden.is_later(&cited.key) {
                self.no_source(text.file, cited);
            }
            return None;
        };
        let number = |n: usize| u32::try_from(n).expect("a text has fewer than 2^32 marks");
        let (locator, suffix) = self.place_in_source(text, &cited.suffix);
        let id = self.citations.push(Citation {
            source,
            by: text.by,
            cluster: number(cluster),
            item: number(item),
            mode: cited.mode,
            locator,
            suffix,
        });
        citations.push(id);
        Some(id)
    }

    /// Takes the place in the source out of a citation's suffix.
    fn place_in_source(&mut self, text: &Unlinked<'a>, suffix: &str) -> (Option<Locator>, Box<str>) {
        if suffix.trim().is_empty() {
            return (None, suffix.into());
        }
        let terms = self.terms.of(text.document.language().unwrap_or(self.terms.site));
        let (place, rest) = locator::split(suffix, terms);
        (place.map(|(label, value)| Locator { label, value }), rest)
    }

    fn no_source(&mut self, file: FileId, cited: &prose::Citation) {
        let key = &cited.key;
        let said = if let Some(why) = self.directory.hidden.source(key) {
            Diagnostic::at(Code::UnresolvedCitation, file, cited.span, format!("the source `{key}` {why}"))
                .level(Level::Warning)
                .label("shown as text until then")
        } else {
            let keys = || self.directory.keys();
            let nearest = &self.complaints.nearest;
            if cited.mode == Mode::AuthorInText {
                let message = format!("`@{key}` is no source's key, and is shown as text");
                let otherwise = "to cite a source, write its key; to mean the sign itself, write `\\@`";
                Diagnostic::at(Code::UnknownHandle, file, cited.span, message).help(nearest.help(
                    key,
                    keys(),
                    otherwise,
                ))
            } else {
                let otherwise = "add the source to `content/sources/`, or correct the key";
                Diagnostic::at(
                    Code::UnresolvedCitation,
                    file,
                    cited.span,
                    format!("no source has the key `{key}`"),
                )
                .label("not found")
                .help(nearest.help(key, keys(), otherwise))
            }
        };
        self.complaints.push(said);
    }

    fn mention(&mut self, file: FileId, mention: &'a Mention) -> Option<Target> {
        let name = &*mention.target;
        let said = match self.directory.mention(name) {
            Lead::To(target) => return Some(target),
            Lead::Several(targets) => {
                let kinds: Vec<_> = targets.iter().map(|target| kind(*target)).collect();
                let of_one_kind = kinds.windows(2).all(|pair| pair[0] == pair[1]);
                let help = if of_one_kind {
                    "write the id of the one that is meant".to_owned()
                } else {
                    let ways: Vec<_> = kinds.iter().map(|kind| format!("[[{kind}:{name}]]")).collect();
                    format!("write {}", listed(&ways.iter().map(String::as_str).collect::<Vec<_>>(), "or"))
                };
                Diagnostic::at(
                    Code::AmbiguousMention,
                    file,
                    mention.span,
                    format!("`{name}` could be several things"),
                )
                .label(format!("{} are called that", kinds.len()))
                .help(help)
            }
            Lead::Nowhere => match self.directory.hidden.anything(name) {
                Some(why) => {
                    Diagnostic::at(Code::UnresolvedMention, file, mention.span, format!("`{name}` {why}"))
                        .level(Level::Warning)
                        .label("shown as text until then")
                }
                None => {
                    let otherwise = "write the id or the title of an event, actor, place, source or page";
                    let help = self.complaints.nearest.help(name, self.directory.all_names(), otherwise);
                    Diagnostic::at(
                        Code::UnresolvedMention,
                        file,
                        mention.span,
                        format!("nothing is called `{name}`"),
                    )
                    .label("not found")
                    .help(help)
                }
            },
        };
        self.complaints.push(said);
        None
    }

    fn address(&mut self, from: &From<'a>, link: &Link) -> LinkTarget {
        let broken = match self.site.lead(from, &link.address) {
            Ok(target) => return target,
            Err(broken) => broken,
        };
        let file = from.text.file;
        let address = &link.address;
        let nearest = &self.complaints.nearest;
        let said = |code, message: String| Diagnostic::at(code, file, link.span, message);
        let said = match broken {
            Broken::Outside => said(Code::BrokenLink, format!("`{address}` leads out of the site"))
                .why("links within the site are relative to the file, or to the site's root with a `/` before them")
                .help("write the path as it is seen from this file"),
            Broken::NotPublished(target) => match self.directory.hidden.file(target) {
                Some(why) => said(Code::BrokenLink, format!("`{address}` {why}"))
                    .level(Level::Warning)
                    .label("shown as text until then"),
                None => said(Code::BrokenLink, format!("`{address}` is not published"))
                    .help("link to the page that is made of it"),
            },
            Broken::Nothing(path) => {
                let help = nearest.help(&path, self.site.paths(), "correct the path, or add the file");
                let what = if link.image { "no image is at" } else { "nothing is at" };
                said(Code::BrokenLink, format!("{what} `{path}`")).label("leads nowhere").help(help)
            }
            Broken::NoAnchor(path, fragment) => {
                let help = nearest.help(&fragment, self.site.anchors(&path), "correct what stands behind the `#`");
                said(Code::BrokenAnchor, format!("`{path}` has no place `#{fragment}`"))
                    .label("no such place")
                    .help(help)
            }
        };
        self.complaints.push(said);
        LinkTarget::Broken
    }
}
