"""Where a file of entries is judged, and what is known so far of the persons of its lines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from entries.queries.approvals import approval_statuses
from entries.queries.basedata import offered_options
from entries.rules import exams, lines
from interchange.accounts.models import Centre
from interchange.catalogue.models import QualificationUnit, RegistrationRule, Series
from interchange.catalogue.queries import closed_units, registration_days


@dataclass(frozen=True)
class FileContext:
    """Where a file is judged: centre, series, day, what its options stand for.

    `targets` are those that the file may name, `elsewhere` the codes of the other kind of file;
    `allowed` is how often an exam may be sat, by qualification id; `approvals` are the
    centre's, their status by subject id; `closed` has the (qualification id, unit id) that take no
    more entries; `days` must pass between registration and exam entry; `sat(series,
    persons)` has the months of the series in which each was, by (person id, unit id).
    """

    centre: Centre
    series: Series
    on: date
    amends: bool
    targets: dict[str, lines.Target]
    elsewhere: frozenset[str]
    allowed: dict[int, int | None]
    approvals: dict[int, str]
    closed: set
    days: int
    sat: Callable
    known: "PersonsOfFile" = field(default_factory=lambda: PersonsOfFile())

    @property
    def has_exams(self) -> bool:
        """Whether the file is of exams, not of registrations."""
        return self.series.month in exams.MONTHS


@dataclass
class PersonsOfFile:
    """What is known of the persons of the lines so far: each is asked about once a file.

    Persons are named by id; `rows` has a Planned for each UCI and answer.
    """

    rows: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)  # by UCI and answer: what lines would change
    number_of: dict = field(default_factory=dict)  # person: candidate number
    holder_of: dict = field(default_factory=dict)  # candidate number: (person, name)
    registered: dict = field(default_factory=dict)  # (person, qualification): what HELD names
    whole: set = field(default_factory=set)  # (person, bank) of whole qualifications, anywhere
    sizes: set = field(default_factory=set)  # (person, bank) of those that are at the centre
    units: set = field(default_factory=set)  # (person, bank) of units by themselves, anywhere
    entered: set = field(default_factory=set)  # (person, unit) in the series, or by themselves
    earlier: dict = field(default_factory=dict)  # (person, unit): months of other series
    sat: dict = field(default_factory=dict)  # (person, unit): months in which it was sat


def file_context(centre, series, *, on, amends, sat) -> FileContext:
    """The FileContext of a file of the centre for the series; a fixed number of queries."""
    has_exams = series.month in exams.MONTHS
    units = _units()
    targets, allowed = {}, {}
    for rules, options in offered_options(has_exams=has_exams):
        for option in options:
            found = units.get((option.qualification, option.unit))
            if found:
                targets[option.code] = lines.Target(option, *found)
                allowed[found[0]] = rules.attempts
    others = offered_options(has_exams=not has_exams)
    elsewhere = frozenset(option.code for _, options in others for option in options)
    return FileContext(
        centre=centre,
        series=series,
        on=on,
        amends=amends,
        targets=targets,
        elsewhere=elsewhere,
        allowed=allowed,
        approvals=approval_statuses(centre),
        closed=closed_units(on),
        days=registration_days(RegistrationRule.Before.EXAM, on),
        sat=sat,
    )


def _units():
    """(entry code, unit number): (qualification id, unit id, shared id, bank); "" for the whole."""
    found = {}
    rows = QualificationUnit.objects.select_related("qualification", "unit")
    for row in rows.filter(qualification__offered=True):
        whole, unit = row.qualification, row.unit
        bank = (whole.suite, whole.subject_id, whole.level)
        found[whole.code, unit.number] = (whole.pk, unit.pk, unit.shared_id, bank)
        found[whole.code, ""] = (whole.pk, None, None, bank)
    return found
