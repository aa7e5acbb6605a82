"""What do the pages of the entry codes booklet show?"""

import re
from dataclasses import dataclass

from django.db.models import Q

from interchange.catalogue.models import Qualification, Series, Subject
from interchange.catalogue.opening import out_by
from interchange.catalogue.specification.shape import UnitPoints


def qualifications(*, text="", suite="", level="", subject=""):
    """The qualifications, the 2016 suite first; filters that are empty do not filter.

    Each word of `text` must begin the entry code, the QAN or a word of the title.
    """
    found = Qualification.objects.select_related("subject").order_by(
        "-suite", "subject__title", "level", "total", "code"
    )
    for word in text.split():
        found = found.filter(
            Q(code__startswith=word)
            | Q(qan__istartswith=word)
            | Q(title__iregex=rf"\m{re.escape(word)}")
        )
    given = {"suite": suite, "level": level, "subject__code": subject}
    return found.filter(**{name: value for name, value in given.items() if value})


def qualification(code):
    """The qualification of that entry code; None where there is none."""
    return qualifications().filter(code=code).first() if re.fullmatch(r"\d{5}", code) else None


def subjects():
    """The subjects that have qualifications, by title."""
    return Subject.objects.filter(qualifications__isnull=False).distinct()


def series_of_exams(at, last=4):
    """The exam series of which results are still to come at the instant, next first."""
    found = Series.objects.filter(month__in=[Series.Month.JANUARY, Series.Month.JUNE])
    return found.exclude(out_by(at)).order_by("year", "month")[:last]


@dataclass(frozen=True)
class PointsTable:
    """Points by size and grade: a head of grades, and a row (size, figures) for each size."""

    grades: tuple[str, ...]
    rows: tuple[tuple[int, tuple[UnitPoints | None, ...]], ...]


def points_table(rules):
    """The unit points of a specification, sizes downwards and grades across, best first."""
    figures = {(one.size, one.grade): one for one in rules.points}
    sizes = sorted({size for size, _ in figures})
    grades = tuple(grade for grade in "DMPR" if any((size, grade) in figures for size in sizes))
    return PointsTable(
        grades,
        tuple((size, tuple(figures.get((size, grade)) for grade in grades)) for size in sizes),
    )
