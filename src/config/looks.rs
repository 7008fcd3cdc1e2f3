//! The looks that a site changes first: its accent, its fonts, the width of its text.

use toml::de::{DeTable, DeValue};

use crate::base::code::Code;
use crate::base::diagnostic::Fault;
use crate::base::span::Place;
use crate::config::colour::Colour;
use crate::config::reader::{Reader, Value};
use crate::config::settings::Setting;

/// The accent of a site, on each of the theme's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// On the light paper.
    pub light: Colour,
    /// On the dark paper.
    pub dark: Colour,
}

/// The fonts of a site. What it does not name is the theme's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fonts {
    /// `text`: of what is told.
    pub text: Option<Font>,
    /// `labels`: of dates, labels and controls.
    pub labels: Option<Font>,
}

/// A font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Font {
    /// Fonts that systems have, the first of them that there is: CSS's `font-family`.
    System(&'static str),
    /// The site's own files.
    Files(Vec<Face>),
}

/// One face of a font of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The file, in `theme/`.
    pub file: Asset,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
}

/// A file that a setting names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path from the site's root: `theme/logo.svg`.
    pub path: Box<str>,
    /// Where it is named.
    pub place: Place,
}

impl Asset {
    /// Its path in the output: what lies in `content/` is published without that.
    pub fn published(&self) -> &str {
        self.path.strip_prefix("content/").unwrap_or(&self.path)
    }
}

/// The theme's light paper.
pub const LIGHT_PAPER: Colour = Colour { channels: [0xfd, 0xfc, 0xf9] };

/// The theme's dark paper.
pub const DARK_PAPER: Colour = Colour { channels: [0x17, 0x16, 0x14] };

/// The least contrast of an accent with its paper, in hundredths: that of text by WCAG 2.2 AA.
const LEAST: u32 = 450;

/// The contrast of an accent that we choose ourselves: that of the theme's text.
const CHOSEN: u32 = 700;

/// The fonts that systems have, by the names that settings use.
const STACKS: [(&str, &str); 8] = [
    (
        "serif",
        "Charter, \"Bitstream Charter\", \"Iowan Old Style\", \"Source Serif 4\", \"Noto Serif\", Georgia, serif",
    ),
    (
        "old-style",
        "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, \"URW Palladio L\", P052, \"Book Antiqua\", serif",
    ),
    ("georgia", "Georgia, Gelasio, \"DejaVu Serif\", \"Noto Serif\", serif"),
    ("times", "\"Times New Roman\", Times, \"Liberation Serif\", \"Noto Serif\", serif"),
    ("sans", "system-ui, \"Segoe UI\", Roboto, \"Noto Sans\", \"Helvetica Neue\", Arial, sans-serif"),
    ("humanist", "Seravek, \"Gill Sans\", Calibri, Ubuntu, \"Noto Sans\", \"DejaVu Sans\", sans-serif"),
    ("grotesque", "\"Helvetica Neue\", Helvetica, Arial, \"Nimbus Sans\", \"Liberation Sans\", sans-serif"),
    (
        "typewriter",
        "\"Courier Prime\", \"Courier New\", Courier, \"Nimbus Mono PS\", \"Liberation Mono\", monospace",
    ),
];

/// The kinds of file that hold a font.
const FONT_FILES: [&str; 4] = ["woff2", "woff", "ttf", "otf"];

/// The fewest and the most characters of a line.
const WIDTHS: std::ops::RangeInclusive<u32> = 45..=90;

impl Reader<'_> {
    /// `accent`: a colour, or one for each paper.
    pub(crate) fn accent(&mut self, setting: &Setting, value: &Value<'_>) -> Option<Accent> {
        let (light, dark) = match value.get_ref() {
            DeValue::String(_) => (self.colour(value, Some(LIGHT_PAPER)), None),
            DeValue::Table(_) => {
                let table = self.table(setting, &["light", "dark"], value)?;
                let mut side = |name, paper| self.colour(of(table, name)?, Some(paper));
                (side("light", LIGHT_PAPER), side("dark", DARK_PAPER))
            }
            _ => {
                self.wrong_type(setting.name, setting.kind, value);
                return None;
            }
        };
        let given = light.or(dark)?;
        Some(Accent {
            light: light.unwrap_or_else(|| given.readable_on(LIGHT_PAPER, CHOSEN)),
            dark: dark.unwrap_or_else(|| given.readable_on(DARK_PAPER, CHOSEN)),
        })
    }

    /// A colour; one that is hard to tell from `paper` is told of.
    fn colour(&mut self, value: &Value<'_>, paper: Option<Colour>) -> Option<Colour> {
        let text = self.text("accent", "a colour", value)?;
        let Some(colour) = Colour::parse(&text) else {
            let why = "a colour is `#` and six digits, each 0 to 9 or a to f";
            self.bad(value, format!("`{text}` is no colour"), why, "write for example `\"#8f1d1d\"`");
            return None;
        };
        if let Some(paper) = paper {
            let contrast = colour.contrast(paper);
            if contrast < LEAST {
                let near = colour.readable_on(paper, LEAST);
                let message = format!("the contrast of `{text}` with the paper is {} to 1", ratio(contrast));
                let fault = Fault::here(Code::LowContrast, value.span().into(), message);
                let fault = fault.label(format!("the paper is `{paper}`"));
                self.tell(
                    fault.help(format!("write `\"{near}\"`, the nearest that has {} to 1", ratio(LEAST))),
                );
            }
        }
        Some(colour)
    }

    /// `[fonts]`
    pub(crate) fn fonts(&mut self, setting: &Setting, value: &Value<'_>) -> Fonts {
        let Some(table) = self.table(setting, &["text", "labels"], value) else { return Fonts::default() };
        let mut font = |name| self.font(name, of(table, name)?);
        Fonts { text: font("text"), labels: font("labels") }
    }

    fn font(&mut self, name: &'static str, value: &Value<'_>) -> Option<Font> {
        const FACES: [(&str, bool, bool); 4] = [
            ("regular", false, false),
            ("italic", false, true),
            ("bold", true, false),
            ("bold-italic", true, true),
        ];
        let DeValue::Table(table) = value.get_ref() else {
            let text = self.text(name, "the name of a font, or a file", value)?;
            if let Some((_, stack)) = STACKS.iter().find(|(known, _)| *known == &*text) {
                return Some(Font::System(stack));
            }
            if !text.contains(['/', '.']) {
                let names: Vec<_> = STACKS.iter().map(|(name, _)| format!("`{name}`")).collect();
                let help =
                    format!("known are {}; or name a file, such as `theme/font.woff2`", names.join(", "));
                self.bad(value, format!("no font is called `{text}`"), "not known", help);
                return None;
            }
            let file = self.font_file(text, value)?;
            return Some(Font::Files(vec![Face { file, bold: false, italic: false }]));
        };
        self.known(table, &FACES.map(|(name, ..)| name), &format!("fonts.{name}"));
        let faces: Vec<Face> = FACES
            .into_iter()
            .filter_map(|(face, bold, italic)| {
                let value = of(table, face)?;
                let text = self.text(face, "a file in `theme/`", value)?;
                Some(Face { file: self.font_file(text, value)?, bold, italic })
            })
            .collect();
        if !faces.iter().any(|face| !face.bold && !face.italic) && of(table, "regular").is_none() {
            let help = "write `regular = \"theme/font.woff2\"`";
            self.bad(value, format!("`fonts.{name}` has no `regular`"), "`regular` is missing", help);
            return None;
        }
        (!faces.is_empty()).then_some(Font::Files(faces))
    }

    fn font_file(&mut self, path: Box<str>, value: &Value<'_>) -> Option<Asset> {
        if !path.starts_with("theme/") {
            let help = format!(
                "put it there, and write `\"theme/{}\"`",
                path.rsplit('/').next().unwrap_or("font.woff2")
            );
            self.bad(value, format!("the font `{path}` does not lie in `theme/`"), "not in `theme/`", help);
            return None;
        }
        self.asset(path, &FONT_FILES, "a font", value)
    }

    /// A file whose name ends as one of `kinds`.
    pub(crate) fn asset(
        &mut self,
        path: Box<str>,
        kinds: &[&str],
        what: &str,
        value: &Value<'_>,
    ) -> Option<Asset> {
        let kind = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if !kinds.contains(&&*kind) {
            let all: Vec<_> = kinds.iter().map(|kind| format!("`.{kind}`")).collect();
            let help = format!("name a file that ends in {}", all.join(", "));
            self.bad(value, format!("`{path}` is no file of {what}"), "of another kind", help);
            return None;
        }
        Some(Asset { path, place: self.place(value) })
    }

    /// `width`: the characters of a line.
    pub(crate) fn width(&mut self, setting: &Setting, value: &Value<'_>) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(setting.name, setting.kind, value);
            return None;
        };
        let width = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let width = width.filter(|width| WIDTHS.contains(width));
        if width.is_none() {
            let help = format!("write {}; 60 to 70 read best", setting.kind);
            self.bad(value, format!("`width` cannot be `{number}`"), "out of range", help);
        }
        width
    }
}

/// The value of that name in a table.
pub(crate) fn of<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<&'t Value<'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// Hundredths as a number: `4.5`, `10.32`.
fn ratio(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{DARK_PAPER, LIGHT_PAPER};
    use crate::base::span::FileId;
    use crate::config::colour::Colour;
    use crate::config::read::{check, read};

    #[test]
    fn an_accent_is_checked_on_its_paper() {
        check("accent = '#8f1d1d'\n", expect![[""]]);
        check("accent = { light = '#0b4f6c', dark = '#7fc4e0' }\n", expect![[""]]);
        check(
            "[accent]\nlight = '#ff8080'\ndark = '#600000'\nlite = 1\n",
            expect![[r##"
            2:9 low-contrast the contrast of `#ff8080` with the paper is 2.36 to 1 [the paper is `#fdfcf9`] write `"#b35a5a"`, the nearest that has 4.5 to 1
            3:8 low-contrast the contrast of `#600000` with the paper is 1.28 to 1 [the paper is `#171614`] write `"#a87474"`, the nearest that has 4.5 to 1
            4:1 unknown-setting unknown setting `lite` in `accent` [not known] known are `light`, `dark`
        "##]],
        );
        check(
            "accent = 'red'\n",
            expect![[r##"
            1:10 bad-setting `red` is no colour [a colour is `#` and six digits, each 0 to 9 or a to f] write for example `"#8f1d1d"`
        "##]],
        );
        check(
            "accent = 7\n",
            expect![[r##"
            1:10 wrong-type `accent` takes a colour, or a table of colours `light` and `dark` [this is a number] write for example `accent = "#0b4f6c"`
        "##]],
        );
    }

    #[test]
    fn the_other_paper_gets_a_shade_that_can_be_read() {
        let accent = |text: &str| read(text, FileId(0)).value.accent.expect("an accent");
        for colour in ["#8f1d1d", "#0b4f6c", "#006400", "#ffd700", "#000000", "#ffffff"] {
            let both = accent(&format!("accent = '{colour}'\n"));
            assert_eq!(both.light, Colour::parse(colour).unwrap());
            assert!(both.dark.contrast(DARK_PAPER) >= 700, "{colour}: {}", both.dark);
            let both = accent(&format!("accent = {{ dark = '{colour}' }}\n"));
            assert!(both.light.contrast(LIGHT_PAPER) >= 700, "{colour}: {}", both.light);
        }
    }

    #[test]
    fn fonts_are_systems_or_the_sites_own() {
        check("[fonts]\ntext = 'old-style'\nlabels = 'theme/my font.woff2'\n", expect![[""]]);
        check("[fonts.text]\nregular = 'theme/a.woff2'\nbold = 'theme/b.ttf'\n", expect![[""]]);
        check(
            "[fonts]\ntext = 'Comic Sans'\nlabels = 'https://example.org/f.woff2'\nmono = 'x'\n",
            expect![[r#"
                2:8 bad-setting no font is called `Comic Sans` [not known] known are `serif`, `old-style`, `georgia`, `times`, `sans`, `humanist`, `grotesque`, `typewriter`; or name a file, such as `theme/font.woff2`
                3:10 bad-setting the font `https://example.org/f.woff2` does not lie in `theme/` [not in `theme/`] put it there, and write `"theme/f.woff2"`
                4:1 unknown-setting unknown setting `mono` in `fonts` [not known] known are `text`, `labels`
            "#]],
        );
        check(
            "[fonts.text]\nbold = 'theme/b.ttf'\nthin = 'x'\n",
            expect![[r#"
            1:1 bad-setting `fonts.text` has no `regular` [`regular` is missing] write `regular = "theme/font.woff2"`
            3:1 unknown-setting unknown setting `thin` in `fonts.text` [not known] known are `regular`, `italic`, `bold`, `bold-italic`
        "#]],
        );
        check(
            "[fonts]\ntext = 'theme/a.css'\nlabels = 3\n",
            expect![[r#"
            2:8 bad-setting `theme/a.css` is no file of a font [of another kind] name a file that ends in `.woff2`, `.woff`, `.ttf`, `.otf`
            3:10 wrong-type `labels` takes the name of a font, or a file [this is a number] -
        "#]],
        );
        check(
            "fonts = 'serif'\n",
            expect![[r#"
            1:9 wrong-type `fonts` takes a table with `text` and `labels` [this is text] write for example `[fonts]`, `text = "old-style"`, `labels = "humanist"`
        "#]],
        );
    }

    #[test]
    fn a_line_has_a_sensible_length() {
        check("width = 66\n", expect![[""]]);
        check(
            "width = 20\n",
            expect![[r#"
            1:9 bad-setting `width` cannot be `20` [out of range] write a whole number from 45 to 90; 60 to 70 read best
        "#]],
        );
        check(
            "width = '66'\n",
            expect![[r#"
            1:9 wrong-type `width` takes a whole number from 45 to 90 [this is text] write for example `width = 60`
        "#]],
        );
    }
}
