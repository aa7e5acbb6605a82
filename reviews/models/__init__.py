"""What is kept of post-results services: what was asked for and became of it, and the last days."""

from reviews.models.days import LastDay
from reviews.models.reviews import Review

__all__ = ["LastDay", "Review"]
