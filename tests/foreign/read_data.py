"""chronicle.json, by `jsonschema`; the tables, by Python's `csv`."""

import copy
import csv
import json
import unittest
import urllib.parse

import jsonschema

import sites


def closed(schema):
    """The same schema, that allows no field it does not name."""
    schema = copy.deepcopy(schema)

    def close(part):
        if isinstance(part, dict):
            if "properties" in part:
                part["additionalProperties"] = False
            for value in part.values():
                close(value)
        elif isinstance(part, list):
            for value in part:
                close(value)

    close(schema)
    return schema


class Data(unittest.TestCase):
    def test_the_chronicle_is_as_its_schema_says_and_has_nothing_else(self):
        for site in sites.ALL:
            out = site()
            schema = json.loads((out / "chronicle.schema.json").read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            chronicle = json.loads((out / "chronicle.json").read_text())
            self.assertEqual(chronicle["$schema"], "chronicle.schema.json")
            validator = jsonschema.Draft202012Validator(closed(schema))
            self.assertEqual([error.message for error in validator.iter_errors(chronicle)], [])

    def test_the_schema_refuses_what_is_not_so(self):
        schema = json.loads((sites.sample() / "chronicle.schema.json").read_text())
        chronicle = json.loads((sites.sample() / "chronicle.json").read_text())
        chronicle["events"][0]["date"]["earliest"] = "18 March 2010"
        del chronicle["sources"][0]["key"]
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(chronicle))
        self.assertEqual(len(errors), 2, errors)

    def table(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        for row in rows:
            self.assertNotIn(None, row, path)
            self.assertNotIn(None, row.values(), path)
        return rows

    def test_the_tables_have_a_line_for_each(self):
        for site in sites.ALL:
            out = site()
            chronicle = json.loads((out / "chronicle.json").read_text())
            events, sources = self.table(out / "events.csv"), self.table(out / "sources.csv")
            bare = lambda text: sites.in_a_line(text).removeprefix("'").strip()
            self.assertEqual([bare(row["id"]) for row in events], [event["id"] for event in chronicle["events"]])
            self.assertEqual([bare(row["key"]) for row in sources], [source["key"] for source in chronicle["sources"]])
            for row, event in zip(events, chronicle["events"], strict=True):
                self.assertEqual(bare(row["title"]), bare(event["title"]))
                self.assertEqual(bare(row["date"]), event["date"]["written"])
                self.assertEqual(bare(row["earliest"]), event["date"]["earliest"] or "")
                self.assertEqual(row["source_count"], str(len(event.get("sources", []))))
                page = urllib.parse.unquote(row["page"].removeprefix(sites.BASE))
                self.assertTrue((out / page).is_file(), page)

    def test_no_cell_is_a_formula(self):
        for name in ["events.csv", "sources.csv"]:
            for row in self.table(sites.strange() / name):
                for cell in row.values():
                    start = cell.lstrip()[:1]
                    self.assertFalse(start in ("=", "@", "+", "-") and not cell.lstrip("-+").isdigit(), cell)


if __name__ == "__main__":
    unittest.main()
