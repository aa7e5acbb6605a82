"""Is a result still expected? Answered for a list, looked at first, all of them or none."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from claims.states import Status as Claimed
from entries.states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results.queries import still_due
from tests.factories import claims, entries
from tests.factories import results as held
from tests.tracker.expected import SUMMER, address, answer, looked_at, stand
from tracker.commands.expecting import NotAnswered
from tracker.queries import expecting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def over(centre):
    """Two whose summer is over, and who have no result to come."""
    found = [entries.an_entry(centre, completes_in=SUMMER - 1) for _ in range(2)]
    held.settle()
    return found


@pytest.fixture
def pending(centre):
    """One with a unit on a claim that is with the moderator."""
    claim = claims.claim_at(Claimed.READY, centre=centre, candidates=1, units=1)
    claimed = centre.entries.filter(qualification=claim.qualification)
    claimed.update(completes_in=SUMMER)
    return claimed.get()


def test_a_summer_is_answered_for_all_at_once_is_kept_and_makes_where_they_stand_due(
    over, exams_officer
):
    assert answer(over, SUMMER + 1, exams_officer) == over

    assert stand(over) == [(Status.REGISTERED, SUMMER + 1)] * 2
    assert still_due(over) == {one.pk for one in over}
    told = Event.objects.filter(name="qualificationentry.set_completion")
    assert [one.detail for one in told] == [{"from": SUMMER - 1, "to": SUMMER + 1}] * 2


def test_no_result_any_more_marks_them_withdrawn_with_one_letter_that_names_them(
    over, exams_officer
):
    answer(over, None, exams_officer, left=True)

    assert [status for status, _ in stand(over)] == [Status.WITHDRAWN] * 2
    told = Event.objects.filter(name="qualificationentry.withdraw")
    assert {one.about for one in told} == {f"qualificationentry:{one.pk}" for one in over}
    letter = Message.objects.get(template__startswith="entries/")
    assert letter.subject == "2 entries are marked Withdrawn, centre 12345"
    assert all(f"{one.candidate.name}, {one.candidate.ocr_number}" in letter.body for one in over)


@pytest.mark.parametrize("summer", [None, SUMMER])
def test_answering_asks_as_often_for_three_as_for_two(over, centre, exams_officer, summer):
    more = [entries.an_entry(centre, completes_in=SUMMER - 1) for _ in range(3)]
    counts = []
    for found in (over, more):
        if summer:
            answer(found, None, exams_officer, left=True)
        with CaptureQueriesContext(connection) as captured:
            answer(found, summer, exams_officer, left=True)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_who_was_withdrawn_and_is_expected_again_is_registered_again(over, exams_officer):
    answer(over[:1], None, exams_officer, left=True)

    answer(over, SUMMER, exams_officer)

    assert stand(over) == [(Status.REGISTERED, SUMMER)] * 2


def test_one_with_pending_results_refuses_the_answer_for_all_and_is_named(
    pending, over, exams_officer
):
    with pytest.raises(NotAnswered, match="pending results for unit") as refusal:
        answer([*over, pending], None, exams_officer, left=True)

    assert pending.candidate.name in str(refusal.value)
    assert over[0].candidate.name not in str(refusal.value)
    assert stand([*over, pending]) == [
        *[(Status.REGISTERED, SUMMER - 1)] * 2,
        (Status.REGISTERED, SUMMER),
    ]


def test_nobody_is_withdrawn_without_the_tick_that_they_have_left(over, exams_officer):
    with pytest.raises(NotAnswered, match="Tick that the candidate has left"):
        answer(over, None, exams_officer)


def test_the_same_answer_twice_changes_nothing_the_second_time(over, exams_officer):
    answer(over, SUMMER, exams_officer)
    events = Event.objects.count()

    assert answer(over, SUMMER, exams_officer) == []
    assert Event.objects.count() == events


def test_only_an_exams_officer_answers(over, tutor):
    with pytest.raises(PermissionDenied):
        answer(over, SUMMER, tutor)


def test_the_page_begins_with_who_is_past_their_summer(over, centre, sign_in, exams_officer):
    entries.an_entry(centre, completes_in=SUMMER + 1)
    held.settle()

    page = sign_in(exams_officer)
    begun = page.get(address(centre)).content.decode()
    every = page.get(address(centre) + "?urgency=").content.decode()

    assert begun.count('name="entry"') == 2
    assert every.count('name="entry"') == 3


def test_the_check_page_names_who_changes_who_is_refused_and_for_whom_nothing_changes(
    pending, over, centre, sign_in, exams_officer
):
    page = sign_in(exams_officer)
    asked = {"entry": [one.pk for one in (*over, pending)]}

    gone = page.get(address(centre), {**asked, "answer": "withdrawn"}).content.decode()
    stays = page.get(address(centre), {**asked, "answer": SUMMER}).content.decode()

    assert "Who changes" in gone and "Who is refused, and why" in gone
    assert gone.count('type="hidden" name="entry"') == 2
    assert "pending results for unit" in gone
    assert f"Nothing changes for {pending.candidate.name}" in " ".join(stays.split())
    assert stand([*over, pending])[0] == (Status.REGISTERED, SUMMER - 1)


def test_what_is_confirmed_is_done_and_said(over, centre, sign_in, exams_officer):
    page = sign_in(exams_officer)
    sent = looked_at(page, centre, over, SUMMER)

    answered = page.post(address(centre), sent, follow=True)
    again = page.post(address(centre), sent, follow=True)

    assert "All of them were expected so already" in again.content.decode()
    assert f"2 candidates are expected to complete in summer {SUMMER}" in answered.content.decode()
    assert stand(over) == [(Status.REGISTERED, SUMMER)] * 2


def test_a_forgotten_tick_comes_back_with_the_sentence(over, centre, sign_in, exams_officer):
    page = sign_in(exams_officer)
    sent = looked_at(page, centre, over, "withdrawn")

    refused = page.post(address(centre), sent)
    page.post(address(centre), {**sent, "left": "on"})

    assert "Tick that the candidate has left" in refused.content.decode()
    assert [status for status, _ in stand(over)] == [Status.WITHDRAWN] * 2


@pytest.mark.parametrize("asked", [{}, {"answer": "2020"}, {"answer": "x"}])
def test_nothing_ticked_or_no_answer_leads_back_to_the_list(
    asked, over, centre, sign_in, exams_officer
):
    sent = {"entry": [over[0].pk], **asked} if asked else {"entry": "", "answer": SUMMER}
    for send in (sign_in(exams_officer).get, sign_in(exams_officer).post):
        answered = send(address(centre), sent, follow=True)
        assert "Tick at least one candidate" in answered.content.decode()


def test_another_centres_registrations_are_not_answered_for(
    over, other_centre, centre, sign_in, exams_officer
):
    other = entries.an_entry(other_centre, completes_in=SUMMER - 1)
    sent = {"entry": [other.pk], "answer": SUMMER}

    sign_in(exams_officer).post(address(centre), sent)

    assert stand([other]) == [(Status.REGISTERED, SUMMER - 1)]


def test_looking_asks_as_often_for_many_as_for_one(pending, over):
    counts = []
    for found in ([pending], [*over, pending]):
        with CaptureQueriesContext(connection) as captured:
            expecting.answered(found, None, localdate())
        counts.append(len(captured))

    assert counts[0] == counts[1]
