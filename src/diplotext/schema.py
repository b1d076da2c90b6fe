"""The JSON Schema of the wire format, generated from the types and shipped: see `diplotext.io.schema`."""

from diplotext.io.schema import json_schema, shipped_schema

__all__ = ["json_schema", "shipped_schema"]
