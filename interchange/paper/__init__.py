"""Something on paper: cut into blocks, each a table, and drawn as PDF. Knows no database."""

from interchange.paper.pdf import draw, draw_all
from interchange.paper.sheet import Block, Column, PaperSheet

__all__ = ["Block", "Column", "PaperSheet", "draw", "draw_all"]
