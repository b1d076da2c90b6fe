"""The tables of diplotext-knowledge, made again from reference tables and raw articles."""
