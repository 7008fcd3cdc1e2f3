//! The story as a site for Dateline.

use std::fmt::Write as _;
use std::path::Path;

use super::put;
use super::story::{Block, Event, Name, Source, Story};
use crate::run::Trouble;

/// How many sources stand in one YAML file.
const A_FILE: usize = 100;

/// Text as a double-quoted scalar, which YAML and TOML read alike.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list(items: impl Iterator<Item = impl AsRef<str>>) -> String {
    let items: Vec<String> = items.map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

fn front_matter(story: &Story, event: &Event) -> String {
    let mut front = format!("title: {}\ndate: {}\n", quoted(&event.title), quoted(&event.date));
    let _ = writeln!(front, "summary: {}", quoted(&event.summary));
    let _ = writeln!(front, "actors: {}", list(event.actors.iter().map(|&n| story.actors[n].reference())));
    let _ = writeln!(front, "places: {}", list(event.places.iter().map(|&n| story.places[n].reference())));
    let _ = writeln!(front, "tags: {}", list(event.tags.iter()));
    if event.language.tag != "en" {
        let _ = writeln!(front, "language: {}", event.language.tag);
    }
    if let Some(before) = event.follows {
        let _ = writeln!(front, "follows: {}", story.events[before].id);
    }
    if event.draft {
        front.push_str("draft: true\n");
    }
    if let Some(accounts) = &event.accounts {
        front.push_str("accounts:\n");
        for (date, source) in accounts {
            let _ = writeln!(front, "  - date: {date}\n    sources: [{}]", story.sources[*source].key);
        }
    }
    front
}

fn body(story: &Story, event: &Event) -> String {
    let mut text = String::new();
    for block in &event.body {
        text.push('\n');
        match block {
            Block::Heading(words) => {
                let _ = writeln!(text, "## {words}");
            }
            Block::Paragraph(sentences) => {
                let mut told = Vec::new();
                for sentence in sentences {
                    let mut words = sentence.words.clone();
                    if let Some(actor) = sentence.mention {
                        let _ = write!(words, " [[{}]]", story.actors[actor].reference());
                    }
                    match sentence.cited {
                        Some((source, Some(page))) => {
                            let _ = write!(words, " [@{}, p. {page}]", story.sources[source].key);
                        }
                        Some((source, None)) => {
                            let _ = write!(words, " [@{}]", story.sources[source].key);
                        }
                        None => {}
                    }
                    told.push(words + event.language.stop);
                }
                let _ =
                    writeln!(text, "{}", told.join(if event.language.space.is_empty() { "" } else { " " }));
            }
            Block::Quotation(words, speaker, source) => {
                let (speaker, key) = (story.actors[*speaker].reference(), &story.sources[*source].key);
                let _ = writeln!(text, "> {words}\n>\n> — [[{speaker}]] [@{key}]");
            }
        }
    }
    text
}

/// A source's fields, a line each.
fn fields(story: &Story, source: &Source) -> Vec<String> {
    let mut lines = vec![
        format!("type: {}", source.kind),
        format!("outlet: {}", quoted(source.outlet)),
        format!("published: {}", source.published),
        format!("language: {}", source.language),
    ];
    let mut known = |key: &str, value: &Option<String>| {
        if let Some(value) = value {
            lines.push(format!("{key}: {}", quoted(value)));
        }
    };
    known("title", &source.title);
    known("author", &source.author);
    known("url", &source.url);
    known("via", &source.via.map(|n| story.sources[n].key.clone()));
    lines
}

fn names(dir: &Path, kind: &str, names: &[Name]) -> Result<(), Trouble> {
    for name in names.iter().filter(|name| name.has_page) {
        let mut page = format!("---\ntitle: {}\naliases: [{}]\n", quoted(&name.title), quoted(&name.alias()));
        if let Some((lat, lon)) = &name.at {
            let _ = writeln!(page, "lat: {lat}\nlon: {lon}");
        }
        page.push_str("---\n\nOf the synthetic corpus.\n");
        put(dir, &format!("content/{kind}/{}.md", name.id), &page)?;
    }
    Ok(())
}

impl Name {
    /// What the author calls it: its id where it has a page, else its name.
    fn reference(&self) -> &str {
        if self.has_page { &self.id } else { &self.title }
    }

    fn alias(&self) -> String {
        format!("{} (also)", self.title)
    }
}

/// Writes the site into `dir`.
pub(super) fn write(story: &Story, dir: &Path) -> Result<(), Trouble> {
    put(
        dir,
        "site.toml",
        "title = \"The synthetic chronicle\"\nbase_url = \"https://chronicle.example/\"\nlanguage = \"en\"\n",
    )?;
    put(dir, "content/index.md", "---\ntitle: The synthetic chronicle\n---\n\nMade up, word by word.\n")?;
    for event in &story.events {
        let page = format!("---\n{}---\n{}", front_matter(story, event), body(story, event));
        put(dir, &format!("content/events/{}/{}.md", &event.day[..4], event.id), &page)?;
    }
    // One source in ten has a file of its own, with a note.
    let (alone, listed): (Vec<_>, Vec<_>) = story.sources.iter().enumerate().partition(|(n, _)| n % 10 == 9);
    for (_, source) in alone {
        let note = "A note on this source.";
        let page = format!("---\n{}\n---\n\n{note}\n", fields(story, source).join("\n"));
        put(dir, &format!("content/sources/{}.md", source.key), &page)?;
    }
    for (n, sources) in listed.chunks(A_FILE).enumerate() {
        let mut text = String::new();
        for (_, source) in sources {
            let _ = writeln!(text, "{}:\n  {}\n", source.key, fields(story, source).join("\n  "));
        }
        put(dir, &format!("content/sources/press-{:03}.yaml", n + 1), &text)?;
    }
    names(dir, "actors", &story.actors)?;
    names(dir, "places", &story.places)
}
