"""Where corrected details show: beside other records, on certificates, lists and other pages."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries import commands
from entries.models import Candidate
from entries.rules import details as rules
from interchange.catalogue.models import Fee
from results.commands import award_due
from tests.entries.views.detailing import UCI, ULN, address, shown, text
from tests.factories import accounts, results
from tests.factories import catalogue as real
from tests.factories import entries as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("catalogue", "kept_papers"),
]


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
    assert "not printed yet" in words
    assert ("£42.50 each" if pence else "does not say yet how much") in words
    number = text(client.post(url, {**typed, "forenames": "Ada", "uln": ULN}))
    assert "certificate" not in number.lower().replace("results files certificates", "")  # menu


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
            what = {"seen": seen, "new": replace(seen, uln=ULN), "at": at}
            Candidate.objects.update(uln="")
            commands.change_details(
                candidate=entry.candidate, centre=centre, by=exams_officer, **what
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        costs.append(len(asked))

    assert costs[0] == costs[1]


@pytest.mark.slow
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
