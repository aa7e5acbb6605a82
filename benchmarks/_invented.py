"""Forty invented qualifications of twenty units: four mandatory, three of these examined.

They are written as the files that the catalogue is loaded from, so they pass its checks. Of the
16 optional units of 30, 60 and 90 GLH so many count as the size asks for: a collection can be made
up in dozens of ways, and most exceed the size.
"""

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

QUALIFICATIONS, UNITS, MANDATORY, EXAMINED = 40, 20, 4, 3
SIZES = (("EXT_CERT", "Extended Certificate", 360), ("FOUND_DIP", "Foundation Diploma", 540))
SIZES = (*SIZES, ("DIP", "Diploma", 720))
UNIT = """
[[unit]]
number = "{number}"
title = "Invented unit {number}"
glh = {size}
examined = {examined}
source = "none"
verified = []
"""
QUALIFICATION = """
title = "Invented {size_title} {number}"
subject = "IV{number}"
subject_title = "Invented subject {number}"
level = 3
size = "{size}"
size_title = "{size_title}"
scheme = "2016-L3"
bank = "IV{number}-L3"
offered = true

[cited]
code = {{ source = "none", verified = false }}
size = {{ source = "none", verified = false }}

[[group]]
title = "Mandatory units"
counts = {mandatory}
units = {first}
source = "none"
verified = false

[[group]]
title = "Optional units"
glh = {optional}
units = {rest}
source = "none"
verified = false
"""


@contextmanager
def specifications(published):
    """A folder of the specification files, with sources and schemes as in the published folder."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("schemes", "sources.toml", "ucas.toml"):
            copy = shutil.copytree if (published / name).is_dir() else shutil.copy
            copy(published / name, folder / name)
        (folder / "2016" / "units").mkdir(parents=True)
        for number in range(1, QUALIFICATIONS + 1):
            _write(folder / "2016", number)
        yield folder


def _write(suite, number):
    """The bank and the rules of one qualification."""
    size, size_title, total = SIZES[number % len(SIZES)]
    glh = [_glh(number, unit) for unit in range(1, UNITS + 1)]
    units = [
        UNIT.format(number=unit, size=one, examined=str(unit <= EXAMINED).lower())
        for unit, one in enumerate(glh, 1)
    ]
    (suite / "units" / f"IV{number:02}-L3.toml").write_text("".join(units))
    names = [f'"{unit}"' for unit in range(1, UNITS + 1)]
    rules = QUALIFICATION.format(
        number=f"{number:02}",
        size=size,
        size_title=size_title,
        mandatory=MANDATORY,
        first=f"[{', '.join(names[:MANDATORY])}]",
        optional=total - sum(glh[:MANDATORY]),
        rest=f"[{', '.join(names[MANDATORY:])}]",
    )
    (suite / f"{90000 + number}.toml").write_text(rules)


def _glh(number, unit):
    """The size of a unit; the mandatory ones fit into the smallest qualification."""
    if unit <= MANDATORY:
        return (30, 60)[(number + unit) % 2]
    return (30, 60, 90)[crc32(f"{number}/{unit}".encode()) % 3]
