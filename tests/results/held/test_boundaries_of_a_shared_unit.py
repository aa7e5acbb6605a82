"""Boundaries of a unit that several sizes share: one exam, by whatever code a line names it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.catalogue.models import MarkBoundaries
from results import commands
from results.exam_file import BOUNDARIES_LINE, LinesRefused
from tests.factories.results import DIPLOMA
from tests.results.held.files import BEFORE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("june")]
CERTIFICATE, FIRST, LATER = "05839", "60,48,40,32,26", "60,50,44,32,26"


@pytest.fixture
def load(board_administrator):
    """A function that loads lines of boundaries in June 2026, each (entry code, unit, figures)."""

    def load(*lines):
        rows = [f"2026-06,{','.join(line)}" for line in lines]
        text = "\n".join([BOUNDARIES_LINE, *rows])
        more = {"source": "Notice 5", "provisional": False, "at": BEFORE}
        return commands.load_boundaries(text, by=board_administrator, **more)

    return load


def test_two_sizes_lines_that_differ_are_refused_and_none_is_entered(load):
    with pytest.raises(LinesRefused) as refusal:
        load((DIPLOMA, "1", FIRST), (CERTIFICATE, "1", LATER))

    said = refusal.value.sentences[-1]
    assert "Line 2 gives other boundaries of the same exam, by 05842: 60 marks: D from 48" in said
    assert not MarkBoundaries.objects.exists()


def test_two_sizes_lines_that_say_the_same_are_one_exam(load):
    assert load((DIPLOMA, "1", FIRST), (CERTIFICATE, "1", FIRST)) == 1
    assert load((CERTIFICATE, "1", FIRST)) == 0


def test_what_is_in_force_is_asked_once_however_many_lines(load):
    counted = []
    for lines in ([(DIPLOMA, "1", FIRST)], [(DIPLOMA, unit, LATER) for unit in ("1", "2", "3")]):
        with CaptureQueriesContext(connection) as queries:
            load(*lines)
        asked = [one["sql"] for one in queries if "SELECT" in one["sql"]]
        counted.append(sum('FROM "catalogue_markboundaries"' in sql for sql in asked))

    assert counted == [1, 1]
