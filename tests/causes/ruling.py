"""Causes planted in what the board's rules make of a registration, whatever else is held."""

from datetime import date

from entries.models import AwardDue
from interchange.catalogue.models import Qualification, SpecificationVersion
from results.commands.awarding import MOST_TRIES
from results.models import UnitResult
from tests.causes.planting import CODE, Planted
from tests.causes.registering import another, awarded, changed
from tests.factories import catalogue, results
from tests.factories.results import NOW

ENDED, WITH_PATHWAYS, NEVER_OFFERED = "05841", "05840", "05318"
TAKES_LESS, TAKES_ALL = "Data Analyst", "Application Developer"


def left_to_the_worker(entries):
    """Plants nothing: the worker has not come by yet."""


def given_up(entries):
    """Have it that the worker tried each (ids) as often as it does, in vain, and goes by now."""
    AwardDue.objects.filter(entry__in=entries).update(
        attempts=MOST_TRIES, problem="MemoryError: no more of it"
    )


def held_already(entries):
    """Plants that each has the grade by a registration that is over: this is one made anew."""
    awarded(another(CODE, status="removed")(entries), "M", 104)


def ended(entries):
    """Plants registrations for a size of which the last certification is over, all of it held."""
    size = catalogue.qualification(ENDED)
    Qualification.objects.filter(pk=size.pk).update(
        last_registration_on=date(2024, 8, 31), last_certification_on=date(2026, 8, 31)
    )
    _registered_for(size, entries)
    results.hold(entries, dict.fromkeys(("7", "8", "9"), "M"), due=False)


def never_offered(entries):
    """Plants registrations for what the board has no rules of; no command leaves these."""
    _registered_for(catalogue.qualification(NEVER_OFFERED), entries)


def on_another_pathway(entries):
    """Plants registrations for a pathway that does not take unit 6, as another one does."""
    size = catalogue.qualification(WITH_PATHWAYS)
    _rules_by_pathway(size)
    changed(pathway=TAKES_LESS)(entries)
    _registered_for(size, entries)


def _registered_for(size, entries):
    changed(qualification=size)(entries)
    for one in entries:
        one.qualification = size


def _rules_by_pathway(size):
    """Has optional units stand in pathways: as loaded they stand beside them, 6 among them."""
    before = size.versions.latest("version")
    *common, optional = before.content["groups"]
    if not before.content["pathways"] or before.version > 1:
        return
    less = {**optional, "units": [one for one in optional["units"] if one != "6"]}
    own = {TAKES_LESS: [less], TAKES_ALL: [optional]}
    ways = before.content["pathways"]
    content = before.content | {
        "version": 2,
        "groups": common,
        "pathways": [one | {"groups": own.get(one["name"], [optional])} for one in ways],
    }
    SpecificationVersion.objects.create(
        qualification=size, version=2, digest="by pathway", content=content, loaded_at=NOW
    )


def lowered(entries):
    """Plants that all that was held at Merit was lowered to what only just counts."""
    people = [one.candidate_id for one in entries]
    held = UnitResult.objects.standing().filter(candidate__in=people, grade="M")
    UnitResult.objects.bulk_create(
        UnitResult(
            candidate_id=one.candidate_id, unit=one.unit, centre_id=one.centre_id,
            qualification_id=one.qualification_id, grade="R" if one.unit.examined else "P",
            series_id=one.series_id, line_id=one.line_id, supersedes=one, cause="Marked anew.",
            banked_at=NOW, banked_by_id=one.banked_by_id,
        )
        for one in held.select_related("unit")
    )  # fmt: skip


RULED = {
    "held_already": Planted(held_already),
    "ended": Planted(ended),
    "not_offered": Planted(never_offered),
    "being_awarded": Planted(left_to_the_worker),
    "wrong_pathway": Planted(on_another_pathway),
    "points_too_low": Planted(lowered),
    "given_up": Planted(left_to_the_worker),
}
