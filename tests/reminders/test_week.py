"""The weekly digest: what is late, due soon, waiting and new, once a week, by role."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.states import Status
from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.notifications.models import Message
from reminders import commands
from reminders.commands.each import LettersNotWritten
from reminders.models import Digest, LettersWanted
from reminders.queries.week import waiting_for_centres
from tests.factories import accounts, entries, results
from tests.factories import catalogue as offers
from tests.factories.claims import claim_at

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

MONDAY = datetime(2027, 5, 24, 6, 0, tzinfo=UTC)
TEMPLATE = "reminders/digest"


def somebody(role, centre, **fields):
    """Somebody with the role who has logged in."""
    return accounts.with_role(role, centre, last_login=MONDAY - timedelta(days=90), **fields)


@pytest.fixture
def teacher(centre):
    """A teacher of the centre."""
    return somebody(Role.TUTOR, centre)


@pytest.fixture
def busy(centre, teacher):
    """A centre with somebody at risk, a claim not submitted, and a claim submitted on Sunday."""
    entry = entries.an_entry(centre, offers.qualification(results.DIPLOMA), completes_in=2027)
    results.settle_at(centre)
    claim = claim_at(Status.DRAFT, centre=centre, candidates=1, by=teacher)
    trail.record("claim.submit", about=claim, by=teacher, at=MONDAY - timedelta(days=1))
    trail.record("request.raise", about=entry, by=teacher, at=MONDAY - timedelta(days=1))
    return entry


def digests():
    """The digests written, in order."""
    return Message.objects.filter(template=TEMPLATE).order_by("pk")


def test_a_digest_says_what_is_late_waits_and_is_new_with_links(centre, busy, teacher):
    assert commands.tell_week(at=MONDAY) == 1

    letter = digests().get()
    assert letter.to == teacher.email
    assert letter.subject == f"The week from 24 May 2027: centre {centre.number}"
    assert "1 candidate without a result to come: " in letter.body
    assert f"/centres/{centre.number}/progress/?urgency=" in letter.body
    assert "1 claim not submitted yet" in letter.body
    assert "Claim submitted" in letter.body
    assert busy.candidate.surname not in letter.body


def test_nobody_reads_what_their_role_does_not_open(centre, busy, teacher):
    somebody(Role.POST_RESULT_READ, centre, email="reads@x.example")
    commands.tell_week(at=MONDAY)

    of_teacher, of_reader = (
        digests().get(to=one).body for one in (teacher.email, "reads@x.example")
    )
    assert "Missing-results request raised" not in of_teacher
    assert "Missing-results request raised" in of_reader
    assert "claim not submitted" not in of_reader


def test_it_comes_once_a_week_however_late(busy):
    thursday = MONDAY + timedelta(days=3)

    assert commands.tell_week(at=thursday) == 1
    assert commands.tell_week(at=thursday + timedelta(days=1)) == 0
    assert commands.tell_week(at=MONDAY + timedelta(days=7)) == 1


def test_who_wants_none_gets_none_and_who_wants_no_news_reads_none(busy, teacher):
    choice = LettersWanted.objects.create(person=teacher, news=False)
    commands.tell_week(at=MONDAY)
    assert "Claim submitted" not in digests().get().body

    choice.digest = False
    choice.save()
    assert commands.tell_week(at=MONDAY + timedelta(days=7)) == 0


def test_where_there_is_nothing_to_say_no_letter_comes(other_centre):
    somebody(Role.TUTOR, other_centre)

    assert commands.tell_week(at=MONDAY) == 0
    assert Digest.objects.count() == 1


def test_another_centres_week_stays_there_and_two_of_ones_own_make_one_letter(
    centre, other_centre, busy, teacher
):
    stranger = somebody(Role.TUTOR, other_centre)
    assert commands.tell_week(at=MONDAY) == 1

    Membership.objects.create(user=stranger, role=Role.TUTOR, centre=centre)
    Digest.objects.all().delete()
    assert commands.tell_week(at=MONDAY) == 2


def test_who_was_invited_and_never_came_gets_none(centre, busy, teacher):
    accounts.with_role(Role.TUTOR, centre)

    assert commands.tell_week(at=MONDAY) == 1
    assert digests().get().to == teacher.email


def test_one_digest_that_cannot_be_written_keeps_no_other_back(centre, busy, teacher, monkeypatch):
    colleague, write = somebody(Role.TUTOR, centre), outbox.queue

    def refuse(template, *, to, **what):
        if to == teacher.email:
            raise ValueError(to)
        write(template, to=to, **what)

    monkeypatch.setattr(outbox, "queue", refuse)
    with pytest.raises(LettersNotWritten):
        commands.tell_week(at=MONDAY)

    assert digests().get().to == colleague.email
    assert Digest.objects.get().person == colleague


def test_two_of_a_thing_are_told_as_two(centre, busy, teacher):
    diploma = offers.qualification(results.DIPLOMA)
    claim_at(Status.DRAFT, centre=centre, qualification=diploma, candidates=1, by=teacher)
    commands.tell_week(at=MONDAY)

    assert "2 claims not submitted yet" in digests().get().body


def test_each_thing_that_waits_has_words_for_one_and_for_many():
    words = {many: one for _, one, many, _, _ in waiting_for_centres()}

    assert words["missing-results requests about which the board asks"].startswith("missing-r")
    assert words["transfers that wait for your word"] == "transfer that waits for your word"
    assert len(words) == 5


def test_it_costs_as_many_questions_for_many_centres_as_for_one(busy):
    def asked():
        Digest.objects.all().delete()
        with CaptureQueriesContext(connection) as found:
            written = commands.tell_week(at=MONDAY)
        return len(found), written

    asked()
    once, _ = asked()
    for _ in range(3):
        other = accounts.a_centre()
        claim_at(Status.DRAFT, centre=other, candidates=1, by=somebody(Role.TUTOR, other))
    more, written = asked()

    assert written == 4
    assert (more - once) % 3 == 0 and (more - once) / 3 <= 6  # of each letter, and no others
