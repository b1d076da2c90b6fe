"""Input and output of documents: the wire format and its schema, export formats, input files."""
