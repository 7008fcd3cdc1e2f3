//! From a parser's error to what the author did, and can do.

use std::ops::Range;

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Span;
use crate::syntax::yaml::line::lines_up_from;
use crate::syntax::yaml::trouble::KEY_IS_NO_TEXT;

/// What is wrong with a text that is not YAML.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
}

/// A finding, said to exist where a rule holds.
pub(super) fn finding(
    span: Range<usize>,
    message: &str,
    label: &str,
    help: impl Into<String>,
) -> Option<Finding> {
    Some(Finding { span, message: message.to_owned(), label: label.to_owned(), help: help.into() })
}

/// The fault of `text`, of which a parser said `said` at `at`. Places count from the text's
/// beginning.
pub(crate) fn fault(text: &str, at: Span, said: &str) -> Fault {
    let lines = lines_up_from(text, at.start as usize, said);
    let found = control_character(text, said)
        .or_else(|| key_is_no_text(at, said))
        .or_else(|| tab(text, at.start as usize, said))
        .or_else(|| second_document(text, said))
        .or_else(|| lines.iter().find_map(|line| line.explain(text, at.start as usize, said)))
        .or_else(|| lines.iter().find_map(|line| line.without_key(text)))
        .or_else(|| lines.first().and_then(|line| line.indented_oddly(text)));
    match found {
        Some(found) => Fault::here(Code::YamlSyntax, found.span.into(), found.message)
            .label(found.label)
            .help(found.help),
        None => {
            let reason = said.split(" at line ").next().unwrap_or(said);
            Fault::here(Code::YamlSyntax, at, "this is not valid YAML")
                .label("not understood")
                .why(format!("the parser says: {reason}"))
                .help("put the value in quotes, or compare its indentation with the lines around it")
        }
    }
}

/// A text in the quotes that suit it.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

fn control_character(text: &str, said: &str) -> Option<Finding> {
    if !said.contains("control characters") {
        return None;
    }
    let is_bad = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{85}'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    let (at, c) = text.char_indices().find(|&(_, c)| is_bad(c))?;
    let label = format!("U+{:04X}", u32::from(c));
    finding(at..at + c.len_utf8(), "a control character stands in YAML", &label, "remove it")
}

fn tab(text: &str, at: usize, said: &str) -> Option<Finding> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let tabs = line.find('\t').filter(|&n| line[..n].trim().is_empty())?;
    if !said.contains("tab character") && !said.contains("cannot start any token") {
        return None;
    }
    let end = tabs + line[tabs..].len() - line[tabs..].trim_start_matches('\t').len();
    finding(start + tabs..start + end, "a line is indented with a tab", "a tab", "indent with blanks")
}

fn second_document(text: &str, said: &str) -> Option<Finding> {
    if !said.contains("more than one document") && !said.contains("document start") {
        return None;
    }
    let mut at = 0;
    let mut first = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        if first.is_some() && matches!(line.trim_end(), "---" | "...") {
            let message = "a second YAML document begins here";
            return finding(at..at + line.trim_end().len(), message, "not read", "remove this line");
        }
        // A line that is indented less than the first seems to YAML to begin another document.
        if !bare.is_empty() && first.is_some_and(|first| indent < first) {
            let message = "a line is not indented as the first one";
            let help = "begin it in the column of the first key";
            return finding(at + indent..at + indent + bare.len(), message, "indented too little", help);
        }
        if !matches!(bare, "" | "---") && !bare.starts_with('#') {
            first = first.or(Some(indent));
        }
        at += line.len();
    }
    None
}

fn key_is_no_text(at: Span, said: &str) -> Option<Finding> {
    if !said.contains(KEY_IS_NO_TEXT) {
        return None;
    }
    finding(at.range(), KEY_IS_NO_TEXT, "not a text", "begin the line with a `key:` in plain words")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::syntax::tests::shown;
    use crate::syntax::yaml::mend::read_map;

    #[test]
    fn a_syntax_error_says_what_the_author_can_do() {
        let texts = [
            "title: a\n\tdate: 2010\n",
            "tags:\n\t- a\n",
            "title: \u{7}a\n",
            "date: %2004-06\n",
            "title: @foo\n",
            "sources: [@a, b]\n",
            "title: `foo` bar\n",
            "title: Foo: bar\n",
            "title: Foo:\n  bar: x\n",
            "a:\n  title: It's \"here\": b\n  x: y\n",
            "title: \"foo\" bar\n",
            "title: 'it's\n",
            "title: 'it's here'\n",
            "title: \"foo\nx: y\n",
            "title: *foo* bar\n",
            "title: *foo\n",
            "title: & co\n",
            "title: [sic] foo\n",
            "tags: [a, b\nx: y\n",
            "tags: [a, \"b\" c]\n",
            "tags: [a,,c]\n",
            "title: {a} b\n",
            "a: b\ntitle Foo\nb: c\n",
            "a: b\ntitle:Foo\nb: c\n",
            "title Foo\n",
            "a: b\n title: Foo\n",
            "  a: b\n title: Foo\n",
            "a:\n  b: c\n d: e\n",
            "title: \"\\d\"\n",
            "title: ? a\n",
            "title: - a\n",
            "title: | foo\n  a\n",
            "title: > 3\n",
            "title: !<> foo\n",
            "title: !!int foo\n",
            "a: b\n---\nc: d\n",
            "tags:\n- a\n- b: c: d\n",
            "%YAML 1.2\na: b\n",
            ": a\n",
            "a: ,b\n",
            "? [a]\n: b\n",
        ];
        let said: Vec<_> = texts
            .iter()
            .map(|text| {
                let faults = read_map(text, 0, 1 << 20).faults;
                assert!(!faults.is_empty() || *text == "title Foo\n", "{text:?}");
                format!("{text:?}\n{}", shown(text, &faults))
            })
            .collect();
        expect![[r#"
            "title: a\n\tdate: 2010\n"
            2:1 error[yaml-syntax] a line is indented with a tab
                "\t" a tab
                help: indent with blanks
            "tags:\n\t- a\n"
            2:1 error[yaml-syntax] a line is indented with a tab
                "\t" a tab
                help: indent with blanks
            "title: \u{7}a\n"
            1:8 error[yaml-syntax] a control character stands in YAML
                "\u{7}" U+0007
                help: remove it
            "date: %2004-06\n"
            1:7 error[yaml-syntax] an unquoted value begins with `%`
                "%" kept for YAML itself
                help: put the value in quotes: `"%2004-06"`
            "title: @foo\n"
            1:8 error[yaml-syntax] an unquoted value begins with `@`
                "@" kept for YAML itself
                help: put the value in quotes: `"@foo"`
            "sources: [@a, b]\n"
            1:11 error[yaml-syntax] an unquoted value begins with `@`
                "@" kept for YAML itself
                help: write the key without `@`
            "title: `foo` bar\n"
            1:8 error[yaml-syntax] an unquoted value begins with a backquote
                "`" kept for YAML itself
                help: put the value in quotes: `"`foo` bar"`
            "title: Foo: bar\n"
            1:11 error[yaml-syntax] an unquoted value has a colon and a blank in it
                ":" the end of a key, to YAML
                help: put the value in quotes: `"Foo: bar"`
            "title: Foo:\n  bar: x\n"
            1:11 error[yaml-syntax] an unquoted value has a colon and a blank in it
                ":" the end of a key, to YAML
                help: put the value in quotes: `"Foo:"`
            "a:\n  title: It's \"here\": b\n  x: y\n"
            2:21 error[yaml-syntax] an unquoted value has a colon and a blank in it
                ":" the end of a key, to YAML
                help: put the value in quotes: `'It''s "here": b'`
            "title: \"foo\" bar\n"
            1:14 error[yaml-syntax] text follows a closing quote
                "bar" behind the quoted text
                help: put all of it in quotes: `'"foo" bar'`
            "title: 'it's\n"
            1:12 error[yaml-syntax] text follows a closing quote
                "s" behind the quoted text
                help: put all of it in quotes: `"'it's"`
            "title: 'it's here'\n"
            1:12 error[yaml-syntax] text follows a closing quote
                "s here'" behind the quoted text
                help: use double quotes, in which `'` is itself: `"it's here"`
            "title: \"foo\nx: y\n"
            1:8 error[yaml-syntax] a quote is not closed
                "\"" begins here
                help: write `"` at its end
            "title: *foo* bar\n"
            1:8 error[yaml-syntax] a value begins with `*`
                "*foo* bar" an alias of YAML, to YAML
                help: put it in quotes: `"*foo* bar"`
            "title: *foo\n"
            1:8 error[yaml-syntax] a value begins with `*`
                "*foo" an alias of YAML, to YAML
                help: put it in quotes: `"*foo"`
            "title: & co\n"
            1:8 error[yaml-syntax] a value begins with `&`
                "& co" an anchor of YAML, to YAML
                help: put it in quotes: `"& co"`
            "title: [sic] foo\n"
            1:14 error[yaml-syntax] text follows a closing bracket
                "foo" behind the brackets
                help: put all of it in quotes: `"[sic] foo"`
            "tags: [a, b\nx: y\n"
            1:7 error[yaml-syntax] a bracket is not closed
                "[" begins here
                help: write `]` at its end, or put the value in quotes where `[` is text
            "tags: [a, \"b\" c]\n"
            1:7 error[yaml-syntax] what stands in brackets cannot be read
                "[a, \"b\" c]" not a list of values
                help: put one comma between two values, and in quotes what has `,`, `:`, quotes or brackets in it
            "tags: [a,,c]\n"
            1:7 error[yaml-syntax] what stands in brackets cannot be read
                "[a,,c]" not a list of values
                help: put one comma between two values, and in quotes what has `,`, `:`, quotes or brackets in it
            "title: {a} b\n"
            1:12 error[yaml-syntax] text follows a closing bracket
                "b" behind the brackets
                help: put all of it in quotes: `"{a} b"`
            "a: b\ntitle Foo\nb: c\n"
            2:1 error[yaml-syntax] a line has no key
                "title Foo" no `key:`
                help: write `key: value`, or indent the line where it belongs to the value above it
            "a: b\ntitle:Foo\nb: c\n"
            2:6 error[yaml-syntax] a blank is missing behind a colon
                ":" the key does not end here, to YAML
                help: write `title: Foo`
            "title Foo\n"
            "a: b\n title: Foo\n"
            2:2 error[yaml-syntax] a key stands below one that has a value already
                "title: Foo" indented too far
                help: begin it in the column of the keys above
            "  a: b\n title: Foo\n"
            2:2 error[yaml-syntax] a line is not indented as the first one
                "title: Foo" indented too little
                help: begin it in the column of the first key
            "a:\n  b: c\n d: e\n"
            3:2 error[yaml-syntax] a line is not indented as those around it
                "d: e" indented by 1
                help: begin it in the column of the keys that it belongs with
            "title: \"\\d\"\n"
            1:8 error[yaml-syntax] a text in double quotes has a `\` in it
                "\"\\d\"" the beginning of an escape, to YAML
                help: use single quotes, in which `\` is itself: `'\d'`
            "title: ? a\n"
            1:8 error[yaml-syntax] a value begins with `?` and a blank
                "? a" the beginning of a list's item or a key, to YAML
                help: put it in quotes: `"? a"`
            "title: - a\n"
            1:8 error[yaml-syntax] a value begins with `-` and a blank
                "- a" the beginning of a list's item or a key, to YAML
                help: put it in quotes: `"- a"`
            "title: | foo\n  a\n"
            1:8 error[yaml-syntax] a value begins with `|`
                "| foo" a text on the lines below, to YAML
                help: put it in quotes: `"| foo"`
            "title: > 3\n"
            1:8 error[yaml-syntax] a value begins with `>`
                "> 3" a text on the lines below, to YAML
                help: put it in quotes: `"> 3"`
            "title: !<> foo\n"
            1:8 error[yaml-syntax] a value begins with `!`
                "!<> foo" a tag of YAML, to YAML
                help: put it in quotes: `"!<> foo"`
            "title: !!int foo\n"
            1:8 error[yaml-syntax] a value begins with `!`
                "!!int foo" a tag of YAML, to YAML
                help: put it in quotes: `"!!int foo"`
            "a: b\n---\nc: d\n"
            2:1 error[yaml-syntax] a second YAML document begins here
                "---" not read
                help: remove this line
            "tags:\n- a\n- b: c: d\n"
            3:7 error[yaml-syntax] an unquoted value has a colon and a blank in it
                ":" the end of a key, to YAML
                help: put the value in quotes: `"c: d"`
            "%YAML 1.2\na: b\n"
            1:1 error[yaml-syntax] a line has no key
                "%YAML 1.2" no `key:`
                help: write `key: value`, or indent the line where it belongs to the value above it
            ": a\n"
            1:1 error[yaml-syntax] a line has no key
                ": a" no `key:`
                help: write `key: value`, or indent the line where it belongs to the value above it
            "a: ,b\n"
            1:4 error[yaml-syntax] a value begins with `,`
                ",b" not the beginning of a text, to YAML
                help: put it in quotes: `",b"`
            "? [a]\n: b\n"
            1:1 error[yaml-syntax] a key is a list or a mapping
                "?" not a text
                help: begin the line with a `key:` in plain words
        "#]].assert_eq(&said.concat());
    }
}
