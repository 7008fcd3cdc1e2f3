//! Any text, read as a file of every kind.

#![no_main]

use dateline::base::diagnostic::Fault;
use dateline::syntax::document::Kind;
use dateline::syntax::front;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    read(text);
    read(&format!("---\n{text}\n---\n"));
});

fn read(text: &str) {
    let split = front::split(text);
    assert!(text.is_char_boundary(split.body));
    for kind in [Kind::Event, Kind::Source, Kind::Actor, Kind::Place, Kind::Page] {
        let (_, faults) = front::read(kind, text, split.yaml);
        places_are_in(text, &faults);
    }
}

fn places_are_in(text: &str, faults: &[Fault]) {
    for fault in faults {
        let place = fault.place.expect("a fault of one file has a place");
        assert!(text.get(place.span.range()).is_some(), "{fault:?}");
    }
}
