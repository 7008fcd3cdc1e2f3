"""What pages tell to reference managers and search engines: JSON-LD, by `schema_org`; COinS, by
Zotero's rules."""

import html.parser
import json
import re
import unittest
import urllib.parse

import schema_org

import sites


class Page(html.parser.HTMLParser):
    """The JSON-LD, the COinS and the alternates of a page."""

    def __init__(self, path):
        super().__init__()
        self.data, self.coins, self.alternates, self.within = [], [], [], False
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.within = tag == "script" and attributes.get("type") == "application/ld+json"
        if "Z3988" in (attributes.get("class") or "").split():
            self.coins.append(attributes["title"])
        if tag == "link" and attributes.get("rel") == "alternate":
            self.alternates.append(attributes)

    def handle_data(self, data):
        if self.within:
            self.data.append(json.loads(data))

    def handle_endtag(self, tag):
        self.within = False


def valid(told):
    """Makes the model of each object, which refuses what the vocabulary does not have."""
    model = getattr(schema_org, told["@type"])
    fields = {}
    for name, value in told.items():
        if name in ("@type", "@context", "@id"):
            continue
        values = [valid(one) if isinstance(one, dict) and "@type" in one else one for one in listed(value)]
        # What is only named stands whole elsewhere on the page.
        values = [schema_org.CreativeWork() if isinstance(one, dict) else one for one in values]
        if name in ("startDate", "endDate", "datePublished"):
            assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?", one) for one in values), values
            continue
        fields[name] = values if isinstance(value, list) else values[0]
    return model(**fields)


def listed(value):
    return value if isinstance(value, list) else [value]


def pages(out, kind):
    return sorted((out / kind).glob("*.html"))


class Pages(unittest.TestCase):
    def test_json_ld_is_of_the_vocabulary(self):
        for site in sites.ALL:
            out = site()
            for path in [out / "index.html", *pages(out, "events")[:40], *pages(out, "sources")[:20]]:
                if path.name == "index.html" and path.parent != out or "http-equiv=\"refresh\"" in path.read_text():
                    continue
                (told,) = Page(path).data
                self.assertEqual(told["@context"], "https://schema.org")
                valid(told)

    def test_the_vocabulary_is_asked(self):
        with self.assertRaises(Exception):
            valid({"@type": "Event", "startsOn": "x"})

    def test_an_event_has_its_sources_and_its_claims(self):
        out = sites.every()
        for event in json.loads((out / "chronicle.json").read_text())["events"]:
            (told,) = Page(out / urllib.parse.unquote(event["path"])).data
            about = listed(told.get("subjectOf", []))
            claims = [one for one in about if one["@type"] == "Claim"]
            self.assertEqual(len(claims), len(event.get("accounts", [])))
            self.assertEqual(len(about) - len(claims), len(event.get("sources", [])))
            known = {one["@id"] for one in about if "@id" in one}
            for claim in claims:
                self.assertLessEqual({one["@id"] for one in claim.get("appearance", [])}, known)

    def test_nothing_ends_the_script(self):
        for path in pages(sites.strange(), "events"):
            if path.stem.startswith("h"):
                (told,) = Page(path).data
                self.assertTrue(told["name"].startswith("E "))
                self.assertNotIn("<script>alert", path.read_text())

    def coins(self, told):
        """As Zotero reads them: a query, in which `+` is a space after decoding, too."""
        pairs = [pair.split("=", 1) for pair in told.split("&")]
        decode = lambda text: urllib.parse.unquote(text.replace("+", "%20").replace("%2B", "%20").replace("%2b", "%20"))
        fields = {}
        for key, value in pairs:
            # An address, and what was `+`, is encoded twice.
            fields.setdefault(key, []).append(decode(value).replace("%2B", "+"))
        return fields

    def test_zotero_finds_each_source(self):
        for site in sites.ALL:
            out = site()
            chronicle = json.loads((out / "chronicle.json").read_text())
            csl = {item["id"]: item for item in json.loads((out / "sources.csl.json").read_text())}
            for source in chronicle["sources"]:
                (told,) = Page(out / urllib.parse.unquote(source["path"])).coins
                self.assertNotRegex(told, r"[\s<>\"]")
                fields = self.coins(told)
                self.assertEqual(fields["rft_val_fmt"], ["info:ofi/fmt:kev:mtx:dc"])
                self.assertEqual(fields["rft.title"], [csl[source["key"]]["title"]])
                self.assertRegex(fields["rft.type"][0], r"^[a-zA-Z]+$")
                for name, key in [("rft.identifier", "url"), ("rft.language", "language")]:
                    self.assertEqual(fields.get(name, [None])[0], source.get(key))
                if csl[source["key"]]["type"] == "article-newspaper":
                    self.assertEqual(fields["rft.type"], ["newspaperArticle"])
                    self.assertEqual(fields.get("rft.source", [None])[0], source.get("outlet"))
            for event in chronicle["events"]:
                page = Page(out / urllib.parse.unquote(event["path"]))
                self.assertEqual(len(page.coins), len(event.get("sources", [])))
                for link in page.alternates:
                    target = link["href"] if "/" not in link["href"] else link["href"].removeprefix("../")
                    folder = out / "events" if "/" not in link["href"] else out
                    self.assertTrue((folder / urllib.parse.unquote(target)).is_file(), link)


if __name__ == "__main__":
    unittest.main()
