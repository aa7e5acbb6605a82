"""Which registrations of a centre have units that will not be achieved without somebody acting?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from checkpoints.models import Notice, NoticedEntry
from checkpoints.queries.centres import expecting, listed, summer_now
from checkpoints.queries.fingerprints import with_hash
from checkpoints.rules.units import (
    ON_THEIR_WAY,
    SECTIONS,
    RuleUnit,
    Section,
    is_told,
    missing,
    optional,
    optional_in_words,
    optional_size,
    pattern,
)
from entries.models import QualificationEntry
from entries.states import OPEN
from interchange.accounts.models import Centre
from interchange.catalogue.models import SpecificationVersion
from interchange.catalogue.queries import rules_of
from results.queries import GIVEN_UP, STILL_DUE, WORKED_OUT, with_cause
from tracker.queries.progress import WAITS


@dataclass(frozen=True)
class Unachieved:
    """A registration and the units of a section that it lacks; `was_told` of the board."""

    entry: QualificationEntry
    units: list[str]
    was_told: bool


@dataclass(frozen=True)
class LeftOut:
    """How many registrations no list tells: being worked out anew, or given up until the board."""

    being_worked_out: int
    given_up: int


def sections(centre: Centre, on: date) -> list[tuple[Section, int]]:
    """Each section with how many of the centre's registrations it lists; a query each."""
    units = _units_at(centre, on)
    return [(one, _in(one, centre, on, units).count()) for one in SECTIONS]


def unachieved(section: Section, centre: Centre, on: date) -> QuerySet[QualificationEntry]:
    """The centre's registrations that the section lists, each with whether the board was told.

    They expect a result by the summer of the day and would get none, as is known now. Told of is
    of whom each unit that is lacking now was told; who was told of lacks another one is not.
    """
    versions = _units_at(centre, on)
    found = _in(section, centre, on, versions)
    known = _told_of(section, found, versions, on)
    was_told = Case(
        When(pk__in=known, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    found = found.annotate(was_told=was_told)
    return found.select_related("candidate", "centre", "qualification", "kept")


def unachieved_by_centre(section: Section, on: date) -> dict[int, int]:
    """How many registrations the section lists, by centre (key) where there are any.

    One statement, and two that read the rules.
    """
    found = _in(section, None, on, _units_at(None, on)).order_by()
    return dict(found.values_list("centre").annotate(Count("pk")))


def _told_of(section, found, versions, on):
    """Of the registrations found, the keys of those of whom the board knows all; two queries."""
    summer = summer_now(on)
    notices = NoticedEntry.objects.filter(
        notice__section=section.slug, notice__summer=summer, entry__in=found.order_by().values("pk")
    )
    told = defaultdict(list)
    for entry, units in notices.values_list("entry", "units"):
        told[entry].append(units)
    listed_now = found.filter(pk__in=list(told)).select_related("kept")
    return [
        one.pk
        for one in listed_now
        if is_told(_missing(section, versions, one.kept, on), told[one.pk])
    ]


def to_tell(entries: QuerySet[QualificationEntry]) -> QuerySet[QualificationEntry]:
    """Those read by `unachieved` whom the board was not told of, `with_hash` of what is kept."""
    return with_hash(entries.filter(was_told=False), "kept__units", "kept__told")


def shown_to_tell(number: int, fingerprint: str) -> dict[str, dict[str, str]]:
    """What a page shows of whom the board is to be told of, for interchange.shown."""
    return {"To be told": {"candidates": str(number), "list": fingerprint}}


def rows_of(section: Section, entries: Iterable[QualificationEntry], on: date) -> list[Unachieved]:
    """The registrations read by `unachieved`, each with its units; one query at most."""
    entries = list(entries)
    units = _units({one.kept.specification_id for one in entries})
    return [
        Unachieved(one, _missing(section, units, one.kept, on), one.was_told) for one in entries
    ]


def _missing(section, units, kept, on):
    """The section's units that a registration lacks, by what is kept of it, as they are told.

    Numbers, and how much is lacking of optional units.
    """
    rules, own = units[kept.specification_id]
    reason = kept.reason_on(on)
    found = missing(section, own, kept.units, reason)
    if optional(section, own, kept.units, reason):
        size = optional_size(own, kept.units, rules.total or 0, kept.hours)
        found.append(optional_in_words(size, rules.measure))
    return found


def notices(centre: Centre, summer: int) -> QuerySet[Notice]:
    """What the board was told of in the summer, the latest first."""
    return Notice.objects.filter(centre=centre, summer=summer).select_related("told_by")


def left_out(centre: Centre, on: date) -> LeftOut:
    """How many of those who may expect a result no list tells, as it is not known of them now."""
    found = listed(centre).filter(completes_in__lte=summer_now(on))
    due, given_up = Count("pk", filter=STILL_DUE), Count("pk", filter=GIVEN_UP)
    return LeftOut(**found.order_by().aggregate(being_worked_out=due, given_up=given_up))


def _waiting(centre, on):
    """The centre's, or all (None), that expect a result and would get none, as is known now.

    Of whom something has come since it was kept, nothing is told until it is worked out.
    """
    found = listed(centre) if centre else QualificationEntry.objects.filter(status__in=OPEN)
    return found.filter(WORKED_OUT, WAITS, expecting(summer_now(on)))


def _units_at(centre, on):
    """The units of each version of rules by which somebody at risk was worked out."""
    versions = _waiting(centre, on).order_by().values_list("kept__specification", flat=True)
    return _units(set(versions.distinct()))


def _units(keys):
    """The rules and each of their units as RuleUnit, by version of the rules."""
    versions = SpecificationVersion.objects.filter(pk__in=keys).defer("content")
    return {key: (rules, _rule_units(rules)) for key, rules in rules_of(versions).items()}


def _rule_units(rules):
    """The units of the rules, mandatory where they are in every pathway, or for all."""
    ways = [way.groups for way in rules.pathways] or [()]
    needed = [
        {number for one in (*rules.groups, *way) if one.mandatory for number in one.units}
        for way in ways
    ]
    sure = set.intersection(*needed)
    return [
        RuleUnit(unit.number, unit.examined, unit.number in sure, unit.size or 0)
        for unit in rules.units
    ]


def _in(section, centre, on, units):
    """The registrations at risk that the section lists."""
    fits = Q(pk__in=())
    for key, (_, own) in units.items():
        if letters := pattern(section, own):
            fits |= Q(kept__specification=key, kept__units__regex=letters)
    by_letters = fits & ~Q(cause__in=ON_THEIR_WAY)
    by_cause = Q(cause__in=section.causes)
    return with_cause(_waiting(centre, on), on).filter(by_letters | by_cause)


NOTICE_COLUMNS = ("Centre", "OCR candidate number", "Candidate", "Entry code", "Units")


def rows_of_notice(notice: Notice) -> Iterator[tuple[str, ...]]:
    """Whom a notice is about, a row each as NOTICE_COLUMNS says."""
    found = notice.entries.order_by("entry__candidate__sorts_as", "pk").select_related(
        "entry__candidate", "entry__qualification"
    )
    for one in found.iterator():
        candidate = one.entry.candidate
        yield (
            notice.centre.number,
            candidate.ocr_number,
            candidate.name,
            one.entry.qualification.code,
            one.units,
        )
