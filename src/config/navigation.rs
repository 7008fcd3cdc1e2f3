//! `navigation`: the links at the head of each page.

use toml::de::{DeTable, DeValue};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::{Place, Span};
use crate::config::NavigationItem;
use crate::config::reader::{Reader, Value};
use crate::config::settings::Setting;
use crate::config::value::unsafe_scheme;

/// The kind of a list of links, in words.
const LINKS: &str = "a list of tables with `title` and `to`";

impl Reader<'_> {
    /// The links, those that can be used.
    pub(crate) fn navigation(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Vec<NavigationItem>> {
        self.links(setting.name, value)
    }

    /// The links of a list, those that can be used.
    pub(crate) fn links(&mut self, within: &str, value: &Value<'_>) -> Option<Vec<NavigationItem>> {
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(within, LINKS, value);
            return None;
        };
        Some(items.iter().filter_map(|item| self.link(within, item)).collect())
    }

    fn link(&mut self, within: &str, item: &Value<'_>) -> Option<NavigationItem> {
        let DeValue::Table(table) = item.get_ref() else {
            self.wrong_type(within, LINKS, item);
            return None;
        };
        self.known(table, &["title", "to"], within);
        let title = self.part(within, item, table, "title", "Sources");
        let (to, span) = self.part(within, item, table, "to", "sources/index.html")?;
        if let Some(scheme) = unsafe_scheme(&to) {
            let fault = Fault::here(Code::UnsafeLink, span, format!("a link cannot begin with `{scheme}:`"));
            let help = "write an address that begins with `https:`, `http:`, `mailto:` or `tel:`";
            self.tell(fault.label("not allowed").help(help));
            return None;
        }
        Some(NavigationItem { title: title?.0, to, place: Place { file: self.file, span } })
    }

    /// A text that a link in the navigation has to have, and where it stands.
    fn part(
        &mut self,
        within: &str,
        item: &Value<'_>,
        table: &DeTable<'_>,
        name: &str,
        example: &str,
    ) -> Option<(Box<str>, Span)> {
        let Some((_, value)) = table.iter().find(|(key, _)| key.get_ref() == name) else {
            let message = format!("a link in `{within}` has no `{name}`");
            let help = format!("write `{name} = \"{example}\"`");
            self.bad(item, message, format!("`{name}` is missing"), help);
            return None;
        };
        self.entry(name, value)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::read::check;

    #[test]
    fn navigation_is_checked_link_by_link() {
        check(
            "[[navigation]]\ntitle = 'A'\nurl = 'a.html'\n[[navigation]]\ntitle = 1\nto = ''\n",
            expect![[r#"
                1:1 bad-setting a link in `navigation` has no `to` [`to` is missing] write `to = "sources/index.html"`
                3:1 unknown-setting unknown setting `url` in `navigation` [not known] known are `title`, `to`
                5:9 wrong-type `title` takes text [this is a number] put the value in quotes
                6:6 bad-setting `to` is empty [nothing in it] write something
            "#]],
        );
        check(
            "navigation = ['Sources']\n",
            expect![[r#"
            1:15 wrong-type `navigation` takes a list of tables with `title` and `to` [this is text] write for example `[[navigation]]`, `title = "Sources"`, `to = "sources/index.html"`
        "#]],
        );
    }
}
