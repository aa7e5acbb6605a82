"""What do two records hold, what would the person have after a merge, and what is in the way?"""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.models import Line
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.rules import merging as rules
from entries.states import LISTED, Status
from entries.unit_states import STANDING
from interchange.accounts.models import Centre
from results import queries as results_queries
from results.models import UnitResult
from results.queries.answering import is_answered


@dataclass(frozen=True)
class Side:
    """One of the two records with all that names it."""

    record: Candidate
    entries: list
    unit_entries: list
    lines: list
    results: list


@dataclass(frozen=True)
class Prospect:
    """A registration of either record: what would be awarded now, and after the merge."""

    entry: QualificationEntry
    now: str
    then: str


def side(record) -> Side:
    """All that names the record itself."""
    return Side(
        record,
        list(
            QualificationEntry.objects.filter(candidate=record).select_related(
                "centre", "qualification"
            )
        ),
        list(UnitEntry.objects.filter(candidate=record).select_related("centre", "unit", "series")),
        list(
            Line.objects.filter(candidate=record, live=True).select_related("claim__centre", "unit")
        ),
        list(
            UnitResult.objects.standing()
            .filter(candidate=record)
            .select_related("unit", "series", "line__claim", "decision", "centre")
        ),
    )


def prospects(kept, merged) -> list[Prospect]:
    """What each listed registration would be awarded now and after the merge, by the engine."""
    found = list(
        QualificationEntry.objects.filter(
            candidate__in=_records(kept, merged), status__in=LISTED
        ).select_related("candidate", "centre", "qualification__subject")
    )
    now, then = results_queries.standings_if_one(kept.pk, merged.pk, found)
    return [
        Prospect(entry, now[entry.pk].outcome.grade or "", then[entry.pk].outcome.grade or "")
        for entry in found
        if entry.pk in now
    ]


def _records(*persons):
    """The ids of the persons' records: themselves and those merged into them."""
    ids = [one.pk for one in persons]
    inside = Candidate.objects.order_by().filter(person__in=ids)
    return list(inside.values_list("pk", flat=True))


def facts(kept, merged, because) -> rules.MergeFacts:
    """The rules.Facts of merging the two."""
    ours, theirs = _records(kept), _records(merged)
    return rules.MergeFacts(
        same=kept.pk == merged.pk,
        merged=any(one.merged_into_id for one in (kept, merged)),
        claimed=_in_both(_claimed, ours, theirs),
        registered=tuple(
            f"{one.qualification.code} at {one.centre.number}"
            for one, other in _twice(ours, theirs)
            if not _are_open((one, other))
        ),
        entered=_in_both(_entered, ours, theirs),
        same_birth=kept.born_on == merged.born_on,
        because=because,
    )


def _in_both(gather, ours, theirs):
    one, other = gather(ours), gather(theirs)
    return tuple(sorted(one[key] for key in one.keys() & other.keys()))


def _claimed(records):
    lines = Line.objects.filter(candidate__in=records, live=True)
    return {
        line.unit.shared_id: f"unit {line.unit.number} on {line.claim}"
        for line in lines.select_related("unit", "claim__qualification", "claim__centre")
    }


def _registered(records):
    found = QualificationEntry.objects.filter(candidate__in=records, status__in=LISTED)
    return {
        (one.centre_id, one.qualification_id): one
        for one in found.select_related("qualification", "centre", "candidate")
    }


def _twice(ours, theirs):
    """The pairs of registrations for the same at one centre, one of either record."""
    one, other = _registered(ours), _registered(theirs)
    return [(one[key], other[key]) for key in sorted(one.keys() & other.keys())]


def to_close(kept, merged) -> list[QualificationEntry]:
    """Of each two registrations of the records for the same at one centre the newer one.

    A merge closes it: a person is registered for a qualification at a centre once.
    """
    pairs = _twice(_records(kept), _records(merged))
    return [max(pair, key=lambda one: (one.made_at, one.pk)) for pair in pairs if _are_open(pair)]


def _are_open(pair):
    return all(one.is_open for one in pair)


def _entered(records):
    """Their entries without a result: one that is sat, or missed, is not in the way."""
    found = UnitEntry.objects.filter(candidate__in=records, status__in=STANDING)
    found = found.exclude(is_answered())
    return {
        (one.unit.shared_id, one.series_id): f"unit {one.unit.number}"
        + (f" in {one.series}" if one.series else "")
        for one in found.select_related("unit", "series")
    }


def registered_again(made) -> list[str]:
    """What stands where a registration that the merge closed would be reopened, in words.

    Takes a Merge whose records are parted already; a query for each that it closed.
    """
    closed = QualificationEntry.objects.filter(pk__in=made.closed, status=Status.MERGED)
    found = [
        QualificationEntry.objects.filter(
            candidate__person=one.candidate.person_id,
            centre=one.centre_id,
            qualification=one.qualification_id,
            status__in=LISTED,
        ).select_related("candidate", "centre", "qualification")
        for one in closed.select_related("candidate").order_by("pk")
    ]
    return [
        f"{one.candidate.ocr_number} for {one.qualification.code} at centre {one.centre.number}"
        for those in found
        for one in those
    ]


def centres_of(*records) -> QuerySet[Centre]:
    """The centres that have entries of any of the records' persons, those brought along too."""
    ids = [one.pk for one in records]
    return Centre.objects.filter(
        pk__in=QualificationEntry.objects.filter(candidate__person__in=ids)
        .values("centre")
        .union(UnitEntry.objects.filter(candidate__person__in=ids).values("centre"))
    )


def entered_since(made, centre) -> list[QualificationEntry | UnitEntry]:
    """What the centre has registered and entered for either of the two since they were merged."""
    here = {
        "centre": centre,
        "candidate__person__in": [made.kept_id, made.merged_id],
        "made_at__gte": made.made_at,
    }
    registered = QualificationEntry.objects.filter(**here).select_related(
        "candidate", "qualification"
    )
    entered = UnitEntry.objects.filter(**here).select_related("candidate", "unit", "series")
    return [*registered.order_by("pk"), *entered.order_by("pk")]
