"""A centre is approved subject by subject: asked for on screen, decided by the board."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from entries import commands, queries
from entries.models import Approval, QualificationEntry
from entries.rules.people import Person
from entries.rules.registering import EntryRefused
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.catalogue.models import Subject
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import accounts, edi
from tests.factories import catalogue as real
from tests.racing import at_once

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")


@pytest.fixture
def it(catalogue):
    """The subject that most stories are about."""
    return Subject.objects.get(code="IT")


@pytest.fixture
def unapproved(centre, it):
    """The centre, with no approval for IT."""
    Approval.objects.filter(centre=centre, about=it).delete()
    return centre


@pytest.fixture
def board(db):
    """Manages centres for the board."""
    return accounts.with_role(Role.BOARD_ADMINISTRATOR)


def register(centre, by, at):
    return commands.register(
        centre=centre, qualification=real.qualification(), people=[ADA], by=by, at=at
    )


@pytest.mark.slow
def test_asked_for_decided_and_only_then_registered(unapproved, it, exams_officer, board, at):
    with pytest.raises(EntryRefused, match="not approved for IT. Ask for it"):
        register(unapproved, exams_officer, at)

    asked = commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)
    with pytest.raises(EntryRefused, match="has not answered yet"):
        register(unapproved, exams_officer, at)
    assert Message.objects.filter(template="entries/approval_to_decide").count() == 1

    commands.approve(approval=asked, by=board, at=at)
    assert len(register(unapproved, exams_officer, at)) == 1
    letter = Message.objects.get(template="entries/approval_decided")
    assert letter.to == unapproved.email and "Approved for IT" in letter.subject
    names = Event.objects.filter(name__startswith="approval.").values_list("name", flat=True)
    assert sorted(names) == ["approval.approve", "approval.ask"]


@pytest.mark.slow
def test_the_same_click_twice_asks_once(unapproved, it, exams_officer, at):
    for _ in range(2):
        commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)

    assert Approval.objects.filter(centre=unapproved, about=it).count() == 1
    assert Message.objects.filter(template="entries/approval_to_decide").count() == 1


@pytest.mark.slow
def test_declined_with_a_reason_and_asked_for_again(unapproved, it, exams_officer, board, at):
    asked = commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)
    commands.decline_approval(approval=asked, words="No teacher is named.", by=board, at=at)
    assert "No teacher" in Message.objects.get(template="entries/approval_decided").body
    with pytest.raises(EntryRefused, match="ask again"):
        register(unapproved, exams_officer, at)

    again = commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)

    assert (again.pk, again.status, again.words, again.decided_at) == (asked.pk, "asked", "", None)


@pytest.mark.slow
def test_when_an_approval_ends_those_registered_stay(centre, it, exams_officer, board, at):
    [entry] = register(centre, exams_officer, at)
    approval = Approval.objects.get(centre=centre, about=it)

    commands.end_approval(approval=approval, words="At your own wish.", by=board, at=at)

    entry.refresh_from_db()
    assert entry.status == "registered"
    with pytest.raises(EntryRefused, match="no longer approved"):
        register(centre, exams_officer, at)
    with pytest.raises(MoveRefused):
        commands.end_approval(approval=approval, words="Again.", by=board, at=at)


@pytest.mark.slow
def test_a_new_centre_is_approved_for_several_subjects_at_once(catalogue, centre, board, at):
    Approval.objects.filter(centre=centre).delete()
    two = list(Subject.objects.all()[:2])

    assert len(commands.approve_centre(centre=centre, subjects=two, by=board, at=at)) == 2
    assert commands.approve_centre(centre=centre, subjects=two, by=board, at=at) == []
    assert queries.approved_subjects(centre) == {one.pk for one in two}


@pytest.mark.slow
def test_only_who_may_asks_and_decides(unapproved, it, tutor, exams_officer, processor, at):
    with pytest.raises(PermissionDenied):
        commands.ask_approval(centre=unapproved, subject=it, by=tutor, at=at)
    asked = commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)
    with pytest.raises(PermissionDenied):
        commands.approve(approval=asked, by=processor, at=at)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_ask_at_once_ask_once(unapproved, it, exams_officer, at):
    def ask():
        return commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)

    at_once(ask, ask)

    assert Approval.objects.filter(centre=unapproved, about=it).count() == 1


@pytest.mark.slow
def test_a_file_names_each_line_that_is_not_approved(unapproved, exams_officer, at):
    file = edi.a_checked_file(unapproved, exams_officer)

    assert file.asked.exclude(outcome="refused").count() == 0
    assert "not approved for IT" in str(file.asked.first().problems)


@pytest.mark.slow
def test_a_file_says_that_an_approval_was_asked_for(unapproved, it, exams_officer, at):
    commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)

    file = edi.a_checked_file(unapproved, exams_officer)

    assert "the board has not answered yet" in str(file.asked.first().problems)


@pytest.mark.slow
def test_the_pages_lead_to_asking(sign_in, unapproved, it, exams_officer):
    page = sign_in(exams_officer)
    number = unapproved.number

    listed = page.get(reverse("entries:register", args=[number])).content.decode()
    assert "Ask for approval" in listed
    opened = page.get(reverse("entries:register_for", args=[number, "05839"])).content.decode()
    assert "not approved for IT" in opened and "candidate_number" not in opened
    words = page.post(
        reverse("entries:ask_approval", args=[number]), {"subject": "IT"}, follow=True
    ).content.decode()
    assert "The board has been asked" in words and "Asked for" in words
    assert (
        page.post(reverse("entries:ask_approval", args=[number]), {"subject": "x"}).status_code
        == 404
    )


@pytest.mark.slow
def test_an_approval_that_ends_while_a_form_is_filled_in_loses_nothing(
    sign_in, centre, it, exams_officer
):
    page = sign_in(exams_officer)
    Approval.objects.filter(centre=centre, about=it).update(status="ended")

    words = page.post(
        reverse("entries:register_for", args=[centre.number, "05839"]),
        {"rows": "1", "row-0-surname": "Okafor", "act": "check"},
    ).content.decode()

    assert "no longer approved" in words and 'value="Okafor"' in words
    assert not QualificationEntry.objects.exists()


@pytest.mark.slow
def test_the_board_decides_in_its_admin(sign_in, unapproved, it, exams_officer, board, at):
    asked = commands.ask_approval(centre=unapproved, subject=it, by=exams_officer, at=at)
    page = sign_in(board)

    assert "approvals to decide" in page.get("/board/").content.decode()
    answer = page.post(
        "/board/entries/approval/approve-a-centre/",
        {"centre": unapproved.number, "subjects": [it.pk]},
        follow=True,
    )
    assert f"Centre {unapproved.number} is approved for IT." in answer.content.decode()
    asked.refresh_from_db()
    assert asked.status == "approved"
