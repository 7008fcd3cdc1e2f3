"""Citations and entries in citation styles, beside what pandoc's citeproc makes of the same sources.

Both follow the same `.csl` files, Debian's. What is made otherwise is listed in `styles.json`, each
with its reason: a difference that is not listed fails, and so does one that is listed and gone.
"""

import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import sites

PANDOC = os.environ.get("PANDOC") or shutil.which("pandoc")
STYLES = pathlib.Path(os.environ.get("STYLES", "/usr/share/citation-style-language/styles"))
HERE = pathlib.Path(__file__).resolve().parent

NAMES = {
    "author-date": "chicago-author-date",
    "apa": "apa",
    "mla": "modern-language-association",
    "ieee": "ieee",
    "notes": "chicago-note-bibliography",
    "fullnotes": "chicago-fullnote-bibliography",
}

# Marks by number have one look on every page, whatever the style sets about them.
NUMBERED = {"ieee"}


def name(family, given):
    return {"family": family, "given": given}


def day(*parts):
    return {"date-parts": [list(parts)]}


SOURCES = {
    "news": dict(type="article-newspaper", title="A declaration is signed", author=[name("Solovyev", "Vladimir")],
                 issued=day(2010, 3, 18), **{"container-title": "Kommersant"}, page="3"),
    "unsigned": dict(type="article-newspaper", title="Talks begin in the capital", issued=day(2010, 3, 19),
                     **{"container-title": "Vedomosti"}),
    "agency": dict(type="article-newspaper", title="The council meets", author=[{"literal": "Strait Wire"}],
                   issued=day(2010, 3, 20), **{"container-title": "Strait Wire"}, URL="https://example.org/wire/1"),
    "magazine": dict(type="article-magazine", title="What the straits want", author=[name("Doe", "Jane")],
                     issued=day(2011, 4), **{"container-title": "The Review"}, volume="12", page="44-49"),
    "journal": dict(type="article-journal", title="On the law of straits: a history", author=[name("Adams", "Zed")],
                    issued=day(2001), **{"container-title": "Journal of Straits"}, volume="3", issue="2", page="10-22",
                    DOI="10.1000/182"),
    "two": dict(type="article-journal", title="Ships and their flags", author=[name("Ox", "Ann"), name("Li", "Bo")],
                issued=day(1999, 5), **{"container-title": "Sea Law"}, volume="8", page="101-107"),
    "four": dict(type="article-journal", title="Currents measured", issued=day(2004),
                 author=[name("Berg", "Ada"), name("Cole", "Ben"), name("Dahl", "Cai"), name("Egan", "Dee")],
                 **{"container-title": "Ocean Letters"}, volume="40", issue="1", page="1-9"),
    "book": dict(type="book", title="The strait in winter", author=[name("Petrov", "Ivan")], issued=day(1998),
                 publisher="Harbour Press", **{"publisher-place": "London"}),
    "edition": dict(type="book", title="A handbook of tides", author=[name("Moss", "Eva")], edition="2",
                    issued=day(1987), publisher="Tide House", **{"publisher-place": "Bergen"}),
    "edited": dict(type="book", title="Voices of the coast", editor=[name("Reed", "Tom")], issued=day(2005),
                   publisher="Shore Books", **{"publisher-place": "Oslo"}),
    "chapter": dict(type="chapter", title="The pilots", author=[name("Stone", "Uma")], editor=[name("Reed", "Tom")],
                    issued=day(2005), publisher="Shore Books", page="33-58", **{
                        "container-title": "Voices of the coast", "publisher-place": "Oslo"}),
    "translated": dict(type="book", title="Letters from the mole", author=[name("Garcia", "Luz")],
                       translator=[name("Hall", "Kit")], issued=day(1975), publisher="Mole", **{
                           "publisher-place": "Cadiz"}),
    "thesis": dict(type="thesis", title="Pilotage and law", author=[name("Unger", "Vera")], issued=day(2012),
                   publisher="University of Kiel", genre="PhD thesis"),
    "report": dict(type="report", title="Annual report of the strait council", author=[{"literal": "Strait Council"}],
                   issued=day(2009), publisher="Strait Council", number="14", genre="Report"),
    "paper": dict(type="paper-conference", title="Radar at the narrows", author=[name("Vance", "Wim")],
                  issued=day(2007), page="5-12", publisher="Sea Society", **{
                      "container-title": "Proceedings of the sea congress"}),
    "page": dict(type="webpage", title="Sailing orders", author=[{"literal": "Port of Kiel"}], issued=day(2010, 1, 5),
                 URL="https://example.org/orders", **{"container-title": "Port pages"}),
    "undated": dict(type="webpage", title="Rules of the lock", author=[{"literal": "Lock Office"}],
                    URL="https://example.org/lock"),
    "post": dict(type="post-weblog", title="I saw the ships", author=[name("Young", "Xia")], issued=day(2010, 3, 21),
                 URL="https://example.org/blog/7", **{"container-title": "Harbour diary"}),
    "interview": dict(type="interview", title="We waited at anchor", author=[name("Zorn", "Yan")],
                      issued=day(2010, 4, 2)),
    "film": dict(type="motion_picture", title="The narrows", author=[name("Abel", "Nia")], issued=day(1964),
                 publisher="Fjord Film"),
    "broadcast": dict(type="broadcast", title="Evening news of the coast", issued=day(2010, 3, 18),
                      publisher="Coast Radio", **{"container-title": "Evening news"}),
    "entry": dict(type="entry-encyclopedia", title="Strait", author=[name("Bell", "Ola")], issued=day(1911),
                  **{"container-title": "The great encyclopedia"}, volume="25", page="990-991", publisher="Lane"),
    "map": dict(type="map", title="Chart of the narrows", author=[{"literal": "Hydrographic Office"}],
                issued=day(1932), publisher="Hydrographic Office"),
    "speech": dict(type="speech", title="To the captains", author=[name("Cruz", "Pia")], issued=day(2010, 3, 30)),
    "dataset": dict(type="dataset", title="Passages counted", author=[name("Dunn", "Raj")], issued=day(2015),
                    publisher="Data Harbour", DOI="10.1000/555"),
    "same-a": dict(type="article-newspaper", title="First bulletin", author=[name("Solovyev", "Vladimir")],
                   issued=day(2010, 5, 1), **{"container-title": "Kommersant"}),
    "particle": dict(type="book", title="The lock keepers", issued=day(1950), publisher="Sluice",
                     author=[{"family": "Vries", "given": "Jan", "non-dropping-particle": "de"}]),
    "ivan": dict(type="book", title="Fog", author=[name("Ivanov", "Ivan")], issued=day(2012), publisher="Quay"),
    "petr": dict(type="book", title="Rain", author=[name("Ivanov", "Petr")], issued=day(2012), publisher="Quay"),
    "circa": dict(type="book", title="An old pilot", author=[name("Nord", "Siv")], publisher="Quay",
                  issued={"date-parts": [[1890]], "circa": True}),
    "range": dict(type="book", title="Logs of the lock", author=[name("Lund", "Tor")], publisher="Quay",
                  issued={"date-parts": [[1920], [1923]]}),
    "latin": dict(type="book", title="Éloge des marées", author=[name("Çelik", "Öykü")], issued=day(1993),
                  publisher="Éditions du Port", language="fr"),
}

# Each stands in a paragraph of its own, after one for each source by itself.
CLUSTERS = [
    "[@journal, p. 12]", "[@journal, pp. 12-14]", "[@book, chap. 3]", "[@book, vol. 2]", "[@report, sec. 4]",
    "[see @journal, p. 12]", "[@journal, p. 12, on pilots]", "[cf. @book]", "[@news; @book]", "[see @news; also @book, p. 9]",
    "[-@journal]", "[-@journal, p. 12]", "[@journal]", "[@journal]", "[@journal, p. 15]", "[@book; @two]", "[@two]",
    "[@four]", "[@unsigned, p. 1]", "@journal", "@journal [p. 12]", "@two", "@agency", "[@edited, p. 5]", "[@broadcast]",
    "[@news; @same-a]", "[@ivan; @petr]", "[@circa, p. 2]", "[@journal, p. 3-4, 7]", "[see also @petr]",
]
TEXTS = [f"[@{key}]" for key in SOURCES] + CLUSTERS


class Text(html.parser.HTMLParser):
    """The text of each element that is wanted, by a name that `wanted` gives it."""

    EMPTY = {"br", "img", "meta", "link", "input", "hr", "wbr", "source", "path", "circle", "rect", "line"}

    def __init__(self, page, wanted):
        super().__init__()
        self.wanted, self.open, self.found = wanted, [], {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in self.EMPTY:
            return
        name = self.wanted(tag, dict(attrs), [kept for _, kept in self.open if kept])
        self.open.append((tag, name))
        if name:
            self.found.setdefault(name, "")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        names = [kept for _, kept in self.open if kept]
        if names and names[-1] != "-":
            self.found[names[-1]] += data


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def numbers(text):
    """The numbers of the sources that a citation has, and not what it says beside them."""
    parts = re.findall(r"\[([^\]]*)\]", text)
    items = [item for part in parts for item in re.split(r"; |, (?=\d+\b(?!–))", part)]
    return " ".join(re.sub(r"^\D*(\d+).*$", r"\1", item) for item in items)


def ours(style):
    """What the program makes: each paragraph's citation, and each source's entry."""
    folder = sites.temporary()
    (folder / "content/events").mkdir(parents=True)
    (folder / "content/sources").mkdir()
    (folder / "theme").mkdir()
    shutil.copy(STYLES / f"{style}.csl", folder / "theme/style.csl")
    (folder / "site.toml").write_text('title = "T"\ncitation_style = "theme/style.csl"\n')
    (folder / "content/sources/all.json").write_text(json.dumps([{"id": key, **it} for key, it in SOURCES.items()]))
    text = "".join(f"Q {cluster}\n\n" for cluster in TEXTS)
    (folder / "content/events/e.md").write_text(f"---\ntitle: E\ndate: 2010\n---\n\n{text}")
    page = (sites.build(folder) / "events/e.html").read_text()
    count = [0]

    def wanted(tag, attrs, within):
        kind = attrs.get("class", "").split()
        if within and "backs" in kind:
            return "-"
        if tag == "p" and within == ["-text"]:
            count[0] += 1
            return f"p{count[0] - 1}"
        if tag == "div" and kind == ["text"]:
            return "-text"
        if attrs.get("id", "").startswith("note-"):
            return attrs["id"]
        if "number" in kind and within:
            return "-"
        if tag == "li" and "card" in kind:
            return "-card"
        if tag == "a" and "outlet" in kind and within:
            count.append(pathlib.PurePath(attrs["href"]).stem)
        if tag == "p" and kind == ["reference"]:
            return f"entry {count[-1]}"
        return None

    return {key: plain(text) for key, text in Text(page, wanted).found.items() if not key.startswith("-")}


def theirs(style):
    """What pandoc makes of the same."""
    folder = sites.temporary()
    items = folder / "all.json"
    items.write_text(json.dumps([{"id": key, **it} for key, it in SOURCES.items()]))
    command = [PANDOC, "-f", "markdown", "-t", "html", "--citeproc", "--wrap=none", f"--bibliography={items}",
               f"--csl={STYLES / (style + '.csl')}"]
    text = "".join(f"Q {cluster}\n\n" for cluster in TEXTS)
    page = subprocess.run(command, input=text, check=True, capture_output=True, text=True).stdout
    count = [0]

    def wanted(tag, attrs, within):
        kind = attrs.get("class", "").split()
        if "footnote-back" in kind:
            return "-"
        if "csl-left-margin" in kind:
            return "-"
        if "csl-entry" in kind:
            return "entry " + attrs["id"].removeprefix("ref-")
        if attrs.get("id", "").startswith("fn") and tag == "li":
            return "note-" + attrs["id"].removeprefix("fn")
        if tag == "p" and not within:
            count[0] += 1
            return f"p{count[0] - 1}"
        return None

    return {key: plain(text) for key, text in Text(page, wanted).found.items() if key != "-"}


def made(style):
    """Both, by what is made: a cluster as it is written, or `entry` and a key."""
    pairs = {}
    mine, other = ours(style), theirs(style)
    notes = any(key.startswith("note-") for key in other)
    for n, cluster in enumerate(TEXTS):
        key = f"note-{n + 1}" if notes else f"p{n}"
        pair = (mine.get(key), other.get(key))
        if style in NUMBERED:
            pair = (numbers(pair[0]), numbers(pair[1]))
        pairs[f"{n} {cluster}"] = pair
    for key in SOURCES:
        pairs[f"entry {key}"] = (mine.get(f"entry {key}"), other.get(f"entry {key}"))
    order = lambda all: [key for key in all if key.startswith("entry ")]
    pairs["order"] = (" ".join(order(mine)), " ".join(order(other)))
    return pairs


class Styles(unittest.TestCase):
    maxDiff = None

    def test_each_is_made_as_by_pandoc_or_otherwise_for_a_reason(self):
        reasons = json.loads((HERE / "styles.json").read_text())
        for name, style in NAMES.items():
            with self.subTest(style=style):
                pairs = made(style)
                known = {one for group in reasons[name] for one in group["where"]}
                self.assertTrue(all(group["reason"] for group in reasons[name]))
                differ = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
                new = {key: pair for key, pair in differ.items() if key not in known}
                self.assertEqual(new, {}, "made otherwise than by pandoc")
                self.assertEqual(sorted(known - set(differ)), [], "no longer different: strike them out")
                self.assertLess(len(differ), len(pairs) / 2)


if __name__ == "__main__":
    unittest.main()
