"""The gazetteer: dated records of names, contributed by plugins, looked up in texts, and checked for mistakes."""

from diplotext.knowledge.records import Knowledge, Match, Name, NameForm, Record

__all__ = ["Knowledge", "Match", "Name", "NameForm", "Record"]
