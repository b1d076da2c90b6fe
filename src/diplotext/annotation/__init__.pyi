"""The public names of annotation by hand, for type checkers and for the lazy import in `__init__.py`."""

from .reading import read_annotated
from .writers import BratWriter, InceptionWriter, LabelStudioWriter

__all__ = ["BratWriter", "InceptionWriter", "LabelStudioWriter", "read_annotated"]
