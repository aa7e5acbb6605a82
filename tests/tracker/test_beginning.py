"""Home of a new centre says what comes first, in its order, and who does it."""

import pytest
from django.urls import reverse

from entries.models import Approval
from interchange.accounts.roles import Role
from tests.factories import accounts
from tests.factories import entries as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def home(sign_in, person, centre):
    page = sign_in(person).get(reverse("tracker:centre_home", args=[centre.number]))
    return " ".join(page.content.decode().split())


def test_an_administrator_alone_is_told_to_invite_then_to_register(centre, sign_in, catalogue):
    alone = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)

    text = home(sign_in, alone, centre)

    invite = reverse("accounts:invite", args=[centre.number])
    register = reverse("entries:register", args=[centre.number])
    _, _, first = text.partition("What comes first")
    assert 0 < first.index(invite) < first.index(register)


def test_a_new_centre_is_not_told_that_nothing_needs_it(centre, sign_in, exams_officer, catalogue):
    assert "Nothing needs you today" not in home(sign_in, exams_officer, centre)

    make.an_entry(centre)

    assert "Nothing needs you today" in home(sign_in, exams_officer, centre)


def test_a_moderator_and_a_closed_account_are_no_colleagues(centre, sign_in, moderator):
    accounts.with_role(Role.TUTOR, centre, is_active=False)
    alone = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)

    text = home(sign_in, alone, centre)

    assert "You are the only person at this centre in the portal" in text


def test_a_centre_without_approval_asks_for_it_first(centre, sign_in, exams_officer, catalogue):
    Approval.objects.filter(centre=centre).delete()

    text = home(sign_in, exams_officer, centre)

    assert "Ask for approval" in text
    assert "as soon as you are approved for a subject" in text


def test_who_may_not_register_reads_who_does(centre, sign_in, tutor, exams_officer, catalogue):
    text = home(sign_in, tutor, centre)

    assert "Your exams officer or Centre Administrator does that." in text
    assert "Invite your colleagues" not in text


def test_an_exams_officer_alone_is_told_whom_to_ask_for_an_administrator(
    centre, sign_in, exams_officer, catalogue
):
    text = home(sign_in, exams_officer, centre)

    assert "It is for a Centre Administrator, whom your centre lacks: ask us for one." in text
    assert "does that" not in text


def test_once_somebody_is_registered_nothing_of_it_is_left(centre, sign_in, tutor, catalogue):
    make.an_entry(centre)

    assert "What comes first" not in home(sign_in, tutor, centre)
