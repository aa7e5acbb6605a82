"""How fast are we, beside the obvious ways to do the same? One script a figure; none is a test."""
