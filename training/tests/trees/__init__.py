"""Tests of the treebank conversion and grafts."""
