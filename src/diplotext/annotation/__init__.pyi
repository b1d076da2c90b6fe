"""The public names of annotation by hand, for type checkers and for the lazy import in `__init__.py`."""

from .reading import read_annotated
from .writers import AnnotationWriter, BratWriter, InceptionWriter, LabelStudioWriter

__all__ = ["AnnotationWriter", "BratWriter", "InceptionWriter", "LabelStudioWriter", "read_annotated"]
