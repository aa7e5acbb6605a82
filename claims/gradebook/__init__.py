"""A claim's grades as a file: the template that is filled in, and what a filled one says.

Knows no database and no request. What a file says is judged by the rules that judge typed cells.
"""

from claims.gradebook.columns import NotAGradebook
from claims.gradebook.layout import Gradebook
from claims.gradebook.reading import Fault, Filled, read
from claims.gradebook.template import as_rows, as_workbook

__all__ = ["Fault", "Filled", "Gradebook", "NotAGradebook", "as_rows", "as_workbook", "read"]
