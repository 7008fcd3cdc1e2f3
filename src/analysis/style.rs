//! The citation style that a site asks for.

use std::sync::Arc;

use crate::base::code::Code;
use crate::base::diagnostic::Diagnostic;
use crate::base::snapshot::Snapshot;
use crate::cite::style::{NoStyle, Style, names};
use crate::config::Config;

/// The style that `citation_style` names; `None` where it names none, or where that cannot be had,
/// which is told.
pub(crate) fn style(
    config: &Config,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Style>> {
    let named = config.citation_style.as_ref()?;
    let (name, place) = (&*named.name, named.place);
    let own = name.to_lowercase().ends_with(".csl");
    let made = if own {
        let Some(text) = snapshot.find(name).and_then(|(_, file)| file.text()) else {
            let message = format!("the style `{name}` is not in the site");
            let help =
                "give its path from the site's root, such as `theme/house.csl`; it must lie in `theme/`";
            diagnostics.push(
                Diagnostic::at(Code::BadSetting, place.file, place.span, message)
                    .label("no such file")
                    .help(help),
            );
            return None;
        };
        Style::read(text, &config.language, config.time_zone)
    } else {
        Style::bundled(name, &config.language, config.time_zone)
    };
    match made {
        Ok(style) => Some(Arc::new(style)),
        Err(why) => {
            diagnostics.push(complaint(name, &why, |message| {
                Diagnostic::at(Code::BadSetting, place.file, place.span, message)
            }));
            None
        }
    }
}

fn complaint(name: &str, why: &NoStyle, at: impl Fn(String) -> Diagnostic) -> Diagnostic {
    match why {
        NoStyle::Unknown(nearest) => {
            let said = at(format!("there is no citation style `{name}`")).label("not known");
            let help = match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!(
                    "name a style that comes with the program, or a `.csl` file in `theme/`; known are {}",
                    names().join(", ")
                ),
            };
            said.help(help)
        }
        NoStyle::Broken(reason) => at(format!("the style `{name}` cannot be read"))
            .label("is not in CSL 1.0")
            .why(reason.clone())
            .help("take the file from the CSL project's repository of styles"),
        NoStyle::Dependent(parent) => at(format!("the style `{name}` is only another name of `{parent}`"))
            .label("depends on a style that does not come with the program")
            .help("put the file of that other style in `theme/`, and name it here"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use crate::analysis::analyze;
    use crate::base::path::SitePath;
    use crate::base::snapshot::{Contents, Options, Snapshot, SourceFile};

    const EVENT: &str = "---\ntitle: It happens\ndate: 2010\n---\n\nSo.\n";

    fn check(style: &str, csl: Option<&str>, expected: &Expect) {
        let mut files = vec![("content/events/it.md", EVENT.to_owned())];
        files.push(("site.toml", format!("citation_style = \"{style}\"\n")));
        files.extend(csl.map(|csl| ("theme/house.csl", csl.to_owned())));
        let files = files.into_iter().map(|(path, text)| SourceFile {
            path: SitePath::new(path),
            contents: Contents::Text(text.into()),
        });
        let snapshot =
            Snapshot { files: files.collect(), left_out: Vec::new(), now: 0, options: Options::default() };
        let analysis = analyze(Arc::new(snapshot));
        let said = analysis.diagnostics.iter().filter(|said| said.code.name() == "bad-setting");
        let said: Vec<_> =
            said.map(|said| format!("{}\n{}", said.message, said.help.as_deref().unwrap_or(""))).collect();
        assert_eq!(said.is_empty(), analysis.chronicle.style.is_some());
        expected.assert_eq(&said.join("\n"));
    }

    #[test]
    fn a_style_is_known_or_told_of() {
        check("apa", None, &expect![""]);
        check("chicago-author-date", None, &expect![""]);
        check(
            "appa",
            None,
            &expect![[r#"
            there is no citation style `appa`
            did you mean `apa`?"#]],
        );
        check(
            "theme/none.csl",
            None,
            &expect![[r#"
            the style `theme/none.csl` is not in the site
            give its path from the site's root, such as `theme/house.csl`; it must lie in `theme/`"#]],
        );
    }

    #[test]
    fn a_file_is_a_style_or_told_of() {
        check(
            "theme/house.csl",
            Some("<style>"),
            &expect![[r#"
            the style `theme/house.csl` cannot be read
            take the file from the CSL project's repository of styles"#]],
        );
        let house = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
            <info><title>House</title><id>house</id><updated>2020-01-01T00:00:00+00:00</updated></info>
            <citation><layout prefix="[" suffix="]"><text variable="title"/></layout></citation>
            </style>"#;
        check("theme/house.csl", Some(house), &expect![""]);
    }
}
