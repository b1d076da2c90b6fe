"""Tests of the name data."""
