"""Changes of size that the board processes or refuses."""

from contextlib import ExitStack
from datetime import date

import pytest

from claims import commands as claims
from claims.models import Claim
from entries.states import Status
from interchange.catalogue.models import Figure, Qualification, Series
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results
from results.models import QualificationResult
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.racing import at_once, impatient, meanwhile
from tracker import commands
from tracker.commands import resizing
from tracker.commands.resizing import SomeRefused
from tracker.queries import sizes as queries

pytestmark = [pytest.mark.usefixtures("catalogue")]

SMALL, CERTIFICATE, DIPLOMA = "05838", "05839", "05842"


def award(at):
    while results.award_due(at=at):
        pass


@pytest.mark.slow
def test_after_a_result_the_board_processes_it_and_the_certificate_stays(
    change, diplomat, processor, at
):
    award(at)

    [asked] = change(diplomat, to=CERTIFICATE)

    assert (asked.status, asked.made) == ("asked", None)
    assert (
        "a qualification result was issued"
        in Message.objects.get(template="tracker/size_asked").body
    )
    diplomat.refresh_from_db()
    assert diplomat.status == Status.REGISTERED

    commands.process_size_change(change=asked, by=processor, at=at)
    award(at)

    asked.refresh_from_db()
    assert asked.status == "done" and asked.made.qualification.code == CERTIFICATE
    assert QualificationResult.objects.filter(entry=asked.made).exists()
    assert QualificationResult.objects.get(entry=diplomat).grade == "DD"
    assert Message.objects.filter(template="tracker/size_changed").count() == 1


@pytest.mark.slow
def test_the_boards_figure_decides_whether_it_waits(change, diplomat, at):
    Figure.objects.filter(slug="size-change-after-result").update(value=0)
    award(at)

    [done] = change(diplomat, to=CERTIFICATE)

    assert done.status == "done"


@pytest.mark.parametrize(
    ("on", "waits"),
    [(date(2027, 7, 31), True), (date(2027, 8, 1), True), (date(2027, 8, 12), False)],
)
def test_between_claims_and_results_the_board_processes_it_in_august_too(diplomat, on, waits):
    Figure.objects.update_or_create(slug="size-change-after-claims", defaults={"value": 1})
    Series.objects.update_or_create(year=2027, month=6, defaults={"results_on": date(2027, 8, 12)})

    [found] = queries.changes([diplomat], make_catalogue.qualification(CERTIFICATE), on)

    assert bool(found.waits_because) is waits


@pytest.mark.slow
def test_the_board_may_refuse_and_says_why(change, diplomat, processor, at):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    commands.refuse_size_change(change=asked, words="Certificate issued.", by=processor, at=at)

    assert "Certificate issued." in Message.objects.get(template="tracker/size_refused").body
    with pytest.raises(MoveRefused):
        commands.process_size_change(change=asked, by=processor, at=at)


@pytest.mark.slow
def test_only_one_change_waits_at_a_time_and_it_can_be_taken_back(
    change, diplomat, exams_officer, at
):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    with pytest.raises(SomeRefused, match="with the board already"):
        change(diplomat, to=CERTIFICATE)
    commands.cancel_size_change(change=asked, by=exams_officer, at=at)

    assert change(diplomat, to=CERTIFICATE)[0].status == "asked"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_claim_begun_meanwhile_is_not_waited_for(change, centre, tutor, monkeypatch, at):
    entry = make.an_entry(centre, make_catalogue.qualification(CERTIFICATE))
    make_claims.an_assessor(centre, entry.qualification, tutor)
    hold, others = resizing.entries_commands.hold_people, ExitStack()

    def begun_and_held():
        by = {"centre": centre, "qualification": entry.qualification, "by": tutor, "at": at}
        claim = at_once(lambda: claims.start(**by))[0]
        Claim.objects.select_for_update().get(pk=claim.pk)

    def hold_and_then(ids):
        held = hold(ids)
        others.enter_context(meanwhile(begun_and_held))
        return held

    monkeypatch.setattr(resizing.entries_commands, "hold_people", hold_and_then)
    with others, impatient():
        [done] = change(entry, to=SMALL)

    assert done.status == "done" and Claim.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("meanwhile_so", "said"),
    [
        ("not offered", "offered"),
        ("registered for it", "registered"),
        ("no such pathway", "pathway"),
        ("withdrawn", "not open any more"),
    ],
)
def test_processing_forgives_nothing_but_that_the_change_itself_waits(
    change, diplomat, processor, at, meanwhile_so, said
):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)
    if meanwhile_so == "not offered":
        Qualification.objects.filter(code=CERTIFICATE).update(offered=False)
    elif meanwhile_so == "registered for it":
        make.an_entry(
            diplomat.centre, make_catalogue.qualification(CERTIFICATE), diplomat.candidate
        )
    elif meanwhile_so == "no such pathway":
        type(asked).objects.filter(pk=asked.pk).update(pathway="Nonsense")
    else:
        type(diplomat).objects.filter(pk=diplomat.pk).update(status=Status.REMOVED)
    asked.refresh_from_db()

    with pytest.raises(SomeRefused, match=said):
        commands.process_size_change(change=asked, by=processor, at=at)

    asked.refresh_from_db()
    assert asked.status == "asked"
