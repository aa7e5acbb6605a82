"""What is done from the desk: an item is taken, handed on, noted of, done; the next follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.states import Status as ClaimStatus
from interchange.desk import commands
from interchange.desk.models import InHand
from mir.models import Request
from mir.states import Status
from tests.board.at_the_desk import FIND, HAND, INDEX, LONG_AGO, NEXT, hand, lines, said
from tests.factories.claims import claim_at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_item_is_taken_and_put_back_on_its_page(staff, processor, pending):
    page = hand(staff, pending, "take", back=f"/board/claims/claim/{pending.pk}/change/")
    assert said(page) == [f"You have {pending} in hand."]
    assert "You have it in hand since" in page.content.decode()

    hand(staff, pending, "put_back")
    assert not InHand.objects.exists()


def test_two_people_on_one_item_are_told(staff, pending, board_administrator, at):
    before = staff.get(f"/board/claims/claim/{pending.pk}/change/").content.decode()
    assert "Nobody has it in hand" in before
    commands.take(record=pending, by=board_administrator, at=at)

    page = hand(staff, pending, "take")

    assert "Bo Board has had" in said(page)[0]
    assert InHand.objects.get().by == board_administrator
    record = staff.get(f"/board/claims/claim/{pending.pk}/change/").content.decode()
    assert "Take over from Bo Board" in record
    hand(staff, pending, "take", from_hand=board_administrator.pk)
    assert InHand.objects.get().by.name == "Priya Processor"


def test_an_item_is_handed_to_a_colleague_and_noted_of(staff, pending, board_administrator):
    hand(staff, pending, "hand_over", to=board_administrator.pk)
    hand(staff, pending, "note", words="Rang the centre: unit 4 is right.")

    page = staff.get(f"/board/claims/claim/{pending.pk}/change/").content.decode()

    assert "Bo Board has it in hand" in page
    assert "Rang the centre: unit 4 is right." in page


@pytest.mark.parametrize(
    "act, more, sentence",
    [
        ("note", {}, "Write the note before you save it."),
        ("note", {"words": "x" * 2001}, "Note for colleagues may have at most 2000 characters"),
        ("hand_over", {}, "Choose the colleague to whom you hand it."),
        ("put_back", {}, "Nobody has"),
    ],
)
def test_what_cannot_be_done_is_said(staff, pending, act, more, sentence):
    assert sentence in said(hand(staff, pending, act, **more))[0]


def test_nothing_is_done_to_what_the_desk_does_not_know(staff, pending, centre, processor):
    assert hand(staff, pending, "burn").status_code == 404
    assert hand(staff, centre, "take").status_code == 404
    assert hand(staff, processor, "take").status_code == 404
    strange = {"kind": "claims.claim", "record": "7x", "act": "take"}
    assert staff.post(HAND, strange).status_code == 404
    assert staff.get(HAND).status_code == 405


@pytest.mark.parametrize("act", ["take", "hand_over"])
def test_where_nothing_is_to_be_done_nobody_takes_it_and_notes_are_still_written(
    staff, centre, board_administrator, act
):
    done = claim_at(ClaimStatus.PROCESSED, centre=centre)
    page = staff.get(f"/board/claims/claim/{done.pk}/change/").content.decode()
    assert "Nothing is to be done here now" in page
    assert "Take in hand" not in page
    assert "Hand over" not in page

    page = hand(staff, done, act, to=board_administrator.pk)

    assert said(page) == [f"Nothing is to be done with {done} now. Nobody takes it in hand."]
    assert not InHand.objects.exists()
    assert "Your note is saved" in said(hand(staff, done, "note", words="Rang."))[0]


def test_it_leads_back_to_this_portal_alone(staff, pending):
    given = {"kind": "claims.claim", "record": pending.pk, "act": "take"}

    assert staff.post(HAND, {**given, "back": "//elsewhere.example/"}).url == INDEX


def test_processing_from_the_desk_leads_on_to_the_next_item(staff, pending, request_sent):
    [first, second] = lines(staff)
    page = staff.get(first.address)
    item = page.context["item"]
    carried = {"desk": item["desk"], "place": item["place"], "back": "1"}
    asking = {"action": "process", "_selected_action": pending.pk, **carried}

    shown = staff.post("/board/claims/claim/", asking)
    assert first.place in shown.content.decode()
    again = {**asking, "asked": "1", "shown": shown.context["shown"]}
    done = staff.post("/board/claims/claim/", again, follow=True)

    assert done.redirect_chain[-1][0] == second.address
    assert "Process: 1 done." in said(done)
    pending.refresh_from_db()
    assert pending.status == ClaimStatus.PROCESSED


def test_next_leaves_out_what_a_colleague_has_and_says_when_nothing_is_left(
    staff, pending, request_sent, board_administrator
):
    [first, second] = lines(staff)
    assert staff.get(NEXT, {"place": first.place}).url == second.address

    commands.take(record=request_sent, by=board_administrator, at=timezone.now())

    answer = staff.get(NEXT, {"place": first.place, "desk": "whose=free"}, follow=True)
    assert said(answer) == ["Nothing else of what you chose waits now."]
    assert answer.redirect_chain[-1][0] == f"{INDEX}?whose=free"


def test_a_view_is_saved_and_deleted(staff):
    view = "/board/desk/view/"
    staff.post(view, {"name": "My claims", "desk": "kind=claims-to-process&whose=mine"})
    page = staff.get(INDEX)
    [saved] = page.context["views"]
    assert (saved.name, saved.query) == ("My claims", "kind=claims-to-process&whose=mine")

    twice = staff.post(view, {"name": "My claims", "desk": ""}, follow=True)
    assert "You have a view of that name" in said(twice)[0]
    assert "Write a name" in said(staff.post(view, {"desk": ""}, follow=True))[0]
    staff.post(view, {"forget": saved.pk})
    assert staff.get(INDEX).context["views"] == []


def test_the_telephone_finds_by_number_and_name(staff, pending, request_sent):
    def found(text):
        groups = staff.get(FIND, {"q": text}).context["found"]
        return {record for group in groups for record, _ in group.records}

    candidate = request_sent.candidate
    assert candidate in found(candidate.surname)
    assert candidate in found(candidate.ocr_number)
    assert request_sent in found(request_sent.number)
    assert pending in found(str(pending.number))
    assert pending.centre in found(pending.centre.number)
    assert found(f"Claim {pending.number}") == {pending}
    assert found(f"request {request_sent.number}") == {request_sent}
    assert found("nobody is called so") == set()
    assert "Try a number by itself" in staff.get(FIND, {"q": "zzz"}).content.decode()


def test_the_telephone_names_what_its_reader_can_find(staff, sign_in, board_administrator):
    assert "person" not in staff.get(FIND).context["findable"]
    assert "or person" in sign_in(board_administrator).get(INDEX).context["findable"]


def test_nobody_but_staff_comes_to_the_desk(sign_in, tutor, client, pending):
    assert client.get(INDEX).status_code == 302
    sign_in(tutor)
    for address in (INDEX, NEXT, FIND):
        assert client.get(address).status_code in {302, 403, 404}
    hand(client, pending, "take")
    assert not InHand.objects.exists()


def test_a_request_in_review_waits_as_such(staff, request_sent):
    Request.objects.filter(pk=request_sent.pk).update(status=Status.IN_REVIEW)

    page = staff.get(f"/board/mir/request/{request_sent.pk}/change/").context["item"]

    assert page["waits_for"] == ["requests in review"]


def test_what_a_leaver_had_in_hand_nobody_has(staff, pending, board_administrator, at):
    commands.take(record=pending, by=board_administrator, at=at)
    board_administrator.is_active = False
    board_administrator.save()

    [line] = lines(staff, whose="free")
    assert (line.record, line.in_hand) == (pending, None)
    hand(staff, pending, "take")

    assert InHand.objects.get().by.name == "Priya Processor"


def test_what_waits_again_is_in_nobodys_hand(staff, processor, pending):
    commands.take(record=pending, by=processor, at=LONG_AGO - timedelta(days=1))

    page = staff.get(f"/board/claims/claim/{pending.pk}/change/")

    assert page.context["item"]["in_hand"] is None
    hand(staff, pending, "take", from_hand=page.context["item"]["last_hand"].by_id)
    assert InHand.objects.get().at > LONG_AGO


def test_what_was_refused_stays_on_its_page(staff, request_sent, pending):
    [first, second] = lines(staff)
    Request.objects.filter(pk=request_sent.pk).update(status=Status.IN_REVIEW)
    sent = {"action": "take", "_selected_action": request_sent.pk, "back": "1", "place": "1|0|0|0"}

    answer = staff.post("/board/mir/request/", sent)

    assert answer.url.startswith(f"/board/mir/request/{request_sent.pk}/change/?")


def test_next_does_not_stay_with_a_record_that_waits_for_something_else_now(
    staff, pending, request_sent
):
    [_, second] = lines(staff)
    Request.objects.filter(pk=request_sent.pk).update(status=Status.IN_REVIEW)

    assert f"/claims/claim/{pending.pk}/" in staff.get(NEXT, {"place": second.place}).url
