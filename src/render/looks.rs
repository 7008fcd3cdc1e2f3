//! `theme/site.css`: the looks that `site.toml` sets, as the theme's own properties.

use std::fmt::Write;

use crate::base::path::OutPath;
use crate::config::Config;
use crate::config::looks::{Face, Font};
use crate::render::link::encoded;

/// The width of a character of text, in hundredths of a `rem`.
const CHARACTER: u32 = 54;

/// The looks of a logo: no page loads them that shows none.
const LOGO: &str = "@layer components {
  .logo { block-size: 1.35em; inline-size: auto; vertical-align: -.32em; margin-inline-end: .35em; }
}
";

/// The looks of a footer of the site's own.
const FOOTER: &str = "@layer components {
  .footer { color: var(--ink); margin-block-end: .8rem; }
  .footer ul { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; padding: 0; }
  .footer a { display: inline-block; padding-block: .34rem; }
}
";

/// The style sheet; `None` where nothing is set.
///
/// It stands in the layer `user`, so that a style sheet of the site's own goes before it.
pub(crate) fn style_sheet(config: &Config) -> Option<String> {
    let mut css = String::new();
    let mut root = String::new();
    let mut dark = None;
    if let Some(accent) = config.accent {
        let _ = writeln!(root, "    --accent: {};", accent.light);
        dark = Some(accent.dark);
    }
    if let Some(width) = config.width {
        let wide = width * CHARACTER;
        let _ = writeln!(root, "    --measure: {}.{:02}rem;", wide / 100, wide % 100);
    }
    for (property, name, font) in
        [("--serif", "site text", &config.fonts.text), ("--sans", "site labels", &config.fonts.labels)]
    {
        match font {
            None => {}
            Some(Font::System(stack)) => {
                let _ = writeln!(root, "    {property}: {stack};");
            }
            Some(Font::Files(faces)) => {
                faces.iter().for_each(|face| font_face(name, face, &mut css));
                let rest = if property == "--serif" { "Georgia, serif" } else { "system-ui, sans-serif" };
                let _ = writeln!(root, "    {property}: \"{name}\", {rest};");
            }
        }
    }
    if config.logo.is_some() {
        css.push_str(LOGO);
    }
    if config.footer.is_some() {
        css.push_str(FOOTER);
    }
    if root.is_empty() {
        return (!css.is_empty()).then_some(css);
    }
    let _ = write!(css, "@layer user {{\n  :root {{\n{root}  }}\n");
    if let Some(dark) = dark {
        let _ = write!(
            css,
            "  @media (prefers-color-scheme: dark) {{\n    :root {{ --accent: {dark}; }}\n  }}\n"
        );
    }
    css.push_str("}\n");
    Some(css)
}

/// The rule by which a face is loaded: its file lies beside or below the style sheet.
fn font_face(name: &str, face: &Face, css: &mut String) {
    let path = face.file.path.strip_prefix("theme/").unwrap_or(&face.file.path);
    // What cannot be a path is told of elsewhere.
    let Ok(path) = OutPath::new(path) else { return };
    let weight = if face.bold { "700" } else { "400" };
    let style = if face.italic { "italic" } else { "normal" };
    let _ = writeln!(
        css,
        "@font-face {{ font-family: \"{name}\"; font-weight: {weight}; font-style: {style}; font-display: swap; \
         src: url(\"{}\"); }}",
        encoded(&path)
    );
}

#[cfg(test)]
mod tests {
    use crate::config::looks::{DARK_PAPER, LIGHT_PAPER};
    use crate::render::fixture::build;

    const EVENT: (&str, &str) = ("content/events/a.md", "---\ntitle: T\ndate: 2010\n---\n");

    #[test]
    fn what_is_set_stands_in_a_style_sheet() {
        let toml = "accent = '#0b4f6c'\nwidth = 60\n[fonts]\ntext = 'old-style'\n\
                    [fonts.labels]\nregular = 'theme/my font.woff2'\nbold = 'theme/b.woff2'\n";
        let built = build(&[
            ("site.toml", toml),
            EVENT,
            ("theme/my font.woff2", ""),
            ("theme/b.woff2", ""),
            ("theme/ours.css", ""),
        ]);
        assert_eq!(built.said(), "");
        expect_test::expect![[r#"
            @font-face { font-family: "site labels"; font-weight: 400; font-style: normal; font-display: swap; src: url("my%20font.woff2"); }
            @font-face { font-family: "site labels"; font-weight: 700; font-style: normal; font-display: swap; src: url("b.woff2"); }
            @layer user {
              :root {
                --accent: #0b4f6c;
                --measure: 32.40rem;
                --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Book Antiqua", serif;
                --sans: "site labels", system-ui, sans-serif;
              }
              @media (prefers-color-scheme: dark) {
                :root { --accent: #85a7b6; }
              }
            }
        "#]]
        .assert_eq(built.page("theme/site.css"));
        let page = built.page("events/a.html");
        let at = |path: &str| {
            page.find(&format!("href=\"../theme/{path}\"")).unwrap_or_else(|| panic!("{path}\n{page}"))
        };
        assert!(at("dateline.css") < at("site.css") && at("site.css") < at("ours.css"));
    }

    #[test]
    fn where_nothing_is_set_there_is_none() {
        let built = build(&[EVENT]);
        assert!(!built.files.contains_key("theme/site.css"));
        assert!(!built.page("index.html").contains("site.css"));
    }

    #[test]
    fn the_papers_are_the_themes() {
        let css = include_str!("../../theme/dateline.css");
        for paper in [LIGHT_PAPER, DARK_PAPER] {
            assert!(css.contains(&format!("--paper: {paper};")), "{paper}");
        }
    }

    #[test]
    fn a_logo_and_a_footer_stand_on_each_page() {
        let toml = "[logo]\nsrc = 'content/img/l.svg'\ndark = 'theme/d.svg'\nalt = 'A \"ferry\"'\n\
                    [footer]\ntext = 'By *us* <b>'\nlinks = [{ title = 'Method', to = 'method.md' }, { title = 'Out', to = 'https://example.org/' }, { title = 'A', to = 'a' }]\n";
        let built = build(&[
            ("site.toml", &toml.replace("method.md", "method.html")),
            EVENT,
            ("content/method.md", "# Method\n"),
            ("theme/d.svg", ""),
        ]);
        assert!(
            built.said().starts_with("broken-link: nothing is at `content/img/l.svg`"),
            "{}",
            built.said()
        );
        for path in ["index.html", "events/a.html"] {
            let page = built.page(path);
            let root = if path == "index.html" { "" } else { "../" };
            for part in [
                format!("<source media=\"(prefers-color-scheme: dark)\" srcset=\"{root}theme/d.svg\">"),
                format!("<img class=\"logo\" src=\"{root}img/l.svg\" alt=\"A &quot;ferry&quot;\">"),
                format!("<a href=\"{root}method.html\">Method</a>"),
                "<a href=\"https://example.org/\">Out</a>".to_owned(),
                format!("<a href=\"{root}events/a.html\">A</a>"),
                "By <em>us</em> &lt;b&gt;".to_owned(),
            ] {
                assert!(page.contains(&part), "{path}: {part}\n{page}");
            }
        }
    }

    #[test]
    fn files_that_are_not_there_are_told_of() {
        let toml = "[fonts]\ntext = 'theme/font.woff2'\n[logo]\nsrc = 'theme/lgo.svg'\nalt = ''\n[footer]\nlinks = [{ title = 'X', to = 'x.html' }]\n";
        let built = build(&[("site.toml", toml), EVENT, ("theme/logo.svg", "")]);
        expect_test::expect![[r#"
            broken-link: nothing is at `x.html`
            broken-link: nothing is at `theme/font.woff2`
            broken-link: nothing is at `theme/lgo.svg`
        "#]]
        .assert_eq(&built.said());
    }
}
