"""The public names of scaling, for type checkers and for the lazy import in `__init__.py`."""

from .folder import Summary, Watcher, extract_to_folder
from .manifest import result_files
from .sources import FileSource, SetAside
from .writing import lines

__all__ = [
    "FileSource",
    "SetAside",
    "Summary",
    "Watcher",
    "extract_to_folder",
    "lines",
    "result_files",
]
