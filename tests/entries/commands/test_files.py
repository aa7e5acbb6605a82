"""Files of entries: sent, checked, confirmed, loaded, and never twice."""

import random
from datetime import date

import pytest

from entries import commands, queries
from entries.file_states import Outcome, Status
from entries.models import AwardDue, Candidate, FileLine, QualificationEntry, Submission
from entries.rules.files import FileRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.entries.commands.desk import ADA, BO, FOREIGN, outcomes
from tests.factories import edi

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_nothing_is_loaded_before_the_centre_has_seen_what_the_file_does(desk):
    file = desk.send(ADA, BO)

    assert file.status == Status.CHECKED and not QualificationEntry.objects.exists()
    tally = queries.tally(file)
    assert (tally.counts["new"], tally.people, tally.total) == (3, 2, 3)


@pytest.mark.slow
def test_a_confirmed_file_makes_candidates_and_registrations(desk):
    file = desk.load(ADA, BO)

    assert file.status == Status.LOADED and outcomes(file) == [Outcome.LOADED] * 3
    ada, bo = Candidate.objects.order_by("ocr_number")
    assert (ada.surname, ada.forenames, ada.uci) == ("OKAFOR", "ADA", ADA["uci"])
    assert (bo.forenames, bo.sex, bo.born_on) == ("BO ÅKE", "M", date(2008, 1, 1))
    made = set(QualificationEntry.objects.values_list("candidate", "qualification__code"))
    assert made == {(ada.pk, "05839"), (bo.pk, "05839"), (bo.pk, "05834")}
    entry = ada.entries.get()
    assert (entry.candidate_number, entry.completes_in, entry.made_by) == ("0042", 2028, desk.by)


@pytest.mark.slow
def test_loading_leaves_a_trail_a_letter_and_receipts(desk, centre):
    file = desk.load(ADA, BO)

    entries = set(QualificationEntry.objects.values_list("pk", flat=True))
    events = Event.objects.filter(name="qualificationentry.register", by=desk.by)
    assert {event.about for event in events} == {f"qualificationentry:{pk}" for pk in entries}
    assert {event.label for event in events} == {
        str(one) for one in QualificationEntry.objects.all()
    }
    assert {event.centre for event in events} == {"12345"}
    created = Event.objects.filter(name="candidate.create")
    assert {event.label for event in created} == {str(one) for one in Candidate.objects.all()}
    assert Event.objects.filter(about=f"entryfile:{file.pk}").count() == 4
    letter = Message.objects.get(template="entries/file_loaded")
    assert letter.to == centre.email and file.get_absolute_url() in letter.body
    assert Submission.objects.filter(file=file).count() == 2


@pytest.mark.slow
def test_awards_become_due_of_all_that_is_registered_and_again_of_who_was_registered_before(desk):
    desk.load(ADA)
    first = AwardDue.objects.get()
    assert first.due == 1

    desk.load({**ADA, "options": ["05834"]}, BO, sequence=2)

    first.refresh_from_db()
    assert first.due == 2
    assert {one.due for one in AwardDue.objects.exclude(pk=first.pk)} == {1}


@pytest.mark.slow
def test_the_same_file_again_makes_nothing_and_says_so(desk):
    desk.load(ADA, BO)

    again = desk.send(ADA, BO)

    assert outcomes(again) == [Outcome.ALREADY] * 3
    assert "This is the very file" in again.notes[0]
    with pytest.raises(FileRefused):
        commands.confirm_file(file=again, by=desk.by, at=desk.at)


@pytest.mark.slow
@pytest.mark.parametrize("head", [{"sequence": 2}, {"sequence": 2, "data_type": "A"}])
def test_another_number_or_an_amendment_makes_no_duplicate(desk, head):
    desk.load(ADA, BO)

    file = desk.load(ADA, BO, edi.a_line(51, "ASHWORTH: EVE"), **head)

    assert outcomes(file) == [Outcome.ALREADY] * 3 + [Outcome.LOADED]
    assert Candidate.objects.count() == 3 and QualificationEntry.objects.count() == 4


@pytest.mark.slow
def test_a_number_used_before_is_pointed_out(desk):
    desk.load(ADA)
    file = desk.send(BO)
    assert any("Number your files" in note for note in file.notes)


@pytest.mark.slow
def test_an_entry_repeated_within_a_file_is_made_once(desk):
    file = desk.load(ADA, ADA, {**ADA, "options": ["05834"]})

    assert outcomes(file) == [Outcome.LOADED, Outcome.ALREADY, Outcome.LOADED]
    assert Candidate.objects.count() == 1 and QualificationEntry.objects.count() == 2


@pytest.mark.slow
def test_the_reply_is_a_file_that_can_be_read(desk):
    from interchange.edi.reader import read

    file = desk.load(ADA, edi.a_line(43, "NO COLON"))
    reply = queries.reply(file)

    found = read(reply.content, reply.name, on=date(2026, 11, 20), data_types="X")
    assert found.problems == ()
    assert [(one["line"], one["outcome"]) for one in found.details] == [(3, "L"), (4, "R")]
    assert FileLine.objects.filter(file=file).count() == 2
    made = Candidate.objects.get().ocr_number
    assert [one["ocr_number"].strip() for one in found.details] == [made, ""]


@pytest.mark.slow
def test_no_spoilt_file_is_an_unhandled_error(desk):
    dice = random.Random(20261120)
    name, content = edi.a_file(ADA, BO, FOREIGN)
    for _ in range(150):
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(spoilt))
            match dice.randrange(3):
                case 0:
                    spoilt[at] = dice.randrange(256)
                case 1:
                    del spoilt[at : at + dice.randint(1, 9)]
                case 2:
                    spoilt[at:at] = dice.choice([b"05839 ", b"\r\n", b"\t", b"\\", b"E5", b"0"])
        file = desk.send_bytes(name, bytes(spoilt))
        assert file.status in {Status.CHECKED, Status.REFUSED}
