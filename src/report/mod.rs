//! Diagnostics as text: for people, one line each, JSON, SARIF, and GitHub's annotations.
//!
//! Whatever stands in a site can end up in a diagnostic, so nothing that a terminal would obey
//! leaves this room: see [`visible`].

pub mod counts;
pub mod excerpt;
pub mod github;
pub mod human;
pub mod json;
pub mod lines;
pub mod places;
pub mod sarif;
pub mod short;
pub mod visible;

use std::io::{self, Write};

use crate::base::diagnostic::Diagnostic;
use crate::report::places::Places;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the line they are about, the reason and the fix; for people.
    #[default]
    Human,
    /// One line each: `file:line:col: level[code]: message`.
    Short,
    /// One JSON object each, a line each.
    Json,
    /// One SARIF 2.1.0 log (OASIS), as code hosts and editors take it.
    Sarif,
    /// Annotations, as GitHub's workflows take them.
    Github,
}

/// Writes `diagnostics` to `out`, in their order. What is excused is only in JSON and SARIF. Human text is coloured by ANSI escapes: `out`
/// takes them away where they are not wanted.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    diagnostics: &[Diagnostic],
    places: &Places<'_>,
    format: Format,
) -> io::Result<()> {
    let mut standing = diagnostics.iter().filter(|diagnostic| diagnostic.excepted.is_none());
    match format {
        Format::Human => human::write_all(out, diagnostics, places),
        Format::Short => standing.try_for_each(|it| short::write(out, it, places)),
        Format::Json => diagnostics.iter().try_for_each(|it| json::write(out, it, places)),
        Format::Sarif => sarif::write(out, diagnostics, places),
        Format::Github => standing.try_for_each(|it| github::write(out, it, places)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::{Format, write};
    use crate::base::code::Code;
    use crate::base::diagnostic::{Diagnostic, Level};
    use crate::base::path::SitePath;
    use crate::base::snapshot::{Contents, Options, Snapshot, SourceFile};
    use crate::base::span::{FileId, Place, Span};
    use crate::report::places::Places;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let file = |&(path, text): &(&str, &str)| SourceFile {
            path: SitePath::new(path),
            contents: Contents::Text(text.into()),
        };
        let files = files.iter().map(file).collect();
        Snapshot { files, left_out: Vec::new(), now: 0, options: Options::default() }
    }

    fn written(files: &[(&str, &str)], diagnostics: &[Diagnostic], format: Format) -> String {
        let snapshot = snapshot(files);
        let mut out = Vec::new();
        write(&mut out, diagnostics, &Places::new(&snapshot, ""), format).expect("memory takes all");
        let text = String::from_utf8(out).expect("text is written");
        anstream::adapter::strip_str(&text).to_string()
    }

    /// Two files and a diagnostic with everything that one can have.
    fn full() -> (Vec<(&'static str, &'static str)>, Diagnostic) {
        let files = vec![
            ("content/a.md", "---\r\ntitle: A\r\nid: x\r\n---\r\n"),
            ("content/b,1%:.md", "---\nid:\tx\n---\n"),
        ];
        let place = |file, start, end| Place { file: FileId(file), span: Span::new(start, end) };
        let diagnostic =
            Diagnostic::at(Code::DuplicateId, FileId(1), Span::new(8, 9), "two events have the id `x`")
                .label("taken already")
                .related(place(0, 19, 20), "first here")
                .why("an id is an address:\nonly one thing can live there")
                .help("write another id, such as `x-2`");
        (files, diagnostic)
    }

    #[expect(clippy::needless_pass_by_value, reason = "as `expect!` makes it")]
    fn check(format: Format, expected: Expect) {
        let (files, diagnostic) = full();
        let site = Diagnostic::site(Code::NoContent, "the site has no `content` folder").help("make one");
        let end = Diagnostic::at(Code::UnclosedFrontMatter, FileId(0), Span::point(999), "no end")
            .level(Level::Hint);
        let gone = Diagnostic::at(Code::NotUtf8, FileId(7), Span::point(0), "no such file");
        expected.assert_eq(&written(&files, &[diagnostic, site, end, gone], format));
    }

    #[test]
    fn for_people() {
        check(
            Format::Human,
            expect![[r#"
                error[duplicate-id]: two events have the id `x`
                 --> content/b,1%:.md:2:5
                  |
                2 | id:    x
                  |        ^ taken already
                  |
                 ::: content/a.md:3:5
                  |
                3 | id: x
                  |     - first here
                  |
                  = note: an id is an address:
                          only one thing can live there
                  = help: write another id, such as `x-2`

                error[no-content]: the site has no `content` folder
                  = help: make one

                hint[unclosed-front-matter]: no end
                 --> content/a.md:5:1
                  |
                5 |
                  | ^

                error[not-utf8]: no such file

            "#]],
        );
    }

    #[test]
    fn sarif() {
        check(
            Format::Sarif,
            expect![[r#"
            {"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"Dateline","version":"0.1.0","rules":[{"id":"not-utf8","shortDescription":{"text":"A text file is not UTF-8."},"defaultConfiguration":{"level":"error"}},{"id":"no-content","shortDescription":{"text":"The site has no content folder."},"defaultConfiguration":{"level":"error"}},{"id":"unclosed-front-matter","shortDescription":{"text":"Front matter begins and does not end."},"defaultConfiguration":{"level":"error"}},{"id":"duplicate-id","shortDescription":{"text":"Two things share an id."},"defaultConfiguration":{"level":"error"}}]}},"columnKind":"unicodeCodePoints","results":[{"ruleId":"duplicate-id","ruleIndex":3,"level":"error","message":{"text":"two events have the id `x`\nan id is an address:\nonly one thing can live there\nhelp: write another id, such as `x-2`"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/b%2C1%25%3A.md"},"region":{"startLine":2,"startColumn":5,"endLine":2,"endColumn":6,"byteOffset":8,"byteLength":1}},"message":{"text":"taken already"}}],"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"content/a.md"},"region":{"startLine":3,"startColumn":5,"endLine":3,"endColumn":6,"byteOffset":19,"byteLength":1}},"message":{"text":"first here"}}]},{"ruleId":"no-content","ruleIndex":1,"level":"error","message":{"text":"the site has no `content` folder\nhelp: make one"}},{"ruleId":"unclosed-front-matter","ruleIndex":2,"level":"note","message":{"text":"no end"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/a.md"},"region":{"startLine":5,"startColumn":1,"endLine":5,"endColumn":1,"byteOffset":999,"byteLength":0}}}]},{"ruleId":"not-utf8","ruleIndex":0,"level":"error","message":{"text":"no such file"}}]}]}
        "#]],
        );
    }

    #[test]
    fn what_is_excused_is_only_listed_for_programs() {
        let (files, mut diagnostic) = full();
        diagnostic.excepted = Some("it is known".into());
        let written = |format| written(&files, &[diagnostic.clone()], format);
        assert_eq!([Format::Human, Format::Short, Format::Github].map(written), [""; 3]);
        assert!(written(Format::Json).contains(r#""excepted":"it is known""#));
        let suppressed = r#""suppressions":[{"kind":"inSource","justification":"it is known"}]"#;
        assert!(written(Format::Sarif).contains(suppressed));
    }

    #[test]
    fn short() {
        check(
            Format::Short,
            expect![[r#"
            content/b,1%:.md:2:5: error[duplicate-id]: two events have the id `x`
            error[no-content]: the site has no `content` folder
            content/a.md:5:1: hint[unclosed-front-matter]: no end
            error[not-utf8]: no such file
        "#]],
        );
    }

    #[test]
    fn json() {
        check(
            Format::Json,
            expect![[r#"
                {"level":"error","code":"duplicate-id","message":"two events have the id `x`","file":"content/b,1%:.md","line":2,"column":5,"end_line":2,"end_column":6,"byte_start":8,"byte_end":9,"label":"taken already","why":"an id is an address:\nonly one thing can live there","help":"write another id, such as `x-2`","related":[{"file":"content/a.md","line":3,"column":5,"end_line":3,"end_column":6,"byte_start":19,"byte_end":20,"label":"first here"}],"excepted":null}
                {"level":"error","code":"no-content","message":"the site has no `content` folder","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"byte_start":null,"byte_end":null,"label":"","why":null,"help":"make one","related":[],"excepted":null}
                {"level":"hint","code":"unclosed-front-matter","message":"no end","file":"content/a.md","line":5,"column":1,"end_line":5,"end_column":1,"byte_start":999,"byte_end":999,"label":"","why":null,"help":null,"related":[],"excepted":null}
                {"level":"error","code":"not-utf8","message":"no such file","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"byte_start":null,"byte_end":null,"label":"","why":null,"help":null,"related":[],"excepted":null}
            "#]],
        );
    }

    #[test]
    fn github() {
        check(
            Format::Github,
            expect![[r#"
            ::error file=content/b%2C1%25%3A.md,line=2,col=5,endLine=2,endColumn=5,title=duplicate-id::two events have the id `x`%0Aan id is an address:%0Aonly one thing can live there%0Ahelp: write another id, such as `x-2`
            ::error title=no-content::the site has no `content` folder%0Ahelp: make one
            ::notice file=content/a.md,line=5,col=1,title=unclosed-front-matter::no end
            ::error title=not-utf8::no such file
        "#]],
        );
    }

    #[test]
    fn no_format_lets_a_terminal_obey_the_site() {
        let evil = "\u{1b}]0;x\u{7}\r\u{9b}2J\u{202e}\n::error::x";
        let files = [("content/\u{1b}[2J.md", evil)];
        let diagnostic = Diagnostic::at(Code::BadDate, FileId(0), Span::new(0, 3), evil)
            .label(evil)
            .related(Place { file: FileId(0), span: Span::point(1) }, evil)
            .why(evil)
            .help(evil);
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let snapshot = snapshot(&files);
            let mut out = Vec::new();
            write(&mut out, std::slice::from_ref(&diagnostic), &Places::new(&snapshot, ""), format).unwrap();
            let mut text = String::from_utf8(out).unwrap();
            for own in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[1;91m", "\u{1b}[1;94m"] {
                text = text.replace(own, "");
            }
            let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!text.contains(bad), "{format:?}: {text:?}");
            assert!(format == Format::Human || text.lines().count() == 1, "{format:?}: {text}");
        }
    }

    #[test]
    fn many_diagnostics_on_one_long_line_are_no_burden() {
        let text: Arc<str> = "日本 ".repeat(200_000).into();
        let many: Vec<_> = (0..10_000)
            .map(|n| Diagnostic::at(Code::BadDate, FileId(0), Span::new(n * 7 * 20, n * 7 * 20 + 6), "x"))
            .collect();
        let text = written(&[("content/a.md", &text)], &many, Format::Human);
        assert_eq!(text.matches("error[bad-date]").count(), 10_000);
        assert!(text.contains("--> content/a.md:1:599941\n"), "{}", &text[text.len() - 400..]);
    }
}
