//! What a single value has to be, and what was likely meant where it is not.

use url::Url;

/// Checks an address for the site, and brings it to the form that `Config::base_url` has.
///
/// # Errors
/// What is wrong with it, in a few words.
pub fn base_url(text: &str) -> Result<Box<str>, String> {
    let mut url = Url::parse(text.trim()).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => "it has no scheme and host".to_owned(),
        other => other.to_string(),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("its scheme is `{}`", url.scheme()));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("it has a `?` or a `#`".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it has a user name or password".to_owned());
    }
    if !url.path().ends_with('/') {
        let folder = format!("{}/", url.path());
        url.set_path(&folder);
    }
    Ok(String::from(url).into())
}

/// The scheme of an address, where it is none that a link may have. An address without a scheme
/// is a path.
pub(crate) fn unsafe_scheme(address: &str) -> Option<String> {
    // A browser takes no notice of control characters and spaces before it and in it.
    let address: String = address.chars().filter(|c| *c > ' ').collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let scheme = scheme.to_ascii_lowercase();
    (is_scheme && !matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")).then_some(scheme)
}

/// The name that was likely meant.
pub(crate) fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let key = key.to_lowercase().replace('-', "_");
    let scored = known.iter().map(|name| (strsim::damerau_levenshtein(&key, name), *name));
    let (distance, name) = scored.min()?;
    let joined = |text: &str| text.replace('_', "");
    (distance <= 1 + key.chars().count().min(name.len()) / 4 || joined(&key) == joined(name)).then_some(name)
}

/// The time zone that was likely meant: by its city alone, or by letters that differ.
pub(crate) fn nearest_zone(text: &str) -> Option<&'static str> {
    let wanted = text.to_lowercase().replace([' ', '-'], "_");
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let city = |name: &str| name.rsplit('/').next().unwrap_or("").to_lowercase();
    if let Some(name) = names().find(|name| city(name) == wanted || name.to_lowercase() == wanted) {
        return Some(name);
    }
    let near = |name: &str| strsim::jaro_winkler(&wanted, &name.to_lowercase());
    let scored = names().map(|name| (near(name).max(strsim::jaro_winkler(&wanted, &city(name))), name));
    scored.filter(|(score, _)| *score > 0.9).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{base_url, unsafe_scheme};

    #[test]
    fn links_that_run_something_are_found() {
        for address in ["javascript:alert(1)", " JavaScript://x", "java\nscript:x", "data:text/html,x"] {
            assert!(unsafe_scheme(address).is_some(), "{address:?}");
        }
        for address in ["https://example.org/", "mailto:a@b.example", "a/b:c.html", "index.html", "#x:y"] {
            assert!(unsafe_scheme(address).is_none(), "{address:?}");
        }
    }

    #[test]
    fn addresses_of_sites() {
        let url = |text| base_url(text).map(String::from);
        assert_eq!(url("https://пример.рф/x").as_deref(), Ok("https://xn--e1afmkfd.xn--p1ai/x/"));
        assert_eq!(url("https://example.org").as_deref(), Ok("https://example.org/"));
        for bad in ["", "/x", "ftp://a/", "javascript:alert(1)", "https://", "https://a/?q", "https://u:p@a/"]
        {
            assert!(url(bad).is_err(), "{bad}");
        }
    }
}
