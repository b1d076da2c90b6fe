"""Documents on their way in and out: the wire format and its schema, export formats, input files."""
