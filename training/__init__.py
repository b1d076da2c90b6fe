"""How the English language model of diplotext is trained: a workshop beside the library, not a part of it."""
