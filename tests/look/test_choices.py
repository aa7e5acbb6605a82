"""Columns and rows of a list are as somebody chose them in this browser."""

import json

import pytest
from django.urls import reverse

from tests.factories import entries

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def listed(sign_in, centre, exams_officer):
    """The client of somebody whose centre has sixty registrations, and the list's address."""
    entries.entries(centre, 60)
    return sign_in(exams_officer), reverse("entries:entries", args=[centre.number])


def choose(client, back, shown, rows, list_of="entries:entries"):
    """Send the boxes below a list; gives the answer."""
    everything = ["Candidate number", "OCR number", "Status"]
    sent = {"list": list_of, "back": back, "all": everything, "shown": shown, "rows": rows}
    return client.post(reverse("look:wanted"), sent)


def test_a_column_that_was_left_out_stays_away_on_the_next_visit(listed):
    client, page = listed
    answer = choose(client, page, ["Candidate number", "Status"], "50")
    assert answer.url == page
    html = client.get(page).content.decode()
    assert "govuk-table--without-4" in html  # after the tick, the name and the candidate number
    assert html.count("govuk-table--without-") == 1


def test_a_page_has_as_many_rows_as_were_asked_for(listed):
    client, page = listed
    assert len(client.get(page).context["listing"]) == 50
    choose(client, page, [], "25")
    assert len(client.get(page).context["listing"]) == 25
    choose(client, page, [], "100")
    assert len(client.get(page).context["listing"]) == 60


def test_another_list_is_as_it_was(listed, centre):
    client, page = listed
    choose(client, page, [], "25", list_of="tracker:progress")
    assert len(client.get(page).context["listing"]) == 50


@pytest.mark.parametrize(
    "kept", ["{", "[" * 5000, "[]", '{"entries:entries": 3}', '{"entries:entries": {}}']
)
def test_what_no_page_of_ours_kept_changes_nothing(listed, kept):
    client, page = listed
    client.cookies["lists"] = kept
    assert len(client.get(page).context["listing"]) == 50


def test_only_so_many_lists_are_remembered(listed):
    client, page = listed
    for place in range(14):
        choose(client, page, [], "25", list_of=f"entries:list{place}")
    kept = json.loads(client.cookies["lists"].value)
    assert len(kept) == 12
    assert "entries:list0" not in kept


def test_nobody_is_led_to_another_site(listed):
    client, _ = listed
    for back in ("https://elsewhere.example/", "//elsewhere.example/"):
        assert choose(client, back, [], "25").url == "/"


@pytest.mark.parametrize("rows", ["", "7", "-25", "9" * 5000, "²⁵"])
def test_a_number_of_rows_that_nobody_offered_is_the_usual_one(listed, rows):
    client, page = listed
    assert choose(client, page, [], rows).url == page
    assert len(client.get(page).context["listing"]) == 50
