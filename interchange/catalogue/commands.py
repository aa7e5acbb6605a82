"""What changes the catalogue: loading the specification files and what stands beside them."""

from django.db import transaction

from interchange.audit import trail
from interchange.catalogue import defaults
from interchange.catalogue.models import (
    Qualification,
    QualificationUnit,
    SpecificationVersion,
    Subject,
    Unit,
)
from interchange.catalogue.published import latest_versions, not_loaded, published, version_of


@transaction.atomic
def load_catalogue(*, by, at, folder=None, leaving=()) -> list[str]:
    """Bring the catalogue up to date with the specification files; give the codes that changed.

    A qualification whose content has changed gets a new version of its rules; loading the same
    files again changes nothing. Series, dates, fees and contacts are each written once; what staff
    moved or deleted does not come back. The codes in `leaving` are left as they are.
    Raises SpecificationError, naming file and line, and changes nothing when a file is broken.
    """
    changed = [one for one in not_loaded(folder) if one.code not in leaving]
    if changed:
        _write([one for one in published(folder) if one.code not in leaving], changed, by, at)
    defaults.write()
    return [one.code for one in changed]


def _write(wanted, changed, by, at):
    subjects = _write_subjects(wanted)
    units = _write_units(wanted, subjects)
    qualifications = _write_qualifications(wanted, subjects)
    _write_combinations(changed, qualifications, units)
    versions = _write_versions(changed, qualifications, at)
    trail.record_all("specification.load", versions, by=by, at=at)


def _write_subjects(wanted):
    titles = {one.specification.subject: one.specification.subject_title for one in wanted}
    Subject.objects.bulk_create(
        [Subject(code=code, title=title) for code, title in sorted(titles.items())],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["title"],
    )
    return {subject.code: subject for subject in Subject.objects.all()}


def _write_units(wanted, subjects):
    """Write each bank's units once, by key; a unit shared by subjects names its own."""
    found = {}
    for one in wanted:
        spec = one.specification
        for unit in spec.units:
            found.setdefault(
                (spec.suite, spec.subject, spec.level, unit.number),
                (unit, _unit(spec, unit, subjects)),
            )
    fields = ["title", "size", "examined", "reference", "provisional"]
    Unit.objects.bulk_create(
        [row for _, row in found.values()],
        update_conflicts=True,
        unique_fields=["subject", "suite", "level", "number"],
        update_fields=fields,
    )
    stored = {
        f"{unit.suite}/{unit.subject.code}-L{unit.level}/{unit.number}": unit
        for unit in Unit.objects.select_related("subject", "same_as")
    }
    for (suite, subject, level, number), (unit, _) in found.items():
        row = stored[f"{suite}/{subject}-L{level}/{number}"]
        same_as = stored[unit.same_as] if unit.same_as else None
        if row.same_as != same_as:
            row.same_as = same_as
            row.save(update_fields=["same_as"])
    return stored


def _unit(specification, unit, subjects):
    return Unit(
        subject=subjects[specification.subject],
        suite=specification.suite,
        level=specification.level,
        number=unit.number,
        title=unit.title,
        size=unit.size,
        examined=unit.examined,
        reference=unit.reference,
        provisional=unit.provisional,
    )


def _write_qualifications(wanted, subjects):
    copied = (
        *("code", "qan", "title", "suite", "level", "size", "size_title", "measure", "total"),
        *("offered", "not_offered_because", "provisional"),
    )
    rows = [
        Qualification(
            subject=subjects[one.specification.subject],
            **{name: getattr(one.specification, name) for name in copied},
        )
        for one in wanted
    ]
    Qualification.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["subject", *(name for name in copied if name != "code")],
    )
    return {qualification.code: qualification for qualification in Qualification.objects.all()}


def _write_combinations(changed, qualifications, units):
    """Write which units may be claimed or entered in each qualification that changed.

    Of what is offered no more they stay, for those who are on it.
    """
    before = SpecificationVersion.objects.filter(offered=True)
    running = set(before.order_by().values_list("qualification__code", flat=True))
    changed = [one for one in changed if one.specification.offered or one.code not in running]
    rows = [
        QualificationUnit(
            qualification=qualifications[spec.code],
            unit=units[f"{spec.suite}/{spec.subject}-L{spec.level}/{unit.number}"],
            position=position,
        )
        for spec in (one.specification for one in changed)
        for position, unit in enumerate(spec.units, 1)
    ]
    codes = [one.specification.code for one in changed]
    QualificationUnit.objects.filter(qualification__code__in=codes).delete()
    QualificationUnit.objects.bulk_create(rows)


def _write_versions(changed, qualifications, at):
    latest = latest_versions()
    rows = [
        version_of(one, latest, qualification=qualifications[one.code], loaded_at=at)
        for one in changed
    ]
    return SpecificationVersion.objects.bulk_create(rows)
