"""Letters before key dates: one a person and day, once, to whoever can act now."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from interchange.catalogue.models import Figure, KeyDate, Series
from interchange.notifications import outbox
from interchange.notifications.models import Message
from reminders import commands
from reminders.commands.each import LettersNotWritten
from reminders.models import LettersWanted, Reminded
from tests.factories import accounts, entries, results
from tests.factories import catalogue as offers

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

CLOSES = date(2027, 2, 21)


def morning(days_before, closes=CLOSES):
    """The morning so many days before entries close."""
    day = closes - timedelta(days=days_before)
    return datetime(day.year, day.month, day.day, 6, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def closing(catalogue):
    """The only day that is near: entries for an exam close."""
    KeyDate.objects.all().delete()
    Series.objects.all().delete()
    june = offers.a_series(2027, 6)
    Series.objects.filter(pk=june.pk).update(entries_close_on=CLOSES, late_until_on=None)
    Series.objects.filter(pk=june.pk).update(very_late_until_on=None, refund_until_on=None)
    for place, before in enumerate((10, 3, 0)):
        slug, title = f"reminder-{place}", f"days {place}"
        Figure.objects.update_or_create(slug=slug, defaults={"title": title, "value": before})
    Figure.objects.filter(slug__in=("reminder-first", "reminder-second", "reminder-last")).delete()


def lacks_an_exam(centre):
    """Somebody who expects a result in summer 2027 and lacks exam unit 1 alone."""
    entry = entries.an_entry(centre, offers.qualification(results.DIPLOMA), completes_in=2027)
    held = {unit: grade for unit, grade in results.OFFICIAL_EXAMPLE.items() if unit != "1"}
    results.hold([entry], held)
    results.settle_at(centre)
    return entry


def somebody(role, centre, **fields):
    """Somebody with the role who has logged in."""
    return accounts.with_role(role, centre, **{"last_login": morning(90), **fields})


@pytest.fixture
def lacking(centre):
    """Somebody at the centre whom the day concerns."""
    return lacks_an_exam(centre)


@pytest.fixture
def officer(centre):
    """The centre's exams officer."""
    return somebody(Role.EXAMS_OFFICER, centre)


def letters():
    """The reminders written."""
    return Message.objects.filter(template="reminders/reminder").order_by("pk")


def test_three_letters_come_before_a_day_and_none_twice(lacking, officer):
    for days in range(12, -2, -1):
        commands.remind(at=morning(days))
        commands.remind(at=morning(days))

    told = [(one.on - one.told_on).days for one in Reminded.objects.order_by("pk")]
    assert told == [10, 3, 0]
    assert {one.to for one in letters()} == {officer.email}
    first = letters().first()
    assert first.subject.startswith("Exam entries for June 2027 close: 21 February 2027")
    assert "1 candidate lacks an examined unit" in first.body
    assert f"/centres/{lacking.centre.number}/entries/exams/" in first.body
    assert lacking.candidate.surname not in first.body


def test_a_clock_that_comes_days_late_reminds_once(lacking, officer):
    assert commands.remind(at=morning(2)) == 1
    assert commands.remind(at=morning(1)) == 0
    assert Reminded.objects.get().before == 3


def test_a_day_that_is_moved_is_told_of_anew(lacking, officer):
    commands.remind(at=morning(10))
    june = Series.objects.filter(entries_close_on=CLOSES)
    june.update(entries_close_on=CLOSES + timedelta(days=1))

    assert commands.remind(at=morning(9)) == 1


def test_nothing_comes_to_a_centre_where_nobody_is_concerned(other_centre, lacking, officer):
    somebody(Role.EXAMS_OFFICER, other_centre)

    assert commands.remind(at=morning(10)) == 1
    assert letters().get().to == officer.email


def test_who_holds_the_role_now_is_told_and_who_cannot_act_is_not(centre, lacking, officer):
    somebody(Role.TUTOR, centre)
    somebody(Role.POST_RESULT_READ, centre)
    somebody(Role.EXAMS_OFFICER, centre, is_active=False)
    commands.remind(at=morning(10))
    Membership.objects.filter(user=officer).delete()
    successor = somebody(Role.EXAMS_OFFICER, centre)
    commands.remind(at=morning(3))

    assert [one.to for one in letters()] == [officer.email, successor.email]


def test_where_nobody_can_act_the_exams_office_is_told_once(centre, lacking):
    assert commands.remind(at=morning(10)) == 1
    assert commands.remind(at=morning(10)) == 0

    assert letters().get().to == centre.email
    assert "Nobody who has logged in holds a role at your centre" in letters().get().body


def test_one_letter_gathers_all_that_is_near_at_all_centres(other_centre, lacking, officer):
    lacks_an_exam(other_centre)
    Membership.objects.create(user=officer, role=Role.EXAMS_OFFICER, centre=other_centre)
    Series.objects.filter(entries_close_on=CLOSES).update(late_until_on=CLOSES)

    assert commands.remind(at=morning(0)) == 1
    body = letters().get().body
    assert body.count("1 candidate lacks") == 4
    assert "and other dates that are near" in letters().get().subject


def test_who_wants_none_gets_none_while_a_colleague_does(centre, lacking, officer):
    colleague = somebody(Role.EXAMS_OFFICER, centre)
    LettersWanted.objects.create(person=officer, reminders=False)
    commands.remind(at=morning(10))
    assert letters().get().to == colleague.email

    Membership.objects.filter(user=colleague).delete()  # nobody else is left to be reminded
    commands.remind(at=morning(3))
    assert letters().last().to == officer.email


def test_who_was_invited_and_never_came_reads_nothing(centre, lacking, officer):
    invited = somebody(Role.EXAMS_OFFICER, centre, last_login=None)
    LettersWanted.objects.create(person=officer, reminders=False)
    commands.remind(at=morning(10))
    assert letters().get().to == officer.email

    Membership.objects.filter(user=officer).delete()
    commands.remind(at=morning(3))
    assert letters().last().to == centre.email != invited.email


def test_one_letter_that_cannot_be_written_keeps_no_other_back(
    centre, lacking, officer, monkeypatch, caplog
):
    colleague, write = somebody(Role.EXAMS_OFFICER, centre), outbox.queue

    def refuse(template, *, to, **what):
        if to == officer.email:
            raise ValueError(to)
        write(template, to=to, **what)

    monkeypatch.setattr(outbox, "queue", refuse)
    with pytest.raises(LettersNotWritten, match="1 letter could not be written"):
        commands.remind(at=morning(10))

    assert letters().get().to == colleague.email
    assert [one.person for one in Reminded.objects.all()] == [colleague]
    assert f"person {officer.pk}" in caplog.text and officer.email not in " ".join(caplog.messages)
    monkeypatch.undo()
    assert commands.remind(at=morning(10)) == 1
    assert letters().last().to == officer.email


def test_it_costs_as_many_questions_for_many_centres_as_for_one(centre, lacking, officer):
    def asked():
        Reminded.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as found:
            written = commands.remind(at=morning(10))
        return len(found), written

    asked()
    once, _ = asked()
    for _ in range(3):
        other = accounts.a_centre()
        somebody(Role.EXAMS_OFFICER, other)
        lacks_an_exam(other)
    more, written = asked()

    assert written == 4
    assert (more - once) % 3 == 0 and (more - once) / 3 <= 6  # of each letter, and no others
