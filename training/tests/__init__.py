"""Tests of the training workshop."""
