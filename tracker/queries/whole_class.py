"""What does each candidate of a class have and need, and what is the least for the next grade?

By what the centre sees alone, as for one candidate (tracker.queries.what_if); nothing is changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from entries.models import QualificationEntry
from interchange.look.tables import PER_PAGE
from results import queries as results_queries
from results.models import QualificationResult
from results.queries import Tried

MOST = 1000  # candidates of a class that are looked at together
COLUMNS = (
    *("Candidate", "Candidate number", "OCR candidate number", "Entry code", "Now", "Points"),
    *("Still possible", "What is missing", "Next grade", "Units it takes", "Least way"),
    "Units held elsewhere left out",
)
MEASURES = {"glh": "GLH", "units": "units", "credits": "credits", "points": "points"}


@dataclass(frozen=True)
class InClass:
    """A candidate of the class: the registration, and what the engine makes of what is seen.

    `hides` says whether units held at another centre are left out.
    """

    entry: QualificationEntry
    tried: Tried
    hides: bool

    @property
    def now(self) -> str:
        """The grade that what is held is enough for, "" for none."""
        return self.tried.outcome.grade if self.tried.is_awarded else ""

    @property
    def unclassified(self) -> QualificationResult | None:
        """The result by which the board issued no grade, where what is held is enough for none."""
        issued = None if self.tried.is_awarded else self.tried.standing.result
        is_so = issued and issued.outcome == QualificationResult.Outcome.UNCLASSIFIED
        return issued if is_so else None

    @property
    def told_now(self) -> str:
        """The grade now, or that the result is unclassified, in words; "" for no result yet."""
        issued = self.unclassified
        return issued.grade or issued.get_outcome_display() if issued else self.now

    @property
    def points(self) -> int:
        """The points of what counts now."""
        return self.tried.outcome.points

    @property
    def possible(self) -> str:
        """The best grade still possible."""
        return self.tried.possible

    @property
    def missing(self) -> list[str]:
        """What an award is short of, rule by rule."""
        short = () if self.tried.is_awarded else self.tried.still_needed
        return [_missing(one) for one in short]

    @property
    def next_grade(self) -> str:
        """The grade that the least way brings, "" where none is left."""
        return self.tried.way.grade if self.tried.way else ""

    @property
    def way(self) -> list[str]:
        """The least way to it: the grade that does, and in which units."""
        return [
            f"{grade} in unit{'' if len(units) == 1 else 's'} {', '.join(units)}"
            for _, grade, units in self.tried.steps
        ]

    @property
    def takes(self) -> int | None:
        """How many units the way takes, None where none is left."""
        return len(self.tried.way.steps) if self.tried.way else None

    @property
    def now_stands(self) -> int:
        """Where the grade now stands among those of the qualification: the better the more."""
        return self._stands(self.now)

    @property
    def possible_stands(self) -> int:
        """Where the best grade still possible stands."""
        return self._stands(self.possible)

    @property
    def next_stands(self) -> int:
        """Where the next grade stands."""
        return self._stands(self.next_grade)

    @property
    def short_of(self) -> int:
        """How much is missing, of all rules together."""
        return 0 if self.tried.is_awarded else sum(one.needed for one in self.tried.still_needed)

    def _stands(self, grade):
        upwards = [one.grade for one in self.tried.specification.boundaries[::-1]]
        return upwards.index(grade) + 1 if grade in upwards else 0


def rows(entries: Iterable[QualificationEntry]) -> list[InClass]:
    """Each of the entries in the class, in their order; a fixed number of queries.

    Whose standing could not be worked out is left out, as is what has no loaded rules.
    """
    entries = list(entries)
    stuck = results_queries.given_up(entries)
    found = results_queries.standings_seen(one for one in entries if one.pk not in stuck)
    standings = [
        found[one.pk] for one in entries if one.pk in found and found[one.pk].specification.offered
    ]
    tried = results_queries.tried_together(standings)
    return [InClass(one.standing.entry, one, one.standing.hides) for one in tried]


def in_rows(entries: Iterable[QualificationEntry]) -> Iterator[tuple]:
    """The whole class as rows of COLUMNS, worked out some candidates at a time."""
    entries = iter(entries)
    while some := list(islice(entries, PER_PAGE)):
        for one in rows(some):
            candidate = one.entry.candidate
            yield (
                *(candidate.name, one.entry.candidate_number, candidate.ocr_number),
                *(one.entry.qualification.code, one.told_now, one.points, one.possible),
                *("; ".join(one.missing), one.next_grade, one.takes or "", "; ".join(one.way)),
                "yes" if one.hides else "",
            )


def _missing(short) -> str:
    """What is missing by a rule, in words."""
    measure = MEASURES.get(short.measure, short.measure)
    measure = "unit" if (measure, short.needed) == ("units", 1) else measure
    what = f"{short.needed} {measure} more"
    return f"{short.group}: {what}" if short.group else what
