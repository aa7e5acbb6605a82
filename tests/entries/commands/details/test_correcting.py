"""A correction is made at once; nobody's change is overwritten unseen."""

from uuid import uuid4

import pytest

from entries.details_states import Status
from entries.rules import details as rules
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.entries.commands.details.letters import letters
from tests.factories import entries as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "kept_papers")]

UCI, ULN = "681990012058G", "9276308686"


@pytest.mark.slow
def test_a_correction_is_made_at_once_with_history_trail_and_letter(
    ada, change, centre, exams_officer
):
    made = change(ada, surname="Okafour", uln=ULN)

    ada.refresh_from_db()
    assert (made.status, ada.surname, ada.uln) == (Status.MADE, "Okafour", ULN)
    assert (made.before.surname, made.after.surname) == ("Okafor", "Okafour")
    event = Event.objects.get(name="candidate.change_details")
    assert (event.by, event.centre) == (exams_officer, centre.number)
    assert event.detail == {"surname": ["Okafor", "Okafour"], "uln": ["", ULN]}
    assert letters() == [("entries/details_corrected", centre.email)]


@pytest.mark.slow
def test_letters_tell_which_details_not_what_they_are(ada, change):
    change(ada, surname="Okafour", uln=ULN)

    letter = Message.objects.get()
    assert "Surname, ULN" in letter.body
    for told in ("Okaf", ULN, "2009"):
        assert told not in letter.subject + letter.body


@pytest.mark.slow
def test_the_same_form_sent_twice_makes_one_change(ada, change):
    token = uuid4()
    seen = rules.of(ada)

    first = change(ada, seen=seen, surname="Okafour", token=token)
    second = change(ada, seen=seen, surname="Okafour", token=token)

    assert first == second
    assert len(letters()) == 1


@pytest.mark.slow
def test_the_same_form_for_another_candidate_or_with_other_details_changes_those(
    ada, change, centre
):
    bo = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Bo")).candidate
    token = uuid4()
    change(ada, surname="Okafour", token=token)

    change(bo, surname="Okafour", token=token)
    change(ada, surname="Okaforr", token=token)

    for candidate in (ada, bo):
        candidate.refresh_from_db()
    assert (ada.surname, bo.surname) == ("Okaforr", "Okafour")


@pytest.mark.slow
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(ada, change):
    seen = rules.of(ada)
    change(ada, uln=ULN)

    with pytest.raises(rules.DetailsOvertaken, match="the ULN"):
        change(ada, seen=seen, surname="Okafour")

    ada.refresh_from_db()
    assert (ada.surname, ada.uln) == ("Okafor", ULN)
