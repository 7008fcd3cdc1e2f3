//! The rarer things that a source says of itself, and what each format calls them.
//!
//! What every source may say (`outlet`, `published`, `title`, …) are fields of
//! [`SourceFields`](crate::syntax::fields::SourceFields); all else that CSL knows is held by the
//! variable that it is, and what CSL does not know is kept in `extra`.

macro_rules! variables {
    ($($name:ident $csl:literal $key:literal $biblatex:literal $ris:literal $zotero:literal;)+) => {
        /// A variable of CSL 1.0.2 (appendix IV) that has no field of its own in
        /// [`SourceFields`](crate::syntax::fields::SourceFields).
        ///
        /// The dates among them ([`is_date`](Variable::is_date)) are held as EDTF.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Variable {
            $(#[doc = concat!("CSL's `", $csl, "`.")] $name,)+
        }

        impl Variable {
            /// Every variable, in the order of CSL's names.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// CSL's name of it.
            pub fn csl(self) -> &'static str {
                match self { $(Self::$name => $csl,)+ }
            }

            /// The key that has it in our own files of sources; `None` where it has none, and only
            /// comes from other formats.
            pub fn key(self) -> Option<&'static str> {
                some(match self { $(Self::$name => $key,)+ })
            }

            /// The field that has it in BibLaTeX; `None` where none does.
            pub fn biblatex(self) -> Option<&'static str> {
                some(match self { $(Self::$name => $biblatex,)+ })
            }

            /// The tag that has it in RIS; `None` where none does.
            pub fn ris(self) -> Option<&'static str> {
                some(match self { $(Self::$name => $ris,)+ })
            }

            /// Zotero's field; `None` where it has none, and keeps it as a line of "Extra".
            pub fn zotero(self) -> Option<&'static str> {
                some(match self { $(Self::$name => $zotero,)+ })
            }
        }
    };
}

fn some(name: &'static str) -> Option<&'static str> {
    (!name.is_empty()).then_some(name)
}

variables! {
    Abstract "abstract" "" "abstract" "AB" "abstractNote";
    Annote "annote" "" "annotation" "" "";
    Archive "archive" "repository" "" "DB" "archive";
    ArchiveCollection "archive_collection" "" "" "" "";
    ArchiveLocation "archive_location" "" "" "" "archiveLocation";
    ArchivePlace "archive-place" "" "" "" "";
    Authority "authority" "" "institution" "" "court";
    AvailableDate "available-date" "" "" "" "";
    CallNumber "call-number" "call-number" "library" "CN" "callNumber";
    ChapterNumber "chapter-number" "" "chapter" "" "";
    CollectionNumber "collection-number" "" "number" "" "seriesNumber";
    CollectionTitle "collection-title" "series" "series" "T3" "series";
    ContainerTitle "container-title" "within" "booktitle" "T2" "bookTitle";
    ContainerTitleShort "container-title-short" "" "shortjournal" "J2" "journalAbbreviation";
    Dimensions "dimensions" "" "" "" "runningTime";
    Division "division" "" "" "" "";
    Doi "DOI" "doi" "doi" "DO" "DOI";
    Edition "edition" "edition" "edition" "ET" "edition";
    EventDate "event-date" "" "eventdate" "" "";
    EventPlace "event-place" "" "venue" "" "place";
    EventTitle "event-title" "" "eventtitle" "" "conferenceName";
    Genre "genre" "genre" "type" "M3" "genre";
    Isbn "ISBN" "isbn" "isbn" "SN" "ISBN";
    Issn "ISSN" "issn" "issn" "SN" "ISSN";
    Jurisdiction "jurisdiction" "" "" "" "";
    Keyword "keyword" "" "keywords" "KW" "tags";
    Medium "medium" "medium" "howpublished" "" "medium";
    Number "number" "number" "number" "" "number";
    NumberOfPages "number-of-pages" "" "pagetotal" "" "numPages";
    NumberOfVolumes "number-of-volumes" "" "volumes" "" "numberOfVolumes";
    OriginalDate "original-date" "" "origdate" "" "";
    OriginalPublisher "original-publisher" "" "origpublisher" "" "";
    OriginalPublisherPlace "original-publisher-place" "" "origlocation" "" "";
    OriginalTitle "original-title" "original-title" "origtitle" "" "";
    PartNumber "part-number" "" "part" "" "";
    PartTitle "part-title" "" "" "" "";
    Pmcid "PMCID" "" "" "" "";
    Pmid "PMID" "" "" "AN" "";
    PrintingNumber "printing-number" "" "" "" "";
    References "references" "" "" "" "history";
    ReviewedGenre "reviewed-genre" "" "" "" "";
    ReviewedTitle "reviewed-title" "" "" "RI" "";
    Scale "scale" "" "" "" "scale";
    Section "section" "section" "" "SE" "section";
    Source "source" "" "" "DP" "libraryCatalog";
    Status "status" "" "pubstate" "" "legalStatus";
    Submitted "submitted" "" "" "" "filingDate";
    SupplementNumber "supplement-number" "" "" "" "";
    TitleShort "title-short" "short-title" "shorttitle" "ST" "shortTitle";
    Version "version" "" "version" "" "versionNumber";
    VolumeTitle "volume-title" "" "maintitle" "" "";
}

impl Variable {
    /// The variable of that name in CSL; `shortTitle` and the like, which CSL-JSON once had, are
    /// known too.
    pub fn of_csl(name: &str) -> Option<Self> {
        let name = match name {
            "shortTitle" => "title-short",
            "journalAbbreviation" => "container-title-short",
            "event" => "event-title",
            other => other,
        };
        Self::ALL.iter().copied().find(|variable| variable.csl() == name)
    }

    /// Whether it is a date, which is held as EDTF.
    pub fn is_date(self) -> bool {
        matches!(self, Self::AvailableDate | Self::EventDate | Self::OriginalDate | Self::Submitted)
    }
}

/// What a field of ours that has no [`Variable`] is called elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldNames {
    /// Our key.
    pub key: &'static str,
    /// CSL's variable; empty where there is none.
    pub csl: &'static str,
    /// BibLaTeX's field; empty where there is none.
    pub biblatex: &'static str,
    /// RIS's tag; empty where there is none.
    pub ris: &'static str,
    /// Zotero's field; empty where there is none.
    pub zotero: &'static str,
}

const fn names(
    key: &'static str,
    csl: &'static str,
    biblatex: &'static str,
    ris: &'static str,
    zotero: &'static str,
) -> FieldNames {
    FieldNames { key, csl, biblatex, ris, zotero }
}

/// The fields that every source may have, and what they are called elsewhere.
pub const FIELDS: &[FieldNames] = &[
    names("key", "citation-key", "(the entry's key)", "ID", "citationKey"),
    names("type", "type", "(the entry's type)", "TY", "itemType"),
    names("outlet", "container-title", "journaltitle", "T2", "publicationTitle"),
    names("published", "issued", "date", "DA", "date"),
    names("title", "title", "title", "TI", "title"),
    names("author", "author", "author", "AU", "author"),
    names("editor", "editor", "editor", "ED", "editor"),
    names("translator", "translator", "translator", "A4", "translator"),
    names("url", "URL", "url", "UR", "url"),
    names("page", "page", "pages", "SP", "pages"),
    names("volume", "volume", "volume", "VL", "volume"),
    names("issue", "issue", "number", "IS", "issue"),
    names("place", "publisher-place", "location", "CY", "place"),
    names("publisher", "publisher", "publisher", "PB", "publisher"),
    names("language", "language", "langid", "LA", "language"),
    names("translated-title", "", "", "TT", ""),
    names("romanized-title", "", "", "", ""),
    names("archived", "", "", "L4", ""),
    names("archived-on", "", "", "", ""),
    names("accessed", "accessed", "urldate", "Y2", "accessDate"),
    names("note", "note", "note", "N1", "extra"),
];

#[cfg(test)]
mod tests {
    use super::{FIELDS, Variable};
    use crate::syntax::keys::SOURCE_KEYS;

    #[test]
    fn names_are_csls_and_keys_are_ours() {
        let names: Vec<_> =
            Variable::ALL.iter().map(|variable| variable.csl().to_lowercase().replace('_', "-")).collect();
        assert!(names.is_sorted(), "{names:?}");
        for variable in Variable::ALL {
            assert_eq!(Variable::of_csl(variable.csl()), Some(*variable));
        }
        let keys = Variable::ALL.iter().filter_map(|variable| variable.key());
        for key in keys.chain(FIELDS.iter().map(|names| names.key)) {
            assert!(SOURCE_KEYS.iter().any(|known| known.name == key), "`{key}`");
        }
    }
}
