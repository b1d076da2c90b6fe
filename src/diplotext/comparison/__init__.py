"""What two wordings have in common, and who two names mean: for claims against articles, and articles side by side."""
