//! Words for what is counted in a source, by language: *p.*, *S.*, *с.*, *第…页*.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words for what is counted, in one or several languages.
#[derive(Debug, Clone)]
pub struct LocatorTerms {
    /// Each form in lower case, with its CSL term.
    forms: BTreeMap<Box<str>, Box<str>>,
    /// The most tokens that a form has.
    longest: usize,
    /// Forms that need no space before their number, with their terms: `図5`.
    close: Vec<(&'static str, &'static str)>,
    /// Forms that stand after their number, with their terms: `5頁`, `5-б.`.
    after: Vec<(&'static str, &'static str)>,
}

/// A CSL term with its forms in one language: long, short, and symbols.
type Term = (&'static str, &'static [&'static str]);

/// What one language calls places in a source.
struct Tongue {
    /// Its primary tag.
    language: &'static str,
    /// Forms that stand before the number.
    before: &'static [Term],
    /// Forms that do so without a space.
    close: &'static [Term],
    /// Forms that stand after the number.
    after: &'static [Term],
}

const ENGLISH: &[Term] = &[
    ("act", &["act", "acts"]),
    ("appendix", &["appendix", "appendices", "app.", "apps."]),
    ("article-locator", &["article", "articles", "art.", "arts."]),
    ("book", &["book", "books", "bk.", "bks."]),
    ("canon", &["canon", "canons", "can.", "cann."]),
    ("chapter", &["chapter", "chapters", "chap.", "chaps.", "ch.", "chs."]),
    ("column", &["column", "columns", "col.", "cols."]),
    ("elocation", &["location", "locations", "loc.", "locs."]),
    ("equation", &["equation", "equations", "eq.", "eqs."]),
    ("figure", &["figure", "figures", "fig.", "figs."]),
    ("folio", &["folio", "folios", "fol.", "fols."]),
    ("issue", &["issue", "issues", "number", "numbers", "no.", "nos.", "№"]),
    ("line", &["line", "lines", "l.", "ll."]),
    ("note", &["note", "notes", "n.", "nn."]),
    ("opus", &["opus", "opera", "op.", "opp."]),
    ("page", &["page", "pages", "p.", "pp."]),
    ("paragraph", &["paragraph", "paragraphs", "para.", "paras.", "par.", "pars.", "¶", "¶¶"]),
    ("part", &["part", "parts", "pt.", "pts."]),
    ("rule", &["rule", "rules", "r.", "rr."]),
    ("scene", &["scene", "scenes", "sc.", "scs."]),
    ("section", &["section", "sections", "sec.", "secs.", "§", "§§"]),
    ("sub-verbo", &["sub verbo", "sub verbis", "s.v.", "s.vv."]),
    ("supplement", &["supplement", "supplements", "supp.", "supps."]),
    ("table", &["table", "tables", "tbl.", "tbls."]),
    ("title-locator", &["title", "titles", "tit.", "tits."]),
    ("verse", &["verse", "verses", "v.", "vv."]),
    ("volume", &["volume", "volumes", "vol.", "vols."]),
];

const FRENCH: &[Term] = &[
    ("act", &["acte", "actes"]),
    ("appendix", &["appendice", "appendices", "annexe", "annexes", "append.", "ann."]),
    ("book", &["livre", "livres", "liv."]),
    ("chapter", &["chapitre", "chapitres", "chap."]),
    ("column", &["colonne", "colonnes"]),
    ("elocation", &["emplacement", "emplacements", "empl."]),
    ("equation", &["équation", "équations", "éq."]),
    ("folio", &["folios", "f.", "fᵒ", "f°", "fos"]),
    ("issue", &["numéro", "numéros", "nᵒ", "n°", "nº", "nos"]),
    ("line", &["ligne", "lignes", "l."]),
    ("note", &["note", "notes", "n."]),
    ("paragraph", &["paragraphe", "paragraphes", "paragr.", "al.", "alinéa"]),
    ("part", &["partie", "parties", "part."]),
    ("rule", &["règle", "règles"]),
    ("scene", &["scène", "scènes"]),
    ("section", &["section", "sections", "sect."]),
    ("sub-verbo", &["s. v."]),
    ("supplement", &["supplément", "suppléments", "suppl."]),
    ("table", &["tableau", "tableaux", "tabl."]),
    ("title-locator", &["titre", "titres"]),
    ("verse", &["verset", "versets", "vers"]),
    ("volume", &["tome", "tomes", "t."]),
];

const SPANISH: &[Term] = &[
    ("act", &["acto", "actos"]),
    ("appendix", &["apéndice", "apéndices", "apénd.", "anexo", "anexos"]),
    ("article-locator", &["artículo", "artículos"]),
    ("book", &["libro", "libros", "lib."]),
    ("chapter", &["capítulo", "capítulos", "cap.", "caps."]),
    ("column", &["columna", "columnas"]),
    ("elocation", &["posición", "posiciones", "pos."]),
    ("equation", &["ecuación", "ecuaciones", "ec."]),
    ("figure", &["figura", "figuras"]),
    ("folio", &["f.", "ff."]),
    ("issue", &["número", "números", "núm.", "núms.", "n.º", "n.os", "nº"]),
    ("line", &["línea", "líneas", "lín."]),
    ("note", &["nota", "notas"]),
    ("page", &["página", "páginas", "pág.", "págs."]),
    ("paragraph", &["párrafo", "párrafos", "párr."]),
    ("part", &["parte", "partes", "pte."]),
    ("rule", &["regla", "reglas"]),
    ("scene", &["escena", "escenas", "esc."]),
    ("section", &["sección", "secciones"]),
    ("sub-verbo", &["s. v."]),
    ("supplement", &["suplemento", "suplementos", "supl."]),
    ("table", &["tabla", "tablas", "cuadro", "cuadros"]),
    ("title-locator", &["título", "títulos"]),
    ("verse", &["verso", "versos", "versículo", "versículos"]),
    ("volume", &["volumen", "volúmenes", "tomo", "tomos", "t."]),
];

const GERMAN: &[Term] = &[
    ("act", &["akt", "akte"]),
    ("appendix", &["anhang", "anhänge", "anh.", "anlage", "anlagen"]),
    ("article-locator", &["artikel"]),
    ("book", &["buch", "bücher", "b."]),
    ("canon", &["kanon"]),
    ("chapter", &["kapitel", "kap."]),
    ("column", &["spalte", "spalten", "sp."]),
    ("elocation", &["position", "positionen", "pos."]),
    ("equation", &["gleichung", "gleichungen", "gl."]),
    ("figure", &["abbildung", "abbildungen", "abb."]),
    ("folio", &["blatt", "blätter", "bl."]),
    ("issue", &["nummer", "nummern", "nr.", "nrn.", "heft", "hefte", "h."]),
    ("line", &["zeile", "zeilen", "z."]),
    ("note", &["anmerkung", "anmerkungen", "anm.", "fußnote", "fn."]),
    ("page", &["seite", "seiten", "s."]),
    ("paragraph", &["absatz", "absätze", "abs."]),
    ("part", &["teil", "teile"]),
    ("rule", &["regel", "regeln"]),
    ("scene", &["szene", "szenen"]),
    ("section", &["abschnitt", "abschnitte", "abschn."]),
    ("sub-verbo", &["s. v."]),
    ("supplement", &["supplement", "suppl.", "beilage"]),
    ("table", &["tabelle", "tabellen", "tab."]),
    ("title-locator", &["titel"]),
    ("verse", &["vers", "verse"]),
    ("volume", &["band", "bände", "bd.", "bde."]),
];

const RUSSIAN: &[Term] = &[
    ("act", &["акт", "действие"]),
    ("appendix", &["приложение", "приложения", "прил."]),
    ("article-locator", &["статья", "статьи", "ст."]),
    ("book", &["книга", "книги", "кн."]),
    ("canon", &["канон"]),
    ("chapter", &["глава", "главы", "гл."]),
    ("column", &["столбец", "столбцы", "стб."]),
    ("elocation", &["позиция", "поз."]),
    ("equation", &["уравнение", "ур."]),
    ("figure", &["рисунок", "рисунки", "рис.", "илл."]),
    ("folio", &["лист", "листы", "л.", "лл."]),
    ("issue", &["выпуск", "выпуски", "вып.", "номер"]),
    ("line", &["строка", "строки", "стк."]),
    ("note", &["примечание", "примечания", "прим.", "сноска"]),
    ("opus", &["соч."]),
    ("page", &["страница", "страницы", "стр.", "с.", "сс."]),
    ("paragraph", &["абзац", "абзацы", "абз.", "пункт", "п.", "пп."]),
    ("part", &["часть", "части", "ч."]),
    ("rule", &["правило", "правила"]),
    ("scene", &["сцена", "сцены", "явление"]),
    ("section", &["раздел", "разделы", "разд."]),
    ("sub-verbo", &["под словом", "под сл."]),
    ("supplement", &["дополнение", "доп."]),
    ("table", &["таблица", "таблицы", "табл."]),
    ("title-locator", &["титул"]),
    ("verse", &["стих", "стихи"]),
    ("volume", &["том", "тома", "т.", "тт."]),
];

const UKRAINIAN: &[Term] = &[
    ("act", &["акт", "дія"]),
    ("appendix", &["додаток", "додатки", "дод."]),
    ("article-locator", &["стаття", "статті", "ст."]),
    ("book", &["книга", "книги", "кн."]),
    ("canon", &["канон"]),
    ("chapter", &["глава", "глави", "гл."]),
    ("column", &["стовпець", "стовпці", "стб."]),
    ("elocation", &["позиція", "поз."]),
    ("equation", &["рівняння", "рівн."]),
    ("figure", &["рисунок", "рисунки", "рис.", "іл."]),
    ("folio", &["аркуш", "аркуші", "арк."]),
    ("issue", &["випуск", "випуски", "вип.", "номер"]),
    ("line", &["рядок", "рядки", "ряд."]),
    ("note", &["примітка", "примітки", "прим.", "виноска"]),
    ("opus", &["тв."]),
    ("page", &["сторінка", "сторінки", "стор.", "с.", "сс."]),
    ("paragraph", &["абзац", "абзаци", "абз.", "пункт", "п.", "пп."]),
    ("part", &["частина", "частини", "ч."]),
    ("rule", &["правило", "правила"]),
    ("scene", &["сцена", "сцени", "ява"]),
    ("section", &["розділ", "розділи", "розд."]),
    ("sub-verbo", &["під словом", "під сл."]),
    ("supplement", &["доповнення", "доп."]),
    ("table", &["таблиця", "таблиці", "табл."]),
    ("title-locator", &["титул"]),
    ("verse", &["вірш", "вірші"]),
    ("volume", &["том", "томи", "т.", "тт."]),
];

const ARABIC: &[Term] = &[
    ("act", &["الفصل المسرحي"]),
    ("appendix", &["ملحق", "الملحق"]),
    ("article-locator", &["مادة", "المادة", "م."]),
    ("book", &["كتاب", "الكتاب"]),
    ("canon", &["قانون"]),
    ("chapter", &["فصل", "الفصل", "ف."]),
    ("column", &["عمود", "العمود"]),
    ("elocation", &["موضع"]),
    ("equation", &["معادلة"]),
    ("figure", &["شكل", "الشكل"]),
    ("folio", &["ورقة", "الورقة", "و."]),
    ("issue", &["عدد", "العدد", "ع."]),
    ("line", &["سطر", "السطر", "س."]),
    ("note", &["حاشية", "هامش", "هـ."]),
    ("number", &["رقم"]),
    ("opus", &["عمل"]),
    ("page", &["صفحة", "الصفحة", "الصفحات", "ص", "ص.", "صص", "صص.", "ص ص"]),
    ("paragraph", &["فقرة", "الفقرة"]),
    ("part", &["جزء", "الجزء", "ج", "ج."]),
    ("rule", &["قاعدة", "القاعدة"]),
    ("scene", &["مشهد", "المشهد"]),
    ("section", &["قسم", "القسم"]),
    ("sub-verbo", &["تحت كلمة", "مادة كلمة"]),
    ("table", &["جدول", "الجدول"]),
    ("title-locator", &["باب", "الباب"]),
    ("verse", &["آية", "الآية", "الآيات"]),
    ("version", &["إصدار"]),
    ("volume", &["مجلد", "المجلد", "مج", "مج."]),
];

const HEBREW: &[Term] = &[
    ("act", &["מערכה"]),
    ("appendix", &["נספח", "נספחים"]),
    ("article-locator", &["סעיף", "סעיפים", "ס'"]),
    ("book", &["ספר", "ספרים"]),
    ("canon", &["קנון"]),
    ("chapter", &["פרק", "פרקים", "פ'"]),
    ("column", &["טור", "טורים"]),
    ("elocation", &["מיקום"]),
    ("equation", &["משוואה"]),
    ("figure", &["איור", "איורים"]),
    ("folio", &["דף", "דפים"]),
    ("issue", &["גיליון", "גליון"]),
    ("line", &["שורה", "שורות"]),
    ("note", &["הערה", "הערות", "הע'"]),
    ("number", &["מס'", "מס׳", "מספר"]),
    ("opus", &["אופוס"]),
    ("page", &["עמוד", "עמודים", "עמ'", "עמ׳", "ע'"]),
    ("paragraph", &["פסקה", "פסקאות"]),
    ("part", &["חלק", "חלקים"]),
    ("rule", &["כלל", "כללים"]),
    ("scene", &["תמונה"]),
    ("section", &["פרק משנה"]),
    ("sub-verbo", &["ערך"]),
    ("supplement", &["מוסף"]),
    ("table", &["טבלה", "טבלאות"]),
    ("title-locator", &["שער"]),
    ("verse", &["פסוק", "פסוקים"]),
    ("version", &["גרסה"]),
    ("volume", &["כרך", "כרכים", "כר'"]),
];

const ARMENIAN: &[Term] = &[
    ("act", &["արարված"]),
    ("appendix", &["հավելված", "հավ."]),
    ("article-locator", &["հոդված", "հոդ."]),
    ("book", &["գիրք"]),
    ("canon", &["կանոն"]),
    ("chapter", &["գլուխ", "գլ."]),
    ("column", &["սյունակ", "սյուն."]),
    ("elocation", &["դիրք"]),
    ("equation", &["հավասարում", "հավաս."]),
    ("figure", &["նկար", "նկ."]),
    ("folio", &["թերթ"]),
    ("issue", &["համար"]),
    ("line", &["տող"]),
    ("note", &["ծանոթագրություն", "ծան."]),
    ("opus", &["երկ"]),
    ("page", &["էջ", "էջեր"]),
    ("paragraph", &["պարբերություն", "պարբ."]),
    ("part", &["մաս"]),
    ("scene", &["տեսարան"]),
    ("supplement", &["լրացում"]),
    ("section", &["բաժին"]),
    ("table", &["աղյուսակ", "աղ."]),
    ("title-locator", &["տիտղոս"]),
    ("verse", &["տուն"]),
    ("version", &["տարբերակ"]),
    ("volume", &["հատոր", "հ."]),
];

const KAZAKH: &[Term] = &[
    ("act", &["акт"]),
    ("appendix", &["қосымша", "қос."]),
    ("article-locator", &["бап"]),
    ("book", &["кітап"]),
    ("canon", &["канон"]),
    ("chapter", &["тарау"]),
    ("column", &["баған", "бағ."]),
    ("elocation", &["орын"]),
    ("equation", &["теңдеу", "теңд."]),
    ("figure", &["сурет", "сур."]),
    ("folio", &["парақ"]),
    ("issue", &["шығарылым", "шығ."]),
    ("line", &["жол"]),
    ("note", &["ескерту", "ескерт."]),
    ("opus", &["шығарма"]),
    ("page", &["бет", "беттер", "бб.", "б."]),
    ("paragraph", &["абзац"]),
    ("part", &["бөлік"]),
    ("rule", &["ереже"]),
    ("scene", &["көрініс"]),
    ("section", &["бөлім"]),
    ("supplement", &["толықтыру", "толықт."]),
    ("table", &["кесте"]),
    ("title-locator", &["титул"]),
    ("verse", &["тармақ"]),
    ("version", &["нұсқа"]),
    ("volume", &["том"]),
];

const CHINESE_CLOSE: &[Term] = &[
    ("appendix", &["附录", "附錄"]),
    ("canon", &["教规", "教規"]),
    ("elocation", &["位置"]),
    ("equation", &["公式"]),
    ("figure", &["图", "圖"]),
    ("note", &["注", "註"]),
    ("opus", &["作品"]),
    ("page", &["页", "頁"]),
    ("rule", &["规则", "規則"]),
    ("supplement", &["增刊"]),
    ("table", &["表"]),
    ("version", &["版本"]),
];

const CHINESE_AFTER: &[Term] = &[
    ("act", &["幕"]),
    ("article-locator", &["条", "條"]),
    ("book", &["册", "冊"]),
    ("chapter", &["章"]),
    ("column", &["栏", "欄"]),
    ("folio", &["叶", "葉"]),
    ("issue", &["期"]),
    ("line", &["行"]),
    ("number", &["号", "號"]),
    ("page", &["页", "頁"]),
    ("paragraph", &["段"]),
    ("part", &["部分"]),
    ("scene", &["场", "場"]),
    ("section", &["节", "節"]),
    ("title-locator", &["编", "編"]),
    ("volume", &["卷"]),
];

const JAPANESE_CLOSE: &[Term] = &[
    ("appendix", &["付録"]),
    ("canon", &["カノン"]),
    ("elocation", &["位置"]),
    ("equation", &["式"]),
    ("figure", &["図"]),
    ("note", &["注", "註"]),
    ("opus", &["作品"]),
    ("rule", &["規則"]),
    ("supplement", &["補遺"]),
    ("table", &["表"]),
];

const JAPANESE_AFTER: &[Term] = &[
    ("act", &["幕"]),
    ("article-locator", &["条"]),
    ("book", &["書"]),
    ("chapter", &["章"]),
    ("column", &["段"]),
    ("folio", &["葉"]),
    ("issue", &["号"]),
    ("line", &["行"]),
    ("number", &["番"]),
    ("page", &["ページ", "頁"]),
    ("paragraph", &["段落"]),
    ("part", &["部"]),
    ("scene", &["場"]),
    ("section", &["節"]),
    ("title-locator", &["編"]),
    ("version", &["版"]),
    ("volume", &["巻"]),
];

macro_rules! before {
    ($language:literal, $before:ident) => {
        Tongue { language: $language, before: $before, close: &[], after: &[] }
    };
}

const TONGUES: &[Tongue] = &[
    before!("fr", FRENCH),
    before!("es", SPANISH),
    before!("de", GERMAN),
    before!("ru", RUSSIAN),
    before!("uk", UKRAINIAN),
    before!("ar", ARABIC),
    before!("he", HEBREW),
    before!("hy", ARMENIAN),
    Tongue { language: "kk", before: KAZAKH, close: &[], after: KAZAKH },
    Tongue { language: "zh", before: &[], close: CHINESE_CLOSE, after: CHINESE_AFTER },
    Tongue { language: "ja", before: &[], close: JAPANESE_CLOSE, after: JAPANESE_AFTER },
];

static ENGLISH_TERMS: LazyLock<LocatorTerms> = LazyLock::new(|| {
    let mut terms = LocatorTerms { forms: BTreeMap::new(), longest: 0, close: Vec::new(), after: Vec::new() };
    terms.add_all(ENGLISH);
    terms
});

impl LocatorTerms {
    /// The English terms.
    pub fn english() -> &'static Self {
        &ENGLISH_TERMS
    }

    /// The English terms, and those of each of `languages`, BCP 47 tags; of equal forms that of the
    /// last counts.
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut terms = Self::english().clone();
        for language in languages {
            let primary = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
            if primary == "en" {
                terms.add_all(ENGLISH);
            }
            for tongue in TONGUES.iter().filter(|tongue| tongue.language == primary) {
                terms.add_all(tongue.before);
                terms.close.splice(0..0, flat(tongue.close));
                terms.after.splice(0..0, flat(tongue.after));
            }
        }
        // The longest form that fits is meant: `段落` before `段`.
        terms.close.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        terms.after.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        terms
    }

    /// Adds a form of a CSL term (`page`, `chapter`, …), such as one of another language. The
    /// last that is added of equal forms counts.
    pub fn add(&mut self, term: &str, form: &str) {
        let form = form.trim().to_lowercase();
        self.longest = self.longest.max(super::tokens(&form).len() + 1);
        self.forms.insert(form.into(), term.into());
    }

    fn add_all(&mut self, terms: &[Term]) {
        for (term, forms) in terms {
            forms.iter().for_each(|form| self.add(term, form));
        }
    }

    /// The most tokens that a form has.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The CSL term of a form.
    pub(super) fn term(&self, form: &str) -> Option<&str> {
        self.forms.get(form.trim().to_lowercase().as_str()).map(|term| &**term)
    }

    /// A place whose term stands about its number, or close to it: `第5页`, `5-б.`, `図5`. The term,
    /// the number, and the length of it all.
    pub(super) fn around<'t>(&self, text: &'t str) -> Option<(&'static str, &'t str, usize)> {
        let ordinal = text.strip_prefix('第').map(str::trim_start);
        let begun = ordinal.unwrap_or(text);
        let close = self.close.iter().filter(|_| ordinal.is_none());
        for (form, term) in close {
            let Some(rest) = text.strip_prefix(form) else { continue };
            let rest = rest.trim_start();
            if let Some(length) = number(rest) {
                return Some((term, &rest[..length], text.len() - rest.len() + length));
            }
        }
        let length = number(begun)?;
        let rest = begun[length..].trim_start();
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let (form, term) = self.after.iter().find(|(form, _)| {
            let after = rest.get(..form.len()).filter(|found| found.to_lowercase() == *form);
            // A word of letters that are not syllables or signs of words ends where it ends.
            let ends = |_| form.chars().any(is_sign) || !rest[form.len()..].starts_with(char::is_alphabetic);
            after.is_some_and(ends)
        })?;
        Some((term, &begun[..length], text.len() - rest.len() + form.len()))
    }
}

fn flat(terms: &'static [Term]) -> impl Iterator<Item = (&'static str, &'static str)> {
    terms.iter().flat_map(|(term, forms)| forms.iter().map(move |form| (*form, *term)))
}

/// Whether a character is of a script that puts no spaces between words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The length of the numbers that a text begins with: `5`, `5–7`, `5、7`.
fn number(text: &str) -> Option<usize> {
    let mut end = None;
    let mut between = false;
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_numeric() && !is_sign(c) => {
                end = Some(at + c.len_utf8());
                between = false;
            }
            '-' | '–' | '—' | '~' | '～' | '〜' | '、' | ',' if end == Some(at) && !between => {
                between = true;
            }
            _ => break,
        }
        if between {
            // What joins two numbers belongs to them only where the second follows.
            let next = text[at + c.len_utf8()..].chars().next();
            if !next.is_some_and(|next| next.is_numeric() && !is_sign(next)) {
                break;
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::LocatorTerms;

    fn read(language: &str, suffix: &str) -> String {
        let (place, rest) = split(suffix, &LocatorTerms::of([language]));
        place.map_or_else(|| format!("- | {rest}"), |(label, value)| format!("{label} {value} | {rest}"))
    }

    #[test]
    fn each_language_has_its_terms_and_the_english_ones() {
        for (language, suffix, place) in [
            ("ru", ", с. 5", "page 5 | "),
            ("ru", ", Стр. 5-7, и далее", "page 5–7 | , и далее"),
            ("ru", ", p. 5", "page 5 | "),
            ("ru", ", т. 2", "volume 2 | "),
            ("uk", ", стор. 5", "page 5 | "),
            ("de", ", S. 5", "page 5 | "),
            ("de", ", Bd. 2", "volume 2 | "),
            ("de-AT", ", Kap. IV", "chapter IV | "),
            ("fr", ", p. 5", "page 5 | "),
            ("fr", ", t. 2", "volume 2 | "),
            ("es", ", págs. 5-7", "page 5–7 | "),
            ("es", ", n.º 5", "issue 5 | "),
            ("ar", ", ص 5", "page 5 | "),
            ("ar", "، ص. ٥-٧", "page ٥–٧ | "),
            ("he", ", עמ' 5", "page 5 | "),
            ("hy", ", էջ 5", "page 5 | "),
            ("kk", ", 5-б.", "page 5 | "),
            ("kk", ", 5–7-бет, одан әрі", "page 5–7 | , одан әрі"),
            ("kk", ", 2-том", "volume 2 | "),
            ("zh", ", 第5页", "page 5 | "),
            ("zh-Hant", "，第 5–7 頁，又", "page 5–7 | ，又"),
            ("zh", ", 图5", "figure 5 | "),
            ("ja", ", 5頁以下", "page 5 | 以下"),
            ("ja", "、第2段落", "paragraph 2 | "),
            ("ja", ", 図5", "figure 5 | "),
        ] {
            assert_eq!(read(language, suffix), place, "{language}{suffix}");
        }
    }

    #[test]
    fn words_that_only_look_like_terms_are_none() {
        assert_eq!(read("en", ", S. 5"), "- | , S. 5", "another language's");
        assert_eq!(read("ru", ", с 5 марта"), "- | , с 5 марта", "a preposition");
        assert_eq!(read("kk", ", 5-бетон"), "page 5–бетон | ", "as without the term");
        assert_eq!(read("zh", ", 第五章"), "- | , 第五章");
    }
}
