"""Reading on after a syntax error: one mistake, one finding, and the rest of the file in the tree."""
