"""The files for reference managers, read by `rispy`, `bibtexparser` and pandoc."""

import json
import os
import re
import shutil
import subprocess
import unittest
import urllib.parse

import bibtexparser
import rispy

import sites

PANDOC = os.environ.get("PANDOC") or shutil.which("pandoc")


def pandoc(path, form):
    """What pandoc understands of a file, as CSL-JSON by id."""
    command = [PANDOC, "-f", form, "-t", "csljson", str(path)]
    told = subprocess.run(command, check=True, capture_output=True)
    assert not told.stderr, told.stderr
    return {item["id"]: item for item in json.loads(told.stdout)}


def plain(text):
    """Without the marks by which pandoc keeps capitals, and its signs for quotation marks."""
    text = re.sub(r"</?span[^>]*>", "", text)
    for sign, plain_sign in {"’": "'", "‘": "'", "“": "'", "”": "'", '"': "'", "\u00a0": " "}.items():
        text = text.replace(sign, plain_sign)
    return " ".join(text.split())


def told_by(out):
    return {source["key"]: source for source in json.loads((out / "chronicle.json").read_text())["sources"]}


def items(out):
    return {item["id"]: item for item in json.loads((out / "sources.csl.json").read_text())}


class References(unittest.TestCase):
    def test_every_source_is_in_every_file(self):
        for site in sites.ALL:
            out = site()
            sources = told_by(out)
            self.assertEqual(set(items(out)), set(sources))
            ris = rispy.loads((out / "sources.ris").read_bytes().decode())
            self.assertEqual([record["id"] for record in ris], list(sources))
            for name in ["sources.bib", "sources-bibtex.bib"]:
                library = bibtexparser.parse_file(str(out / name))
                self.assertEqual(library.failed_blocks, [], name)
                self.assertEqual(len(library.entries), len(sources), name)

    def test_pandoc_reads_biblatex_as_we_say_it_in_csl_json(self):
        for site in [sites.sample, sites.every]:
            out = site()
            ours, theirs = items(out), pandoc(out / "sources.bib", "biblatex")
            fit = {key: item for key, item in ours.items() if key in theirs}
            self.assertGreater(len(fit), len(ours) // 2)
            self.assertEqual(len(theirs), len(ours))
            for key, item in fit.items():
                other = theirs[key]
                # It puts `titleaddon` behind the title.
                self.assertTrue(plain(other["title"]).startswith(plain(item["title"])), key)
                if item["type"].startswith("article-"):
                    self.assertEqual(plain(other["container-title"]), plain(item["container-title"]), key)
                for name in ["URL", "volume", "issue", "publisher-place"]:
                    self.assertEqual(other.get(name), item.get(name), (key, name))
                if "date-parts" in item.get("issued", {}):
                    self.assertEqual(other["issued"]["date-parts"], item["issued"]["date-parts"], key)
                self.assertEqual(self.names(other), self.names(item), key)

    def names(self, item):
        """Each name as its parts, in order; a body's whole."""
        return [
            plain(" ".join(filter(None, (name.get(part) for part in ["given", "family", "literal"]))))
            for name in item.get("author", [])
        ]

    def test_pandoc_reads_csl_json_and_finds_what_is_in_it(self):
        for site in sites.ALL:
            out = site()
            ours, theirs = items(out), pandoc(out / "sources.csl.json", "csljson")
            self.assertEqual(set(theirs), set(ours))
            for key, item in ours.items():
                self.assertEqual(plain(theirs[key]["title"]), plain(item["title"]))

    def test_no_text_gets_out_of_its_place(self):
        out = sites.strange()
        sources = told_by(out)
        hostile = [key for key in sources if key.startswith("h")]
        self.assertEqual(len(hostile), len(sites.HOSTILE))
        ris = {record["id"]: record for record in rispy.loads((out / "sources.ris").read_bytes().decode())}
        biblatex = pandoc(out / "sources.bib", "biblatex")
        self.assertEqual(set(biblatex), set(sources))
        for key in hostile:
            source = sources[key]
            self.assertEqual(plain(ris[key]["title"]), plain(source["title"]))
            self.assertEqual(ris[key]["urls"], [source["url"]])
            title = source["title"]
            if title.count("{") != title.count("}"):
                # It knows no name for a brace, and one by itself can only be named.
                title = title.replace("{", "").replace("}", "")
            self.assertEqual(plain(biblatex[key]["title"]), plain(title), key)
            self.assertEqual(biblatex[key]["URL"], source["url"])
            self.assertEqual(plain(biblatex[key].get("container-title", "")), plain(title), key)

    def test_each_event_has_the_same_of_its_own_sources(self):
        for site in [sites.sample, sites.every]:
            out = site()
            ours = items(out)
            for event in json.loads((out / "chronicle.json").read_text())["events"]:
                stem = out / urllib.parse.unquote(event["path"].removesuffix(".html"))
                if not event.get("sources"):
                    self.assertFalse(stem.with_name(stem.name + ".ris").exists())
                    continue
                of_event = {item["id"]: item for item in json.loads(stem.with_name(stem.name + ".csl.json").read_text())}
                self.assertLessEqual(set(event["sources"]), set(of_event))
                self.assertEqual(of_event, {key: ours[key] for key in of_event})
                ris = rispy.loads(stem.with_name(stem.name + ".ris").read_bytes().decode())
                self.assertEqual({record["id"] for record in ris}, set(of_event))
                for suffix in [".bib", ".bibtex.bib"]:
                    library = bibtexparser.parse_file(str(stem.with_name(stem.name + suffix)))
                    self.assertEqual((library.failed_blocks, len(library.entries)), ([], len(of_event)))

    def test_dates_that_ris_is_sure_of_are_those_of_csl_json(self):
        out = sites.strange()
        ours = items(out)
        for record in rispy.loads((out / "sources.ris").read_bytes().decode()):
            issued = ours[record["id"]].get("issued", {})
            year = record.get("year")
            if issued.get("circa") or "date-parts" in issued and issued["date-parts"][0][0] < 1:
                self.assertIsNone(year)
            elif len(issued.get("date-parts", [])) == 1 and "season" not in issued:
                parts = [int(part) for part in record["date"].split("/")[:3] if part]
                self.assertEqual((int(year), parts), (parts[0], issued["date-parts"][0]))

    def test_what_is_less_exact_is_told(self):
        out = sites.strange()
        exports = {export["path"]: export for export in json.loads((out / "exports.json").read_text())["exports"]}
        ours = items(out)
        told = {entry["source"] for entry in exports["sources.csl.json"]["less_exact"]}
        self.assertLessEqual({key for key, item in ours.items() if "literal" in item.get("issued", {})}, told)
        for path in ["sources.bib", "sources-bibtex.bib", "sources.ris"]:
            self.assertTrue(exports[path]["less_exact"], path)


if __name__ == "__main__":
    unittest.main()
