"""The public names of the gazetteer, for type checkers and for the lazy import in `__init__.py`."""

from . import english
from .findings import Finding
from .lint import check
from .records import Knowledge, Match, Name, NameForm, NamesInText, Record

__all__ = ["Finding", "Knowledge", "Match", "Name", "NameForm", "NamesInText", "Record", "check", "english"]
