"""Open treebanks are in Universal Dependencies and hold few quotations: they are converted and get grafts."""
