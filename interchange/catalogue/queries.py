"""What do the loaded rules of a qualification say?"""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from interchange.catalogue.models import (
    BankHoliday,
    ClosedUnit,
    Contact,
    Figure,
    GradeNumbers,
    KeyDate,
    OlderRules,
    OtherBodyUnits,
    Qualification,
    ReductionWindow,
    RegistrationRule,
    SampleSize,
    SpecificationVersion,
    Wording,
)
from interchange.catalogue.specification import Specification, from_dict

SHARED_UNIT = Coalesce("unit__same_as", "unit")  # of a row that names a `unit`: its shared_id

_read: dict[tuple[str, int], Specification] = {}  # by digest and version, which never change


def specification(qualification) -> Specification:
    """The rules of a qualification as last loaded.

    Raises SpecificationVersion.DoesNotExist where none has been loaded.
    """
    found = specifications([qualification.code])
    if not found:
        raise SpecificationVersion.DoesNotExist(f"no rules of {qualification.code} are loaded")
    return found[qualification.code]


def specifications(codes) -> dict[str, Specification]:
    """The rules of each entry code as last loaded, by code; two queries at most."""
    newest = versions(codes)
    found = rules_of(newest.values())
    return {code: found[version.pk] for code, version in newest.items()}


def versions(codes) -> dict[str, SpecificationVersion]:
    """The version in force of each entry code, by code; its content is not read.

    It is the version last loaded by which somebody can be awarded: where the board offers a
    qualification no more, those on it finish by the rules of before. Of what never was offered it
    is the version last loaded. Each says whether the board ever decided of an `older` one.
    """
    older = OlderRules.objects.filter(version__qualification=OuterRef("qualification"))
    newest = SpecificationVersion.objects.filter(qualification__code__in=codes)
    newest = newest.annotate(older=Exists(older))
    newest = newest.order_by("qualification_id", "-offered", "-version")
    newest = newest.distinct("qualification_id")
    found = newest.select_related("qualification").defer("content")
    return {version.qualification.code: version for version in found}


def older_rules(qualification_ids) -> dict[int, list[OlderRules]]:
    """The older versions that go on, by the qualification's id, the newest first; one query.

    As the board decided last of each. None of them is in force.
    """
    last = OlderRules.objects.filter(version__qualification__in=qualification_ids)
    last = last.order_by("version_id", "-pk").distinct("version_id")
    found = defaultdict(list)
    for one in last.select_related("version__qualification").defer("version__content"):
        if one.before_on:
            found[one.version.qualification_id].append(one)
    for some in found.values():
        some.sort(key=lambda one: one.version.version, reverse=True)
    return dict(found)


def older_rules_of(version) -> OlderRules | None:
    """What the board decided last of a version; None where it decided nothing. One query."""
    return OlderRules.objects.filter(version=version).order_by("-pk").first()


def running() -> QuerySet[Qualification]:
    """The qualifications that somebody can be awarded, also where nobody is registered any more."""
    rules = SpecificationVersion.objects.filter(qualification=OuterRef("pk"), offered=True)
    return Qualification.objects.filter(Exists(rules))


def rules_of(versions) -> dict[int, Specification]:
    """What each of the versions says, by its id; one query, or none where all were read before.

    A version that is only tried, and not saved, brings its content.
    """
    versions = list(versions)
    keys = {version.pk: (version.digest, version.version) for version in versions}
    tried = [one for one in versions if one._state.adding and keys[one.pk] not in _read]
    _read.update((keys[one.pk], from_dict(one.content)) for one in tried)
    unread = [pk for pk, key in keys.items() if key not in _read]
    if unread:
        for row in SpecificationVersion.objects.filter(pk__in=unread):
            _read[row.digest, row.version] = from_dict(row.content)
    return {pk: _read[key] for pk, key in keys.items()}


def wordings(on: date) -> dict[str, str]:
    """What the board writes on its papers on the day `on`, by where; said where it is provisional.

    The last words that have begun count.
    """
    found = Wording.objects.filter(from_on__lte=on).order_by("from_on")
    return {one.slug: one.words + (" (provisional)" if one.provisional else "") for one in found}


def figures() -> dict[str, int]:
    """The numbers that the board's rules name, by slug."""
    return dict(Figure.objects.values_list("slug", "value"))


def registration_days(before, on) -> int:
    """How many days before a RegistrationRule.Before a registration must be made, on the day."""
    rules = RegistrationRule.objects.filter(before=before, from_on__lte=on)
    found = rules.order_by("-from_on").values_list("days", flat=True).first()
    return found or 0


def closed_units(on) -> set[tuple[int, int]]:
    """The (qualification id, unit id) pairs that take no more entries on the day."""
    return set(ClosedUnit.objects.filter(from_on__lte=on).values_list("qualification", "unit"))


def address_of(slug) -> str:
    """Where the board's contact of that slug is written to; the support where there is none."""
    return (Contact.objects.filter(slug=slug).first() or Contact(slug=slug)).address


def key_dates(academic_year) -> dict[str, KeyDate]:
    """The key dates of an academic year (such as 2026/27), by slug."""
    return {one.slug: one for one in KeyDate.objects.filter(academic_year=academic_year)}


def bank_holidays() -> frozenset[date]:
    """The days that the board's staff keep as bank holidays; working days leave them out."""
    return frozenset(BankHoliday.objects.values_list("on", flat=True))


def grade_numbers(days) -> dict[date, GradeNumbers | None]:
    """The numbers by which assessed grades are worked out, in force on each of the days.

    One query; None for a day before there were any.
    """
    rows = list(GradeNumbers.objects.order_by("-from_on"))
    return {day: next((one for one in rows if one.from_on <= day), None) for day in days}


def reduction_windows() -> dict[int, list[ReductionWindow]]:
    """When reductions in assessment may be reported, latest first, by the summer of their year."""
    found = defaultdict(list)
    for one in ReductionWindow.objects.all():
        found[one.summer].append(one)
    return dict(sorted(found.items(), reverse=True))


def sample_sizes() -> list[tuple[int, int]]:
    """How many candidates a sample has: (cohort of at least, candidates), smallest cohort first."""
    return list(SampleSize.objects.values_list("cohort_from", "candidates"))


def sample_size(cohort) -> tuple[SampleSize | None, bool]:
    """The row that decides how many candidates of a cohort a sample has, and whether it is all.

    None decides where there are no rows: then all are seen.
    """
    rows = list(SampleSize.objects.all())
    reached = [row for row in rows if row.cohort_from <= cohort]
    return (reached[-1], False) if reached else (next(iter(rows), None), True)


def takes_other_body_units(qualification) -> bool:
    """Whether units achieved with another awarding body may contribute to the qualification."""
    return OtherBodyUnits.objects.filter(qualification=qualification).exists()
