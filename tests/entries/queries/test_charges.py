"""What a form of entries will cost."""

from datetime import date

import pytest

from entries import queries
from entries.rules.charging import LATE, REGISTRATION, RESIT
from interchange.catalogue.models import Fee

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_fees(db):
    """An empty fee list."""
    Fee.objects.all().delete()


def test_the_fee_of_the_day_is_taken_and_kinds_of_none_left_out():
    for pence, year in ((1000, 2025), (1200, 2026), (9900, 2028)):
        Fee.objects.create(
            slug=LATE, title="Late entry", pence=pence, from_on=date(year, 8, 1), provisional=False
        )

    [charge] = queries.charges(date(2026, 11, 20), {LATE: 3, RESIT: 0})

    assert (charge.each, charge.total, charge.provisional) == ("£12.00", "£36.00", False)


def test_a_fee_that_is_not_on_the_list_yet_has_no_amount():
    [charge] = queries.charges(date(2026, 11, 20), {REGISTRATION: 1})

    assert (charge.title, charge.each, charge.total) == ("Registration", None, None)


def test_what_a_page_of_fees_comes_to_is_said_once_for_all():
    for slug, pence in ((LATE, 1200), (RESIT, 1500)):
        known = {"title": slug, "from_on": date(2026, 8, 1), "provisional": False}
        Fee.objects.create(slug=slug, pence=pence, **known)

    known = queries.charges(date(2026, 11, 20), {LATE: 3, RESIT: 2})
    unknown = queries.charges(date(2026, 11, 20), {LATE: 3, REGISTRATION: 2})

    assert known.altogether == "£66.00"
    assert unknown.altogether == "£36.00, and the fees that are not set yet"
