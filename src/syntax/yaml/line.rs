//! What can be wrong with one line of a text that is not YAML.

use crate::syntax::yaml::explain::{Finding, finding, quoted};

/// A line, taken apart as far as that goes without what stands around it.
#[derive(Debug)]
pub(super) struct Line {
    /// Where its first character that is no blank stands.
    begin: usize,
    /// Its end, without trailing blanks.
    end: usize,
    /// How far it is indented.
    indent: usize,
    /// Where its value begins, where it has a key or is an item of a list.
    value: Option<usize>,
}

/// The line at byte `at`, that of the context which the parser names, and all above them, the
/// lowest first. Without empty ones and comments.
pub(super) fn lines_up_from(text: &str, at: usize, said: &str) -> Vec<Line> {
    let context =
        said.rsplit(" at line ").next().and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok());
    let mut lines = Vec::new();
    let mut named = None;
    let mut start = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if start > at {
            break;
        }
        let bare = line.trim();
        if !bare.is_empty() && !bare.starts_with('#') {
            if Some(n + 1) == context {
                named = Some(lines.len());
            }
            lines.push(Line::new(line, start));
        }
        start += line.len();
    }
    // The parser's own line of context comes second.
    lines.reverse();
    if let Some(named) = named.map(|n| lines.len() - 1 - n).filter(|&n| n > 1) {
        let line = lines.remove(named);
        lines.insert(1, line);
    }
    lines.truncate(200);
    lines
}

impl Line {
    fn new(line: &str, start: usize) -> Self {
        let end = start + line.trim_end().len();
        let indent = line.len() - line.trim_start().len();
        let begin = start + indent;
        let bare = line.trim();
        let mut rest = bare;
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        let item = bare.len() - rest.len();
        let after_quotes = closing_quote(rest).unwrap_or(0);
        let key = rest[after_quotes..].match_indices(':').map(|(n, _)| after_quotes + n).find(|&n| {
            let after = &rest[n + 1..];
            after.is_empty() || after.starts_with([' ', '\t'])
        });
        let value = match key {
            Some(0) => None,
            Some(colon) => {
                let after = &rest[colon + 1..];
                Some(begin + item + colon + 1 + after.len() - after.trim_start().len())
            }
            None if item > 0 => Some(begin + item),
            None => None,
        };
        Self { begin, end, indent, value }
    }

    /// What is wrong with the line's value.
    pub(super) fn explain(&self, text: &str, at: usize, said: &str) -> Option<Finding> {
        let start = self.value?;
        let value = &text[start..self.end];
        let first = value.chars().next()?;
        let all = start..self.end;
        let quote_all = || format!("put it in quotes: `{}`", quoted(value));
        if let Some(found) = reserved(text, at, start, value, said) {
            return Some(found);
        }
        match first {
            '"' | '\'' => quotes(value, start, said),
            '[' | '{' => brackets(text, value, start, said),
            '*' if said.contains("alias") || said.contains("unknown anchor") => {
                finding(all, "a value begins with `*`", "an alias of YAML, to YAML", quote_all())
            }
            '&' if said.contains("anchor") => {
                finding(all, "a value begins with `&`", "an anchor of YAML, to YAML", quote_all())
            }
            '!' if said.contains("tag") || said.contains("invalid value") => {
                finding(all, "a value begins with `!`", "a tag of YAML, to YAML", quote_all())
            }
            '|' | '>' if said.contains("block scalar") => {
                let message = format!("a value begins with `{first}`");
                finding(all, &message, "a text on the lines below, to YAML", quote_all())
            }
            ',' | ']' | '}' if said.contains("node content") => {
                let message = format!("a value begins with `{first}`");
                finding(all, &message, "not the beginning of a text, to YAML", quote_all())
            }
            '-' | '?' if said.contains("not allowed in this context") => {
                let message = format!("a value begins with `{first}` and a blank");
                finding(all, &message, "the beginning of a list's item or a key, to YAML", quote_all())
            }
            _ if said.contains("mapping values are not allowed") => self.colon(text, start, value, at),
            _ => None,
        }
    }

    /// A value with a colon and a blank in it, which YAML takes for another key.
    fn colon(&self, text: &str, start: usize, value: &str, at: usize) -> Option<Finding> {
        let colon = value.match_indices(':').map(|(n, _)| n).find(|&n| {
            let after = &value[n + 1..];
            after.is_empty() || after.starts_with([' ', '\t'])
        });
        match colon {
            Some(n) => finding(
                start + n..start + n + 1,
                "an unquoted value has a colon and a blank in it",
                "the end of a key, to YAML",
                format!("put the value in quotes: `{}`", quoted(value)),
            ),
            None if (self.begin..self.end).contains(&at) => self.indented_oddly(text),
            None => None,
        }
    }

    /// A line that is neither a key nor an item of a list.
    pub(super) fn without_key(&self, text: &str) -> Option<Finding> {
        let line = &text[self.begin..self.end];
        if self.value.is_some() || line.starts_with(['-', '[', ']', '{', '}', '"', '\'']) {
            return None;
        }
        let colon = line
            .find(':')
            .filter(|&n| n > 0)
            .filter(|&n| line[..n].chars().all(|c| c.is_alphanumeric() || c == '-'));
        match colon {
            Some(n) => finding(
                self.begin + n..self.begin + n + 1,
                "a blank is missing behind a colon",
                "the key does not end here, to YAML",
                format!("write `{} {}`", &line[..=n], &line[n + 1..]),
            ),
            None => finding(
                self.begin..self.end,
                "a line has no key",
                "no `key:`",
                "write `key: value`, or indent the line where it belongs to the value above it",
            ),
        }
    }

    /// A line that is not indented as it should be.
    pub(super) fn indented_oddly(&self, text: &str) -> Option<Finding> {
        let above: Vec<_> = text[..self.begin - self.indent]
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))
            .map(|line| Self::new(line, 0))
            .collect();
        let last = above.last()?;
        let all = self.begin..self.end;
        if self.indent > last.indent && last.value.is_some_and(|value| value < last.end) {
            let help = "begin it in the column of the keys above";
            return finding(all, "a key stands below one that has a value already", "indented too far", help);
        }
        if above.iter().any(|line| line.indent == self.indent) {
            return None;
        }
        let label = format!("indented by {}", self.indent);
        let help = "begin it in the column of the keys that it belongs with";
        finding(all, "a line is not indented as those around it", &label, help)
    }
}

/// A character that cannot begin a value.
fn reserved(text: &str, at: usize, start: usize, value: &str, said: &str) -> Option<Finding> {
    let c = text[at..].chars().next().filter(|c| matches!(c, '%' | '@' | '`'))?;
    if !said.contains("cannot start any token") || !(start..start + value.len()).contains(&at) {
        return None;
    }
    let help = match c {
        _ if at == start => format!("put the value in quotes: `{}`", quoted(value)),
        '@' => "write the key without `@`".to_owned(),
        _ => "put it in quotes".to_owned(),
    };
    let message = match c {
        '`' => "an unquoted value begins with a backquote".to_owned(),
        c => format!("an unquoted value begins with `{c}`"),
    };
    finding(at..at + c.len_utf8(), &message, "kept for YAML itself", help)
}

/// The end of the quoted text that `text` begins with.
fn closing_quote(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => _ = chars.next(),
            '\'' if quote == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'') => _ = chars.next(),
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A value that begins with a quote.
fn quotes(value: &str, start: usize, said: &str) -> Option<Finding> {
    let all = start..start + value.len();
    if said.contains("escape character") || said.contains("hexdecimal") {
        let inner = value.trim_matches('"');
        let help = format!("use single quotes, in which `\\` is itself: `'{}'`", inner.replace('\'', "''"));
        return finding(
            all,
            "a text in double quotes has a `\\` in it",
            "the beginning of an escape, to YAML",
            help,
        );
    }
    let Some(end) = closing_quote(value) else {
        if !said.contains("quoted scalar") {
            return None;
        }
        let quote = &value[..1];
        let help = format!("write `{quote}` at its end");
        return finding(start..start + 1, "a quote is not closed", "begins here", help);
    };
    let rest = value[end..].trim_start();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let inner = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let help = match inner {
        Some(inner) if !inner.contains(['"', '\\']) => {
            format!("use double quotes, in which `'` is itself: `\"{inner}\"`")
        }
        _ => format!("put all of it in quotes: `{}`", quoted(value)),
    };
    let begin = start + value.len() - rest.len();
    finding(begin..start + value.len(), "text follows a closing quote", "behind the quoted text", help)
}

/// A value that begins with a bracket.
fn brackets(text: &str, value: &str, start: usize, said: &str) -> Option<Finding> {
    let close = if value.starts_with('[') { ']' } else { '}' };
    let end = value.find(close);
    if let Some(rest) = end.map(|end| value[end + 1..].trim_start())
        && !rest.is_empty()
        && !rest.starts_with(['#', ',', ']', '}'])
    {
        let begin = start + value.len() - rest.len();
        let help = format!("put all of it in quotes: `{}`", quoted(value));
        let message = "text follows a closing bracket";
        return finding(begin..start + value.len(), message, "behind the brackets", help);
    }
    if !said.contains("flow") {
        return None;
    }
    if text[start..].contains(close) {
        return finding(
            start..start + value.len(),
            "what stands in brackets cannot be read",
            "not a list of values",
            "put one comma between two values, and in quotes what has `,`, `:`, quotes or brackets in it",
        );
    }
    let help =
        format!("write `{close}` at its end, or put the value in quotes where `{}` is text", &value[..1]);
    finding(start..start + 1, "a bracket is not closed", "begins here", help)
}
