"""One search finds what a person may see at a centre, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.states import Status as Claimed
from interchange.accounts.roles import Role
from tests.factories import accounts, claims, entries, mir

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def searching(sign_in, centre):
    """A function that gives the groups found: rows as (title, more), by the group's title."""

    def search(person, text):
        address = reverse("tracker:search", args=[centre.number])
        answer = sign_in(person).get(address, {"q": text})
        assert answer.status_code == 200
        return {
            group.title: [(row.title, row.more) for row in group.rows]
            for group in answer.context["groups"]
        }

    return search


def test_a_candidate_is_found_by_part_of_a_name_and_by_each_number(
    searching, centre, exams_officer
):
    ada = entries.a_candidate("O'Kafor", "Adaeze", uci="681990012058G", uln="9276308686")
    entries.an_entry(centre, candidate=ada, candidate_number="0417")
    entries.an_entry(centre, candidate=entries.a_candidate("Brandt", "Lea"))
    for typed in ("kafor", "O’Kafor, Ada", ada.ocr_number, "681990012058G", "9276308686", "0417"):
        assert searching(exams_officer, typed)["Candidates"] == [
            ("O'Kafor, Adaeze", ada.ocr_number)
        ], typed


def test_nobody_of_another_centre_is_found(searching, other_centre, exams_officer):
    away = entries.an_entry(other_centre, candidate_number="0417").candidate
    for typed in (away.surname, away.ocr_number, "0417"):
        assert "Candidates" not in searching(exams_officer, typed)


def test_a_claim_is_found_by_its_number_and_by_its_entry_code(searching, centre, exams_officer):
    claim = claims.claim_at(Claimed.READY, centre=centre)
    row = (f"Claim {claim.number}", f"{claim.qualification} · {claim.get_status_display()}")
    for typed in (str(claim.number), f"#{claim.number}", claim.qualification.code):
        assert searching(exams_officer, typed)["Claims"] == [row], typed


def test_an_invoice_is_found_by_its_number(searching, centre, exams_officer):
    invoice = entries.an_invoice(centre, exams_officer)
    [(title, _)] = searching(exams_officer, str(invoice.number))["Invoices"]
    assert title == f"Invoice {invoice.number}"


def test_a_page_of_the_menu_is_found_by_its_words_unless_it_is_not_allowed(
    searching, centre, exams_officer
):
    assert searching(exams_officer, "enter exams") == {"Pages": [("Enter for exams", "")]}
    reader = accounts.with_role(Role.POST_RESULT_READ, centre)
    assert searching(reader, "enter exams") == {}


def test_a_request_is_found_by_who_may_look_at_requests_alone(searching, centre, exams_officer):
    asks = accounts.with_role(Role.POST_RESULT_FULL, centre)
    request = mir.a_request(entries.an_entry(centre), asks)
    reader = accounts.with_role(Role.POST_RESULT_READ, centre)
    for typed in (str(request.number), request.candidate.surname):
        found = searching(reader, typed)
        assert [title for title, _ in found["Missing-results requests"]] == [
            f"Request {request.number}"
        ]
        assert "Missing-results requests" not in searching(exams_officer, typed)


def test_a_search_asks_as_often_however_many_it_finds(sign_in, centre, exams_officer):
    client, counts = sign_in(exams_officer), []
    address = reverse("tracker:search", args=[centre.number])
    for more in (2, 30):
        entries.entries(centre, more)
        client.get(address, {"q": "candidate"})
        with CaptureQueriesContext(connection) as captured:
            client.get(address, {"q": "candidate"})
        counts.append(len(captured))
    assert counts[0] == counts[1] < 40


def test_every_page_of_a_centre_has_the_search_in_its_head(sign_in, centre, exams_officer):
    page = sign_in(exams_officer).get(reverse("entries:entries", args=[centre.number]))
    assert f'action="{reverse("tracker:search", args=[centre.number])}"' in page.content.decode()


def test_a_claim_in_progress_is_found_by_what_it_is_for_and_by_nothing_else(
    searching, centre, exams_officer
):
    claim = claims.claim_at(Claimed.DRAFT, centre=centre)

    assert "Claims" not in searching(exams_officer, "Zzyzx")
    [(title, _)] = searching(exams_officer, claim.qualification.code)["Claims"]
    assert title == "Claim in progress"
