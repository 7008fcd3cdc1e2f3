//! What of a `.csl` file would take the program down, or keep it busy for ever: looked for before
//! the engine sees it, since neither is a panic that can be caught.

use std::collections::BTreeMap;

/// The longest file that is read as a style. The longest of the published ones has 70 kB.
const LONGEST: usize = 1 << 20;

/// The deepest that elements stand in each other, and that macros call each other. The published
/// styles come to 19, and to 6.
const DEEPEST: usize = 64;

/// The most elements that a style comes to with each macro in the place where it is called. The
/// published ones come to 24 000.
const MOST: usize = 200_000;

/// Why the engine is not to see this style; `None` where nothing speaks against it.
pub(crate) fn unsound(csl: &str) -> Option<String> {
    if csl.len() > LONGEST {
        return Some("it is longer than a style can be".to_owned());
    }
    let mut macros: BTreeMap<&str, Part<'_>> = BTreeMap::new();
    // What stands in no macro has no name.
    let mut within = "";
    let mut depth = 0_usize;
    for tag in tags(csl) {
        if let Some(name) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(1);
            if name.trim_end() == "macro" {
                within = "";
            }
            continue;
        }
        let opens = !tag.ends_with('/');
        depth += usize::from(opens);
        if depth > DEEPEST {
            return Some(format!("elements stand in each other more than {DEEPEST} deep"));
        }
        if opens && element(tag) == "macro" {
            within = attribute(tag, "name").unwrap_or("");
        }
        let part = macros.entry(within).or_default();
        part.elements += 1;
        part.calls.extend(attribute(tag, "macro"));
    }
    size("", &macros, &mut BTreeMap::new(), 0).err()
}

/// A macro, or all that is none.
#[derive(Default)]
struct Part<'t> {
    elements: usize,
    /// The macros that it calls, each as often as it does.
    calls: Vec<&'t str>,
}

/// How many elements a macro comes to; why that cannot be told.
fn size<'t>(
    name: &'t str,
    macros: &BTreeMap<&'t str, Part<'t>>,
    known: &mut BTreeMap<&'t str, usize>,
    depth: usize,
) -> Result<usize, String> {
    if let Some(&known) = known.get(name) {
        return Ok(known);
    }
    if depth > DEEPEST {
        return Err(format!("the macro `{name}` is called by itself, or more than {DEEPEST} deep"));
    }
    let Some(part) = macros.get(name) else { return Ok(0) };
    let mut all = part.elements;
    for call in &part.calls {
        all = all.saturating_add(size(call, macros, known, depth + 1)?);
        if all > MOST {
            return Err(format!("with its macros it comes to more than {MOST} elements"));
        }
    }
    known.insert(name, all);
    Ok(all)
}

/// The tags of XML, each without its `<` and `>`. Comments and the like are passed over.
fn tags(xml: &str) -> impl Iterator<Item = &str> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")];
            if let Some((_, end)) = skipped.iter().find(|(start, _)| rest.starts_with(start)) {
                rest = &rest[rest.find(end)? + end.len()..];
                continue;
            }
            let mut quote = None;
            let end = rest.char_indices().find(|&(_, c)| {
                match quote {
                    Some(open) if c == open => quote = None,
                    None if matches!(c, '"' | '\'') => quote = Some(c),
                    _ => {}
                }
                quote.is_none() && c == '>'
            });
            let tag = &rest[..end?.0];
            rest = &rest[tag.len()..];
            return Some(tag);
        }
    })
}

fn element(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(tag)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        if before.ends_with(char::is_whitespace)
            && let Some(value) = value
            && let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
        {
            return value[1..].split(quote).next();
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::unsound;

    fn style(macros: &str) -> String {
        format!(
            "<style><!-- <a> --><citation><layout><text macro=\"a\"/></layout></citation>{macros}</style>"
        )
    }

    fn of(name: &str, calls: &[&str]) -> String {
        let calls: String =
            calls.iter().map(|call| format!("<text macro = '{call}' suffix=\">\"/>")).collect();
        format!("<macro name=\"{name}\">{calls}</macro>")
    }

    #[test]
    fn what_never_ends_is_not_begun() {
        assert_eq!(unsound(&style(&of("a", &["b", "b"]))), None);
        assert!(unsound(&style(&of("a", &["a"]))).unwrap().contains("called by itself"));
        let circle = of("a", &["b"]) + &of("b", &["c"]) + &of("c", &["a"]);
        assert!(unsound(&style(&circle)).unwrap().contains("called by itself"));
        // Each calls the next twice: 2 to the 40th elements.
        let names: Vec<_> = (0..41).map(|n| if n == 0 { "a".to_owned() } else { format!("m{n}") }).collect();
        let bomb: String = names.windows(2).map(|two| of(&two[0], &[&two[1], &two[1]])).collect();
        assert!(unsound(&style(&bomb)).unwrap().contains("more than 200000 elements"));
        let deep = "<group>".repeat(100) + &"</group>".repeat(100);
        assert!(unsound(&style(&deep)).unwrap().contains("more than 64 deep"));
        assert!(unsound(&" ".repeat(2 << 20)).is_some());
    }
}
