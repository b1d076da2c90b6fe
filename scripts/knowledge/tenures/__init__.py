"""Makes `tenures.csv`, the table of persons in offices, from the reference tables."""
