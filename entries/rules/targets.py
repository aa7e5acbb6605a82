"""What is a person entered for? One target: a qualification, an exam, or a 2012 unit by itself."""

from dataclasses import dataclass
from typing import Any

from entries.rules.options import EXAM, REGISTRATION, UNIT, Option

Bank = tuple[str, int, int]  # suite, subject's id and level: what sizes of one subject share


@dataclass(frozen=True, slots=True)
class Target:
    """A qualification, and a unit where it is of one; ids are those of the catalogue.

    `kind` is REGISTRATION, EXAM or UNIT. `shared_id` is the unit it is the same as; `in_size` says
    whether the unit counts towards the qualification, `examined` whether it has an exam. `code` and
    `subject` are what people call the qualification and its subject, `option` is its code in files.
    """

    kind: str
    qualification_id: int
    code: str
    subject: str
    bank: Bank
    unit_id: int | None = None
    shared_id: int | None = None
    unit: str = ""
    pathway: str = ""
    in_size: bool = True
    examined: bool = True
    option: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What a person can be entered for once: the unit under whichever size, or the whole."""
        return (self.kind, self.unit_id or self.qualification_id)

    @property
    def suite(self) -> str:
        """The suite its qualification belongs to: 2012 or 2016."""
        return self.bank[0]

    @property
    def level(self) -> int:
        """The qualification's level."""
        return self.bank[2]

    @property
    def name(self) -> str:
        """What it is called among several of one person."""
        return f"Unit {self.unit}" if self.unit else self.code


def whole(qualification: Any, pathway: str = "", option: str = "") -> Target:
    """The Target of registering for the qualification."""
    return Target(REGISTRATION, *_of(qualification), pathway=pathway, option=option)


def part(
    kind: str, qualification: Any, unit: Any, *, in_size: bool = True, option: str = ""
) -> Target:
    """The Target of entering for the unit: EXAM in a series, or UNIT by itself."""
    return Target(
        kind,
        *_of(qualification),
        unit_id=unit.pk,
        shared_id=unit.shared_id,
        unit=unit.number,
        in_size=in_size,
        examined=unit.examined,
        option=option,
    )


def of_option(option: Option, qualification: Any, unit: Any) -> Target:
    """The Target that an option of files stands for; `unit` is None where it is of none."""
    if unit is None:
        return whole(qualification, option.pathway, option.code)
    return part(option.kind, qualification, unit, option=option.code)


def _of(qualification: Any) -> tuple[int, str, str, Bank]:
    bank = qualification.suite, qualification.subject_id, qualification.level
    return qualification.pk, qualification.code, str(qualification.subject), bank


__all__ = ["EXAM", "REGISTRATION", "UNIT", "Bank", "Target", "of_option", "part", "whole"]
