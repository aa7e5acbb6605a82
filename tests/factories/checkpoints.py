"""The term-time checkpoint: its days, checks of courses, declarations."""

from datetime import UTC, date, datetime

from checkpoints import commands, queries
from interchange.catalogue.models import KeyDate
from interchange.catalogue.years import key_dates_year

IN_WINDOW = datetime(2027, 3, 10, 10, 0, tzinfo=UTC)
AFTER = datetime(2027, 5, 3, 10, 0, tzinfo=UTC)


def window_around(on, opens=None, closes=None):
    """Have the checkpoint of the day's year open so; unless said otherwise, on that day alone."""
    for slug, title, day in (
        ("checkpoint-opens", "Term-time checkpoint opens", opens or on),
        ("checkpoint-closes", "Estimated completion dates declared by", closes or on),
    ):
        KeyDate.objects.update_or_create(
            slug=slug,
            academic_year=key_dates_year(on),
            defaults={"title": title, "on": day, "provisional": False},
        )


def published():
    """Have the checkpoint of summer 2027 open in March and April, as the board publishes it."""
    window_around(IN_WINDOW.date(), date(2027, 3, 1), date(2027, 4, 30))


def check_all(centre, by, at=IN_WINDOW):
    """Have every course of the centre checked as it is."""
    for one in queries.courses(centre, queries.summer_now(at.date())):
        commands.check_course(centre=centre, code=one.code, level=one.level, by=by, at=at)


def a_declaration(centre, teacher, officer, at=IN_WINDOW):
    """The centre's declaration, of every course checked."""
    check_all(centre, teacher, at)
    return commands.declare(centre=centre, sure=True, by=officer, at=at)
