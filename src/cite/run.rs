//! What a style makes: runs of text, each with its look.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

/// A piece of styled text, not escaped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// What of the source it says.
    pub part: Part,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Look {
    /// Slanted.
    pub italic: bool,
    /// Heavy.
    pub bold: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Underlined.
    pub underlined: bool,
    /// Above the line, or below it, or neither.
    pub shift: Shift,
}

/// Where a run stands to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shift {
    /// On it.
    #[default]
    None,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

/// What of a source a run says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Part {
    /// Who made it, or what a style puts in the place of that.
    Names,
    /// A date.
    Date,
    /// Anything else.
    #[default]
    Other,
}

/// The runs as one text, without their looks.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| &*run.text).collect()
}

/// What the engine made, flat. The number that a style gives a source in its own list is left
/// out: our lists have their own.
pub(crate) fn runs(made: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    flatten(made, Part::Other, &mut runs);
    // A year alone, where a style would have its month behind a comma.
    for run in runs.iter_mut().filter(|run| run.text.contains(",)")) {
        run.text = run.text.replace(",)", ")");
    }
    trim(&mut runs);
    runs
}

fn flatten(made: &ElemChildren, part: Part, runs: &mut Vec<Run>) {
    for child in &made.0 {
        match child {
            ElemChild::Text(said) => push(runs, &said.text, look(&said.formatting), part),
            ElemChild::Link { text, .. } => push(runs, &text.text, look(&text.formatting), part),
            ElemChild::Markup(text) => push(runs, text, Look::default(), part),
            ElemChild::Elem(elem) => {
                let part = match elem.meta {
                    Some(ElemMeta::CitationNumber) => continue,
                    Some(ElemMeta::Names(_) | ElemMeta::Name(..)) => Part::Names,
                    Some(ElemMeta::Date) => Part::Date,
                    _ => part,
                };
                if matches!(elem.display, Some(Display::Block | Display::Indent)) {
                    push(runs, " ", Look::default(), Part::Other);
                }
                flatten(&elem.children, part, runs);
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(runs: &mut Vec<Run>, text: &str, look: Look, part: Part) {
    match runs.last_mut() {
        Some(last) if last.look == look && last.part == part => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => runs.push(Run { text: text.to_owned(), look, part }),
    }
}

/// Puts a stop or a comma after words in quotation marks within these, where `tucks` says so. The
/// engine does so in some places and not in others.
pub(crate) fn tucked(runs: &mut [Run], tucks: bool) {
    if !tucks {
        return;
    }
    for n in 0..runs.len() {
        for (stop, outside) in [('.', "”."), (',', "”,")] {
            while let Some(at) = runs[n].text.find(outside) {
                runs[n].text.remove(at + '”'.len_utf8());
                tuck(&mut runs[n].text, at, stop);
            }
        }
        let next = runs.get(n + 1).and_then(|next| next.text.chars().next());
        if let Some(stop @ ('.' | ',')) = next
            && let Some(before) = runs[n].text.strip_suffix('”')
        {
            let at = before.len();
            runs[n + 1].text.remove(0);
            tuck(&mut runs[n].text, at, stop);
        }
    }
}

/// Puts a stop before the closing mark at that byte, unless one stands there that will do.
pub(crate) fn tuck(text: &mut String, at: usize, stop: char) {
    let will_do = |c: char| c == stop || stop == '.' && matches!(c, '!' | '?' | '…');
    if !text[..at].ends_with(will_do) {
        text.insert(at, stop);
    }
}

/// Takes the white space off both ends.
pub(crate) fn trim(runs: &mut Vec<Run>) {
    while let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}

fn look(formatting: &Formatting) -> Look {
    Look {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underlined: formatting.text_decoration == TextDecoration::Underline,
        shift: match formatting.vertical_align {
            VerticalAlign::Sup => Shift::Raised,
            VerticalAlign::Sub => Shift::Lowered,
            _ => Shift::None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Part, Run, plain, tucked};

    #[test]
    fn stops_stand_within_quotation_marks_where_a_language_has_them_so() {
        let run = |text: &str| Run { text: text.to_owned(), look: Look::default(), part: Part::Other };
        for (given, tucks, expected) in [
            (&["“One”. ", "Two “three”, four"][..], true, "“One.” Two “three,” four"),
            (&["“One”", ". Two"], true, "“One.” Two"),
            (&["“One?”", ". Two", " “three?”, four"], true, "“One?” Two “three?,” four"),
            (&["“One.”."], true, "“One.”"),
            (&["“One”. ", "«Two»."], false, "“One”. «Two»."),
        ] {
            let mut runs: Vec<_> = given.iter().map(|text| run(text)).collect();
            tucked(&mut runs, tucks);
            assert_eq!(plain(&runs), expected);
        }
    }
}
