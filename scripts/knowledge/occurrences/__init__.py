"""Makes the table of occurrences: what typed rows and reference tables say of meetings, where they agree."""
