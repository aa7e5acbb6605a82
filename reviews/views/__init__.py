"""The pages: post-results services asked for, one of them, asking and withdrawing."""

from reviews.views.acting import withdraw
from reviews.views.asking import ask
from reviews.views.reading import consent, reviews, view

__all__ = ["ask", "consent", "reviews", "view", "withdraw"]
