"""A gradebook of made-up candidates and units, and how a table is read into it."""

from datetime import date
from types import SimpleNamespace as Some

from claims import gradebook, rules
from interchange.uploads import Table, TableRow, Tables

ADA, BEN, CY, DI = 1, 2, 3, 4


UNITS = [(30, "3", "Cyber security"), (40, "4", "Hardware"), (210, "21", "Web design")]


def person(pk, surname, forenames, number="0007", units=(30, 40, 210)):
    who = Some(
        pk=pk,
        ocr_number=f"5000000{pk}",
        surname=surname,
        name=f"{surname}, {forenames}",
        born_on=date(2009, 1, 31),
    )
    return Some(candidate=who, number=number, units=frozenset(units))


def a_book(assessors=("AB", "CD"), **facts):
    """Ada, Ben and Cy; Ada has M by AB in unit 3, Ben's unit 4 is on another claim, Cy's only 3."""
    people = [
        person(ADA, "Ashworth", "Ada"),
        person(BEN, "Ödegård", "Ben", "0042"),
        person(CY, "Chan", "Cy", units=[30]),
        person(DI, "=Dix", "Di", units=[]),
    ]
    units = [Some(pk=pk, number=number, title=title) for pk, number, title in UNITS]
    marking = [
        Some(pk=pk, initials=initials, name=f"Assessor {initials}")
        for pk, initials in enumerate(assessors, start=1)
    ]
    told = {
        "open": {(one.candidate.pk, pk) for one in people for pk in one.units},
        "held": {(ADA, 30): rules.Held("M", 1), (DI, 40): rules.Held("P", 2)},
        "taken": {(BEN, 40): "claim 7 for 05842"},
        "assessors": {one.pk for one in marking},
        "names": {
            (one.candidate.pk, unit.pk): f"{one.candidate.name}, unit {unit.number}"
            for one in people
            for unit in units
        },
    }
    qualification = type("Q", (), {"code": "05839", "__str__": lambda self: "05839 IT"})()
    return gradebook.Gradebook(
        qualification, people, units, marking, rules.CellFacts(**{**told, **facts})
    )


HEADINGS = ("OCR candidate number", "Name", "3 Cyber security", "4 Hardware", "21")


def read(*rows, headings=HEADINGS, book=None, default=None):
    numbered = [TableRow(at, tuple(cells)) for at, cells in enumerate([headings, *rows], start=1)]
    tables = Tables("grades.xlsx", [Table("Grades", numbered)])
    return gradebook.read(tables, book or a_book(), default)


def cells(filled):
    return [(*one.place, one.grade, one.assessor_id, one.seen) for one in filled.cells]


def faults(filled):
    return [(one.row, one.column, one.value) for one in filled.faults]
