"""What staff type on the board's side of the catalogue is checked before it is kept."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from interchange.catalogue.models import ClosedUnit, Contact, Fee, KeyDate, Series
from tests.factories import catalogue as offers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_every_default_would_pass_where_it_is_typed():
    for kind in (Series, KeyDate, Fee):
        for row in kind.objects.all():
            row.full_clean()


def test_a_series_with_another_years_dates_is_refused():
    series = Series(year=2030, month=6, entries_open_on=date(2026, 9, 1))

    with pytest.raises(ValidationError, match="is not near the series of June 2030"):
        series.full_clean()


def test_a_series_of_the_year_29_is_refused():
    with pytest.raises(ValidationError, match="four digits"):
        Series(year=29, month=6, entries_open_on=date(2028, 9, 1)).full_clean()


def test_a_key_date_of_a_year_that_nothing_reads_is_refused():
    wrong = KeyDate(slug="claims", title="Claims", on=date(2029, 6, 15), academic_year="2028-29")

    with pytest.raises(ValidationError, match="such as 2026/27"):
        wrong.full_clean()


def test_a_fee_of_the_year_26_is_refused():
    with pytest.raises(ValidationError, match="26 is no year"):
        Fee(slug="centre", title="Centre", pence=1, from_on=date(26, 9, 1)).full_clean()


def test_a_unit_of_another_qualification_cannot_be_closed():
    unit = offers.unit(1, "05839")
    closed = ClosedUnit(
        qualification=offers.qualification("05831"), unit=unit, from_on=date(2027, 9, 1)
    )

    with pytest.raises(ValidationError, match="is no unit of 05831"):
        closed.full_clean()


@pytest.mark.slow
def test_the_page_says_it_at_the_field_and_keeps_what_was_typed(sign_in, board_administrator):
    typed = {"year": "29", "month": "6", "entries_open_on": "2028-09-01"}

    page = sign_in(board_administrator).post(reverse("admin:catalogue_series_add"), typed)

    assert "Give the year with four digits" in page.content.decode()
    assert 'value="29"' in page.content.decode()
    assert not Series.objects.filter(year=29).exists()


@pytest.mark.slow
def test_the_board_is_told_which_contacts_have_no_address_and_where_to_set_them(
    sign_in, board_administrator, settings
):
    client = sign_in(board_administrator)
    rows = client.get("/board/").context["waiting"]
    waiting = {title: (number, to) for title, number, to in rows}
    number, address = waiting["contacts without an address of their own"]
    page = client.get(address).content.decode()

    assert number == 2
    assert f"Not set yet; until then {settings.SUPPORT_INBOX}" in page
    assert "set by whoever installs the portal: PROCESSING_INBOX" in page
    credit = reverse("admin:catalogue_contact_change", args=[Contact.objects.get(slug="credit").pk])
    processing = Contact.objects.get(slug="processing").pk
    assert 'name="email"' in client.get(credit).content.decode()
    fixed = client.get(reverse("admin:catalogue_contact_change", args=[processing]))
    assert 'name="email"' not in fixed.content.decode()


@pytest.mark.parametrize("kind", ["fee", "figure", "keydate", "samplesize", "closedunit"])
def test_where_a_figure_stands_is_asked_after_what_it_is(sign_in, board_administrator, kind):
    page = sign_in(board_administrator).get(f"/board/catalogue/{kind}/add/").content.decode()

    boxes = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', page)
    assert boxes.index("source") > boxes.index("provisional")
    assert boxes.index("provisional") > max(
        boxes.index(box) for box in ("pence", "value", "on", "candidates", "unit") if box in boxes
    )
