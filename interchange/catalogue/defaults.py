"""What a new installation begins with: each row of defaults.toml is written once.

Its key is kept, so that a row which staff moved or deleted does not come back, and one that a later
version adds is written when that version comes.
"""

import tomllib
from pathlib import Path

from interchange.catalogue import years
from interchange.catalogue.models import (
    BankHoliday,
    ConsiderationGround,
    Contact,
    Fee,
    Figure,
    GradeNumbers,
    KeyDate,
    OtherBodyUnits,
    Qualification,
    ReductionWindow,
    RegistrationRule,
    SampleSize,
    Series,
    Wording,
    WrittenDefault,
)

DEFAULTS = Path(__file__).parent / "defaults.toml"
ROWS = {  # tables of the file that are written row by row: the model, and what names a row
    "series": (Series, ("year", "month")),
    "key_date": (KeyDate, ("slug", "academic_year")),
    "bank_holiday": (BankHoliday, ("on",)),
    "fee": (Fee, ("slug", "from_on")),
    "figure": (Figure, ("slug",)),
    "wording": (Wording, ("slug", "from_on")),
    "registration_rule": (RegistrationRule, ("before", "from_on")),
    "grade_numbers": (GradeNumbers, ("from_on",)),
    "reduction_window": (ReductionWindow, ("summer", "opens_on")),
    "consideration_ground": (ConsiderationGround, ("title",)),
    "sample_size": (SampleSize, ("cohort_from",)),
    "contact": (Contact, ("slug",)),
}
ALLOW_LIST = "other_body_units"


def write():
    """Write the rows that were never written here; one of the same name that is there stays."""
    written = set(WrittenDefault.objects.values_list("key", flat=True))
    new = {key: row for key, row in _keyed_rows(read_file()).items() if key not in written}
    for table, (model, _) in ROWS.items():
        made = [model(**row) for key, row in new.items() if key.partition(" ")[0] == table]
        model.objects.bulk_create(made, ignore_conflicts=True)
    if ALLOW_LIST in new:
        _write_allow_list(**new[ALLOW_LIST])
    WrittenDefault.objects.bulk_create(
        [WrittenDefault(key=key) for key in new], ignore_conflicts=True
    )


def _keyed_rows(file):
    """Give each row of the file of defaults by its key, such as `fee unit-entry 2025-08-01`."""
    begin = range(file["years"]["first"], file["years"]["last"] + 1)
    dates = [_key_date(row, year) for row in file["key_date"] for year in begin]
    rows = {ALLOW_LIST: file[ALLOW_LIST]}
    for table, (_, names) in ROWS.items():
        for row in dates if table == "key_date" else file[table]:
            rows[" ".join([table, *(str(row[name]) for name in names)])] = row
    return rows


def _write_allow_list(*, suite, **fields):
    """Begin with every qualification of the suite."""
    OtherBodyUnits.objects.bulk_create(
        [
            OtherBodyUnits(qualification=one, **fields)
            for one in Qualification.objects.filter(suite=suite)
        ],
        ignore_conflicts=True,
    )


def _key_date(row, year):
    """The row of the date in the academic year of key dates that begins in `year`."""
    month, day = map(int, row["day"].split("-"))
    return {name: value for name, value in row.items() if name != "day"} | {
        "on": years.day_of_key_dates(year, month, day),
        "academic_year": years.in_words(year),
    }


def read_file():
    """The rows of the file of defaults, by table."""
    return tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
