"""Sites that are built once for all tests."""

import atexit
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "target/debug/dateline"))
BASE = "https://example.org/a/b/"

# One of every form that a date can have.
DATES = """
2010-03-18 2010-03-18T14:05 2010-03-18T14:05+03:00 2010-03-18T14:05Z/2010-03-18T15:00Z 2010-03-28T02:30
2010-03 2010-21 2010-33 2010 201X 20XX 1XXX XXXX 1950S2 2010-XX 2010-03-XX 2010-04-3X 2010-03-1X 156X-12-25
2010-XX-18 2010-03-02/2010-03-18 2010-03-02/2010-03-18? 2010-03/2010-04 2010/ /2010 ../2010 2010/..
2010-03-15/.. ../2010-03-15 ..2010/2012 2010/2012.. [..2010-03-15] [..2010] [2010-03..] [1667,1668] [1670..1672]
{1667,1668} {..1984} [1984] Y17E7 -0043-03-15 0000 0850 9999-12-31 1984~ 1984? 1984% 2010-03-18~ 2010-03-18?
2004-06-%11 2010-~03-18 unknown
""".split()

HOSTILE = [
    "=HYPERLINK(\"x\")", "A, B; C \\ D", "50 % of {brackets} & $5 #1 ~x ^y _z", "</script><script>alert(1)</script>",
    "@article{x, y = {z}}", "TY  - JOUR", "Пресс-релиз № 5: «да»", "声明，2010年3月18日", "تصريح (رسمي)", "הצהרה",
    "Ünïcödé e\u0301", "a\u202eb", "\"quoted\" 'single'", "--", "-1+1", "{", "}", "\\", "%", "100%",
    "Very long " + "long " * 60, "a]]>b", "a -->b<!-- c", "two\nlines", "two\r\nlines", "a\rb", "tab\tbed", "\t=1+1", "\r=1+1",
    "a\u2028b\u2029c", "\u2066isolated", "\ufeffmarked", "a\x1bb\x7fc\x85d", "\u202e=1+1", "END:VCALENDAR\r\nBEGIN:X", "ER  - \r\nTY  - BOOK",
    "x}\n@book{y, title={z}", "nul\u0000byte", "; DROP; ' OR 1", "+1", "\u3000=1", "％x", "|cmd", "&amp;lt;b&gt;",
]


def temporary():
    """A folder that is removed at the end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dateline-foreign-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build(folder, *arguments):
    """Builds the site in `folder`; the folder of what it wrote."""
    out = temporary() / "public"
    command = [PROGRAM, "build", "--root", str(folder), "--output", str(out), "--quiet", *arguments]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1290000000"})
    return out


def check(folder, *arguments):
    """What the program says of the site in `folder`, on its standard output."""
    command = [PROGRAM, "check", "--root", str(folder), *arguments]
    told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1290000000"})
    assert told.returncode in (0, 1), told.stderr
    return told.stdout


@functools.cache
def sample():
    """The sample chronicle, with an address."""
    return build(ROOT, "--base-url", BASE)


@functools.cache
def every():
    """A site with one of everything, drafts left out."""
    return build(ROOT / "tests/sites/every", "--base-url", BASE)


@functools.cache
def bare():
    """The sample chronicle without an address."""
    return build(ROOT)


def in_a_line(text):
    """As one line: what no line of text can hold, or what stands for it, is a space."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ufffd\u2028\u2029]", " ", text).split())


def quoted(text):
    if any(ord(c) < 32 or 126 < ord(c) < 160 or c in "\u2028\u2029\ufeff" for c in text):
        return json.dumps(text)
    return "'" + text.replace("'", "''") + "'"


@functools.cache
def strange():
    """Every form of date, and texts that mean something to one format or another."""
    folder = temporary()
    (folder / "content/events").mkdir(parents=True)
    (folder / "content/sources").mkdir()
    (folder / "site.toml").write_text(
        f"title = \"A, B; C & <D>\"\nbase_url = \"{BASE}\"\ntime_zone = \"Europe/Berlin\"\nfeed_length = 1000\n"
    )
    sources = []
    for n, date in enumerate(DATES):
        (folder / f"content/events/d{n}.md").write_text(
            f"---\ntitle: Event {n}\ndate: {quoted(date)}\nsources: [d{n}]\n---\n\nText [@d{n}].\n"
        )
        sources.append(f"d{n}:\n  outlet: Paper\n  title: Report {n}\n  published: {quoted(date)}\n")
    for n, text in enumerate(HOSTILE):
        (folder / f"content/events/h{n}.md").write_text(
            f"---\ntitle: {quoted('E ' + text)}\ndate: 2010-{3 + n // 28:02}-{n % 28 + 1:02}\nsummary: {quoted(text)}\ntags: [{quoted('t ' + text)}]\n"
            f"sources: [h{n}]\naccounts:\n  - {{figure: {quoted(text)}, sources: [h{n}]}}\n---\n"
        )
        sources.append(
            f"h{n}:\n  outlet: {quoted(text)}\n  title: {quoted(text)}\n  author: [{quoted(text)}]\n  published: 2010-03-18\n"
            f"  url: https://example.com/{n}?a=b&c=%20d_e~f#g\n  quote: {quoted(text)}\n  note: {quoted(text)}\n"
        )
    (folder / "content/sources/all.yaml").write_text("".join(sources))
    return build(folder)


@functools.cache
def weak():
    """A site, not built, with weaknesses that stand, one that is excused, and names that have to be escaped."""
    folder = temporary()
    (folder / "content/events").mkdir(parents=True)
    (folder / "content/sources").mkdir()
    (folder / "site.toml").write_text("[checks]\nsingle-source = \"error\"\n")
    (folder / "content/events/a, b% c;d=é.md").write_text(
        "---\ntitle: 'One: 100 %, twice'\ndate: 2010-03-18\n---\n\nIt is so [@a]. And: so, % it is.\n"
    )
    (folder / "content/events/b.md").write_text(
        "---\ntitle: Two\ndate: 2010-03-19\nexcept:\n  single-source: 'known: 100 %, \u202eand\u202c so on'\n---\n\nSo [@a].\n"
    )
    (folder / "content/sources/s.yaml").write_text("a: {outlet: Paper, published: 2009, url: 'https://example.org/'}\n")
    return folder


ALL = [sample, every, bare, strange]
