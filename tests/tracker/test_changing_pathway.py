"""Another pathway of the same size: asked for, processed by the board, awarded anew."""

import pytest
from django.urls import reverse

from claims.models import Line
from entries.models import AwardDue, Invoice, SizeChange, UnitEntry
from entries.states import Status
from interchange.audit.models import Event
from interchange.catalogue.models import Figure
from interchange.notifications.models import Message
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tracker import commands
from tracker.commands.resizing import SomeRefused

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

CODE, WAY, OTHER_WAY = "05840", "Application Developer", "Data Analyst"


@pytest.fixture
def entry(centre):
    """A registration on a pathway."""
    return make.an_entry(centre, make_catalogue.qualification(CODE), pathway=WAY)


@pytest.fixture
def ask(entry, exams_officer, at):
    """Ask for another pathway as the exams officer."""

    def ask(pathway=OTHER_WAY, to=CODE):
        [change] = commands.change_size(
            registrations=[entry],
            to=make_catalogue.qualification(to),
            pathway=pathway,
            by=exams_officer,
            at=at,
        )
        return change

    return ask


def test_it_waits_for_the_board_and_is_made_by_it(ask, entry, processor, at):
    exam = make.a_unit_entry(entry, make_catalogue.unit(1, CODE), make_catalogue.a_series())
    change = ask()
    assert (change.status, change.direction) == ("asked", "pathway")
    asked = Message.objects.get(template="tracker/size_asked")
    assert f"from {WAY} to {OTHER_WAY} ({CODE})" in asked.body

    commands.process_size_change(change=change, by=processor, at=at)

    entry.refresh_from_db()
    change.refresh_from_db()
    assert entry.status == Status.REPLACED
    assert (change.made.pathway, change.made.qualification) == (OTHER_WAY, entry.qualification)
    assert AwardDue.objects.filter(entry=change.made).exists() and not Invoice.objects.exists()
    assert UnitEntry.objects.get(pk=exam.pk).qualification == entry.qualification
    replaced = Event.objects.get(name="qualificationentry.replace_at_the_board")
    assert replaced.detail == {"to": OTHER_WAY}
    assert OTHER_WAY in Message.objects.get(template="tracker/size_changed").body


def test_it_is_made_at_once_where_the_board_says_so(ask, entry):
    Figure.objects.filter(slug="pathway-change-waits").update(value=0)

    assert ask().made.pathway == OTHER_WAY


def test_grades_in_progress_stay_on_the_claim(ask, entry, centre, tutor):
    Figure.objects.filter(slug="pathway-change-waits").update(value=0)
    qualification = entry.qualification
    claim = make_claims.claim_at(
        "draft", centre=centre, qualification=qualification, candidates=0, by=tutor
    )
    lines = Line.objects.filter(claim=claim).count()
    assert lines

    ask()

    assert Line.objects.filter(claim=claim).count() == lines


@pytest.mark.parametrize(
    ("pathway", "because"), [(WAY, "this size and pathway"), ("Law", "one of the pathways")]
)
def test_the_same_pathway_and_an_unknown_one_are_refused(ask, pathway, because):
    with pytest.raises(SomeRefused, match=because):
        ask(pathway)


def test_what_became_impossible_meanwhile_is_not_processed(ask, entry, processor, at):
    change = ask()
    SizeChange.objects.filter(pk=change.pk).update(pathway="Law")
    change.refresh_from_db()
    with pytest.raises(SomeRefused, match="one of the pathways"):
        commands.process_size_change(change=change, by=processor, at=at)

    make.an_entry(entry.centre, make_catalogue.qualification("05838"), entry.candidate)
    small = make_catalogue.qualification("05838")
    SizeChange.objects.filter(pk=change.pk).update(to=small, direction="move_down", pathway="")
    change.refresh_from_db()
    with pytest.raises(SomeRefused, match="as well"):
        commands.process_size_change(change=change, by=processor, at=at)


def test_the_page_offers_the_other_pathways_and_asks(entry, sign_in, exams_officer, processor, at):
    client = sign_in(exams_officer)
    page = reverse("tracker:change_size", args=[entry.centre.number])
    assert "Change the pathway" in client.get(entry.get_absolute_url()).content.decode()
    assert "Change the pathway" in client.get(f"{page}?entry={entry.pk}").content.decode()

    shown = client.get(f"{page}?entry={entry.pk}&to={CODE}").content.decode()
    assert f'value="{OTHER_WAY}"' in shown and f'<option value="{WAY}"' not in shown
    assert "every change of pathway" in shown

    sent = {"entry": entry.pk, "to": CODE, "pathway": OTHER_WAY}
    client.post(page, sent)
    assert f"from {WAY} to {OTHER_WAY}" in client.get(entry.get_absolute_url()).content.decode()
