"""The export format, and the records that the plugin contributes."""

from __future__ import annotations

import csv
import io

from diplotext import Registry
from diplotext.knowledge import check
from diplotext_example.writer import COLUMNS, TreatyWriter


def test_one_row_a_treaty(read):
    stream = io.StringIO()
    document = read("Togo and Benin signed a treaty in Accra on Monday. Nobody keeps the Zenda accords.")
    TreatyWriter().write([document, read("Nothing here.")], stream)
    signed, known = csv.DictReader(stream.getvalue().splitlines())
    assert tuple(signed) == COLUMNS
    assert (signed["document"], signed["published"], signed["name"]) == (document.id, "2022-05-10", "")
    assert (signed["parties"], signed["signed_in"], signed["signed_on"]) == ("Togo; Benin", "Accra", "2022-05-09")
    assert (known["text"], known["category"], known["parties"]) == ("Zenda accords", "accord", "")
    assert document.text[int(known["start"]) : int(known["end"])] == known["text"]


def test_the_format_is_offered_by_its_name():
    assert Registry().writers["treaties-csv"] is TreatyWriter


def test_records_are_sound():
    findings = check(Registry().knowledge_by_plugin, plugin="treaties")
    assert [str(finding) for finding in findings] == []
