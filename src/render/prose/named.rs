//! Citations by author and date, in a style that has them.

use std::fmt::Write;

use crate::base::arena::Id;
use crate::chronicle::model::Citation;
use crate::render::escape::escape_to;
use crate::render::link::Href;
use crate::render::prose::Scribe;
use crate::render::styled::Styled;
use crate::syntax::markdown::phrase;
use crate::syntax::prose::Cluster;

impl Scribe<'_, '_> {
    /// A cluster: `(see Ivanov 2010, 3; Petrov 2011)`, or `Ivanov (2010, 3)`.
    pub(crate) fn named_cluster(
        &mut self,
        styled: &Styled<'_>,
        cluster: &Cluster,
        cited: &[Option<Id<Citation>>],
        out: &mut String,
    ) {
        let (open, between, close) = styled.brackets();
        let mut begun = false;
        for (n, item) in cluster.items.iter().enumerate() {
            let id = cited.get(n).copied().flatten();
            let made = id.map(|id| {
                let citation = &self.site.chronicle.citations[id];
                styled.citation(citation.source, citation.mode, citation.locator.as_ref())
            });
            if let Some(made) = made.as_ref().filter(|made| n == 0 && !made.who.is_empty()) {
                out.push_str("<span class=\"cited-author\">");
                out.push_str(&made.who);
                out.push_str("</span> ");
            }
            if begun {
                escape_to(between, out);
            } else {
                out.push_str("<span class=\"refs named\">");
                escape_to(open, out);
                begun = true;
            }
            if !item.prefix.trim().is_empty() {
                out.push_str(&phrase(&item.prefix));
                out.push(' ');
            }
            match (id, made) {
                (Some(id), Some(made)) => {
                    self.named_mark(id, &made.rest, out);
                    self.after(id, made.has_place, out);
                }
                _ => {
                    out.push_str("<span class=\"unresolved\">@");
                    escape_to(&item.key, out);
                    out.push_str("</span>");
                }
            }
        }
        if begun {
            escape_to(close, out);
            out.push_str("</span>");
        }
    }

    fn named_mark(&mut self, id: Id<Citation>, html: &str, out: &mut String) {
        let (number, mark) = self.next_mark(id);
        let to = Href::to_ref(self.list(), number);
        let _ = write!(out, "<a class=\"ref\" id=\"cite-{mark}\" href=\"{to}\">{html}</a>");
    }
}
