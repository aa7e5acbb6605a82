"""Which sizes and pathways could candidates take, with which result now, and at what cost?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from entries import queries as entries_queries
from entries.models import QualificationEntry, SizeChange, UnitEntry
from entries.rules import resizing as rules
from entries.rules.registering import summer_of
from entries.size_states import OPEN as ASKED
from entries.states import LISTED, OPEN
from entries.unit_states import STANDING
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification, Series
from interchange.catalogue.years import key_dates_year
from interchange.money import pounds
from results import queries as results_queries
from results.queries import Standing


@dataclass(frozen=True)
class Change:
    """One entry and another size: what the candidate would get, or why it is refused."""

    entry: QualificationEntry
    to: Qualification
    standing: Standing | None
    direction: str
    refusal: str = ""
    pence: int | None = 0
    waits_because: str = ""
    exams_left_behind: tuple[UnitEntry, ...] = ()
    exams_taken_along: tuple[UnitEntry, ...] = ()

    @property
    def up(self) -> bool:
        """Whether the size is larger than the one registered for."""
        return self.direction == rules.Direction.UP

    @property
    def aside(self) -> bool:
        """Whether it is the same size on another pathway."""
        return self.direction == rules.Direction.ASIDE

    @property
    def grade(self) -> str:
        """The grade that would be awarded now; empty where none would."""
        return (self.standing and self.standing.outcome.grade) or ""

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        return pounds(self.pence)


def changeable(centre, ids) -> QuerySet[QualificationEntry]:
    """The centre's registrations of these ids that the tracker lists, by candidate."""
    found = QualificationEntry.objects.filter(centre=centre, pk__in=ids, status__in=LISTED)
    return found.select_related("candidate", "centre", "qualification__subject").order_by(
        "candidate__sorts_as", "pk"
    )


def sizes(qualification) -> list[Qualification]:
    """All sizes of the same suite, subject and level, the smallest first."""
    return list(
        Qualification.objects.filter(
            suite=qualification.suite, subject=qualification.subject_id, level=qualification.level
        )
        .select_related("subject")
        .order_by("total", "code")
    )


def pathways(qualification) -> list[str]:
    """The names of the pathways a size has."""
    if not qualification.offered:
        return []
    return [way.name for way in catalogue_queries.specification(qualification).pathways]


def changes(found, to, on, pathway="", *, processed=None) -> list[Change]:
    """The Change of each of the entries (of one qualification) to a size; few queries for any.

    To the size they are registered for it is a change of pathway. `processed` is the SizeChange
    that the board is about to process: it does not stand in its own way.
    """
    found = list(found)
    standings = _what_if(found, to, pathway)
    ways = pathways(to)
    known = _known(found, to, on, processed)
    return [
        _change(one, to, standings.get(one.pk), _Chosen(pathway, pathway in (ways or [""])), known)
        for one in found
    ]


@dataclass(frozen=True)
class _Chosen:
    """The pathway chosen, and whether the size has it."""

    pathway: str
    fits: bool


def _what_if(found, to, pathway=""):
    """What the candidates of the entries would have at another size, now: {entry id: Standing}.

    By the engine that awards, from the same achievements, told as the entry's centre may see it;
    without a pathway, the best of all.
    """
    registered = [as_if(one, to, pathway, pk=-one.pk) for one in found]
    found = results_queries.standings_seen(registered)
    return {-pk: standing for pk, standing in found.items()}


def as_if(entry, to, pathway="", *, pk) -> QualificationEntry:
    """A registration of the entry's candidate for another size, which is never saved.

    `pk` tells it apart from others that are asked about at once; no registration has it.
    """
    return QualificationEntry(
        pk=pk,
        candidate_id=entry.candidate_id,
        centre_id=entry.centre_id,
        qualification=to,
        pathway=pathway,
        attempts_after_on=entry.attempts_after_on,
    )


@dataclass(frozen=True)
class PersonsKnown:
    """What is the same for all of the entries, and what is known of each person."""

    on: date
    figures: dict[str, int]
    claims_on: date | None
    results_on: date | None
    paid: dict[int, int | None]
    fee_then: int | None
    person_of: dict[int, int]
    issued: set[int]
    elsewhere: set[int]
    asked: set[int]
    exams: dict[int, list[UnitEntry]]
    units: set[int]


def _known(found, to, on, processed):
    person_of = results_queries.persons(one.candidate_id for one in found)
    summer = summer_of(on)
    claims = catalogue_queries.key_dates(key_dates_year(on)).get("claims")
    june = Series.objects.filter(year=summer, month=Series.Month.JUNE).first()
    fees = entries_queries.fees(on)
    then = entries_queries.registration_fee(fees, to)
    exams = {}
    for one in UnitEntry.objects.filter(
        candidate__in=list(person_of), centre__in={one.centre_id for one in found},
        series__isnull=False, status__in=STANDING,
        qualification__in={one.qualification_id for one in found},
    ).select_related("unit", "series"):  # fmt: skip
        exams.setdefault(person_of[one.candidate_id], []).append(one)
    held = QualificationEntry.objects.filter(
        Q(candidate__in=list(person_of)), qualification=to, status__in=LISTED,
        centre__in={one.centre_id for one in found},
    )  # fmt: skip
    return PersonsKnown(
        on=on,
        figures=catalogue_queries.figures(),
        claims_on=claims and claims.on,
        results_on=june and june.out_on,
        paid=entries_queries.fees_paid(fees, found),
        fee_then=then and then.pence,
        person_of=person_of,
        issued={pk for pk, one in results_queries.standings(found).items() if one.result},
        elsewhere={person_of[pk] for pk in held.values_list("candidate", flat=True)},
        asked=set(
            SizeChange.objects.filter(entry__in=found, status__in=ASKED)
            .exclude(pk=processed and processed.pk)
            .values_list("entry", flat=True)
        ),
        exams=exams,
        units=set(to.units.values_list("pk", flat=True)),
    )


def _change(entry, to, standing, chosen, known):
    now = entry.qualification
    person = known.person_of[entry.candidate_id]
    direction = rules.direction(now.total, to.total, same=now.pk == to.pk)
    refusal = rules.refusal(
        rules.ResizeFacts(
            open=entry.status in OPEN,
            same_bank=(now.suite, now.subject_id, now.level) == (to.suite, to.subject_id, to.level),
            same_size=now.pk == to.pk and entry.pathway == chosen.pathway,
            offered=to.offered,
            ended=to.life.registration_refusal(known.on) if now.pk != to.pk else "",
            pathway_fits=chosen.fits,
            elsewhere=now.pk != to.pk and person in known.elsewhere,
            asked=entry.pk in known.asked,
        )
    )
    exams = known.exams.get(person, [])
    return Change(
        entry=entry,
        to=to,
        standing=standing,
        direction=direction,
        refusal=refusal,
        pence=rules.difference(direction, known.paid.get(entry.pk), known.fee_then),
        waits_because=rules.waits_because(
            known.figures,
            aside=direction == rules.Direction.ASIDE,
            issued=entry.pk in known.issued,
            claims_on=known.claims_on,
            results_on=known.results_on,
            on=known.on,
        ),
        exams_left_behind=tuple(one for one in exams if one.unit_id not in known.units),
        exams_taken_along=tuple(one for one in exams if one.unit_id in known.units),
    )


def open_changes(centre, candidate_ids) -> QuerySet[SizeChange]:
    """The changes of size of the centre's entries of these candidates that wait for the board."""
    return SizeChange.objects.filter(
        entry__centre=centre, entry__candidate__in=candidate_ids, status__in=ASKED
    ).select_related("entry__candidate", "entry__centre", "entry__qualification", "to")
