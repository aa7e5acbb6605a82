"""By which older rules may somebody finish? Those the board lets go on for who was registered then.

Whoever was registered for a qualification before a day that the board set finishes by the rules of
then, or by the newer ones where these are better (docs/adr/0084).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Min
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from interchange.bulk import among
from interchange.catalogue.models import SpecificationVersion
from interchange.catalogue.queries import older_rules, older_rules_of

Versions = Mapping[int, SpecificationVersion]


def older_of(
    entries: Iterable[QualificationEntry], versions: Versions, person_of: Mapping[int, int]
) -> dict[int, list[SpecificationVersion]]:
    """The older versions by which each of the entries (ids) may finish too, the newest first.

    `versions` are those in force, by qualification. By these alone goes whoever is not registered
    yet and only tries a size. Two queries where any qualification has older rules that go on, else
    none.
    """
    asked = [one for one in entries if has_older(versions, one.qualification_id)]
    if not asked:
        return {}
    rules = older_rules({one.qualification_id for one in asked})
    since = _registered(asked, person_of)
    found = {}
    for entry in asked:
        on = since.get((person_of[entry.candidate_id], entry.qualification_id), date.max)
        newest = versions[entry.qualification_id].version
        found[entry.pk] = [
            one.version
            for one in rules.get(entry.qualification_id, ())
            if on < one.before_on and one.version.version < newest
        ]
    return {pk: theirs for pk, theirs in found.items() if theirs}


def goes_on(version: SpecificationVersion) -> str:
    """Why a result may be worked out by a version that newer ones followed; "" where none did."""
    if decided := older_rules_of(version):
        return f"{decided.in_words[0].upper()}{decided.in_words[1:]}. {decided.because}"
    return ""


def by_age(older, entries) -> list[tuple[SpecificationVersion, list[QualificationEntry]]]:
    """The older versions (as `older_of` gives them) with their entries, the newest first."""
    versions, those = {}, defaultdict(list)
    for entry in entries:
        for version in older.get(entry.pk, ()):
            versions[version.pk] = version
            those[version.pk].append(entry)
    found = sorted(versions.values(), key=lambda one: one.version, reverse=True)
    return [(version, those[version.pk]) for version in found]


def has_older(versions: Versions, qualification: int) -> bool:
    """Whether the board ever decided of older rules of the qualification (its id)."""
    return bool(getattr(versions.get(qualification), "older", False))


def _registered(entries, person_of):
    """The day on which each person was first registered for a qualification, at any centre.

    So a transfer, or registering again, leaves the rules as they are.
    """
    persons = {person_of[one.candidate_id] for one in entries}
    found = QualificationEntry.objects.order_by().filter(
        candidate__person__in=among(persons),
        qualification__in={one.qualification_id for one in entries},
    )
    first = found.values_list("candidate__person", "qualification").annotate(Min("made_at"))
    return {(person, code): localdate(at) for person, code, at in first}
