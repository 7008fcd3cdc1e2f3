//! Any text, read as a CSL-JSON file of sources.

#![no_main]

use dateline::syntax::fields::Step;
use dateline::syntax::source::csl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let list = csl::read(text);
    for fault in &list.faults {
        let place = fault.place.expect("a fault of one file has a place");
        assert!(text.get(place.span.range()).is_some(), "{fault:?}");
    }
    for source in list.sources.iter().take(4) {
        for key in ["key", "url", "published", "via"] {
            let span = source.origin.locate(text, &[Step::Key(key)]);
            assert!(text.get(span.range()).is_some());
        }
    }
});
