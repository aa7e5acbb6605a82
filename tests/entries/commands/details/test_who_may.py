"""Whose details a centre may change, and who is told."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands
from entries.details_states import Status
from entries.models import Candidate, QualificationEntry
from entries.rules import details as rules
from interchange.notifications.models import Message
from tests.entries.commands.details.letters import letters
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "kept_papers")]

UCI, ULN = "681990012058G", "9276308686"


@pytest.mark.slow
def test_a_uci_of_a_record_merged_into_this_one_is_its_own(ada, change):
    make.a_candidate("Okafor", "Ada", uci=UCI, merged_into=ada)

    assert change(ada, uci=UCI).status == Status.MADE


@pytest.mark.slow
def test_details_of_somebody_at_two_centres_wait_for_the_board_and_the_other_is_told_not_what(
    ada, change, centre, other_centre, processor, at
):
    make.an_entry(other_centre, candidate=ada)

    asked = change(ada, born_on=date(2009, 4, 13))
    ada.refresh_from_db()
    assert (asked.status, ada.born_on) == (Status.WAITING, date(2009, 3, 14))
    commands.approve_details(change=asked, by=processor, at=at)

    assert ("entries/details_changed_elsewhere", other_centre.email) in letters()
    told = Message.objects.get(template="entries/details_changed_elsewhere")
    for words in ("Okafor", "2009", centre.name, centre.number):
        assert words not in told.body


@pytest.mark.slow
def test_a_former_centre_neither_changes_the_details_nor_is_told_of_a_change(
    ada, change, centre, other_centre, stranger
):
    QualificationEntry.objects.filter(candidate=ada).update(status="moved")
    make.an_entry(other_centre, candidate=ada)

    with pytest.raises(rules.DetailsRefused, match="no entry of this candidate now"):
        change(ada, surname="Okafour")
    made = change(ada, by=stranger, where=other_centre, surname="Okafour")

    assert made.status == Status.MADE
    assert not Message.objects.filter(to=centre.email).exists()


@pytest.mark.slow
def test_a_candidate_of_another_centre_is_not_changed(ada, change, other_centre, stranger):
    with pytest.raises(rules.DetailsRefused, match="no entry of this candidate"):
        change(ada, by=stranger, where=other_centre, surname="Okafour")


def test_a_tutor_changes_no_details(ada, change, tutor):
    with pytest.raises(PermissionDenied):
        change(ada, by=tutor, surname="Okafour")


def test_a_record_merged_meanwhile_is_not_changed(ada, change, centre, at):
    other = make.an_entry(centre, make_catalogue.qualification("05347")).candidate
    Candidate.objects.filter(pk=ada.pk).update(merged_into=other)

    with pytest.raises(rules.DetailsRefused, match="merged"):
        change(ada, surname="Okafour")
