"""Tests of the corpus tools, on made-up texts."""
