"""Tests of the encoder's training."""
