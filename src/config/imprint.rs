//! What stands at the head and the foot of each page besides the links: the logo and the footer.

use toml::de::DeValue;

use crate::config::NavigationItem;
use crate::config::looks::{Asset, of};
use crate::config::reader::{Reader, Value};
use crate::config::settings::Setting;

/// The logo of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// `src`: the file, in `content/` or `theme/`.
    pub file: Asset,
    /// `dark`: another for dark paper.
    pub dark: Option<Asset>,
    /// `alt`: what it shows, in words; empty where the title beside it says all.
    pub alt: Box<str>,
}

/// What a site says at the foot of each page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Footer {
    /// `text`: a line of Markdown.
    pub text: Option<Box<str>>,
    /// `links`
    pub links: Vec<NavigationItem>,
}

/// The kinds of file that hold an image.
const IMAGE_FILES: [&str; 7] = ["svg", "png", "webp", "avif", "jpg", "jpeg", "gif"];

impl Reader<'_> {
    /// `[logo]`
    pub(crate) fn logo(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Logo> {
        let table = self.table(setting, &["src", "dark", "alt"], value)?;
        for (name, example) in [("src", "theme/logo.svg"), ("alt", "A ferry between two banks")] {
            if of(table, name).is_none() {
                let help = format!("write `{name} = \"{example}\"`");
                let why = format!("`{name}` is missing");
                self.bad(value, format!("the logo has no `{name}`"), why, help);
            }
        }
        let mut file = |name| self.image(name, of(table, name)?);
        let (file, dark) = (file("src"), file("dark"));
        let alt = self.text("alt", "text", of(table, "alt")?)?;
        Some(Logo { file: file?, dark, alt })
    }

    fn image(&mut self, name: &str, value: &Value<'_>) -> Option<Asset> {
        let path = self.text(name, "text", value)?;
        if !path.starts_with("theme/") && !path.starts_with("content/") {
            let help = "put it there, and write its path from the site's root, such as `theme/logo.svg`";
            let message = format!("the logo `{path}` lies neither in `theme/` nor in `content/`");
            self.bad(value, message, "not in `theme/` or `content/`", help);
            return None;
        }
        self.asset(path, &IMAGE_FILES, "an image", value)
    }

    /// `footer`: a line, or a line and links.
    pub(crate) fn footer(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Footer> {
        if let DeValue::String(_) = value.get_ref() {
            return Some(Footer { text: self.filled(setting, value), links: Vec::new() });
        }
        let table = self.table(setting, &["text", "links"], value)?;
        let text = of(table, "text").and_then(|text| self.entry("text", text)).map(|(text, _)| text);
        let links =
            of(table, "links").and_then(|links| self.links("footer.links", links)).unwrap_or_default();
        Some(Footer { text, links })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::read::check;

    #[test]
    fn a_logo_has_a_file_and_words() {
        check("[logo]\nsrc = 'theme/logo.svg'\nalt = ''\ndark = 'content/img/l.png'\n", expect![[""]]);
        check(
            "[logo]\nsrc = 'logo.svg'\n",
            expect![[r#"
            1:1 bad-setting the logo has no `alt` [`alt` is missing] write `alt = "A ferry between two banks"`
            2:7 bad-setting the logo `logo.svg` lies neither in `theme/` nor in `content/` [not in `theme/` or `content/`] put it there, and write its path from the site's root, such as `theme/logo.svg`
        "#]],
        );
        check(
            "[logo]\nalt = 'x'\nsrc = 'theme/logo.pdf'\nwidth = 3\n",
            expect![[r#"
            3:7 bad-setting `theme/logo.pdf` is no file of an image [of another kind] name a file that ends in `.svg`, `.png`, `.webp`, `.avif`, `.jpg`, `.jpeg`, `.gif`
            4:1 unknown-setting unknown setting `width` in `logo` [not known] known are `src`, `dark`, `alt`
        "#]],
        );
        check(
            "logo = 'theme/logo.svg'\n",
            expect![[r#"
            1:8 wrong-type `logo` takes a table with `src`, `alt` and, for dark paper, `dark` [this is text] write for example `[logo]`, `src = "theme/logo.svg"`, `alt = ""`
        "#]],
        );
    }

    #[test]
    fn a_footer_is_a_line_or_a_line_and_links() {
        check("footer = 'By *nobody*.'\n", expect![[""]]);
        check(
            "[footer]\ntext = 'x'\n[[footer.links]]\ntitle = 'Method'\nto = 'method.html'\n",
            expect![[""]],
        );
        check(
            "footer = ''\n",
            expect![[r#"
            1:10 bad-setting `footer` is empty [nothing in it] write something, or take the line out
        "#]],
        );
        check(
            "[footer]\ntext = 1\nlinks = 'x'\nnote = 1\n",
            expect![[r#"
            2:8 wrong-type `text` takes text [this is a number] put the value in quotes
            3:9 wrong-type `footer.links` takes a list of tables with `title` and `to` [this is text] -
            4:1 unknown-setting unknown setting `note` in `footer` [not known] known are `text`, `links`
        "#]],
        );
        check(
            "[[footer.links]]\ntitle = 'A'\nto = 'javascript:x'\n",
            expect![[r#"
            3:6 unsafe-link a link cannot begin with `javascript:` [not allowed] write an address that begins with `https:`, `http:`, `mailto:` or `tel:`
        "#]],
        );
    }
}
