//! `dateline explain [CODE]`

use std::fmt::Write as _;

use include_dir::{Dir, include_dir};

use crate::base::code::Code;
use crate::cmd::console::Console;
use crate::cmd::trouble::{Exit, Trouble};

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/codes");

/// The page about a code, as Markdown.
pub fn page(code: Code) -> Option<&'static str> {
    PAGES.get_file(format!("{}.md", code.name()))?.contents_utf8()
}

/// Prints the page about `code`, or all codes in a line each.
///
/// # Errors
/// Where there is no such code.
pub fn run(code: Option<&str>, console: Console) -> Result<Exit, Trouble> {
    let Some(asked) = code else {
        console.print(&list())?;
        return Ok(Exit::Clean);
    };
    let name = bare(asked);
    let Some(code) = Code::named(&name) else {
        let trouble = Trouble::usage(format!("there is no code `{name}`"));
        return Err(match nearest(&name) {
            Some(near) => trouble.help(format!("did you mean `{near}`? `dateline explain` lists all codes")),
            None => trouble.help("`dateline explain` lists all codes"),
        });
    };
    console.print(page(code).expect("a test holds that each code has its page"))?;
    Ok(Exit::Clean)
}

/// The code within what was copied from a message: `error[bad-date]:` asks for `bad-date`.
fn bare(asked: &str) -> String {
    let inner = asked.split_once('[').map_or(asked, |(_, rest)| rest);
    let inner = inner.split_once(']').map_or(inner, |(code, _)| code);
    inner.trim().to_lowercase().replace([' ', '_'], "-")
}

fn nearest(name: &str) -> Option<&'static str> {
    let scored = Code::ALL.iter().map(|code| (strsim::jaro_winkler(name, code.name()), code.name()));
    scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

fn list() -> String {
    let widest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let mut list = String::new();
    for code in Code::ALL {
        let (name, level) = (code.name(), code.level().word());
        writeln!(list, "{name:widest$}  {level:7}  {}", code.summary()).expect("a string takes all");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{PAGES, bare, nearest, page};
    use crate::base::code::Code;

    #[test]
    fn every_code_has_its_page_and_every_page_its_code() {
        for code in Code::ALL {
            let page = page(*code).unwrap_or_else(|| panic!("docs/codes/{}.md is missing", code.name()));
            let title = format!("# {}\n", code.name());
            assert!(page.starts_with(&title), "{} begins otherwise than with its title", code.name());
        }
        assert_eq!(PAGES.files().count(), Code::ALL.len());
    }

    #[test]
    fn what_was_copied_is_understood() {
        for asked in ["bad-date", "error[bad-date]: x", "[bad-date]", "BAD_DATE"] {
            assert_eq!(bare(asked), "bad-date");
        }
        assert_eq!(nearest("bad-dat"), Some("bad-date"));
        assert_eq!(nearest("qqq"), None);
    }
}
