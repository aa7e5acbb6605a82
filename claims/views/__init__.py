"""The pages of claims: for centres who build and submit, for moderators who sample and review."""

from claims.views import (
    assessors,
    building,
    export,
    grid,
    happened,
    history,
    moderating,
    papers,
    reclaiming,
    reports,
    reviewing,
    sampling,
    submitting,
    unsaved,
    visiting,
    visits,
)

__all__ = [
    "assessors",
    "building",
    "export",
    "grid",
    "happened",
    "history",
    "moderating",
    "papers",
    "reclaiming",
    "reports",
    "reviewing",
    "sampling",
    "submitting",
    "unsaved",
    "visiting",
    "visits",
]
