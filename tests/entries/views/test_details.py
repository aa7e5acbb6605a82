"""Correcting details on the page: type, look at what it does, send; then see how it stands."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries import commands
from entries.details_states import Status
from entries.models import Candidate, DetailsChange
from entries.rules import details as rules
from interchange.catalogue.models import Fee
from results.commands import award_due
from tests.factories import accounts, papers, results
from tests.factories import catalogue as real
from tests.factories import entries as make
from tests.reading import folded

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("catalogue", "kept_papers"),
]
UCI, ULN = "681990012058G", "9276308686"


@pytest.fixture
def ada(centre):
    """A candidate of the centre's."""
    return make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate


def address(centre, candidate):
    """The page."""
    return reverse("entries:correct_details", args=[centre.number, candidate.ocr_number])


def shown(client, url):
    """What the form holds when the page is opened, to be typed over."""
    words = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(token|seen)" value="([^"]+)"', words))
    typed = {"surname": "Okafor", "forenames": "Ada", "sex": "F", "uci": "", "uln": ""}
    return {**typed, "born_on_day": "14", "born_on_month": "3", "born_on_year": "2009", **hidden}


def text(answer):
    """The words of a page, as read."""
    return folded(re.sub(r"<[^>]+>", " ", answer.content.decode()))


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
        ({"surname": "Okaf\0r"}, "Null characters"),
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


@pytest.fixture
def change(centre, exams_officer, ada, at):
    """A function that sends a change of Ada's details, with proof."""

    def send(**typed):
        seen = rules.of(Candidate.objects.get(pk=ada.pk))
        what = {"seen": seen, "new": rules.replace(seen, **typed), "proofs": [papers.a_file()]}
        who = {"candidate": ada, "centre": centre, "by": exams_officer}
        return commands.change_details(at=at, **who, **what)

    return send


@pytest.mark.slow
def test_a_record_elsewhere_is_told_of_and_not_shown(
    sign_in, centre, other_centre, exams_officer, ada
):
    secret = make.a_candidate("Bellweather", "Ben", uci=UCI)
    make.an_entry(other_centre, candidate=secret)
    client, url = sign_in(exams_officer), address(centre, ada)

    words = text(client.post(url, {**shown(client, url), "uci": UCI}))

    assert "somebody who may be this person" in words
    assert "Asking for that needs the role" in words
    assert "Bellweather" not in words
    assert secret.ocr_number not in words


@pytest.mark.slow
def test_ones_own_likely_duplicate_is_named(sign_in, centre, exams_officer, ada):
    own = make.an_entry(centre, candidate=make.a_candidate("Okafour", "Ada")).candidate
    client, url = sign_in(exams_officer), address(centre, ada)

    words = text(client.post(url, {**shown(client, url), "surname": "Okafour"}))

    assert f"OCR number {own.ocr_number}" in words


@pytest.mark.slow
@pytest.mark.parametrize("pence", [None, 4250])
def test_a_certificate_already_issued_is_pointed_out(pence, sign_in, centre, exams_officer, at):
    entry = make.an_entry(centre, real.qualification(results.DIPLOMA))
    results.hold([entry], results.OFFICIAL_EXAMPLE)
    commands.raise_award_due([entry.candidate], at=at)
    award_due(at=at)
    if pence:
        fee = {"slug": "replacement-certificate", "title": "Replacement", "pence": pence}
        Fee.objects.create(from_on="2025-08-01", **fee)
    client, url = sign_in(exams_officer), address(centre, entry.candidate)
    typed = {**shown(client, url), "surname": entry.candidate.surname, "forenames": "Adah"}

    words = text(client.post(url, typed))

    assert "This certificate keeps the details printed on it" in words
    assert ("£42.50 each" if pence else "does not say yet how much") in words
    number = text(client.post(url, {**typed, "forenames": "Ada", "uln": ULN}))
    assert "certificate" not in number.lower()


@pytest.mark.slow
def test_a_former_name_stands_on_the_candidates_page_and_finds_them(
    sign_in, centre, exams_officer, ada, change, processor, at
):
    commands.approve_details(change=change(surname="Smith"), by=processor, at=at)
    client = sign_in(exams_officer)

    page = reverse("tracker:candidate", args=[centre.number, ada.ocr_number])
    words = text(client.get(page))
    assert "Formerly Okafor, Ada" in words
    assert "Details changed" in words
    for name, box in (("entries:entries", "q"), ("tracker:progress", "text")):
        url = reverse(name, args=[centre.number])
        found = text(client.get(url, {box: "okafor"}))
        assert "Smith, Ada" in found
        assert "formerly Okafor, Ada" in found
        assert "formerly" not in text(client.get(url, {box: "smith"}))


@pytest.mark.slow
def test_results_made_before_show_the_new_name(
    sign_in, centre, exams_officer, ada, change, processor, at
):
    results.hold([ada.entries.get()], {"4": "M"})
    commands.approve_details(change=change(surname="Smith"), by=processor, at=at)
    client = sign_in(exams_officer)

    export = client.get(reverse("results:export", args=[centre.number]))
    told = b"".join(export.streaming_content) if export.streaming else export.content
    assert "Smith" in told.decode()
    assert "Okafor" not in told.decode()


@pytest.mark.slow
def test_register_finds_a_candidate_by_a_former_name(
    sign_in, centre, exams_officer, change, processor, at
):
    commands.approve_details(change=change(surname="Smith"), by=processor, at=at)
    url = reverse("entries:register_for", args=[centre.number, "05839"])

    words = text(sign_in(exams_officer).post(url, {"act": "find", "search": "okafor"}))

    assert "Smith, Ada (formerly Okafor, Ada)" in words


@pytest.mark.slow
def test_the_list_of_changes_costs_the_same_for_many(sign_in, centre, exams_officer, at):
    client, costs = sign_in(exams_officer), []
    url = reverse("entries:details_changes", args=[centre.number])
    client.get(url)
    for count in (1, 20):
        for entry in make.entries(centre, count):
            seen = rules.of(entry.candidate)
            what = {"seen": seen, "new": rules.replace(seen, uln=ULN), "at": at}
            Candidate.objects.update(uln="")
            commands.change_details(
                candidate=entry.candidate, centre=centre, by=exams_officer, **what
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_colleagues_without_the_right_only_look(sign_in, centre, tutor, ada, change):
    waiting = change(surname="Smith")
    cancel = reverse("entries:cancel_details", args=[centre.number, waiting.pk])

    client = sign_in(tutor)
    assert client.get(address(centre, ada)).status_code == 403
    assert client.post(cancel).status_code == 403
    assert client.get(waiting.get_absolute_url()).status_code == 200


@pytest.mark.slow
def test_a_merged_number_leads_to_the_person(sign_in, centre, exams_officer, ada):
    record = make.an_entry(centre, real.qualification("05347")).candidate
    Candidate.objects.filter(pk=record.pk).update(merged_into=ada)

    words = text(sign_in(exams_officer).get(address(centre, record)))

    assert ada.ocr_number in words


@pytest.mark.slow
def test_a_candidate_with_units_only_is_corrected_too(sign_in, centre, exams_officer):
    registered = make.an_entry(accounts.a_centre())
    entry = make.a_unit_entry(registered, real.unit("3"))
    entry.__class__.objects.filter(pk=entry.pk).update(centre=centre)

    answer = sign_in(exams_officer).get(address(centre, registered.candidate))

    assert answer.status_code == 200
