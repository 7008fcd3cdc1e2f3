//! The story as a site for Hugo: the same pages, made in Hugo's own ways. Sources are terms of a
//! taxonomy, so that a source's page lists what cites it; citations are a shortcode.

use std::fmt::Write as _;
use std::path::Path;

use super::annotated::quoted;
use super::put;
use super::story::{Block, Event, Name, Source, Story};
use crate::run::Trouble;

const SETTINGS: &str = r#"baseURL = "https://chronicle.example/"
title = "The synthetic chronicle"
locale = "en"
relativeURLs = true
uglyURLs = true
enableRobotsTXT = true

[taxonomies]
actor = "actors"
place = "places"
tag = "tags"
year = "years"
source = "sources"

[outputs]
home = ["html", "rss", "json"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
"#;

const LAYOUTS: &[(&str, &str)] = &[
    (
        "baseof.html",
        r#"<!doctype html>
<html lang="{{ .Params.lang | default "en" }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
</head>
<body>
<header><nav><a href="{{ "index.html" | relURL }}">Chronology</a> <a href="{{ "sources/index.html" | relURL }}">Sources</a> <a href="{{ "actors/index.html" | relURL }}">Actors</a> <a href="{{ "places/index.html" | relURL }}">Places</a> <a href="{{ "tags/index.html" | relURL }}">Tags</a> <a href="{{ "years/index.html" | relURL }}">Years</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer><p>{{ site.Title }}</p></footer>
</body>
</html>
"#,
    ),
    (
        "_partials/entry.html",
        r#"<li><article>
<p><time>{{ .Params.edtf }}</time></p>
<h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3>
<p>{{ .Params.summary }}</p>
<p>{{ len .Params.sources }} sources</p>
</article></li>
"#,
    ),
    (
        "_partials/reference.html",
        r#"{{ with site.GetPage (printf "/sources/%s" .) }}<a href="{{ .RelPermalink }}">{{ .Params.outlet }}</a>, {{ with .Params.headline }}<cite>{{ . }}</cite>{{ else }}headline not known{{ end }}, {{ with .Params.author }}{{ . }}, {{ end }}<time>{{ .Params.published_on }}</time>{{ with .Params.url_of_source }}, <a href="{{ . }}">original</a>{{ end }}{{ with .Params.via }}, known through {{ . }}{{ end }}{{ end }}"#,
    ),
    (
        "_shortcodes/cite.html",
        r##"{{ $key := .Get 0 }}{{ $at := 0 }}{{ range $n, $one := .Page.Params.sources }}{{ if eq $one $key }}{{ $at = add $n 1 }}{{ end }}{{ end }}<sup id="cite-{{ .Ordinal }}"><a href="#ref-{{ $at }}">[{{ $at }}{{ with .Get 1 }}, {{ . }}{{ end }}]</a></sup>"##,
    ),
    (
        "_shortcodes/name.html",
        r#"{{ with site.GetPage (printf "/actors/%s" (.Get 0)) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p><time>{{ .Params.edtf }}</time>{{ range .GetTerms "places" }} · <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "actors" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<h2>Sources</h2>
<ol>{{ range $n, $key := .Params.sources }}<li id="ref-{{ add $n 1 }}">{{ partial "reference.html" $key }}</li>
{{ end }}</ol>
{{ with .Params.accounts }}<h2>Accounts differ</h2><ul>{{ range . }}<li><time>{{ .date }}</time> {{ partial "reference.html" .source }}</li>{{ end }}</ul>{{ end }}
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
"#,
    ),
    (
        "term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ if eq .Data.Plural "sources" }}<dl>
<dt>Outlet</dt><dd>{{ .Params.outlet }}</dd>
<dt>Headline</dt><dd>{{ .Params.headline | default "not known" }}</dd>
<dt>Author</dt><dd>{{ .Params.author | default "not known" }}</dd>
<dt>Published</dt><dd>{{ .Params.published_on }}</dd>
<dt>Language</dt><dd>{{ .Params.language }}</dd>
<dt>Address</dt><dd>{{ with .Params.url_of_source }}<a href="{{ . }}">{{ . }}</a>{{ else }}not known{{ end }}</dd>
{{ with .Params.via }}<dt>Known through</dt><dd>{{ partial "reference.html" . }}</dd>{{ end }}
</dl>{{ end }}
{{ .Content }}
<ol>{{ range .Pages.ByDate }}{{ partial "entry.html" . }}{{ end }}</ol>{{ end }}
"#,
    ),
    (
        "taxonomy.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages.ByTitle }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ with .Params.outlet }}, {{ . }}{{ end }} ({{ len .Pages }})</li>
{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "section.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ol>{{ range .Pages.ByDate }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol>{{ end }}
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}<h1>{{ site.Title }}</h1>
{{ .Content }}
<ol>{{ range (where site.RegularPages "Section" "events").ByDate }}{{ partial "entry.html" . }}{{ end }}</ol>{{ end }}
"#,
    ),
    (
        "home.json",
        r#"[{{ range $n, $event := (where site.RegularPages "Section" "events").ByDate }}{{ if $n }},
{{ end }}{{ dict "id" .File.ContentBaseName "title" .Title "date" .Params.edtf "summary" .Params.summary "actors" .Params.actors "places" .Params.places "tags" .Params.tags "sources" .Params.sources "path" .RelPermalink | jsonify }}{{ end }}]
"#,
    ),
];

fn list(items: impl Iterator<Item = impl AsRef<str>>) -> String {
    let items: Vec<String> = items.map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// The keys that an event cites, each once.
fn keys<'a>(story: &'a Story, event: &Event) -> Vec<&'a str> {
    let mut keys: Vec<&str> = Vec::new();
    for &n in &event.cited {
        let key = story.sources[n].key.as_str();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn front_matter(story: &Story, event: &Event) -> String {
    let mut front = format!("title: {}\ndate: {}\n", quoted(&event.title), event.day);
    let _ = writeln!(front, "edtf: {}\nsummary: {}", quoted(&event.date), quoted(&event.summary));
    let _ = writeln!(front, "lang: {}", event.language.tag);
    let _ = writeln!(front, "actors: {}", list(event.actors.iter().map(|&n| &story.actors[n].id)));
    let _ = writeln!(front, "places: {}", list(event.places.iter().map(|&n| &story.places[n].id)));
    let _ = writeln!(front, "tags: {}", list(event.tags.iter()));
    let _ = writeln!(front, "years: {}", list([&event.day[..4]].iter()));
    let _ = writeln!(front, "sources: {}", list(keys(story, event).iter()));
    if event.draft {
        front.push_str("draft: true\n");
    }
    if let Some(accounts) = &event.accounts {
        front.push_str("accounts:\n");
        for (date, source) in accounts {
            let _ = writeln!(front, "  - date: {}\n    source: {}", quoted(date), story.sources[*source].key);
        }
    }
    front
}

fn body(story: &Story, event: &Event) -> String {
    let cite = |source: usize, page: Option<usize>| {
        let page = page.map_or_else(String::new, |page| format!(" \"p. {page}\""));
        format!(" {{{{< cite \"{}\"{page} >}}}}", story.sources[source].key)
    };
    let name = |actor: usize| format!("{{{{< name \"{}\" >}}}}", story.actors[actor].id);
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
                        let _ = write!(words, " {}", name(actor));
                    }
                    if let Some((source, page)) = sentence.cited {
                        words.push_str(&cite(source, page));
                    }
                    told.push(words + event.language.stop);
                }
                let _ =
                    writeln!(text, "{}", told.join(if event.language.space.is_empty() { "" } else { " " }));
            }
            Block::Quotation(words, speaker, source) => {
                let _ = writeln!(text, "> {words}\n>\n> — {}{}", name(*speaker), cite(*source, None));
            }
        }
    }
    text
}

fn source_page(story: &Story, n: usize, source: &Source) -> String {
    let mut page = format!("---\ntitle: {}\n", quoted(source.title.as_deref().unwrap_or(&source.key)));
    let mut say = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = writeln!(page, "{key}: {}", quoted(value));
        }
    };
    say("kind_of_source", Some(source.kind));
    say("outlet", Some(source.outlet));
    say("published_on", Some(&source.published));
    say("language", Some(source.language));
    say("headline", source.title.as_deref());
    say("author", source.author.as_deref());
    say("url_of_source", source.url.as_deref());
    say("via", source.via.map(|n| story.sources[n].key.as_str()));
    page.push_str("---\n");
    if n % 10 == 9 {
        page.push_str("\nA note on this source.\n");
    }
    page
}

fn names(dir: &Path, kind: &str, names: &[Name]) -> Result<(), Trouble> {
    for name in names {
        let note = if name.has_page { "\nOf the synthetic corpus.\n" } else { "" };
        let page = format!("---\ntitle: {}\n---\n{note}", quoted(&name.title));
        put(dir, &format!("content/{kind}/{}/_index.md", name.id), &page)?;
    }
    Ok(())
}

/// Writes the site into `dir`.
pub(super) fn write(story: &Story, dir: &Path) -> Result<(), Trouble> {
    put(dir, "hugo.toml", SETTINGS)?;
    put(dir, "static/style.css", "body { max-width: 40rem; margin: auto; font: 1.1rem/1.5 serif; }\n")?;
    for (path, text) in LAYOUTS {
        put(dir, &format!("layouts/{path}"), text)?;
    }
    put(dir, "content/_index.md", "---\ntitle: The synthetic chronicle\n---\n\nMade up, word by word.\n")?;
    for event in &story.events {
        let page = format!("---\n{}---\n{}", front_matter(story, event), body(story, event));
        put(dir, &format!("content/events/{}/{}.md", &event.day[..4], event.id), &page)?;
    }
    for (n, source) in story.sources.iter().enumerate() {
        put(dir, &format!("content/sources/{}/_index.md", source.key), &source_page(story, n, source))?;
    }
    names(dir, "actors", &story.actors)?;
    names(dir, "places", &story.places)
}
