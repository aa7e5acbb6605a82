"""One what-if case as words in, its outcome out: `05842 1=M 2=M --no-attempts-left 1`."""

import argparse
import re
import shlex
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NoReturn

from interchange.catalogue import specification as specifications
from interchange.catalogue.specification import Specification, Unit, number_order
from results.awarding.award import award
from results.awarding.outcome import OtherUnit
from results.awarding.plan import check_offered

MOST_LETTERS = 80  # of a word; the longest name of a pathway has 41
MOST_WORDS = 300
QUOTING = frozenset("'\"\\")  # as in a shell: a pathway's name may have spaces


class BadCase(ValueError):
    """The case cannot be decided; the message says what to change."""


class _Words(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadCase(_cut(message))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what words make a case."""
    parser.add_argument("code", help="the entry code, such as 05842, or - for a case a line")
    parser.add_argument("units", nargs="*", metavar="UNIT=GRADE", help="a unit held, such as 1=M")
    parser.add_argument("--pathway", metavar="NAME", help="the pathway, else the best one is taken")
    parser.add_argument(
        "--no-attempts-left",
        metavar="UNIT,UNIT",
        default="",
        help="examined units that may not be sat again",
    )
    parser.add_argument(
        "--other",
        metavar="CREDITS=GRADE",
        action="append",
        default=[],
        help="a unit achieved with another awarding body",
    )


def _cut(text: str) -> str:
    """The beginning of a text that may be of any length."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


@cache
def _parser() -> argparse.ArgumentParser:
    parser = _Words(prog="what_if", usage="code [UNIT=GRADE ...]", add_help=False)
    add_arguments(parser)
    return parser


@lru_cache(maxsize=256)
def _load(code: str) -> Specification:
    return specifications.load(code)


def decide_line(line: str) -> dict[str, Any]:
    """Decide the case that the line tells; raises BadCase."""
    try:
        words = shlex.split(line) if QUOTING & set(line) else line.split()
    except ValueError as error:
        raise BadCase(f"the line cannot be read: {error}") from None
    if not words:
        raise BadCase("the line is empty: give an entry code and units such as 05842 1=M")
    if len(words) > MOST_WORDS:
        raise BadCase(f"the line has {len(words):,} words, which is more than any case needs")
    case = _parser().parse_intermixed_args(words)
    return decide(case.code, case.units, case.pathway, case.no_attempts_left, case.other)


def decide(
    code: str,
    units: Sequence[str],
    pathway: str | None = None,
    no_attempts_left: str = "",
    other: Sequence[str] = (),
) -> dict[str, Any]:
    """Give the outcome of a case as values that JSON knows; raises BadCase."""
    for word in (code, *units, pathway or "", *no_attempts_left.split(","), *other):
        if len(word) > MOST_LETTERS:
            raise BadCase(f"a word has {len(word):,} letters, {MOST_LETTERS} at most: {_cut(word)}")
    try:
        specification = _load(code)
        check_offered(specification)
        outcome = award(
            specification,
            _grades(specification, units),
            pathway=pathway,
            no_attempts_left=frozenset(_exams(specification, no_attempts_left)),
            other=[_other(specification, word) for word in sorted(other)],
        )
    except (LookupError, ValueError) as error:
        raise BadCase(str(error)) from None
    return outcome.to_dict()


def _grades(specification: Specification, words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        number, is_, grade = word.partition("=")
        number, grade = number.lstrip("0"), grade.upper()
        if not (number and is_ and grade):
            raise BadCase(f"{word!r} is not a unit and its grade: write 1=M")
        if number in found:
            raise BadCase(f"unit {number} is given twice: give its best grade")
        _check_known(specification, number)
        found[number] = grade
    return {number: found[number] for number in sorted(found, key=number_order)}


def _exams(specification: Specification, words: str) -> Iterable[str]:
    for word in filter(None, words.split(",")):
        number = word.strip().lstrip("0")
        unit = _check_known(specification, number)
        if unit and not unit.examined:
            raise BadCase(f"unit {number} is moderated: it can be claimed as often as needed")
        yield number


def _check_known(specification: Specification, number: str) -> Unit | None:
    """The unit, or none where it is closed to this size; BadCase where there is none such."""
    for unit in specification.units:
        if unit.number == number:
            return unit
    if number in {unit.number for unit in specification.closed}:
        return None
    raise BadCase(f"{specification.code} has no unit {number}")


def _other(specification: Specification, word: str) -> OtherUnit:
    if not specification.other_awarding_bodies:
        raise BadCase(f"{specification.code} takes no units of another awarding body")
    size, is_, grade = word.partition("=")
    if not (is_ and re.fullmatch(r"[0-9]{1,4}", size) and int(size) and grade):
        raise BadCase(f"{word!r} is not the credits and grade of a unit: write 10=M")
    total = specification.total or 0
    if int(size) > total:
        raise BadCase(
            f"a unit of {int(size)} {specification.measure} is larger than {specification.code}"
            f" itself, which has {total}"
        )
    possible = dict.fromkeys([*(row.grade for row in specification.points), specification.fail])
    if grade.upper() not in possible:
        its = ", ".join(possible)
        raise BadCase(f"a unit of another awarding body cannot be {grade!r}: its grades are {its}")
    return OtherUnit("another awarding body", int(size), grade.upper())
