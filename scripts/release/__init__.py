"""Building, checking and numbering what users install; nothing of it is installed."""
