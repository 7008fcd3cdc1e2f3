//! Large chronicles: no page of a list is large, whatever the size and whatever is written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};

use dateline::analysis::{Analysis, analyze};
use dateline::base::output::{Body, Sink};
use dateline::base::path::{OutPath, SitePath};
use dateline::base::snapshot::{Contents, Options, Snapshot, SourceFile};
use dateline::render::site::{plan, render};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The most bytes of a page after gzip: the home page's budget, which every list keeps too.
const MOST: usize = 100 * 1024;

/// All that is made of a site.
#[derive(Default)]
pub(crate) struct Taken(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Taken {
    fn put(&self, path: &OutPath, body: Body<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        match body {
            Body::Bytes(all) => bytes.extend_from_slice(all),
            Body::Written(write) => write(&mut bytes)?,
            Body::File(_) => {}
        }
        self.0.lock().unwrap().insert(path.to_string(), bytes);
        Ok(())
    }
}

impl Taken {
    pub(crate) fn of(analysis: &Analysis) -> Self {
        let plan = plan(&analysis.chronicle, &analysis.snapshot);
        assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
        let taken = Self::default();
        let said = render(&analysis.chronicle, &analysis.snapshot, &plan.value, &taken).unwrap();
        assert!(said.is_empty(), "{said:?}");
        taken
    }

    pub(crate) fn text(&self, path: &str) -> String {
        let all = self.0.lock().unwrap();
        let bytes = all.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", all.keys()));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// Each page, with its HTML.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        let all = self.0.lock().unwrap();
        let pages = all.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, html)| (path.clone(), String::from_utf8(html.clone()).unwrap())).collect()
    }
}

fn gzipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// Numbers that no program can shorten, the same in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// So many letters out of a stretch of Unicode, in words: the worst that gzip can be given.
    fn words(&mut self, letters: usize, (first, many): (u32, u32)) -> String {
        let mut text = String::new();
        for n in 0..letters {
            if n % 9 == 8 {
                text.push(' ');
            }
            let letter = first + u32::try_from(self.next() % u64::from(many)).unwrap();
            text.push(char::from_u32(letter).unwrap());
        }
        text
    }
}

const HAN: (u32, u32) = (0x4e00, 0x5000);
const ARABIC: (u32, u32) = (0x620, 0x2a);
const CYRILLIC: (u32, u32) = (0x430, 0x20);
const LATIN: (u32, u32) = (0x61, 0x1a);

fn site(files: Vec<(String, String)>) -> Analysis {
    let mut files: Vec<_> = files
        .into_iter()
        .map(|(path, text)| SourceFile { path: SitePath::new(&path), contents: Contents::Text(text.into()) })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    analyze(Arc::new(Snapshot { files, left_out: Vec::new(), now: 0, options: Options::default() }))
}

/// Builds a chronicle of events of these dates, with titles of that many letters; each has an
/// actor, a place, a tag and a source of its own, and one of each that all share.
fn chronicle(dates: &[String], letters: usize, script: (u32, u32), settings: &str) -> Taken {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut sources = String::from("shared: {outlet: All of them, published: 2011-01-01}\n");
    let mut files = vec![
        ("site.toml".to_owned(), format!("title = 'Large'\n{settings}")),
        ("content/index.md".to_owned(), format!("{}\n", random.words(900, script))),
    ];
    for (n, date) in dates.iter().enumerate() {
        let [title, actor, place, tag, summary] =
            [letters, 14, 12, 10, letters / 2].map(|many| random.words(many, script));
        let text = format!(
            "---\ntitle: '{title}'\ndate: '{date}'\nactors: ['{actor}', Everyone]\nplaces: ['{place}', Everywhere]\n\
             tags: ['{tag}', everything]\nsources: [shared, s{n}]\nsummary: '{summary}'\n---\n"
        );
        files.push((format!("content/events/e{n}.md"), text));
        let day = n % 28 + 1;
        let headline = random.words(letters, script);
        writeln!(sources, "s{n}: {{outlet: '{place}', title: '{headline}', published: 2010-03-{day:02}}}")
            .unwrap();
    }
    files.push(("content/sources/s.yaml".to_owned(), sources));
    Taken::of(&site(files))
}

/// Holds every page to the budget, every event to one place in the lists, every link to a page.
#[track_caller]
fn check(taken: &Taken, events: usize) -> Vec<(usize, String)> {
    let pages = taken.pages();
    let mut sizes: Vec<_> = pages.iter().map(|(path, html)| (gzipped(html), path.clone())).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let heavy: Vec<_> = sizes.iter().filter(|(size, _)| *size > MOST).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
    let mut listed: Vec<&str> = Vec::new();
    for (_, html) in pages.iter().filter(|(path, _)| path.starts_with("years/")) {
        listed.extend(html.split("id=\"event-").skip(1).map(|rest| rest.split_once('"').unwrap().0));
    }
    listed.sort_unstable();
    let all = listed.len();
    listed.dedup();
    assert_eq!((all, listed.len()), (events, events), "each event stands once in the list of years");
    for (path, html) in &pages {
        let base = url::Url::parse("https://x/").unwrap().join(path).unwrap();
        for link in html.split("<a href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
            let to = base.join(&link.replace("&amp;", "&")).unwrap();
            let to =
                percent_encoding::percent_decode_str(&to.path()[1..]).decode_utf8().unwrap().into_owned();
            let exists = taken.0.lock().unwrap().contains_key(&to);
            assert!(exists, "{path} leads to {to}");
        }
    }
    sizes
}

#[test]
fn one_giant_year_with_long_titles_in_han() {
    let date = |n: usize| match n % 10 {
        0..=3 => "2010-05-06".to_owned(),
        4..=6 => format!("2010-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
        7 => format!("2010-{:02}", n % 12 + 1),
        8 => "2010".to_owned(),
        _ => format!("2010-03-04/2010-0{}-01", n % 5 + 4),
    };
    let dates: Vec<_> = (0..450).map(date).collect();
    let taken = chronicle(&dates, 120, HAN, "");
    check(&taken, 450);
}

#[test]
fn forty_thousand_years_in_arabic() {
    let date = |n: usize| match i64::try_from(n).unwrap() * 58 - 30_000 {
        year @ ..=-10_000 => format!("Y{year}"),
        year @ ..0 => format!("-{:04}", -year),
        year @ ..10_000 => format!("{year:04}"),
        year => format!("Y{year}"),
    };
    let dates: Vec<_> = (0..690).map(date).collect();
    let taken = chronicle(&dates, 30, ARABIC, "language = 'ar'\n");
    let sizes = check(&taken, 690);
    assert!(sizes.iter().any(|(_, path)| path == "years/1000-to-1999.html"), "{sizes:?}");
}

#[test]
fn background_and_what_has_no_date_in_cyrillic() {
    let date = |n: usize| match n % 3 {
        0 => "unknown".to_owned(),
        1 => format!("19{:02}", n % 100),
        _ => "2010-03-04".to_owned(),
    };
    let dates: Vec<_> = (0..450).map(date).collect();
    let taken = chronicle(&dates, 80, CYRILLIC, "language = 'ru'\nfrom = 2010\nto = 2010\n");
    check(&taken, 450);
    let home = taken.text("index.html");
    let part = |from: &str| home.split_once(from).unwrap().1.split_once("</ol>").unwrap().0.to_owned();
    assert!(part("id=\"content-years\"").contains("years/2010.html"));
    assert!(!part("id=\"content-years\"").contains("years/1901.html"));
    assert!(part("id=\"content-background\"").contains("years/1901.html"));
    assert!(part("id=\"content-undated\"").contains("years/undated.html"));
    let page = taken.text("years/1901.html");
    assert!(page.contains("id=\"content-background\"") && !page.contains("class=\"sequence\""));
}

#[test]
fn two_thousand_events_of_usual_titles_over_nine_hundred_years() {
    let date = |n: usize| match n {
        ..33 => "2010-03-18".to_owned(),
        _ => format!("{:04}-{:02}-{:02}", 1110 + n % 900, n % 12 + 1, n % 28 + 1),
    };
    let dates: Vec<_> = (0..2_000).map(date).collect();
    let taken = chronicle(&dates, 60, LATIN, "");
    check(&taken, 2_000);
}

/// A build lets go of the texts that it has nothing to say of: what is planned by their size has to
/// be made all the same.
#[test]
fn a_large_site_of_which_nothing_is_said_has_all_of_its_search() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("content/events")).unwrap();
    fs::create_dir_all(root.join("content/sources")).unwrap();
    fs::write(root.join("site.toml"), "title = 'Quiet'\n[checks]\nlikely-duplicate-event = 'off'\n").unwrap();
    fs::write(root.join("content/sources/s.yaml"), "a: {outlet: A}\nb: {outlet: B}\n").unwrap();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for n in 0..600 {
        let text = random.words(1_400, LATIN);
        let event = format!(
            "---\ntitle: Event {n}\ndate: {:04}-03-18\n---\n\nIt is told that {text} [@a; @b].\n",
            1300 + n
        );
        fs::write(root.join(format!("content/events/e{n}.md")), event).unwrap();
    }
    for jobs in ["build", "check"] {
        let run =
            Command::new(env!("CARGO_BIN_EXE_dateline")).args([jobs, "--root"]).arg(&root).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.success(), "{said}");
        assert!(said.contains("; 0 errors, 0 warnings; "), "{said}");
    }
    let data = root.join("public/data");
    let parts: Vec<_> =
        (0..).map(|n| data.join(format!("terms-{n}.js"))).take_while(|it| it.exists()).collect();
    assert!(parts.len() > 1, "the site is over the threshold");
    // The last part has what the last words are.
    let last = fs::read_to_string(parts.last().unwrap()).unwrap();
    assert!(last.len() > 1_000, "{last}");
}
