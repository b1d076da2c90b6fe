"""Every corpus of names has conventions of its own: all are brought to one scheme, for the name recognizer."""
