"""Open corpora of names are small: tables, rules and earlier recognizers label raw diplomatic text."""
