"""Each cause is found, alone and beside another; of two the one that is asked about first is told.

The full size is `make causes ARGS=100000`.
"""

import pytest

from entries.models import QualificationEntry
from results.diagnosis import CAUSES
from results.queries.kept import STILL_DUE
from tests.causes.judging import IN_ORDER, figures, play, together, wrong


def test_every_two_causes_of_different_places_are_planted_together():
    planted = together()

    assert ("absent", "", "") in planted
    assert ("absent", "sampled", "") in planted
    assert ("", "sampled", "withdrawn") in planted
    assert len(planted) == len(set(planted))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_a_share_of_causes_is_found_alone_and_in_pairs():
    judged = play(candidates=1)

    assert dict(wrong(judged)) == {}
    assert all((recall, precision) == (100, 100) for _, _, recall, precision in figures(judged))
    assert [code for code, *_ in figures(judged)] == [*IN_ORDER]
    left = sum(one.planted[2] == "being_awarded" for one in judged)
    assert QualificationEntry.objects.filter(STILL_DUE).count() == left  # of the rest it is kept


def test_causes_are_asked_about_in_the_order_that_is_written_down_here():
    first, *asked = IN_ORDER
    assert [*CAUSES] == [*asked, "cannot_complete", first]
