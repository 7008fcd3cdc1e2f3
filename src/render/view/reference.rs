//! Holds `docs/reference/view.md` to the views' own docstrings.

/// The files of this folder that have views, in the order of the page.
const FILES: &[(&str, &str)] = &[
    ("page", include_str!("page.rs")),
    ("site", include_str!("site.rs")),
    ("home", include_str!("home.rs")),
    ("event", include_str!("event.rs")),
    ("source", include_str!("source.rs")),
    ("name", include_str!("name.rs")),
    ("year", include_str!("year.rs")),
    ("reported", include_str!("reported.rs")),
    ("evidence", include_str!("evidence.rs")),
    ("status", include_str!("status.rs")),
    ("timeline", include_str!("timeline.rs")),
    ("index", include_str!("index.rs")),
    ("paging", include_str!("paging.rs")),
    ("entry", include_str!("entry.rs")),
    ("card", include_str!("card.rs")),
    ("note", include_str!("note.rs")),
    ("cite", include_str!("cite.rs")),
    ("date", include_str!("date.rs")),
    ("mod", include_str!("mod.rs")),
];

const HEAD: &str = include_str!("reference.md");

/// The page: its head, then each view with its fields.
fn page() -> String {
    let mut page = HEAD.to_owned();
    for (_, text) in FILES {
        views(text, &mut page);
    }
    page
}

/// Adds each view of a file.
fn views(text: &str, page: &mut String) {
    let mut docs: Vec<&str> = Vec::new();
    let mut serialised = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if let Some(doc) = trimmed.strip_prefix("///") {
            docs.push(doc.trim());
        } else if trimmed.starts_with("#[derive(") {
            serialised = trimmed.contains("Serialize");
        } else {
            let name = trimmed.strip_prefix("pub(crate) ").unwrap_or(trimmed).strip_prefix("struct ");
            if let (Some(name), true) = (name, serialised && trimmed.ends_with('{')) {
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                page.push_str(&format!(
                    "\n## {name}\n\n{}\n\n| field | kind | |\n|---|---|---|\n",
                    docs.join(" ")
                ));
                fields(&mut lines, page);
            }
            docs.clear();
            serialised = false;
        }
    }
}

fn fields<'t>(lines: &mut impl Iterator<Item = &'t str>, page: &mut String) {
    let mut docs: Vec<&str> = Vec::new();
    for line in lines.map(str::trim).take_while(|line| *line != "}") {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push(doc.trim());
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(": ") {
            let name = name.strip_prefix("pub(crate) ").unwrap_or(name);
            let doc = docs.join(" ").replace('|', "\\|");
            page.push_str(&format!("| `{name}` | {} | {doc} |\n", kind_of(kind)));
            docs.clear();
        }
    }
}

/// A field's kind in a theme author's words.
fn kind_of(kind: &str) -> String {
    if let Some(inner) = kind.strip_prefix("Option<").and_then(|inner| inner.strip_suffix('>')) {
        return format!("{} or `null`", kind_of(inner));
    }
    if let Some(inner) = kind.strip_prefix("Vec<").and_then(|inner| inner.strip_suffix('>')) {
        return format!("list of {}", kind_of(inner));
    }
    if kind.contains("Map<") {
        return "map".to_owned();
    }
    match kind.trim_start_matches("&'a ").trim_start_matches("&'static ").split('<').next().unwrap_or(kind) {
        "str" | "String" | "Cow" | "Word" => "text".to_owned(),
        "[Box" => "list of text".to_owned(),
        "TitleView" => "text".to_owned(),
        "Href" => "address".to_owned(),
        "bool" => "true or false".to_owned(),
        "u32" | "usize" => "number".to_owned(),
        "Html" => "HTML".to_owned(),
        "Lang" => "attributes".to_owned(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}

#[test]
fn the_page_on_the_view_is_true() {
    expect_test::expect_file!["../../../docs/reference/view.md"].assert_eq(&page());
}
