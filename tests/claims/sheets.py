"""A made-up claim, laid out and drawn."""

import io
from types import SimpleNamespace

from claims import layouts
from claims.states import Outcome
from interchange import paper
from interchange.paper import letters

PLAIN = letters.PLAIN


class Named(SimpleNamespace):
    """Something with a name."""

    def __str__(self):
        return self.called


def a_claim(number=7, status="Sampled"):
    """A claim as its sheet asks for it."""
    return SimpleNamespace(
        number=number,
        reference="",
        centre=Named(called="12345 Fernhill College", number="12345"),
        qualification=Named(called="05839 Certificate in IT", code="05839"),
        get_status_display=lambda: status,
    )


def units(number):
    """So many units."""
    return [
        SimpleNamespace(pk=pk, number=str(pk), title=f"Unit title {pk}")
        for pk in range(1, number + 1)
    ]


def candidates(*surnames):
    """A candidate of each surname."""
    return [
        SimpleNamespace(
            pk=pk, surname=one, forenames="Kit", name=f"{one}, Kit", ocr_number=str(50000000 + pk)
        )
        for pk, one in enumerate(surnames, 1)
    ]


def lines(people, of, **more):
    """A line for each candidate's unit."""
    made = {
        "assessor": Named(called="Ann Assessor (AA)"),
        "claimed": "P",
        "grade": "P",
        "outcome": Outcome.CLAIMED,
        "reason": "",
        "other_awarding_body": "",
        "claimed_again": "",
        "get_outcome_display": lambda: "Claimed",
        **more,
    }
    return [
        SimpleNamespace(
            pk=100 * one.pk + unit.pk,
            candidate=one,
            candidate_id=one.pk,
            unit=unit,
            unit_id=unit.pk,
            **made,
        )
        for one in people
        for unit in of
    ]


def sheet(way, found, sampled=(), claim=None):
    """The sheet of the lines."""
    return layouts.sheet_of(way, claim or a_claim(), found, set(sampled))


def drawn(made):
    """The PDF of a sheet."""
    file = io.BytesIO()
    paper.draw(made, file)
    return file.getvalue()
