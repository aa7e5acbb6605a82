"""Units come as people count, wherever a claim is read."""

import csv
import io

import pytest
from django.urls import reverse

from claims import queries
from interchange.catalogue.models import Unit
from tests.factories import claims


@pytest.fixture
def mixed(centre, moderator, catalogue):
    """A claim whose first unit was loaded after all others."""
    claim = claims.claim_at("draft", centre=centre, candidates=1, units=12)
    early = claim.lines.order_by("unit").first().unit
    late = Unit.objects.create(
        **{
            name: getattr(early, name)
            for name in ("subject", "suite", "level", "title", "size", "examined", "provisional")
        },
        number="99",
    )
    number = early.number
    claim.lines.filter(unit=early).update(unit=late)
    Unit.objects.filter(pk=early.pk).update(number="98")
    Unit.objects.filter(pk=late.pk).update(number=number)
    return claim


def as_counted(numbers):
    return sorted(numbers, key=int)


@pytest.mark.slow
def test_lines_come_in_the_order_of_the_units_numbers(mixed):
    numbers = [line.unit.number for line in queries.lines(mixed)]

    assert len({len(one) for one in numbers}) == 2
    assert numbers == as_counted(numbers)


@pytest.mark.slow
def test_a_claims_file_and_pages_list_units_as_people_count(mixed, sign_in, centre_administrator):
    browser = sign_in(centre_administrator)
    place = [mixed.centre.number, mixed.pk]

    text = browser.get(reverse("claims:export", args=place)).getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    page = browser.get(reverse("claims:view", args=place), {"by": "unit", "sort": "-unit"})

    in_file = [row["Unit"] for row in rows]
    assert in_file == as_counted(in_file)
    backwards = [line.unit.number for line in page.context["listing"].rows]
    assert backwards == as_counted(backwards)[::-1]
