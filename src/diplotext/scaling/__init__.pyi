"""The public names of scaling, for type checkers and for the lazy import in `__init__.py`."""

from .folder import Summary, Watcher, extract_to_folder
from .manifest import result_files
from .sources import SetAside
from .writing import Line, lines

__all__ = [
    "Line",
    "SetAside",
    "Summary",
    "Watcher",
    "extract_to_folder",
    "lines",
    "result_files",
]
