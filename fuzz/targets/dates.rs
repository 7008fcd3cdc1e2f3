//! Any text, read as a date; what is one is bounded, ordered and written out, and reads back as
//! itself.

#![no_main]

use dateline::dates::date::Date;
use dateline::dates::order::{before, begins_before, lag_days};
use dateline::dates::zone::Zone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (first, second) = text.split_once('\n').unwrap_or((text, "2010-03-18"));
    let Some(first) = read(first) else { return };
    let Some(second) = read(second) else { return };
    let zone = Zone::named("Europe/Moscow").expect("an IANA name");
    for (a, b) in [(&first, &second), (&second, &first)] {
        let _ = before(a, b, zone);
        let _ = begins_before(a, b, zone);
        let _ = lag_days(a, b, zone);
        let _ = a.sort_key(zone).cmp(&b.sort_key(zone));
    }
});

fn read(text: &str) -> Option<Date> {
    match Date::parse(text) {
        Ok(date) => {
            assert_eq!(Date::parse(date.as_written()).as_ref(), Ok(&date));
            let zone = Zone::default();
            let _ = (date.bounds(zone), date.single_day(zone), date.iso(zone));
            Some(date)
        }
        Err(bad) => {
            assert!(text.get(bad.at.clone()).is_some(), "{bad:?}");
            if let Some(near) = &bad.nearest {
                assert!(Date::parse(near).is_ok(), "{bad:?}");
            }
            None
        }
    }
}
