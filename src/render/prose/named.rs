//! Citations by author and date, in a style that has them.

use std::fmt::Write;

use crate::base::arena::Id;
use crate::chronicle::model::Citation;
use crate::render::escape::escape_to;
use crate::render::link::Href;
use crate::render::prose::Scribe;
use crate::render::styled::Styled;
use crate::syntax::markdown::phrase;
use crate::syntax::prose::{Cluster, Mode};

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
        let mut before: Option<String> = None;
        for (at, n) in self.order(styled, cluster, cited).into_iter().enumerate() {
            let item = &cluster.items[n];
            let id = cited.get(n).copied().flatten();
            // What is later than the day as of which the site is made is left out without a trace.
            if id.is_none() && self.site.chronicle.as_of.is_some() {
                continue;
            }
            let made = id.map(|id| {
                let citation = &self.site.chronicle.citations[id];
                styled.citation(citation.source, citation.mode, citation.locator.as_ref())
            });
            if let (Some(id), Some(made)) = (id, made.as_ref().filter(|made| made.is_name))
                && cluster.items.len() == 1
                && self.site.chronicle.citations[id].suffix.trim().is_empty()
            {
                out.push_str("<span class=\"cited-author\">");
                self.named_mark(id, &made.rest, out);
                return out.push_str("</span>");
            }
            if let Some(made) = made.as_ref().filter(|made| at == 0 && !made.who.is_empty()) {
                out.push_str("<span class=\"cited-author\">");
                out.push_str(&made.who);
                out.push_str("</span> ");
            }
            let is_bare = |id: Option<Id<Citation>>| {
                let citation = id.map(|id| &self.site.chronicle.citations[id]);
                citation.is_some_and(|it| it.locator.is_none() && it.suffix.trim().is_empty())
            };
            // An author of several sources in a row is named once.
            let joined = before.take().zip(made.as_ref().and_then(|made| made.divided.clone()));
            let joined = joined.filter(|(who, (again, _))| who == again && item.prefix.trim().is_empty());
            let joined = joined.and_then(|(_, (_, rest))| Some((styled.joins_years()?, rest)));
            before = made.as_ref().and_then(|made| made.divided.clone()).map(|(who, _)| who);
            before = before.filter(|_| is_bare(id));
            if let Some((join, _)) = &joined {
                escape_to(join, out);
            } else if begun {
                escape_to(between, out);
            } else {
                out.push_str("<span class=\"refs worded named\">");
                escape_to(open, out);
                begun = true;
            }
            if !item.prefix.trim().is_empty() {
                out.push_str(&phrase(&item.prefix));
                out.push(' ');
            }
            match (id, made) {
                (Some(id), Some(made)) => {
                    self.named_mark(id, joined.as_ref().map_or(&made.rest, |(_, rest)| rest), out);
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

    /// The order of a cluster's sources: the author's, unless the style sorts them and no words of
    /// the author's join them.
    fn order(&self, styled: &Styled<'_>, cluster: &Cluster, cited: &[Option<Id<Citation>>]) -> Vec<usize> {
        let mut order: Vec<_> = (0..cluster.items.len()).collect();
        let is_plain = |n: &usize| {
            let id = cited.get(*n).copied().flatten();
            let suffix = id.map(|id| self.site.chronicle.citations[id].suffix.trim().is_empty());
            cluster.items[*n].prefix.trim().is_empty() && suffix == Some(true)
        };
        if styled.sorts_citations()
            && cluster.items[0].mode != Mode::AuthorInText
            && order.iter().all(is_plain)
        {
            let place = |n: &usize| {
                let id = cited.get(*n).copied().flatten();
                id.map(|id| styled.place(self.site.chronicle.citations[id].source))
            };
            order.sort_by_key(place);
        }
        order
    }

    fn named_mark(&mut self, id: Id<Citation>, html: &str, out: &mut String) {
        let (number, mark) = self.next_mark(id);
        let to = Href::to_ref(self.list(), number);
        let _ = write!(out, "<a class=\"ref\" id=\"cite-{mark}\" href=\"{to}\">{html}</a>");
    }
}
