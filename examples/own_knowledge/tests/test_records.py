"""The table is sound beside all others that are installed, and its names are found."""

from diplotext import Registry
from diplotext.knowledge import check

REGISTRY = Registry()


def test_the_table_is_sound():
    findings = check(REGISTRY.knowledge_by_plugin, plugin="ruritania")
    assert [str(finding) for finding in findings if finding.severity != "note"] == []


def test_the_only_row_of_others_that_is_replaced():
    findings = check(REGISTRY.knowledge_by_plugin, plugin="ruritania")
    assert [finding.record for finding in findings if finding.code == "replaces"] == ["organization:osce-academy"]


def test_every_name_is_found():
    for record in REGISTRY.knowledge_by_plugin["ruritania"]:
        for name in record.names:
            assert record in [match.record for match in REGISTRY.knowledge.find(f"We know {name.text}, of course.")]
