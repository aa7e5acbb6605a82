"""Which codes stand for which entries in files? Made from a qualification's rules.

A registration is the entry code; on a pathway, a letter follows: A for the first. An exam of the
2016 suite, or a unit of the 2012 suite taken by itself, is the entry code without its first zero
and the unit's number in two figures, as a school's system writes it (docs/adr/0012).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from interchange.catalogue.specification import Specification

REGISTRATION, EXAM, UNIT = "registration", "exam", "unit"


@dataclass(frozen=True)
class Option:
    """What may be entered for: its code in files and its title.

    `unit` is the unit's number and `pathway` a pathway's name, where it is of one.
    """

    code: str
    kind: str
    qualification: str
    title: str
    unit: str = ""
    pathway: str = ""


def unit_code(entry_code: str, number: str) -> str:
    """The code of an exam or a unit."""
    return f"{entry_code.removeprefix('0')}{int(number):02}"


def registrations(rules: Specification) -> list[Option]:
    """The options of registering for a qualification: one, or one a pathway."""
    if not rules.pathways:
        return [Option(rules.code, REGISTRATION, rules.code, rules.title)]
    return [
        Option(
            f"{rules.code}{letter}",
            REGISTRATION,
            rules.code,
            f"{way.name}: {rules.title}",
            pathway=way.name,
        )
        for letter, way in zip(ascii_uppercase, rules.pathways, strict=False)
    ]


def registration_code(rules: Specification, pathway: str) -> str:
    """The code of the qualification on the pathway; on the first where none of that name is."""
    offered = registrations(rules)
    return next((one.code for one in offered if one.pathway == pathway), offered[0].code)


def _units(rules: Specification) -> list[Option]:
    """The options of entering for its units: exams (2016), or units by themselves (2012)."""
    kind = EXAM if rules.suite == "2016" else UNIT
    return [
        Option(unit_code(rules.code, one.number), kind, rules.code, one.title, unit=one.number)
        for one in rules.units
        if kind == UNIT or one.examined
    ]


def of_file(rules: Specification, *, series_has_exams: bool) -> list[Option]:
    """The options that a file of the kind may name: exams, or registrations and 2012 units."""
    found = _units(rules)
    if series_has_exams:
        return [one for one in found if one.kind == EXAM]
    return [*registrations(rules), *(one for one in found if one.kind == UNIT)]


NOWHERE = (
    "There is no option {} in the basedata of this series.",
    "Load the newest basedata into your system and choose the entry again.",
)
MODERATED = (
    "{} is a moderated unit, which needs no entry.",
    "Take it out of the file. Claim the unit once it is marked.",
)
SEPARATE = "Registrations and exam entries travel in separate files."


def not_here(
    here: Collection[str], other_kind: Iterable[Option], units: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """Why a file may not name codes that mean something, as {code: (wrong, remedy)}.

    `here` are the codes it may name, `other_kind` the options of the other kind of file; `units`
    are the (entry code, unit number) of all units, some of which are moderated.
    """
    found = {unit_code(code, one): MODERATED for code, one in units if one.isdecimal()}
    for option in other_kind:
        kind = "an exam" if option.kind == EXAM else "a registration"
        found[option.code] = f"{option.code} is {kind}.", SEPARATE
    for code in here:
        whole = code.removesuffix("A")
        if whole != code and whole not in here:
            remedy = f"Choose the option of the candidate's pathway: {code} and so on."
            found[whole] = f"{whole} is taken on a pathway.", remedy
    return {code: wrong for code, wrong in found.items() if code not in here}
