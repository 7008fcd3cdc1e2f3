"""events.ics, read by `icalendar`."""

import datetime
import json
import unittest

import icalendar

import sites


def read(out):
    data = (out / "events.ics").read_bytes()
    return data, icalendar.Calendar.from_ical(data)


class Calendar(unittest.TestCase):
    def test_lines_are_folded_and_broken_as_the_standard_says(self):
        for site in sites.ALL:
            data, _ = read(site())
            self.assertTrue(data.endswith(b"\r\n"))
            for line in data[:-2].split(b"\r\n"):
                self.assertLessEqual(len(line), 75)
                self.assertNotIn(b"\n", line)
                self.assertNotIn(b"\r", line)
                line.decode()

    def test_every_entry_is_whole_and_has_its_own_id(self):
        for site in sites.ALL:
            _, calendar = read(site())
            ids = [event["UID"] for event in calendar.walk("VEVENT")]
            self.assertEqual(len(ids), len(set(ids)))
            for event in calendar.walk("VEVENT"):
                self.assertFalse(event.errors)
                self.assertIn("DTSTAMP", event)
                start, end = event["DTSTART"].dt, event.get("DTEND") and event["DTEND"].dt
                if end is not None:
                    self.assertLess(start, end)

    def test_what_is_in_it_and_what_is_not_is_all(self):
        for site in sites.ALL:
            out = site()
            _, calendar = read(out)
            told = json.loads((out / "exports.json").read_text())
            left_out = next(e for e in told["exports"] if e["path"] == "events.ics")["left_out"]
            events = json.loads((out / "chronicle.json").read_text())["events"]
            self.assertEqual(len(calendar.walk("VEVENT")) + len(left_out), len(events))

    def test_dates_are_those_of_the_chronicle(self):
        out = sites.strange()
        _, calendar = read(out)
        told = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
        day = datetime.date
        utc = datetime.timezone.utc
        expected = {
            "2010-03-18": (day(2010, 3, 18), day(2010, 3, 19)),
            "2010-03-02/2010-03-18": (day(2010, 3, 2), day(2010, 3, 19)),
            "2010-04-3X": (day(2010, 4, 30), day(2010, 5, 1)),
            "0850": None,
            "2010-03-18T14:05": (datetime.datetime(2010, 3, 18, 13, 5, tzinfo=utc), None),
            "2010-03-18T14:05+03:00": (datetime.datetime(2010, 3, 18, 11, 5, tzinfo=utc), None),
            "2010-03-18T14:05Z/2010-03-18T15:00Z": (
                datetime.datetime(2010, 3, 18, 14, 5, tzinfo=utc),
                datetime.datetime(2010, 3, 18, 15, 0, tzinfo=utc),
            ),
        }
        for n, date in enumerate(sites.DATES):
            event = told.get(f"Event {n}")
            wanted = expected.get(date)
            if wanted is None:
                self.assertIsNone(event, date)
                continue
            self.assertIsNotNone(event, date)
            self.assertEqual(event["DTSTART"].dt, wanted[0], date)
            self.assertEqual(event["DTEND"].dt if "DTEND" in event else None, wanted[1], date)

    def test_texts_come_back(self):
        _, calendar = read(sites.strange())
        told = {sites.in_a_line(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
        titles = {sites.in_a_line(event["title"]) for event in json.loads((sites.strange() / "chronicle.json").read_text())["events"]}
        hostile = {title for title in titles if title.startswith("E ")}
        self.assertTrue(hostile)
        self.assertLessEqual(hostile, told)


if __name__ == "__main__":
    unittest.main()
