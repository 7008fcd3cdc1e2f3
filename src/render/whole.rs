//! Titles whose compounds are not broken at their hyphens.

use tera::Value;

use crate::render::escape::escape_to;

/// The most characters of a compound that is kept on one line.
const LONGEST: usize = 24;

/// A title as HTML in which each compound, such as `secretaries-general`, is in a `span` of the
/// class `whole`. `title` is text, or HTML where its template would write it as it is.
pub(crate) fn whole(title: &Value) -> Value {
    let Some(text) = title.as_str().filter(|text| text.contains('-')) else { return title.clone() };
    let mut html = String::with_capacity(text.len() + 32);
    if title.is_safe() {
        html.push_str(text);
    } else {
        escape_to(text, &mut html);
    }
    let words = html.split_inclusive(' ').map(|piece| {
        let word = piece.trim_end();
        if is_compound(word) {
            format!("<span class=\"whole\">{word}</span>{}", &piece[word.len()..])
        } else {
            piece.to_owned()
        }
    });
    Value::safe_string(&words.collect::<String>())
}

/// Whether a word is letters and hyphens between them. What may be a tag or an entity is none.
fn is_compound(word: &str) -> bool {
    let parts = || word.split('-');
    let is_part = |part: &str| !part.is_empty() && !part.contains(['<', '>', '&', '"', '=', ';']);
    word.contains('-') && word.chars().count() <= LONGEST && parts().all(is_part)
}

#[cfg(test)]
mod tests {
    use tera::Value;

    use super::whole;

    #[test]
    fn a_compound_is_one_piece() {
        let html = |title: Value| whole(&title).as_str().expect("it is text").to_owned();
        assert_eq!(
            html(Value::from("UN & CSTO secretaries-general sign")),
            "UN &amp; CSTO <span class=\"whole\">secretaries-general</span> sign"
        );
        assert_eq!(html(Value::from("<b> - a- -b")), "&lt;b&gt; - a- -b");
        assert_eq!(html(Value::from("plain")), "plain");
        let marked = "the <em>so-called</em> by-election";
        let kept = "the <em>so-called</em> <span class=\"whole\">by-election</span>";
        assert_eq!(html(Value::safe_string(marked)), kept);
    }
}
