"""Models are compared by the same figures, made the same way, whatever they were trained on."""
