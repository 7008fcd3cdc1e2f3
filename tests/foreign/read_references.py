"""The files for reference managers, read by `rispy` and `gris`, `bibtexparser` and `pybtex`, pandoc
and `citeproc`; CSL-JSON also by the lists of the CSL project."""

import importlib.resources
import json
import os
import re
import shutil
import subprocess
import unittest
import urllib.parse

import bibtexparser
import citeproc
import citeproc.source.json
import gris
import jsonschema
import pybtex.database
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
    """Without the marks by which pandoc keeps capitals, its signs for quotation marks, and what no line can hold."""
    text = re.sub(r"</?span[^>]*>", "", text)
    for sign, plain_sign in {"’": "'", "‘": "'", "“": "'", "”": "'", '"': "'", "\u00a0": " "}.items():
        text = text.replace(sign, plain_sign)
    return sites.in_a_line(text)


def balanced(text):
    """Whether each brace has its other, in order."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def told_by(out):
    return {source["key"]: source for source in json.loads((out / "chronicle.json").read_text())["sources"]}


def csl_schema():
    """The form of CSL-JSON 1.0.2, with the types and variables of the CSL project, which `citeproc` carries."""
    folder = importlib.resources.files("citeproc").joinpath("data/schema/schemas/styles")

    def words(file, name):
        text = folder.joinpath(file).read_text() + "\n\n"
        return re.findall(r'"([^"]+)"', re.search(rf"\b{re.escape(name)} =\s(.*?)\n\s*\n", text, re.DOTALL).group(1))

    text, number = {"type": "string"}, {"type": ["string", "number"]}
    truth = {"type": ["string", "number", "boolean"]}
    parts = ["family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"]
    flags = ["comma-suffix", "static-ordering", "parse-names"]
    name = {
        "type": "object",
        "properties": {**dict.fromkeys(parts, text), **dict.fromkeys(flags, truth)},
        "minProperties": 1,
        "additionalProperties": False,
    }
    part = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": part, "minItems": 1, "maxItems": 2},
            "season": number,
            "circa": truth,
            "literal": text,
            "raw": text,
        },
        "oneOf": [{"required": ["date-parts"]}, {"required": ["literal"]}, {"required": ["raw"]}],
        "additionalProperties": False,
    }
    of = lambda kind: words("csl-variables.rnc", f"variables.{kind}")
    fields = {
        "id": number,
        "type": {"enum": words("csl-types.rnc", "item-types")},
        "custom": {"type": "object"},
        "categories": {"type": "array", "items": text},
        **dict.fromkeys(["language", "shortTitle", "journalAbbreviation"], text),
        **dict.fromkeys(of("strings") + of("titles"), text),
        **dict.fromkeys(of("numbers"), number),
        **dict.fromkeys(of("names"), {"type": "array", "items": name, "minItems": 1}),
        **dict.fromkeys(of("dates"), date),
    }
    item = {"type": "object", "properties": fields, "required": ["id", "type"], "additionalProperties": False}
    return {"type": "array", "items": item}


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

    def test_csl_json_has_the_form_and_the_variables_of_csl(self):
        schema = csl_schema()
        self.assertGreater(len(schema["items"]["properties"]), 100)
        validator = jsonschema.Draft202012Validator(schema)
        for site in sites.ALL:
            for path in [site() / "sources.csl.json", *sorted((site() / "events").glob("*.csl.json"))]:
                told = json.loads(path.read_text())
                self.assertEqual([error.message for error in validator.iter_errors(told)], [], path)
        told[0]["container_title"] = "x"
        told[0]["issued"] = {"date-parts": [["2010"]]}
        self.assertEqual(len(list(validator.iter_errors(told))), 2)

    def test_another_processor_takes_csl_json(self):
        for site in sites.ALL:
            told = json.loads((site() / "sources.csl.json").read_text())
            read = citeproc.source.json.CiteProcJSON(told)
            self.assertEqual(set(read), {item["id"].lower() for item in told})

    def test_a_second_reader_finds_the_same_in_ris(self):
        for site in sites.ALL:
            out = site()
            first = rispy.loads((out / "sources.ris").read_bytes().decode())
            second = gris.read_ris(out / "sources.ris")
            for one, other in zip(first, second, strict=True):
                fields = [("id", "ID"), ("title", "TI"), ("year", "PY"), ("type_of_reference", "TY"), ("date", "DA")]
                for name, tag in fields:
                    self.assertEqual(one.get(name), other.get(tag), (one["id"], tag))
                listed = other.get("AU", [])
                self.assertEqual(one.get("authors", []), listed if isinstance(listed, list) else [listed])
                # A tag is two signs, two spaces and a stroke, of those that the format has.
            for line in (out / "sources.ris").read_bytes().decode().split("\r\n"):
                self.assertRegex(line, r"^$|^[A-Z][A-Z0-9]  - .*$")
                self.assertNotRegex(line, r"[\x00-\x1f\x7f\u2028\u2029]")

    def test_a_second_reader_finds_the_same_in_bib(self):
        for site in sites.ALL:
            out = site()
            for name in ["sources.bib", "sources-bibtex.bib"]:
                first = bibtexparser.parse_file(str(out / name)).entries_dict
                second = pybtex.database.parse_file(str(out / name), bib_format="bibtex")
                self.assertEqual(list(second.entries), list(first), name)
                for key, entry in second.entries.items():
                    self.assertEqual(entry.type, first[key].entry_type)
                    fields = {field.key.lower() for field in first[key].fields}
                    persons = {role for role, people in entry.persons.items() if people}
                    self.assertEqual({field.lower() for field in entry.fields} | persons, fields, key)

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
            if not balanced(title):
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
