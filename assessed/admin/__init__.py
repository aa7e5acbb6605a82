"""The board's side of assessed grades."""

from assessed.admin import considerations, reductions, tags

__all__ = ["considerations", "reductions", "tags"]
