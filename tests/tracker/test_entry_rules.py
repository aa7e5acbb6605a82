"""Entry rules as a page: the board's figures for what the centre takes."""

from datetime import date

import pytest
from django.urls import reverse

from interchange.catalogue.models import Figure, RegistrationRule
from tests.factories import catalogue, entries
from tests.reading import text
from tracker.queries.entry_rules import entry_rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
ON = date(2026, 11, 20)


def test_attempts_are_those_of_the_rules_of_what_the_centre_takes(centre, other_centre):
    mine = entries.an_entry(centre, catalogue.qualification("05839"))
    entries.an_entry(other_centre, catalogue.qualification("05842"))

    [one] = entry_rules(centre, ON).attempts

    assert (one.qualification, one.most, one.further) == (mine.qualification, 3, 2)


def test_of_several_rules_about_registrations_the_one_in_force_counts(centre):
    for days, day in ((9, date(2020, 1, 1)), (5, date(2026, 9, 1)), (30, date(2028, 1, 1))):
        RegistrationRule.objects.create(
            before="visit", days=days, from_on=day, provisional=True, source="made up"
        )

    days = [one.days for one in entry_rules(centre, ON).registered if one.before == "visit"]

    assert days == [5]


def test_the_next_series_are_those_that_still_take_entries(centre):
    assert [one.code for one in entry_rules(centre, ON).series] == ["2027-01", "2027-06"]
    assert [one.code for one in entry_rules(centre, date(2026, 12, 22)).series][0] == "2027-06"


def test_the_page_says_what_an_entry_costs_and_when_entries_close(centre, sign_in, tutor):
    entries.an_entry(centre, catalogue.qualification("05839"))

    page = sign_in(tutor).get(reverse("tracker:entry_rules", args=[centre.number]))
    words = page.content.decode()

    assert page.status_code == 200
    assert "The first and 2 more" in words
    assert all(one.title in words for one in page.context["rules"].fees)
    assert page.context["rules"].fees


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_the_board_has_not_confirmed_is_marked_and_without_days_still_shown(
    centre, sign_in, tutor, confirmed
):
    RegistrationRule.objects.update(provisional=not confirmed)
    Figure.objects.filter(slug="register-again").update(provisional=not confirmed)

    page = sign_in(tutor).get(reverse("tracker:entry_rules", args=[centre.number]))
    words = text(page)

    conditions = words.partition("How long before")[2].partition("</table>")[0]
    again = words.partition("attempts start anew.")[2].partition("</p>")[0]
    assert "It need only be there" in conditions
    assert ["Provisional" in part for part in (conditions, again)] == [not confirmed] * 2


def test_where_a_new_registration_starts_no_attempts_the_page_does_not_say_so(
    centre, sign_in, tutor
):
    Figure.objects.filter(slug="register-again").update(value=0)

    page = sign_in(tutor).get(reverse("tracker:entry_rules", args=[centre.number]))

    assert "start anew" not in text(page)
