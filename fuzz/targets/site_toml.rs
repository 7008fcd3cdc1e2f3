//! Any text, read as `site.toml`.

#![no_main]

use dateline::base::span::FileId;
use dateline::config::read::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for diagnostic in read(text, FileId(0)).diagnostics {
        let place = diagnostic.place.expect("what is wrong with a setting has a place");
        assert!(text.get(place.span.range()).is_some(), "{diagnostic:?}");
    }
});
