"""Which files has a centre sent, and what would each do, or did it?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import (
    BinaryField,
    BooleanField,
    Count,
    ExpressionWrapper,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import Substr

from entries.file_states import AT_LAST, Outcome, Status
from entries.models import Candidate, EntryFile, FileLine
from interchange.catalogue.models import Qualification

AT_ONCE = 1_000_000  # bytes of a file's content that are fetched


@dataclass(frozen=True)
class Tally:
    """How many of what a file asks for have which outcome; `people` are new candidates."""

    counts: dict[str, int]
    people: int
    resits: int

    @property
    def total(self) -> int:
        """All that the file asks for."""
        return sum(self.counts.values())


def files_of(centre) -> QuerySet[EntryFile]:
    """The files the centre has sent, newest first, without their content."""
    found = EntryFile.objects.filter(centre=centre).defer("content", "problems", "notes")
    return found.select_related("centre", "series", "sent_by").annotate(
        loaded=Count("asked", filter=Q(asked__outcome=Outcome.NEW, status=Status.LOADED))
    )


def file_of(centre, pk) -> EntryFile | None:
    """The centre's file; None where there is none."""
    found = EntryFile.objects.filter(centre=centre, pk=pk).defer("content")
    return found.select_related("centre", "series", "sent_by", "confirmed_by").first()


def content_of(file) -> Iterator[bytes]:
    """The bytes of the file, in pieces: the database writes them out at twice their size."""
    at = 1
    while True:
        part = Substr("content", at, AT_ONCE, output_field=BinaryField())
        piece = bytes(EntryFile.objects.values_list(part, flat=True).get(pk=file.pk))
        if not piece:
            return
        yield piece
        at += AT_ONCE


def files_loaded(centre, series) -> QuerySet[EntryFile]:
    """The centre's loaded files of the series, newest first."""
    found = EntryFile.objects.filter(centre=centre, series=series, status=Status.LOADED)
    return found.defer("content")


def tally(file) -> Tally:
    """What is asked for in the file, by outcome; two queries."""
    rows = FileLine.objects.filter(file=file).values_list("outcome").order_by()
    counts = dict.fromkeys(Outcome.values, 0)
    last = AT_LAST if file.status == Status.LOADED else {}
    for outcome, count in rows.annotate(Count("pk")):
        counts[last.get(outcome, outcome)] += count
    new = FileLine.objects.filter(file=file, outcome=Outcome.NEW)
    more = new.aggregate(
        people=Count("uci", distinct=True, filter=Q(candidate=None)),
        resits=Count("pk", filter=Q(resit=True)),
    )
    return Tally(counts, **more)


def lines_of(file, outcome="") -> QuerySet[FileLine]:
    """What is asked for in the file, in its order, of one outcome or of all."""
    found = FileLine.objects.filter(file=file).select_related("qualification", "unit", "candidate")
    found = found.prefetch_related(Prefetch("file", EntryFile.objects.defer("content")))
    if not outcome:
        return found
    before = [
        one
        for one in Outcome
        if outcome == (AT_LAST.get(one, one) if file.status == Status.LOADED else one)
    ]
    return found.filter(outcome__in=before)


def candidates_made(file, ucis) -> dict[str, Candidate]:
    """The candidates that the file has made or entered, of these UCIs: {UCI: Candidate}."""
    of_file = Q(entries__submission__file=file) | Q(unit_entries__submission__file=file)
    found = Candidate.objects.filter(of_file, uci__in=ucis)
    return {one.uci: one for one in found}


def new_in_file(file) -> list[tuple[Qualification, bool, bool, int]]:
    """What is new in the file: (qualification, is it a registration, a resit, how many) of each."""
    whole = ExpressionWrapper(Q(unit=None), output_field=BooleanField())
    asked = file.asked.filter(outcome=Outcome.NEW).order_by().annotate(registers=whole)
    rows = asked.values_list("qualification", "registers", "resit").annotate(Count("pk"))
    rows = rows.order_by("qualification__code", "registers", "resit")
    found = Qualification.objects.in_bulk({pk for pk, *_ in rows})
    return [(found[pk], *rest) for pk, *rest in rows]
