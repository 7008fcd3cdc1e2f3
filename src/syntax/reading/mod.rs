//! From a mapping to fields: each value is held to what its key takes, and all that is wrong is
//! said at once.

pub(super) mod checks;
pub(super) mod event;
pub(crate) mod except;
pub(super) mod name;
pub(super) mod nearest;
pub(super) mod page;
pub(super) mod reader;
pub(crate) mod source;

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::syntax::document::Kind;
    use crate::syntax::tests::faults;

    #[expect(clippy::needless_pass_by_value, reason = "so that calls read well")]
    fn check(kind: Kind, text: &str, expect: Expect) {
        expect.assert_eq(&faults(kind, text));
    }

    #[test]
    fn each_value_is_held_to_what_its_key_takes() {
        check(
            Kind::Event,
            "---\ntitle: [sic]\ndate:\n  - 1667\n  - 1668\nid: A b/c\nactors: {un: x}\ntags: [a, [b]]\n\
             order: 1.5\ndraft: maybe\npublish-on: 2026-11\nlanguage: English\nextra: 3\nmedia: [a]\n\
             accounts:\n- text: a\n  wher: b\n- b\n- {note: c}\n---\n",
            expect![[r#"
                2:8 error[wrong-type] `title` takes a text, and this is a list
                    "[sic]" a list
                    help: write `sic`, or `"[sic]"` where the brackets are part of the text
                4:3 error[wrong-type] `date` takes a date, and this is a list
                    "- 1667" a list
                    help: write `[1667,1668]` for one of several dates, `{1667,1668}` for all of them
                6:5 error[bad-id] `A b/c` cannot be an id
                    "A b/c" no blank can stand in an id
                    help: write `a-b-c`
                7:9 error[wrong-type] `actors` takes a text or a list of texts, and this is a map
                    "{un: x}" a map
                    help: write one text, or `"{un: x}"` where the brackets are part of the text
                8:11 error[wrong-type] `tags` takes texts, and this is a list
                    "[b]" a list
                    help: write `b`, or `"[b]"` where the brackets are part of the text
                9:8 error[wrong-type] `order` takes a whole number
                    "1.5" not a whole number
                    help: write a whole number, or remove the line
                10:8 error[wrong-type] `draft` takes `true` or `false`
                    "maybe" not `true` or `false`
                    help: write `true` or `false`, or remove the line
                11:13 error[bad-date] `publish-on` takes a day
                    "2026-11" not one day
                    help: write year, month and day: `2010-03-18`
                12:11 error[wrong-type] `English` is not a language tag
                    "English" not BCP 47
                    help: write a tag such as `en`, `ru`, `hy`, `zh-Hant` or `pt-BR`
                13:8 error[wrong-type] `extra` takes a map
                    "3" not a map
                    help: write `key: value` lines below it, indented
                14:8 warning[unknown-key] `media` is not shown yet
                    "[a]" left out of the site
                    help: put pictures in the text meanwhile: `![what it shows](picture.jpg)`
                17:3 error[unknown-key] `wher` is not a key of an account
                    "wher" not known
                    help: known are `date`, `place`, `actor`, `figure`, `text`, `sources`, `note`
                18:3 error[wrong-type] each of `accounts` is a map with the keys of an account
                    "b" not a map
                    help: write `key: value` lines; known are `date`, `place`, `actor`, `figure`, `text`, `sources`, `note`
                19:3 error[wrong-type] an account says nothing
                    "{note: c}" no version of anything
                    help: give it a `date`, `place`, `actor`, `figure` or `text`
            "#]],
        );
        check(
            Kind::Event,
            "---\ndate: \"2010-13-01\"\nid: ../x\nlanguage: pt_BR\naccounts: a\nextra: [a]\nkind: x\n---\n",
            expect![[r#"
                2:1 error[missing-title] this event has no title
                    "date: \"2010-13-01\"" no `title`
                    help: add a line `title: what happened`
                2:13 error[bad-date] `2010-13-01` is not a date that `date` can take
                    "13" there is no month `13`
                    help: write `2010-01-13`
                3:5 error[bad-id] `../x` cannot be an id
                    "../x" no `/` can stand in an id
                    help: write `x`
                4:11 error[wrong-type] `pt_BR` is not a language tag
                    "pt_BR" not BCP 47
                    help: write `pt-BR`
                5:11 error[wrong-type] each of `accounts` is a map with the keys of an account
                    "a" not a map
                    help: write `key: value` lines; known are `date`, `place`, `actor`, `figure`, `text`, `sources`, `note`
                6:8 error[wrong-type] `extra` takes a map
                    "[a]" not a map
                    help: write `key: value` lines below it, indented
                7:1 error[unknown-key] `kind` is not a key of an event
                    "kind" not here
                    why: `kind` is a key of a place
                    help: remove the line
            "#]],
        );
    }

    #[test]
    fn sources_and_places_and_pages_have_their_own_rules() {
        check(
            Kind::Source,
            "---\nkey: a b\ntype: newspaper\nurl-status: alive\nurl: www.example.org/a\narchived: ftp://x.org/a\n\
             author: [A, {b: c}]\nissued: 2010\nvia: [a]\n---\n",
            expect![[r#"
                2:6 error[bad-id] `a b` cannot be a source's key
                    "a b" no blank can stand in a key
                    help: write `a-b`
                3:7 error[wrong-type] `newspaper` is not a `type`
                    "newspaper" did you mean `news`?
                    help: write `news`; known are `news`, `agency`, `broadcast`, `document`, `statement`, `analysis`, `book`, `article`, `web`, `post`, `interview`, `dataset`
                4:13 error[wrong-type] `alive` is not a `url-status`
                    "alive" did you mean `live`?
                    help: write `live`; known are `live`, `dead`, `paywalled`, `moved`
                5:6 error[bad-url] `www.example.org/a` is not a web address
                    "www.example.org/a" no scheme
                    help: write `https://www.example.org/a`
                6:11 error[bad-url] `ftp://x.org/a` is not a web address
                    "ftp://x.org/a" `ftp:` is not allowed
                    help: write an address that begins with `https://` or `http://`
                7:13 error[wrong-type] `author` takes texts, and this is a map
                    "{b: c}" a map
                    help: write one text, or `"{b: c}"` where the brackets are part of the text
                8:1 error[unknown-key] `issued` is not a key of a source
                    "issued" did you mean `published`?
                    help: write `published`
                9:6 error[wrong-type] `via` takes a text, and this is a list
                    "[a]" a list
                    help: write `a`, or `"[a]"` where the brackets are part of the text
            "#]],
        );
        check(
            Kind::Source,
            "---\nurl: https://exa mple.org\narchived: \"https://\"\n---\n",
            expect![[r#"
                2:6 error[bad-url] `https://exa mple.org` is not a web address
                    "https://exa mple.org" a blank within
                    help: write `%20` for a blank that belongs to it
                3:11 error[bad-url] `https://` is not a web address
                    "\"https://\"" empty host
                    help: write the whole address, as the browser shows it: `https://example.org/page`
            "#]],
        );
        check(
            Kind::Source,
            "---\nnote: a\n---\n",
            expect![[r#"
            2:1 error[empty-source] a source says nothing of itself
                "note: a" nothing to cite
                help: give it at least an `outlet` and `published`, a `title` or a `url`
        "#]],
        );
        check(
            Kind::Place,
            "---\nlat: 91\nlon: 37,6\nlatitude: 1\n---\n",
            expect![[r#"
            2:6 error[wrong-type] `lat` takes degrees from -90 to 90
                "91" not such a number
                help: write a decimal number, south and west with a minus: `-33.45`
            3:6 error[wrong-type] `lon` takes degrees from -180 to 180
                "37,6" not such a number
                help: write `37.6`
            4:1 error[unknown-key] `latitude` is not a key of a place
                "latitude" did you mean `lat`?
                help: write `lat`
        "#]],
        );
        check(
            Kind::Place,
            "---\nlat: 55.75\n---\n",
            expect![[r#"
            2:6 error[wrong-type] `lat` stands there without `lon`
                "55.75" half a position
                help: add `lon`
        "#]],
        );
        check(
            Kind::Actor,
            "---\nname: A\nlat: 1\n---\n",
            expect![[r#"
                2:1 error[unknown-key] `name` is not a key of an actor
                    "name" did you mean `title`?
                    help: write `title`
                3:1 error[unknown-key] `lat` is not a key of an actor
                    "lat" not here
                    why: `lat` is a key of a place
                    help: remove the line
            "#]],
        );
        check(
            Kind::Page,
            "---\ndate: 2010\nredirect_from: /a\n---\n",
            expect![[r#"
                2:1 error[unknown-key] `date` is not a key of a page
                    "date" not here
                    why: `date` is a key of an event
                    help: remove the line
                3:1 error[unknown-key] `redirect_from` is not a key of a page
                    "redirect_from" did you mean `aliases`?
                    help: write `aliases`
            "#]],
        );
    }
}
