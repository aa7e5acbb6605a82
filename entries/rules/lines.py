"""What does a line of a file of entries ask for, and what is wrong with it by itself?"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from entries import identifiers
from entries.rules import people, spelling
from entries.rules.judging import Verdict
from entries.rules.known import Who
from entries.rules.targets import Target
from interchange.edi import layouts
from interchange.edi.problems import Problem
from interchange.edi.records import Record

NEW = "new"  # the answer that a likely duplicate is somebody else
BACK = "back"  # what takes an answer back
STANDS_IN = {"surname": "name", "forenames": "name"}  # whose field has another name in the layout

OLDEST_OF_TWO_FIGURES = 70  # years (ours)
MANY = 3  # fields of one line that are wrong
SHIFTED = (
    "So much of this line is wrong at once that its columns look shifted.",
    "Compare the places of its fields with the layout, or make the file again with your system.",
)
NO_COLON = "There is no colon between surname and forenames."
COLON = "Write SURNAME: FORENAMES; where there are no forenames, end the surname with a colon."
NOTHING = "The line names no option, so there is nothing to enter."
WOULD_WITHDRAW = (
    "The line names no option, which would withdraw the candidate's entries. A file cannot withdraw"
    " here."
)
WITHDRAW_ON_SCREEN = (
    "Mark a registration as Withdrawn on the candidate's page in the Progress Tracker; for an exam,"
    " withdraw it under “Exam and unit entries”."
)
KEPT = "The record is kept: its details are not changed here ({}). Use “Correct details” on screen."
KEPT_UNSEEN = (
    "The candidate has a record that is not of your centre. It is kept: details of the line that do"
    " not agree with it change nothing. Compare yours with the candidate's papers."
)
WOULD_CHANGE = "The line would change {}."
WOULD_CHANGE_UNSEEN = (
    "The candidate has a record that is not of your centre, and not all details of the line agree"
    " with it."
)
ENTER_FIRST = (
    "Compare the line with the candidate's papers. If it is right, register the candidate first,"
    " then choose “Correct details”: the board decides."
)
CHANGE_ON_SCREEN = (
    "A file cannot change a candidate. Choose “Correct details” beside the candidate under “Entries"
    " by candidate”, then send the line as the record has it."
)


@dataclass(slots=True)
class LineAsked:
    """One thing asked for: whose line, which option, and what becomes of it once it is judged.

    `outcome` is a value of file_states.Outcome; empty as long as it is not judged.
    """

    number: int
    place: int
    option: str
    person: people.Person
    target: Target | None = None
    outcome: str = ""
    problems: list[Problem] = field(default_factory=list)
    note: str = ""
    resit: bool = False
    candidate_id: int | None = None
    answer: str = ""
    pk: int | None = None
    who: Who | None = None
    verdict: Verdict | None = None
    twin: str = ""  # words for an earlier line of the file that looks like the same person


def person_of(record: Record) -> people.Person:
    """The person whom a record names, as far as it could be read.

    One without a colon has a surname only.
    """
    surname, _, forenames = (record["name"] or "").partition(":")
    return people.Person(
        surname=people.tidy_name(surname),
        forenames=people.tidy_name(forenames),
        born_on=record["born_on"],
        sex=record["sex"] or "",
        candidate_number=record["candidate_number"] or "",
        uci=identifiers.completed_uci(record["uci"]),
        uln=identifiers.tidy(record["uln"]),
    )


def problems_of(record: Record, person: people.Person, centre: str, on: date) -> list[Problem]:
    """Everything wrong with what could be read of a line, as Problems.

    `centre` is the file's number.
    """
    found = [
        _problem(record, name, wrong)
        for name, wrong in people.problems(person, on)
        if STANDS_IN.get(name, name) in record.values
    ]
    if person.born_on and people.birth_problem(person.born_on, on) == "":
        found += _of_two_figures(record, person.born_on, on)
    if "name" in record.values and record["name"].count(":") != 1:
        found.append(_problem(record, "name", NO_COLON, COLON))
    if "centre" in record.values and record["centre"] != centre:
        wrong = f"The line is of centre {record['centre']}, the file of {centre}."
        found.append(_problem(record, "centre", wrong, "Send each centre's lines by themselves."))
    return found


def _of_two_figures(record: Record, born_on: date, on: date) -> list[Problem]:
    """A year of two figures that is past by now means one of the last century: a slip, likely."""
    age = people.age(born_on, on)
    if age <= OLDEST_OF_TWO_FIGURES:
        return []
    wrong = f"The year can only mean {born_on.year}: the candidate would be {age} years old."
    remedy = "Correct it; if it is right, register the candidate on screen."
    return [_problem(record, "born_on", wrong, remedy)]


def without_options(record: Record, amends: bool) -> Problem:
    """The Problem of a line that names no option."""
    if amends:
        return _problem(record, "count", WOULD_WITHDRAW, WITHDRAW_ON_SCREEN)
    return _problem(record, "count", NOTHING, "Name what the candidate is entered for.")


def answered(person: people.Person, answer: str) -> people.Person:
    """The person with the centre's answer about likely duplicates: NEW, an OCR number or none."""
    if not answer:
        return person
    return replace(person, distinct=True) if answer == NEW else replace(person, picked=answer)


def named_twice(
    asked: LineAsked, who: Who, named: dict[int, tuple[int, str]]
) -> list[tuple[str, str, str]]:
    """What is wrong where an earlier line names the same candidate by another UCI.

    `named` has the line and UCI that named each record first; this line is put there, too.
    """
    if who.record is None:
        return []
    before, uci = named.setdefault(who.record, (asked.number, asked.person.uci))
    if uci == asked.person.uci:
        return []
    wrong = f"Line {before} names the same candidate, {who.called}, with another UCI."
    return [("uci", wrong, "Correct one of the two, or take back the answer who it is.")]


def shifted(number: int, problems: list[Problem]) -> list[Problem]:
    """What to say first where many fields of the line are wrong."""
    many = len({one.field for one in problems if one.field}) >= MANY
    return [Problem(number, 0, "", "", *SHIFTED)] if many else []


def about(asked: LineAsked, name: str, wrong: str, remedy: str = "") -> Problem:
    """A Problem with what is asked for: of the option, or of a field of the person."""
    if name in {"", "option", "all"}:
        one = layouts.OPTIONS
        column, value = one.start + one.width * asked.place, asked.option
    else:
        one = layouts.CANDIDATE.field(STANDS_IN.get(name, name))
        column, value = one.start, _told(getattr(asked.person, name))
    return Problem(asked.number, column, one.title, value, wrong, remedy)


def _problem(record: Record, name: str, wrong: str, remedy: str = "") -> Problem:
    one = layouts.CANDIDATE.field(STANDS_IN.get(name, name))
    return Problem(record.line, one.start, one.title, _told(record[one.name]), wrong, remedy)


def _told(value: Any) -> str:
    return f"{value:%d%m%y}" if hasattr(value, "year") else str(value or "")


def kept(who: Who) -> str:
    """What to know where typed details differ from the record's, which is kept; else nothing.

    Of a record that the centre may not read, no detail and no field (ADR 44).
    """
    if who.differs_unseen:
        return KEPT_UNSEEN
    return KEPT.format(who.changes) if who.changes else ""


def would_change(who: Who) -> tuple[str, str]:
    """What is wrong where a line to amend would change the record, and what to do; else nothing.

    Of a record that the centre may not read, no detail and no field (ADR 44).
    """
    if who.differs_unseen:
        return WOULD_CHANGE_UNSEEN, ENTER_FIRST
    return (WOULD_CHANGE.format(who.changes), CHANGE_ON_SCREEN) if who.changes else ("", "")


def changes(person: people.Person, record: Any) -> str:
    """What a line would change of the candidate it names, as words; nothing where they agree."""
    found = []
    ours, theirs = people.plain(person.forenames), people.plain(record.forenames)
    if not spelling.alike(ours, theirs):
        found.append(f"the forenames from “{record.forenames}” to “{person.forenames}”")
    if person.sex != record.sex:
        found.append(f"the sex from {record.sex} to {person.sex}")
    if person.uln and person.uln != record.uln:
        found.append(f"the ULN from {record.uln or 'none'} to {person.uln}")
    return " and ".join(found)
