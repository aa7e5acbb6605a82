"""The board's side of requests: the queue, and the page on which one is resolved by the act."""

from mir.admin.requests import RequestAdmin

__all__ = ["RequestAdmin"]
