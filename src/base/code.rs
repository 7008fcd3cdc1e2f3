//! Every kind of complaint that the program can make, in one table.

use crate::base::diagnostic::Level;

macro_rules! codes {
    ($($variant:ident $name:literal $level:ident $summary:literal;)+) => {
        /// The kind of a complaint. Its name is what `dateline explain` takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The level where neither the site nor the place says otherwise.
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)+ }
            }

            /// What it is about, in a line.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

impl Code {
    /// The code of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

codes! {
    // Files
    NotUtf8 "not-utf8" Error "A text file is not UTF-8.";
    FileTooLarge "file-too-large" Error "A text file is larger than the program reads.";
    RefusedLink "refused-link" Error "A symbolic link leads out of the site, or to nothing.";
    FileLeftOut "file-left-out" Hint "A file is not published, by its name or kind.";
    BadFileName "bad-file-name" Error "A file's name cannot be published.";
    NoContent "no-content" Error "The site has no content folder.";
    ParserPanic "parser-panic" Error "A file brought a parser down; it is our fault, and the file is named.";

    // site.toml
    TomlSyntax "toml-syntax" Error "site.toml is not valid TOML.";
    BadSetting "bad-setting" Error "A setting has a value that it cannot have.";
    LowContrast "low-contrast" Warning "A colour is hard to tell from the paper.";
    UnknownSetting "unknown-setting" Error "site.toml has a key that is not known.";

    // Front matter and source files
    YamlSyntax "yaml-syntax" Error "Front matter or a source file is not valid YAML.";
    YamlTooDeep "yaml-too-deep" Error "YAML is larger, deeper or more aliased than is read.";
    UnclosedFrontMatter "unclosed-front-matter" Error "Front matter begins and does not end.";
    UnknownKey "unknown-key" Error "A key that is not known.";
    DuplicateKey "duplicate-key" Error "A key stands twice in one mapping.";
    WrongType "wrong-type" Error "A value is not of the kind that its key takes.";
    MissingTitle "missing-title" Error "An event has no title.";
    MissingDate "missing-date" Warning "An event says nothing of its date.";
    BadDate "bad-date" Error "A date is impossible or malformed.";
    BadId "bad-id" Error "An id has characters that an id cannot have.";
    BadUrl "bad-url" Error "An address is malformed or of a kind that is not allowed.";
    StyleFailed "style-failed" Warning "The citation style has failed on a source, or has nothing to say of it.";
    EmptySource "empty-source" Error "A source says nothing about itself.";
    BibSyntax "bib-syntax" Error "An entry of a .bib file cannot be read.";
    UnresolvedCrossref "unresolved-crossref" Warning "An entry refers to one that is not in its file.";
    CslSyntax "csl-syntax" Error "A JSON file of sources is not JSON, or not CSL-JSON.";
    UnknownField "unknown-field" Hint "A bibliography has fields that are not known.";

    // Marks in the text
    UnresolvedCitation "unresolved-citation" Error "A citation of a source that does not exist.";
    UnknownHandle "unknown-handle" Hint "A bare @name that is not a source; it is shown as text.";
    EmptyCitationKey "empty-citation-key" Error "A citation without a key.";
    CitationTrap "citation-trap" Warning "A citation that does not read as its author means.";
    UnresolvedMention "unresolved-mention" Error "A mention of something that does not exist.";
    AmbiguousMention "ambiguous-mention" Error "A mention that could mean several things.";
    BadHeading "bad-heading" Error "The braces of a heading cannot be read.";
    UnusedNote "unused-note" Warning "A footnote that nothing refers to, or that stands twice.";
    UnknownNote "unknown-note" Warning "A reference to a footnote that does not exist.";
    RawHtml "raw-html" Warning "Raw HTML is shown as text.";
    UnsafeLink "unsafe-link" Error "A link with a scheme that is not allowed.";
    BrokenLink "broken-link" Error "A link within the site that leads nowhere.";
    BrokenAnchor "broken-anchor" Error "A link to a place on a page that does not exist.";

    // The chronicle
    DuplicateId "duplicate-id" Error "Two things share an id.";
    DuplicateSource "duplicate-source" Error "Two sources share a key.";
    AmbiguousOutlet "ambiguous-outlet" Warning "Two outlets have one name.";
    UnusedOutlet "unused-outlet" Hint "An outlet that no source is from.";
    SourceKeyCase "source-key-case" Warning "The keys of two sources differ only in case.";
    LikelyDuplicateSource "likely-duplicate-source" Warning "Two sources are likely the same.";
    RenamedId "renamed-id" Warning "A heading's id was taken already, so another was made.";
    UnresolvedSource "unresolved-source" Error "A field names a source that does not exist.";
    UnresolvedRelation "unresolved-relation" Error "A field names an event that does not exist.";
    UnresolvedName "unresolved-name" Hint "A name that is a letter away from another's.";
    AmbiguousName "ambiguous-name" Error "A name that several actors or places have.";
    UnresolvedVia "unresolved-via" Error "A source is known through one that does not exist.";
    ViaCircle "via-circle" Error "Sources are known only through each other.";
    CircularReporting "circular-reporting" Error "Sources only repeat each other.";
    RelationCircle "relation-circle" Error "Events are part of, or follow, each other in a circle.";
    DraftLeftOut "draft-left-out" Warning "A draft is left out of the site.";
    NotYetPublished "not-yet-published" Warning "Something is left out until its day.";
    LaterLeftOut "later-left-out" Hint "Something became known only after the day as of which the site is made.";
    UnusedSource "unused-source" Warning "A source that nothing cites.";

    // Evidence
    EventWithoutSource "event-without-source" Warning "No source bears an event.";
    UncitedStatement "uncited-statement" Hint "Statements of an event cite nothing.";
    SingleSource "single-source" Hint "One source bears an event.";
    OneOrigin "one-origin" Warning "One origin, outlet or report is behind several sources.";
    SourceBeforeEvent "source-before-event" Warning "A source is older than the event that it bears.";
    FalsePrecision "false-precision" Warning "A date says more than is known.";
    LikelyDuplicateEvent "likely-duplicate-event" Warning "Two events of a day have near-equal titles.";
    OrderNotEstablished "order-not-established" Hint "The order of events of a day is not established.";
    Misquotation "misquotation" Warning "Quoted words do not stand in the source's kept text.";
    UnusedKeptText "unused-kept-text" Warning "A kept text belongs to no source.";
    NotArchived "not-archived" Hint "No copy of a source on the web is kept.";
    BadArchive "bad-archive" Warning "The address of a kept copy is malformed.";
    ArchiveDate "archive-date" Warning "The address of a kept copy and its date disagree.";
    HomePage "home-page" Warning "A home page is given as a source.";
    AccessedTooSoon "accessed-too-soon" Warning "A source was read before it was published.";
    OutsideLife "outside-life" Warning "An actor takes part outside of its own life.";
    BackwardsRelation "backwards-relation" Warning "A relation runs backwards in time.";
    UnknownStatus "unknown-status" Error "A status that the site does not have.";
    RetractedSource "retracted-source" Warning "A retracted source bears something.";
    ThresholdMissed "threshold-missed" Error "The evidence is less than the site asks for.";
    UnusedException "unused-exception" Warning "An exception excuses nothing.";
    BadException "bad-exception" Error "An exception names no check, or gives no reason.";

    // The output
    OutputCollision "output-collision" Error "Two things would be written to one path.";
    TemplateError "template-error" Error "A template cannot be read or fails.";
    TemplateLimit "template-limit" Error "A template makes too much, or runs too long.";
    UnknownTemplate "unknown-template" Warning "A file in templates/ that nothing uses.";
    MissingWords "missing-words" Warning "A language lacks some of the interface's words.";
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_unique_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        assert_eq!(Code::named("bad-date"), Some(Code::BadDate));
        assert_eq!(Code::named("no-such"), None);
    }
}
