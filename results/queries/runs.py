"""Whose awards is a run about, how far has it come, and what did its dry run say?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Sum

from entries.models import QualificationEntry, UnitEntry
from results.models import AwardForeseen, AwardRange, UnitResult
from results.queries.kept import to_be_kept

Kind = AwardForeseen.Kind
CHANGE_COLUMNS = (
    *("Centre", "Candidate number", "OCR candidate number", "Candidate name"),
    *("Entry code", "What", "Grade before", "Grade after"),
)
ANEW = """
    SELECT count(*) FROM results_awardrange part
    CROSS JOIN LATERAL unnest(part.about, part.raising) AS noted (entry, raising)
    JOIN entries_awarddue due ON due.entry_id = noted.entry
    WHERE part.run_id = %s AND (due.due <> noted.raising OR due.done <> due.due)
"""
DONE = """
    SELECT count(*) FILTER (WHERE due.done > noted.raising), count(*) FROM results_awardrange part
    CROSS JOIN LATERAL unnest(part.about, part.raising) AS noted (entry, raising)
    JOIN entries_awarddue due ON due.entry_id = noted.entry
    WHERE part.run_id = %s
"""


@dataclass(frozen=True)
class Progress:
    """How many registrations a run is about, and how many are done in the step it is in."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """The share that is done."""
        return 100 * self.done // self.of if self.of else 100

    def __str__(self):
        return f"{self.done:,} of {self.of:,} registrations"


@dataclass(frozen=True)
class Issued:
    """What a run has issued so far, and how many registrations it left to their own raising.

    It has issued nothing where it has gone through no `ranges`, whatever became of it since.
    """

    ranges: int
    results: int
    left_alone: int


def in_scope(run) -> QuerySet[QualificationEntry]:
    """The registrations whose awards the run is about: listed ones, and all that had a result.

    Of a series: those of every person who was entered for it or has a result of it.
    """
    found = to_be_kept().filter(award_due__isnull=False).order_by()
    if run.tries_rules:
        found = found.filter(qualification__code__in=run.rules)
    if run.qualification_id:
        found = found.filter(qualification=run.qualification_id)
    if run.centre_id:
        found = found.filter(centre=run.centre_id)
    if run.series_id:
        sat = [
            model.objects.filter(series=run.series_id).order_by().values("candidate__person_id")
            for model in (UnitEntry, UnitResult)
        ]
        found = found.filter(candidate__person_id__in=sat[0].union(*sat[1:]))
    return found


def open_ranges(run) -> QuerySet[AwardRange]:
    """The ranges that are still to be done in the step the run is in, those in trouble too."""
    undone = {"foreseen_at": None} if run.is_dry else {"issued_at": None}
    return run.ranges.filter(**undone)


def progress_of(run) -> Progress:
    """How far the run has come in the step it is in."""
    if run.is_in_force:
        return _worked_out_since(run)
    every = run.ranges.order_by()
    still = Q(foreseen_at=None) if run.is_dry else Q(issued_at=None)
    if run.may_be_issued:
        still = Q(pk=None)
    sums = every.aggregate(of=Sum("registrations"), left=Sum("registrations", filter=still))
    of, left = sums["of"] or 0, sums["left"] or 0
    return Progress(of - left, of)


def _worked_out_since(run) -> Progress:
    """How many of the registrations were worked out anew since new rules came into force."""
    with connection.cursor() as cursor:
        cursor.execute(DONE, [run.pk])
        return Progress(*cursor.fetchone())


def issued_by(run) -> Issued:
    """What the run has issued so far."""
    through = run.ranges.order_by().exclude(issued_at=None)
    sums = through.aggregate(of=Count("pk"), results=Sum("issued"), left=Sum("left_alone"))
    return Issued(sums["of"], sums["results"] or 0, sums["left"] or 0)


def problems_of(run) -> list[AwardRange]:
    """The ranges of the run that could not be done, with the problem of each."""
    return list(run.ranges.exclude(problem="").defer("about", "raising", "entries")[:20])


def foreseen(run) -> dict[str, int]:
    """How many changes of each kind the dry run shows: {kind: how many}, all kinds named."""
    counted = run.foreseen.order_by().values_list("kind").annotate(Sum("registrations"))
    return dict.fromkeys(Kind.values, 0) | dict(counted)


def foreseen_in_words(run) -> dict[str, str]:
    """What the dry run shows, kind by kind, for people: what is confirmed when it is issued."""
    counts = foreseen(run)
    if not counts[Kind.FAILED]:
        del counts[Kind.FAILED]
    return {Kind(kind).label: f"{count:,}" for kind, count in counts.items()}


def foreseen_by(run, what) -> list[tuple[str, dict[str, int]]]:
    """The same by `qualification` or by `centre`: (what it is, {kind: how many}), in order."""
    names = {"qualification": ("code", "title"), "centre": ("number", "name")}[what]
    rows = run.foreseen.order_by().values_list(*(f"{what}__{name}" for name in names), "kind")
    found: dict[str, dict[str, int]] = {}
    for number, name, kind, count in rows.annotate(Sum("registrations")).order_by(
        f"{what}__{names[0]}"
    ):
        found.setdefault(f"{number} {name}", dict.fromkeys(Kind.values, 0))[kind] = count
    return list(found.items())


def due_anyway(run) -> int:
    """How many registrations the dry run left out: due already, or not to be worked out."""
    size = Func(F("about"), function="cardinality", output_field=IntegerField())
    looked_at = run.ranges.order_by().exclude(foreseen_at=None)
    return looked_at.aggregate(left=Sum(F("registrations") - size))["left"] or 0


def raised_since(run) -> int:
    """How many of the registrations of the dry run were raised anew since it looked at them."""
    with connection.cursor() as cursor:
        cursor.execute(ANEW, [run.pk])
        return cursor.fetchone()[0]


def changes_of(run) -> Iterator[tuple[str, ...]]:
    """Each change that the dry run shows, in the order of CHANGE_COLUMNS; read range by range."""
    parts = run.ranges.order_by("number").values_list("entries", "kinds", "before", "after")
    for part in parts.iterator(1):
        entries = QualificationEntry.objects.filter(pk__in=part[0])
        entries = entries.select_related("candidate", "centre", "qualification").in_bulk()
        for pk, kind, before, after in zip(*part, strict=True):
            entry, candidate = entries[pk], entries[pk].candidate
            yield (
                *(entry.centre.number, entry.candidate_number, candidate.ocr_number),
                *(candidate.name, entry.qualification.code, Kind(kind).label, before, after),
            )
