//! The kinds of source that reference managers tell apart, and what each format calls them.

use crate::syntax::fields::{SourceFields, SourceKind};
use crate::syntax::source::variable::Variable;

/// A type of CSL 1.0.2 (appendix III), and its like elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemType {
    /// CSL's name.
    pub csl: &'static str,
    /// The word of ours that it is read as.
    pub kind: SourceKind,
    /// BibLaTeX's entry type, without `@`.
    pub biblatex: &'static str,
    /// RIS's reference type.
    pub ris: &'static str,
    /// Zotero's item type.
    pub zotero: &'static str,
}

const fn row(
    csl: &'static str,
    kind: SourceKind,
    biblatex: &'static str,
    ris: &'static str,
    zotero: &'static str,
) -> ItemType {
    ItemType { csl, kind, biblatex, ris, zotero }
}

/// Every type, in the order of CSL's names.
pub const ITEM_TYPES: &[ItemType] = &[
    row("article", SourceKind::Article, "unpublished", "UNPB", "preprint"),
    row("article-journal", SourceKind::Article, "article", "JOUR", "journalArticle"),
    row("article-magazine", SourceKind::News, "article", "MGZN", "magazineArticle"),
    row("article-newspaper", SourceKind::News, "article", "NEWS", "newspaperArticle"),
    row("bill", SourceKind::Document, "legislation", "BILL", "bill"),
    row("book", SourceKind::Book, "book", "BOOK", "book"),
    row("broadcast", SourceKind::Broadcast, "video", "VIDEO", "tvBroadcast"),
    row("chapter", SourceKind::Book, "incollection", "CHAP", "bookSection"),
    row("classic", SourceKind::Book, "book", "CLSWK", "book"),
    row("collection", SourceKind::Document, "collection", "EDBOOK", "document"),
    row("dataset", SourceKind::Dataset, "dataset", "DATA", "dataset"),
    row("document", SourceKind::Document, "misc", "GEN", "document"),
    row("entry", SourceKind::Web, "inreference", "ENCYC", "webpage"),
    row("entry-dictionary", SourceKind::Book, "inreference", "DICT", "dictionaryEntry"),
    row("entry-encyclopedia", SourceKind::Book, "inreference", "ENCYC", "encyclopediaArticle"),
    row("event", SourceKind::Document, "misc", "GEN", "document"),
    row("figure", SourceKind::Document, "image", "FIGURE", "artwork"),
    row("graphic", SourceKind::Document, "artwork", "ART", "artwork"),
    row("hearing", SourceKind::Document, "misc", "HEAR", "hearing"),
    row("interview", SourceKind::Interview, "misc", "PCOMM", "interview"),
    row("legal_case", SourceKind::Document, "jurisdiction", "CASE", "case"),
    row("legislation", SourceKind::Document, "legislation", "STAT", "statute"),
    row("manuscript", SourceKind::Document, "unpublished", "MANSCPT", "manuscript"),
    row("map", SourceKind::Document, "misc", "MAP", "map"),
    row("motion_picture", SourceKind::Broadcast, "movie", "MPCT", "film"),
    row("musical_score", SourceKind::Document, "music", "MUSIC", "document"),
    row("pamphlet", SourceKind::Document, "booklet", "PAMP", "document"),
    row("paper-conference", SourceKind::Article, "inproceedings", "CPAPER", "conferencePaper"),
    row("patent", SourceKind::Document, "patent", "PAT", "patent"),
    row("performance", SourceKind::Document, "performance", "GEN", "document"),
    row("periodical", SourceKind::News, "periodical", "JFULL", "document"),
    row("personal_communication", SourceKind::Statement, "letter", "PCOMM", "letter"),
    row("post", SourceKind::Post, "online", "ICOMM", "forumPost"),
    row("post-weblog", SourceKind::Post, "online", "BLOG", "blogPost"),
    row("regulation", SourceKind::Document, "legislation", "LEGAL", "statute"),
    row("report", SourceKind::Document, "report", "RPRT", "report"),
    row("review", SourceKind::Analysis, "review", "JOUR", "journalArticle"),
    row("review-book", SourceKind::Analysis, "review", "JOUR", "journalArticle"),
    row("software", SourceKind::Dataset, "software", "COMP", "computerProgram"),
    row("song", SourceKind::Broadcast, "audio", "SOUND", "audioRecording"),
    row("speech", SourceKind::Statement, "unpublished", "SLIDE", "presentation"),
    row("standard", SourceKind::Document, "standard", "STAND", "standard"),
    row("thesis", SourceKind::Document, "thesis", "THES", "thesis"),
    row("treaty", SourceKind::Document, "legal", "LEGAL", "document"),
    row("webpage", SourceKind::Web, "online", "ELEC", "webpage"),
];

impl ItemType {
    /// The type of that name in CSL.
    pub fn of_csl(name: &str) -> Option<&'static Self> {
        ITEM_TYPES.iter().find(|row| row.csl == name)
    }

    /// What a source is to reference managers: what its own file said, or else the nearest to its
    /// `type` and fields.
    pub fn of(source: &SourceFields) -> &'static Self {
        if let Some(said) = source.more.as_ref().and_then(|more| more.item_type) {
            return said;
        }
        let within = source.get(Variable::ContainerTitle).is_some();
        let csl = match source.kind {
            SourceKind::News | SourceKind::Agency => "article-newspaper",
            SourceKind::Broadcast => "broadcast",
            SourceKind::Document | SourceKind::Statement => "document",
            SourceKind::Analysis if source.outlet.is_none() => "report",
            SourceKind::Analysis => "article-magazine",
            SourceKind::Book if within => "chapter",
            SourceKind::Book => "book",
            SourceKind::Article if within => "paper-conference",
            SourceKind::Article => "article-journal",
            SourceKind::Web => "webpage",
            SourceKind::Post => "post",
            SourceKind::Interview => "interview",
            SourceKind::Dataset => "dataset",
        };
        Self::of_csl(csl).expect("the table has every type that is named here")
    }
}

#[cfg(test)]
mod tests {
    use super::{ITEM_TYPES, ItemType};
    use crate::syntax::fields::Origin;
    use crate::syntax::keys::SOURCE_KINDS;
    use crate::syntax::reading::source::nothing;

    #[test]
    fn every_kind_of_ours_has_a_type_that_is_read_as_one_near_to_it() {
        for word in SOURCE_KINDS {
            let mut source = nothing(Origin::Nowhere);
            source.kind = word.value;
            assert!(!ItemType::of(&source).ris.is_empty(), "{}", word.name);
        }
        assert!(ITEM_TYPES.is_sorted_by_key(|row| row.csl.replace('_', "-")));
    }
}
