//! The dates of CSL-JSON, in all their forms, as EDTF.

use serde_json::Value;

/// What a date variable says, in EDTF where it can be told, else as it is written; and whether the
/// file gave it in parts.
pub(super) fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(year) => Some(padded(&year.to_string())),
        Value::Object(date) => {
            let text = |name: &str| {
                date.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
            };
            if let Some(edtf) = text("edtf") {
                return Some(edtf.to_owned());
            }
            let circa = date.get("circa").is_some_and(is_set);
            let season = date.get("season").and_then(season);
            let parts =
                date.get("date-parts").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let parts: Vec<String> = parts.iter().filter_map(|part| day(part, season)).collect();
            let written = match &parts[..] {
                [one] => Some(one.clone()),
                [from, to, ..] if from == to => Some(from.clone()),
                [from, to, ..] => Some(format!("{from}/{to}")),
                [] => text("raw").or_else(|| text("literal")).map(str::to_owned),
            };
            written.map(|written| if circa { qualified(&written) } else { written })
        }
        _ => None,
    }
}

/// `true`, `1`, `"1"`, `"true"`
fn is_set(value: &Value) -> bool {
    match value {
        Value::Bool(set) => *set,
        Value::Number(number) => number.as_i64() != Some(0),
        Value::String(text) => !matches!(&*text.to_lowercase(), "" | "0" | "false" | "no"),
        _ => false,
    }
}

/// EDTF's number of a season: CSL's are 1 to 4, from spring; 13 to 16 and 21 to 24 are met too.
fn season(value: &Value) -> Option<u8> {
    let text = match value {
        Value::String(text) => text.trim().to_lowercase(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(match &*text {
        "1" | "13" | "21" | "spring" => 21,
        "2" | "14" | "22" | "summer" => 22,
        "3" | "15" | "23" | "autumn" | "fall" => 23,
        "4" | "16" | "24" | "winter" => 24,
        _ => return None,
    })
}

/// `[2010, 3, 18]`, as numbers or as texts; a zero and `null` end it.
fn day(parts: &Value, season_of_all: Option<u8>) -> Option<String> {
    let numbers = |value: &Value| match value {
        Value::String(text) => text.trim().parse::<i64>().ok(),
        value => value.as_i64(),
    };
    let parts: Vec<i64> = parts.as_array()?.iter().map_while(numbers).collect();
    let (&year, rest) = parts.split_first()?;
    let mut written = padded(&year.to_string());
    match rest.split(|part| *part == 0).next().unwrap_or_default() {
        [] => {
            if let Some(season) = season_of_all {
                written.push_str(&format!("-{season}"));
            }
        }
        [month @ 13..=16, ..] => written.push_str(&format!("-{}", month + 8)),
        [month] => written.push_str(&format!("-{month:02}")),
        [month, day, ..] => written.push_str(&format!("-{month:02}-{day:02}")),
    }
    Some(written)
}

/// A year with the four digits that EDTF asks for; one of five or more with its `Y`.
fn padded(year: &str) -> String {
    let (sign, digits) = year.strip_prefix('-').map_or(("", year), |digits| ("-", digits));
    match digits.len() {
        ..=4 => format!("{sign}{digits:0>4}"),
        _ => format!("Y{sign}{digits}"),
    }
}

/// Each end of a date, about then.
fn qualified(written: &str) -> String {
    let ends = written
        .split('/')
        .map(|end| if end.ends_with(['~', '?', '%']) { end.to_owned() } else { format!("{end}~") });
    ends.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn every_form_of_a_date_is_read() {
        for (json, expected) in [
            (r#"{"date-parts":[[2010,3,18]]}"#, Some("2010-03-18")),
            (r#"{"date-parts":[["2010","3"]]}"#, Some("2010-03")),
            (r#"{"date-parts":[[2010,3,2],[2010,3,18]]}"#, Some("2010-03-02/2010-03-18")),
            (r#"{"date-parts":[[2010]],"season":"1"}"#, Some("2010-21")),
            (r#"{"date-parts":[[2010,13]]}"#, Some("2010-21")),
            (r#"{"date-parts":[[1984]],"circa":true}"#, Some("1984~")),
            (r#"{"date-parts":[[1984],[1986]],"circa":1}"#, Some("1984~/1986~")),
            (r#"{"date-parts":[[-43,3,15]]}"#, Some("-0043-03-15")),
            (r#"{"date-parts":[[850]]}"#, Some("0850")),
            (r#"{"date-parts":[[2010,0,0]]}"#, Some("2010")),
            (r#"{"date-parts":[[2010,null]]}"#, Some("2010")),
            (r#"{"date-parts":[[170000002]]}"#, Some("Y170000002")),
            (r#"{"raw":"2010-03-02/2010-03-18"}"#, Some("2010-03-02/2010-03-18")),
            (r#"{"literal":"18 March 2010"}"#, Some("18 March 2010")),
            (r#"{"edtf":"201X","date-parts":[[2010]]}"#, Some("201X")),
            (r#"{"date-parts":[],"raw":"x"}"#, Some("x")),
            (r#"{"date-parts":[[]]}"#, None),
            (r#"{"date-parts":"2010"}"#, None),
            (r#""2010-03-18""#, Some("2010-03-18")),
            ("2010", Some("2010")),
            ("[]", None),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(written(&value).as_deref(), expected, "{json}");
        }
    }
}
