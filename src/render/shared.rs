//! The pieces that are the same on many pages, made once for all that lie at one depth.

use rustc_hash::FxHashSet;
use serde::Serialize;
use tera::{Context, Value};

use crate::base::snapshot::Snapshot;
use crate::render::template::Templates;
use crate::render::view::Html;
use crate::render::view::page::SharedView;
use crate::render::view::site::SiteView;

/// How many folders deep the pages lie that share pieces.
const DEPTHS: usize = 4;

/// The templates of the pieces.
const PIECES: [&str; 3] = ["parts/files.html", "parts/navigation.html", "parts/indexes.html"];

/// The pieces that pages of one language share.
pub(crate) struct Shared {
    /// By how many folders deep a page lies. Empty where the site has templates of its own for them,
    /// which may ask for anything.
    by_depth: Vec<Value>,
    /// The pages that the links at the head lead to: there, one of these is marked.
    marked: FxHashSet<String>,
}

/// All that the pieces know of a page.
#[derive(Serialize)]
struct Anywhere<'a> {
    root: &'a str,
    path: &'a str,
}

impl Shared {
    /// Makes the pieces. Where one of them fails, its pages tell.
    pub(crate) fn new(templates: &Templates, view: &SiteView<'_>, snapshot: &Snapshot) -> Self {
        let marked = view.navigation.iter().filter_map(|item| item.path.clone()).collect();
        let made = |depth| {
            let mut context = Context::new();
            context.insert("page", &Anywhere { root: &"../".repeat(depth), path: "" });
            let mut piece = |template| {
                let mut out = Vec::new();
                templates.render(template, &context, snapshot, &mut out).ok()?;
                Some(Html(String::from_utf8(out).ok()?))
            };
            let [files, navigation, indexes] = PIECES.map(&mut piece);
            let view = SharedView { files: files?, navigation: navigation?, indexes: indexes? };
            Some(Value::from_serializable(&view))
        };
        let is_own = PIECES.iter().any(|name| templates.is_own(name));
        let by_depth = if is_own { None } else { (0..DEPTHS).map(made).collect() };
        Self { by_depth: by_depth.unwrap_or_default(), marked }
    }

    /// The pieces for the page at `path`, encoded; `None` where it has to make them itself.
    pub(crate) fn of(&self, path: &str) -> Option<Value> {
        let pieces = self.by_depth.get(path.matches('/').count())?;
        (!self.marked.contains(path)).then(|| pieces.clone())
    }
}
