//! `dateline clean`

use crate::cmd::arguments::General;
use crate::cmd::console::Console;
use crate::cmd::site::Site;
use crate::cmd::trouble::{Exit, Trouble};
use crate::disk::clean::{Cleaned, clean};
use crate::report::counts::number;

/// The most files that are named one by one.
const NAMED: usize = 5;

/// Removes what builds have written, and nothing else.
///
/// # Errors
/// Why nothing is removed, or the machine's refusal.
pub fn run(general: &General, console: Console) -> Result<Exit, Trouble> {
    let site = Site::find(general)?;
    let output = site.output_shown();
    let Cleaned { removed, kept } = clean(&site.output, &site.root)?;
    if removed == 0 {
        console.say(format_args!("Nothing to remove: no build has written to `{output}`."))?;
    } else {
        console.say(format_args!("Removed {} from `{output}`.", number(removed, "file")))?;
    }
    if !kept.is_empty() {
        let named: Vec<_> = kept.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
        let more = kept.len().saturating_sub(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        console.say(format_args!("Left there, since no build wrote them: {}{rest}.", named.join(", ")))?;
    }
    Ok(Exit::Clean)
}
