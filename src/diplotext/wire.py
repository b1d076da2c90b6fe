"""The wire format, version 1: documents to JSON and back, without loss: see `diplotext.io.wire`."""

from diplotext.io.wire import VERSION, dumps, from_dict, ids_of, is_annotation, loads, read_lines, to_dict

__all__ = ["VERSION", "dumps", "from_dict", "ids_of", "is_annotation", "loads", "read_lines", "to_dict"]
