"""The tracker's pages: each for whom it is meant, and quick at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.states import Status as Claimed
from entries import commands
from entries.states import Status
from results import commands as results
from tests.factories import accounts, catalogue, claims, entries
from tests.factories import results as held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def page(name, *args):
    """The address of a page of the tracker."""
    return reverse(f"tracker:{name}", args=args)


def test_home_leads_each_person_to_their_own(sign_in, centre, exams_officer):
    answer = sign_in(exams_officer).get(page("home"))

    assert answer.url == page("centre_home", centre.number)


@pytest.mark.slow
def test_home_leads_board_staff_to_the_processing_room(sign_in, processor):
    assert sign_in(processor).get(page("home")).url == reverse("admin:index")


@pytest.mark.slow
def test_a_moderators_home_lists_claims_to_sample(sign_in, centre, moderator):
    claims.claim_at(Claimed.READY, centre=centre)

    answer = sign_in(moderator).get(page("home"))

    assert "Select a sample" in answer.content.decode()


@pytest.mark.slow
def test_a_person_without_a_role_is_told_whom_to_ask(sign_in):
    answer = sign_in(accounts.a_person()).get(page("home"))

    assert "Ask the Centre Administrator" in answer.content.decode()


@pytest.mark.slow
def test_home_asks_as_often_whatever_the_centres_size(sign_in, centre, exams_officer):
    client, counts = sign_in(exams_officer), []
    client.get(page("centre_home", centre.number))
    for more in (1, 60):
        entries.entries(centre, more)
        with CaptureQueriesContext(connection) as captured:
            client.get(page("centre_home", centre.number))
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.slow
def test_the_tracker_asks_as_often_whatever_the_centres_size(sign_in, centre, tutor):
    client, counts = sign_in(tutor), []
    entries.an_entry(centre)
    client.get(page("progress", centre.number))
    for more in (1, 99):
        entries.entries(centre, more)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page("progress", centre.number))
        counts.append(len(captured))

    assert answer.status_code == 200
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_a_candidates_page_tells_why_there_is_no_result(sign_in, centre, tutor):
    entry = entries.an_entry(centre)

    words = sign_in(tutor).get(entry.get_absolute_url()).content.decode()

    assert "Why there is no result yet" in words
    assert "Still needed" in words
    assert "Raise a missing-results request" not in words


@pytest.mark.slow
def test_a_candidates_page_shows_how_much_of_each_unit_counts(sign_in, centre, tutor, at):
    entry = entries.an_entry(centre, catalogue.qualification("05831"))
    held.hold([entry], dict.fromkeys(["1", "2", "3", "4", "10", "13"], "M"))
    results.award_due(at=at)

    answer = sign_in(tutor).get(page("candidate", centre.number, entry.candidate.ocr_number))

    words = " ".join(answer.content.decode().split())
    assert "<strong>M</strong>, 96 points" in words
    assert words.count(" counted </td>") == 1
    assert "<td> 60 GLH, 30 counted </td>" in words
    assert "M begins at 92 points. Worked out by version 1 of the rules." in words


@pytest.mark.slow
def test_the_exams_officer_sets_the_completion_date(sign_in, centre, exams_officer):
    entry = entries.an_entry(centre)

    answer = sign_in(exams_officer).post(
        page("completion", centre.number, entry.pk), {"completes": "2028"}
    )

    entry.refresh_from_db()
    assert answer.url == entry.get_absolute_url()
    assert entry.completes_in == 2028


@pytest.mark.slow
def test_withdrawn_without_the_tick_says_what_to_do(sign_in, centre, exams_officer):
    entry = entries.an_entry(centre)

    answer = sign_in(exams_officer).post(
        page("completion", centre.number, entry.pk), {"completes": "withdrawn"}
    )

    entry.refresh_from_db()
    assert "Tick that the candidate has left" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["left"]
    assert entry.status == Status.REGISTERED


@pytest.mark.slow
def test_a_tutor_sets_no_completion_date(sign_in, centre, tutor):
    entry = entries.an_entry(centre)

    answer = sign_in(tutor).post(page("completion", centre.number, entry.pk), {"completes": "2028"})

    assert answer.status_code == 403


@pytest.mark.slow
def test_home_names_colleagues_and_calls_the_boards_staff_the_board(
    sign_in, centre, exams_officer, processor
):
    claims.claim_at(Claimed.PROCESSED, centre=centre, at=timezone.now() - timedelta(days=1))

    words = sign_in(exams_officer).get(page("centre_home", centre.number)).content.decode()

    assert "by the board" in words
    assert "Board processing staff" not in words
    assert "by Max Moderator" in words


@pytest.mark.slow
def test_a_processed_withdrawal_shows_what_stays_and_is_asked_back_on_the_page(
    sign_in, centre, exams_officer
):
    entry = entries.an_entry(centre, status=Status.REMOVED)
    client = sign_in(exams_officer)
    words = client.get(entry.get_absolute_url()).content.decode()
    assert reverse("entries:ask_back", args=[centre.number, entry.pk]) in words
    assert page("completion", centre.number, entry.pk) not in words
    assert "No registration at this centre" not in words
    listed = client.get(reverse("entries:entries", args=[centre.number]))
    removed = client.get(reverse("entries:entries", args=[centre.number]) + "?status=removed")
    assert entry.candidate.name not in listed.content.decode()
    assert entry.candidate.name in removed.content.decode()

    empty = client.post(reverse("entries:ask_back", args=[centre.number, entry.pk]), {"words": ""})
    assert "Write why the withdrawal was a mistake" in empty.content.decode()
    for _ in range(2):  # the second click changes nothing and says the same
        done = client.post(
            reverse("entries:ask_back", args=[centre.number, entry.pk]),
            {"words": "The wrong Ada."},
            follow=True,
        )
        assert "The board has been asked." in done.content.decode()

    entry.refresh_from_db()
    assert entry.status == Status.ASKED_BACK
    story = client.get(entry.get_absolute_url()).content.decode()
    assert "The board was asked to reinstate the registration" in story
    assert "The wrong Ada." in story


@pytest.mark.slow
def test_home_tells_of_a_withdrawal_with_the_candidates_page(
    sign_in, centre, exams_officer, processor
):
    entry, now = entries.an_entry(centre), timezone.now()
    commands.withdraw(entry=entry, by=exams_officer, at=now)
    commands.process_withdrawal(entry=entry, by=processor, at=now)

    words = sign_in(exams_officer).get(page("centre_home", centre.number)).content.decode()

    news = words.partition("What is new")[2]
    assert "Withdrawal processed" in news and "by the board" in news
    assert entry.get_absolute_url() in news


@pytest.mark.slow
def test_a_registration_that_was_replaced_offers_nothing_to_change(sign_in, centre, exams_officer):
    entry = entries.an_entry(centre, status=Status.REPLACED)

    words = sign_in(exams_officer).get(entry.get_absolute_url()).content.decode()

    assert "A later registration took its place" in words
    assert page("completion", centre.number, entry.pk) not in words


@pytest.mark.slow
def test_a_corrected_award_is_news(sign_in, centre, exams_officer, processor):
    now = timezone.now()
    entry = entries.an_entry(centre, catalogue.qualification(held.DIPLOMA))
    units = [one for one in held.hold([entry], held.OFFICIAL_EXAMPLE, at=now) if one.line_id]
    held.settle_what_is_due(now)
    for one in units:
        results.correct(result=one, grade="U", cause="Wrong paper", by=processor, at=now)
    held.settle_what_is_due(now)

    words = sign_in(exams_officer).get(page("centre_home", centre.number)).content.decode()

    assert "Qualification results corrected" in words.partition("What is new")[2]
