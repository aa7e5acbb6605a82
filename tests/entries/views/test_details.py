"""Correcting details on the page: type, look at what it does, send; then see how it stands."""

import re

import pytest
from django.urls import reverse

from entries.details_states import Status
from entries.models import Candidate, DetailsChange
from tests.entries.views.detailing import ULN, address, shown, text
from tests.factories import papers

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("catalogue", "kept_papers"),
]


@pytest.mark.slow
def test_the_page_shows_what_is_on_record(sign_in, centre, exams_officer, ada):
    answer = sign_in(exams_officer).get(address(centre, ada))

    words = text(answer)
    for value in ("Okafor", "Ada", "14", "3", "2009"):
        assert f'value="{value}"' in answer.content.decode()
    assert "On record: Okafor" in words
    assert "On record: 14 March 2009" in words


@pytest.mark.slow
def test_a_correction_is_looked_at_then_saved(sign_in, centre, exams_officer, ada):
    client, url = sign_in(exams_officer), address(centre, ada)
    typed = {**shown(client, url), "surname": "Okafour", "uln": ULN}

    words = text(client.post(url, typed))

    assert "This is a correction: it is made at once, free of charge." in words
    assert not DetailsChange.objects.exists()
    answer = client.post(url, {**typed, "act": "send"})
    change = DetailsChange.objects.get()
    assert answer.url == change.get_absolute_url()
    assert "The details have been corrected" in text(client.get(answer.url))
    ada.refresh_from_db()
    assert (ada.surname, ada.uln) == ("Okafour", ULN)


@pytest.mark.slow
def test_the_same_click_twice_leads_to_the_same_change(sign_in, centre, exams_officer, ada):
    client, url = sign_in(exams_officer), address(centre, ada)
    typed = {**shown(client, url), "surname": "Okafour", "act": "send"}

    first, second = client.post(url, typed), client.post(url, typed)

    assert first.url == second.url
    assert DetailsChange.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"surname": ""}, "Enter a surname."),
        ({"surname": "0kafor"}, "A name cannot contain 0."),
        ({"born_on_year": "2024"}, "Check the year."),
        ({"born_on_day": "31", "born_on_month": "2"}, "must be a real date"),
        ({"uci": "681990012058A"}, "last letter does not fit"),
        ({"uln": "9999999999"}, "This is not a ULN"),
        ({}, "nothing would change"),
        ({"surname": "Okaf\0r"}, "type it anew"),
        ({"seen": "spoilt"}, "Somebody else has changed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    typed, sentence, sign_in, centre, exams_officer, ada
):
    client, url = sign_in(exams_officer), address(centre, ada)
    given = {**shown(client, url), "reason": "From the passport.", **typed}

    answer = client.post(url, given)

    assert sentence in text(answer)
    assert "From the passport." in answer.content.decode()


@pytest.mark.slow
def test_going_back_keeps_what_was_typed(sign_in, centre, exams_officer, ada):
    client, url = sign_in(exams_officer), address(centre, ada)
    typed = {**shown(client, url), "surname": "Okafour"}

    answer = client.post(url, {**typed, "act": "change"})

    assert 'value="Okafour"' in answer.content.decode()


@pytest.mark.slow
def test_whoever_comes_second_sees_what_was_changed_and_keeps_their_own(
    sign_in, centre, exams_officer, ada, at
):
    client, url = sign_in(exams_officer), address(centre, ada)
    typed = {**shown(client, url), "forenames": "Adah"}
    Candidate.objects.filter(pk=ada.pk).update(uln=ULN)

    answer = client.post(url, {**typed, "act": "send"})

    words = answer.content.decode()
    assert "Somebody else has changed the ULN meanwhile" in words
    assert f'value="{ULN}"' in words
    assert 'value="Adah"' in words
    again = dict(re.findall(r'name="(token|seen)" value="([^"]+)"', words))
    client.post(url, {**typed, "uln": ULN, **again, "act": "send"})
    ada.refresh_from_db()
    assert (ada.forenames, ada.uln) == ("Adah", ULN)


@pytest.mark.slow
def test_a_whole_name_asks_for_proof_and_waits(sign_in, centre, exams_officer, ada):
    client, url = sign_in(exams_officer), address(centre, ada)
    typed = {**shown(client, url), "surname": "Smith"}

    assert "not another spelling" in text(client.post(url, typed))
    assert "Attach the proof" in text(client.post(url, {**typed, "act": "send"}))
    spoilt = {"proofs": papers.a_file("register.pdf", b"MZ"), "act": "send"}
    assert "is a program" in text(client.post(url, {**typed, **spoilt}))
    answer = client.post(url, {**typed, "proofs": papers.a_file(), "act": "send"})

    words = text(client.get(answer.url))
    assert "Waiting for the board" in words
    assert "Proof sent register.pdf" in words
    assert "waits for the board" in text(client.get(url))


@pytest.mark.slow
def test_the_centre_cancels_what_waits(sign_in, centre, exams_officer, ada, change):
    waiting = change(surname="Smith")
    client = sign_in(exams_officer)
    url = reverse("entries:cancel_details", args=[centre.number, waiting.pk])

    assert "Do you want to cancel this change?" in text(client.get(url))
    answer = client.post(url, follow=True)

    waiting.refresh_from_db()
    assert waiting.status == Status.CANCELLED
    assert "The change has been cancelled" in text(answer)
    assert "cannot cancel" in text(client.post(url, follow=True))
