"""Whoever was absent is kept so, by columns too, and whoever has no result otherwise."""

import pytest

from results.models import KeptStanding
from results.queries.kept_by_columns import kept_by_columns
from results.queries.worked import work_out
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.results.kept import ON, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

CAUSES = {"absent": "absent", "X": "no_result"}  # by what an exam has in the place of a grade


@pytest.mark.parametrize(("said", "cause"), CAUSES.items())
def test_an_exam_without_a_grade_is_kept_with_its_own_cause(centre, at, said, cause):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": said, "2": "P"})
    held.settle(at)

    worked, apart = work_out([entry.pk], ON)
    kept = kept_by_columns(worked, ON)

    assert (kept["entry_id"], apart) == ([str(entry.pk)], [])
    assert kept["causes"] == [f"{{{cause}}}"]
    assert kept["told"] == ['[[["1"],[]]]']
    assert KeptStanding.objects.get(entry=entry).causes == [cause]
    assert wrong() == []
