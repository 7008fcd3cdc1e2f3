//! Any text, read as Markdown: every place is in it, and every hole is filled.

#![no_main]

use dateline::syntax::document::Kind;
use dateline::syntax::parse::parse;
use dateline::syntax::prose::{Piece, Prose};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for kind in [Kind::Event, Kind::Page] {
        let document = parse(kind, text);
        for fault in &document.faults {
            let place = fault.place.expect("a fault of one file has a place");
            assert!(text.get(place.span.range()).is_some(), "{fault:?}");
        }
        let sections = document.sections.len();
        holes_are_filled(text, &document.prose, sections);
        for section in &document.sections {
            holes_are_filled(text, &section.prose, sections);
        }
    }
});

fn holes_are_filled(text: &str, prose: &Prose, sections: usize) {
    for piece in &prose.pieces {
        let (n, of) = match piece {
            Piece::Cluster(n) => (*n, prose.clusters.len()),
            Piece::Mention(n) => (*n, prose.mentions.len()),
            Piece::Address(n) => (*n, prose.links.len()),
            Piece::Section(n) => (*n, sections),
            _ => continue,
        };
        assert!((n as usize) < of, "{piece:?}");
    }
    for cluster in &prose.clusters {
        assert!(!cluster.items.is_empty());
        assert!(text.get(cluster.span.range()).is_some());
    }
}
