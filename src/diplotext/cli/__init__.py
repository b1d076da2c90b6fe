"""The `diplotext` command."""
