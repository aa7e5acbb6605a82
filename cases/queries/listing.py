"""Which cases are there, and how high has each risen?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from cases.models import Case
from cases.rules import LEVELS, RISES, level
from interchange.accounts.models import Centre
from interchange.accounts.queries import allocated_at
from interchange.catalogue.queries import figures


def cases() -> QuerySet[Case]:
    """All cases, with what they are about."""
    return Case.objects.select_related("centre", "subject", "claim__qualification__subject")


def open_at(centre: Centre) -> QuerySet[Case]:
    """The centre's open cases, the longest open first."""
    return cases().filter(centre=centre, closed_at=None)


def moderators(case: Case) -> list[str]:
    """The addresses of the moderators allocated to the centre for the subject of its claim."""
    found = allocated_at(case.centre).filter(subject=case.claim.qualification.subject)
    return sorted(found.values_list("user__email", flat=True).distinct())


def rises() -> tuple[int, ...]:
    """After how many days a case rises, and rises again; by the board's figures."""
    found = figures()
    return tuple(found[one] for one in RISES if one in found)


def with_levels(found: Iterable[Case], on: date) -> list[Case]:
    """The cases, each with its `level`: a word and its colour; one query."""
    found, days = list(found), rises()
    for one in found:
        one.level = LEVELS[level(localdate(one.opened_at), on, days)]
    return found
