"""Files of entries to read, break and write."""

from datetime import date

import pytest

from interchange.edi.kinds import SeriesReference
from interchange.edi.writer import Head, write

ON = date(2026, 11, 20)
ADA = {
    "centre": "12345",
    "candidate_number": "0042",
    "status": "S",
    "name": "OKAFOR: ADA",
    "sex": "F",
    "born_on": date(2009, 3, 14),
    "uci": "123450260042V",
    "uln": "9276308686",
    "options": ["05839"],
}
BO = {
    **ADA,
    "candidate_number": "0043",
    "name": "LINDQVIST: BO ÅKE",
    "sex": "M",
    "born_on": date(2008, 1, 1),
    "uci": "123450260043X",
    "uln": None,
    "options": ["05839", "05842"],
}


def a_head(**other):
    """The header of a registration file of centre 12345."""
    given = {"data_type": "E", "series": SeriesReference(2026, 9), "sequence": 1, "made_on": ON}
    return Head(**{**given, "centre": "12345", **other})


@pytest.fixture
def content():
    """A sound file of two candidates."""
    return write(a_head(), [ADA, BO])
