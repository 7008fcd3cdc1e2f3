"""feed.xml and rss.xml, read by `feedparser`; feed.json, by its own rules."""

import html
import json
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

import feedparser

import sites


class Feeds(unittest.TestCase):
    def test_atom_and_rss_are_well_formed_and_say_the_same(self):
        for site in [sites.sample, sites.every, sites.strange]:
            out = site()
            atom, rss = (feedparser.parse(str(out / name)) for name in ["feed.xml", "rss.xml"])
            self.assertEqual((atom.version, rss.version), ("atom10", "rss20"))
            self.assertFalse(atom.bozo or rss.bozo, (atom.get("bozo_exception"), rss.get("bozo_exception")))
            self.assertTrue(atom.entries)
            self.assertEqual(atom.feed.title, rss.feed.title)
            for a, r in zip(atom.entries, rss.entries, strict=True):
                self.assertEqual((a.id, a.title, a.link, a.summary), (r.id, r.title, r.link, html.unescape(r.summary)))
                self.assertEqual(a.updated_parsed, r.published_parsed)
                # An attribute has no line breaks.
                terms = [[sites.in_a_line(tag.term) for tag in entry.get("tags", [])] for entry in (a, r)]
                self.assertEqual(*terms)
                self.assertTrue(a.link.startswith(sites.BASE))
                self.assertTrue((out / urllib.parse.unquote(a.link.removeprefix(sites.BASE))).is_file(), a.link)

    def test_a_site_without_an_address_has_no_rss(self):
        out = sites.bare()
        self.assertFalse((out / "rss.xml").exists())
        atom = feedparser.parse(str(out / "feed.xml"))
        self.assertFalse(atom.bozo, atom.get("bozo_exception"))

    def test_titles_come_back(self):
        # feedparser cleans markup out of titles, so what was written is read plainly.
        tree = ElementTree.parse(sites.strange() / "rss.xml")
        told = {sites.in_a_line(item.findtext("title")) for item in tree.iter("item")}
        events = json.loads((sites.strange() / "chronicle.json").read_text())["events"]
        self.assertEqual(told, {sites.in_a_line(event["title"]) for event in events})

    def test_json_feed_is_as_its_specification_says(self):
        for site in sites.ALL:
            out = site()
            feed = json.loads((out / "feed.json").read_text())
            self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
            ids = [item["id"] for item in feed["items"]]
            self.assertEqual(len(ids), len(set(ids)))
            atom = feedparser.parse(str(out / "feed.xml"))
            self.assertEqual(ids, [entry.id for entry in atom.entries])
            for item in feed["items"]:
                self.assertTrue("content_text" in item or "content_html" in item)
                self.assertTrue(item.get("url", "https://").startswith("https://"))
                self.assertRegex(item["date_published"], r"^\d{4}-\d\d-\d\dT00:00:00Z$")


if __name__ == "__main__":
    unittest.main()
