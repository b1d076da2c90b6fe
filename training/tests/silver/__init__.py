"""Tests of the silver labels and self-training."""
