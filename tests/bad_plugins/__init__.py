"""Plugins that each break one rule of the contract, and one that breaks none: what the kit is tried on.

Each is a module of its own. `test_testing_checks.py` makes them discoverable.
"""
