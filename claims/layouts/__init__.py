"""A claim on paper: cut into blocks, each a table, and drawn as PDF. Knows no database, no request.

The page made for paper and the PDF show the same sheet.
"""

from claims.layouts.pdf import draw
from claims.layouts.sheet import Block, Column, Sheet
from claims.layouts.ways import WAYS, sheet_of

__all__ = ["Block", "Column", "Sheet", "WAYS", "draw", "sheet_of"]
