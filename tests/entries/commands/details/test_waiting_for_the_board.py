"""What waits for the board, and what it decides."""

from dataclasses import replace

import pytest
from django.conf import settings as portal
from django.core.exceptions import PermissionDenied

from entries import commands, queries
from entries.details_states import Status
from entries.models import Candidate, DetailsChange
from entries.rules import details as rules
from interchange.notifications.models import Message
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from tests.entries.commands.details.letters import letters
from tests.factories import entries as make
from tests.factories import papers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "kept_papers")]

UCI, ULN = "681990012058G", "9276308686"


@pytest.mark.slow
def test_a_whole_name_waits_for_the_board_with_its_proof(ada, change, centre):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file("register.pdf")])

    ada.refresh_from_db()
    assert (ada.surname, waiting.status) == ("Okafor", Status.WAITING)
    assert waiting.needs_board == [rules.WHOLE_NAME]
    with waiting.proofs.get().paper.file.open() as kept:
        assert kept.read() == papers.PDF
    assert letters() == [
        ("entries/details_asked", centre.email),
        ("entries/details_to_the_board", portal.PROCESSING_INBOX),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("proofs", [[], ["letter.docx"], ["grades.csv"]])
def test_a_whole_name_without_a_pdf_or_picture_is_refused(ada, change, proofs):
    with pytest.raises(rules.ProofRefused, match="PDF, PNG or JPEG"):
        change(ada, surname="Smith", proofs=[papers.a_file(name) for name in proofs])

    assert not DetailsChange.objects.exists()


@pytest.mark.slow
def test_a_proof_that_is_not_what_its_name_says_is_refused(ada, change):
    with pytest.raises(UploadRefused):
        change(ada, surname="Smith", proofs=[papers.a_file("register.pdf", b"MZ")])


@pytest.mark.slow
def test_the_same_paper_twice_is_kept_once(ada, change):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file(), papers.a_file()])

    assert waiting.proofs.count() == 1


@pytest.mark.slow
def test_while_a_change_waits_no_other_is_made(ada, change):
    change(ada, surname="Smith", proofs=[papers.a_file()])

    with pytest.raises(rules.DetailsRefused, match="waits for the board"):
        change(ada, uln=ULN)


@pytest.mark.slow
def test_small_steps_lead_to_no_other_name(ada, change):
    change(ada, surname="Okafer")
    change(ada, surname="Okafir")

    with pytest.raises(rules.ProofRefused):
        change(ada, surname="Oxafir")


@pytest.mark.slow
def test_after_the_board_has_looked_small_steps_begin_anew(ada, change, processor, at):
    change(ada, surname="Okafer")
    waiting = change(ada, surname="Smithson", proofs=[papers.a_file()])
    commands.approve_details(change=waiting, by=processor, at=at)

    assert change(ada, surname="Smithsen").status == Status.MADE


@pytest.mark.slow
def test_the_board_approves_and_the_history_keeps_the_old_name(ada, change, processor, centre, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])

    commands.approve_details(change=waiting, words="Seen.", by=processor, at=at)

    ada.refresh_from_db()
    assert (ada.surname, waiting.status, waiting.decided_by) == ("Smith", Status.MADE, processor)
    assert queries.former_names(ada, centre) == ["Okafor, Ada"]
    assert letters()[-1] == ("entries/details_approved", centre.email)


@pytest.mark.slow
def test_the_board_refuses_in_words_that_the_centre_reads(ada, change, processor, centre, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])

    with pytest.raises(rules.DetailsRefused, match="why you refuse"):
        commands.refuse_details(change=waiting, words=" ", by=processor, at=at)
    commands.refuse_details(change=waiting, words="It cannot be read.", by=processor, at=at)

    ada.refresh_from_db()
    assert (ada.surname, waiting.status) == ("Okafor", Status.REFUSED)
    assert queries.former_names(ada, centre) == []
    assert "It cannot be read." in Message.objects.get(template="entries/details_refused").body


@pytest.mark.slow
def test_a_cancelled_change_cannot_be_approved(ada, change, exams_officer, processor, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])
    commands.cancel_details(change=waiting, by=exams_officer, at=at)

    with pytest.raises(MoveRefused, match="Cancelled"):
        commands.approve_details(change=waiting, by=processor, at=at)

    assert change(ada, uln=ULN).status == Status.MADE


@pytest.mark.slow
def test_what_changed_after_it_was_asked_for_is_not_approved(ada, change, processor, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])
    seen = rules.of(ada)
    new = replace(seen, surname="Okafoor")
    told = {"reason": "A slip on our side.", "by": processor, "at": at}
    commands.correct_details(candidate=ada, seen=seen, new=new, **told)

    with pytest.raises(rules.DetailsRefused, match="The surname of this candidate changed"):
        commands.approve_details(change=waiting, by=processor, at=at)

    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING


@pytest.mark.slow
def test_what_else_changed_meanwhile_stays_when_it_is_approved(ada, change, processor, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])
    seen = rules.of(ada)
    told = {"reason": "From the Learning Records Service.", "by": processor, "at": at}
    commands.correct_details(candidate=ada, seen=seen, new=replace(seen, uln=ULN), **told)

    commands.approve_details(change=waiting, by=processor, at=at)

    ada.refresh_from_db()
    assert (ada.surname, ada.uln) == ("Smith", ULN)


@pytest.mark.slow
def test_a_uci_of_another_record_waits_and_is_not_given_twice(ada, change, processor, at):
    other = make.a_candidate("Bello", "Ben", uci=UCI)
    waiting = change(ada, uci=UCI)

    with pytest.raises(rules.DetailsRefused, match=other.ocr_number):
        commands.approve_details(change=waiting, by=processor, at=at)
    Candidate.objects.filter(pk=other.pk).update(uci="")
    commands.approve_details(change=waiting, by=processor, at=at)

    ada.refresh_from_db()
    assert (waiting.needs_board, ada.uci) == ([rules.HELD], UCI)


@pytest.mark.slow
def test_only_the_board_decides(ada, change, exams_officer, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])

    with pytest.raises(PermissionDenied):
        commands.approve_details(change=waiting, by=exams_officer, at=at)


@pytest.mark.slow
def test_the_board_corrects_with_a_reason_and_tells_the_centres(ada, processor, centre, at):
    seen = rules.of(ada)
    told = {"seen": seen, "new": replace(seen, surname="Smith"), "by": processor, "at": at}
    with pytest.raises(rules.DetailsRefused, match="why you change"):
        commands.correct_details(candidate=ada, reason="", **told)

    made = commands.correct_details(candidate=ada, reason="Court order.", **told)

    ada.refresh_from_db()
    assert (ada.surname, made.centre, made.reason) == ("Smith", None, "Court order.")
    assert letters() == [("entries/details_changed_elsewhere", centre.email)]


@pytest.mark.slow
def test_nothing_is_changed_for_a_centre_that_has_the_candidate_no_more(
    ada, change, centre, other_centre, processor, at
):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])
    make.an_entry(other_centre, candidate=ada)
    ada.entries.filter(centre=centre).update(status="moved")

    with pytest.raises(rules.DetailsRefused, match="has no entry of this candidate now"):
        commands.approve_details(change=waiting, by=processor, at=at)

    ada.refresh_from_db()
    waiting.refresh_from_db()
    assert (ada.surname, waiting.status) == ("Okafor", Status.WAITING)
