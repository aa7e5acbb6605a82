"""The board reminds whoever must act on a case, and acts itself where that moves nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases import commands
from cases.models import Case
from cases.rules import CaseRefused
from claims.states import Status
from interchange.audit import trail
from interchange.catalogue.models import Figure, Series
from interchange.notifications.models import Message
from tests.factories.claims import claim_at
from tests.reading import said, text

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def rises(catalogue):
    """A case rises after a week, and again after three."""
    for slug, value in (("case-second-days", 7), ("case-third-days", 21)):
        Figure.objects.update_or_create(slug=slug, defaults={"title": slug, "value": value})


@pytest.fixture
def case(centre, at):
    """A case of the centre, of three candidates, opened now."""
    return Case.objects.create(kind="uci-missing", centre=centre, number=3, opened_at=at)


def a_case_of_a_claim(centre, at):
    """A case of a claim that nobody has sampled."""
    claim = claim_at(Status.READY, centre=centre, candidates=1)
    return Case.objects.create(kind="unsampled", centre=centre, claim=claim, number=1, opened_at=at)


def test_the_centre_is_written_to_with_the_page_and_no_name(case, processor, at):
    commands.remind(case=case, by=processor, at=at)

    letter = Message.objects.get()
    assert letter.to == case.centre.email
    assert "3 candidates" in letter.body and case.href in letter.body
    case.refresh_from_db()
    assert (case.reminded_at, case.reminded_by) == (at, processor)
    [event] = trail.of(case)
    assert (event.name, event.detail) == ("case.remind", {"to": [case.centre.email]})


def test_of_a_claim_to_sample_its_moderators_are_reminded(centre, moderator, processor, at):
    case = a_case_of_a_claim(centre, at)

    commands.remind(case=case, by=processor, at=at)

    letters = Message.objects.filter(template="cases/reminder")
    assert moderator.email in letters.values_list("to", flat=True)
    assert centre.email not in letters.values_list("to", flat=True)
    assert case.href_of_moderator in letters.first().body


def test_where_no_moderator_is_allocated_the_board_is_told_so(centre, processor, at):
    case = a_case_of_a_claim(centre, at)
    centre.memberships.filter(role="moderator").delete()

    with pytest.raises(CaseRefused, match="No moderator is allocated to centre"):
        commands.remind(case=case, by=processor, at=at)


def test_a_reminder_goes_out_once_a_day(case, processor, at):
    commands.remind(case=case, by=processor, at=at)

    with pytest.raises(CaseRefused, match="went out today"):
        commands.remind(case=case, by=processor, at=at + timedelta(minutes=1))
    commands.remind(case=case, by=processor, at=at + timedelta(days=1))

    assert Message.objects.count() == 2


def test_of_a_closed_case_nobody_is_reminded(case, processor, at):
    Case.objects.update(closed_at=at)

    with pytest.raises(CaseRefused, match="closed"):
        commands.remind(case=case, by=processor, at=at)


@pytest.mark.parametrize("role", ["tutor", "moderator", "stranger"])
def test_only_the_board_reminds(case, role, request, at):
    with pytest.raises(PermissionDenied):
        commands.remind(case=case, by=request.getfixturevalue(role), at=at)


def test_a_case_that_stands_highest_comes_to_the_desk_and_leaves_it_when_reminded(
    case, sign_in, processor, at
):
    later = at + timedelta(days=21)
    Series.objects.update(results_on=None)  # so that the case stays open
    commands.look(at=at + timedelta(days=20))
    case.refresh_from_db()
    assert case.came_to_board_at is None

    commands.look(at=later)
    case.refresh_from_db()
    assert case.came_to_board_at == later
    assert [event.name for event in trail.of(case)] == ["case.rise"]
    client = sign_in(processor)
    assert str(case) in text(client.get(reverse("admin:index")))
    assert "Waits at the desk: cases to act on" in text(
        client.get(reverse("admin:cases_case_change", args=[case.pk]))
    )

    asked = {"action": "remind", "_selected_action": [case.pk]}
    answer = client.post(reverse("admin:cases_case_changelist"), asked)
    assert "Remind who must act: 1 done." in said(answer)[0]
    case.refresh_from_db()
    assert case.came_to_board_at is None


def test_a_note_for_colleagues_stands_with_the_case(case, sign_in, processor):
    client = sign_in(processor)
    note = {"kind": "cases.case", "record": case.pk, "act": "note", "words": "Rang: back Monday."}

    client.post(reverse("admin:desk_hand"), note)

    page = reverse("admin:cases_case_change", args=[case.pk])
    assert "Rang: back Monday." in text(client.get(page))
