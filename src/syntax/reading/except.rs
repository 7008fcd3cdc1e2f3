//! `except`: which checks a place is excused from, and why.

use crate::base::code::Code;
use crate::syntax::fields::{Exception, Step};
use crate::syntax::reading::reader::Reader;

const KEY: &str = "except";

/// Reads the exceptions: a map from a check's name to the reason; in a heading's braces, `name:
/// reason` with a `;` between several.
pub(crate) fn read(reader: &mut Reader<'_>) -> Vec<Exception> {
    let Some(entries) = reader.reasons(KEY) else { return Vec::new() };
    entries.into_iter().filter_map(|(name, reason)| exception(reader, &name, &reason)).collect()
}

fn exception(reader: &mut Reader<'_>, name: &str, reason: &str) -> Option<Exception> {
    let at = [Step::Key(KEY), Step::Key(name)];
    let mut bad = |message: String, label: &'static str, help: String| {
        let fault = reader.say_at_key(&at, Code::BadException, message);
        fault.label = label.into();
        fault.help = Some(help.into());
    };
    let Some(code) = Code::named(name).filter(|code| code.is_check()) else {
        let (label, help) = match (Code::named(name), Code::nearest_check(name)) {
            (Some(_), _) => {
                ("cannot be excused", "what it tells of cannot stand: mend it where it is".to_owned())
            }
            (None, Some(near)) => ("not known", format!("write `{}`", near.name())),
            (None, None) => {
                ("not known", "write the name of the check as it stands in the complaint".to_owned())
            }
        };
        bad(format!("`{name}` is no check that can be excused"), label, help);
        return None;
    };
    if !reason.chars().any(char::is_alphanumeric) {
        let help = format!("write why: `{name}: \"no other report was found\"`");
        bad(format!("the exception from `{name}` gives no reason"), "no reason", help);
        return None;
    }
    Some(Exception { code, reason: reason.into() })
}
