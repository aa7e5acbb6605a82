"""Details are corrected at once, or wait for the board; nobody's change is overwritten unseen."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as portal
from django.core.exceptions import PermissionDenied

from entries import commands, queries
from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry
from entries.rules import details as rules
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import papers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "kept_papers")]
UCI, ULN = "681990012058G", "9276308686"


@pytest.fixture
def ada(centre):
    """A candidate of the centre's."""
    return make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate


@pytest.fixture
def change(centre, exams_officer, at):
    """A function that sends a change of a candidate's details, as typed beside what is saved."""

    def send(candidate, *, by=exams_officer, where=centre, seen=None, proofs=(), **typed):
        seen = seen or rules.of(Candidate.objects.get(pk=candidate.pk))
        token = typed.pop("token", None)
        new = replace(seen, **typed)
        what = {"seen": seen, "new": new, "proofs": proofs, "token": token}
        return commands.change_details(candidate=candidate, centre=where, by=by, at=at, **what)

    return send


def letters():
    """The letters queued, as (template, to)."""
    return list(Message.objects.order_by("pk").values_list("template", "to"))


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
    assert queries.former_names(ada) == ["Okafor, Ada"]
    assert letters()[-1] == ("entries/details_approved", centre.email)


@pytest.mark.slow
def test_the_board_refuses_in_words_that_the_centre_reads(ada, change, processor, centre, at):
    waiting = change(ada, surname="Smith", proofs=[papers.a_file()])

    with pytest.raises(rules.DetailsRefused, match="why you refuse"):
        commands.refuse_details(change=waiting, words=" ", by=processor, at=at)
    commands.refuse_details(change=waiting, words="It cannot be read.", by=processor, at=at)

    ada.refresh_from_db()
    assert (ada.surname, waiting.status) == ("Okafor", Status.REFUSED)
    assert queries.former_names(ada) == []
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


def test_a_record_merged_meanwhile_is_not_changed(ada, change, centre, at):
    other = make.an_entry(centre, make_catalogue.qualification("05347")).candidate
    Candidate.objects.filter(pk=ada.pk).update(merged_into=other)

    with pytest.raises(rules.DetailsRefused, match="merged"):
        change(ada, surname="Okafour")
