"""What an exams officer sends: registrations, exams, files, transfers, changes, questions."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entries import commands
from entries.models import FileLine
from entries.states import Status
from interchange.catalogue.queries import specification
from tests.doubles.scene import sending
from tests.factories import accounts, catalogue, details, edi, papers, results
from tests.factories import entries as make


def ada(scene):
    """A row of the sheet."""
    born = scene.born_on
    return {
        "row-0-surname": "Okafor",
        "row-0-forenames": "Ada",
        "row-0-born_on_day": born.day,
        "row-0-born_on_month": born.month,
        "row-0-born_on_year": born.year,
        "row-0-sex": "F",
        "row-0-candidate_number": "42",
        "rows": "1",
    }


def june():
    """A series that takes entries whenever the test is run."""
    return catalogue.a_series(2029, 6, today=timezone.localdate())


def pdf():
    """A paper."""
    return papers.a_file("register.pdf")


def sheet(scene, name, code, **more):
    """A sheet with Ada on it, checked and to be sent in."""
    look = {"token": str(uuid.uuid4()), "act": "check", **ada(scene), **more}
    return scene.presses(scene.office, scene.page(name, code), "Send in", look=look)


@sending("entries:register_for")
def registrations(scene):
    return sheet(scene, "entries:register_for", "05839")


@sending("entries:units_only")
def units_alone(scene):
    unit = catalogue.qualification("05349").units.order_by("pk").first()
    return sheet(scene, "entries:units_only", "05349", units=[unit.pk])


@sending("entries:exams_for")
def exams(scene):
    entry, exam = make.an_entry(scene.centre), catalogue.unit(1)
    address = scene.page("entries:exams_for", june().code, "05839")
    tick = {"token": str(uuid.uuid4()), "tick": [f"{entry.pk}-{exam.pk}"], "act": "check"}
    return scene.presses(scene.office, address, "Send in", look=tick)


@sending("entries:withdraw_units")
def exams_withdrawn(scene):
    entered = make.a_unit_entry(make.an_entry(scene.centre), catalogue.unit(1), june())
    address = f"{scene.page('entries:withdraw_units')}?entry={entered.pk}"
    return scene.presses(scene.office, address, "ithdraw")


def a_file(scene):
    """A file of entries that today takes."""
    series = catalogue.a_series(2029, 9, today=timezone.localdate())
    own = {"centre": scene.centre.number, "uci": edi.a_uci(42, scene.centre.number)}
    line = edi.a_line(born_on=scene.born_on, **own)
    return edi.a_file(line, series=(series.year, series.month), centre=scene.centre.number)


@sending("entries:send_file")
def a_file_sent(scene):
    name, content = a_file(scene)
    files = {"file": lambda: SimpleUploadedFile(name, content)}
    return scene.presses(
        scene.office, scene.page("entries:send_file"), "Check the file", files=files
    )


def a_checked_file(scene):
    """The address of a file that waits for the centre."""
    name, content = a_file(scene)
    by = {"by": scene.office, "at": timezone.now()}
    sent = commands.send_file(centre=scene.centre, name=name, content=content, **by)
    commands.work_file(sent, at=timezone.now(), sat=lambda series, persons: {})
    return sent.get_absolute_url()


@sending("entries:confirm_file")
def a_file_confirmed(scene):
    return scene.presses(scene.office, a_checked_file(scene), "Load 1 entry")


@sending("entries:cancel_file")
def a_file_cancelled(scene):
    return scene.presses(scene.office, a_checked_file(scene), "Cancel this file")


@sending("entries:answer_likely")
def a_likely_duplicate_answered(scene):
    twin = make.a_candidate("OKAFOR", "ADAH", born_on=scene.born_on)
    make.an_entry(scene.centre, candidate=twin)
    return scene.presses(
        scene.office, a_checked_file(scene), "Save the answers", **{"line-3": "new"}
    )


@sending("entries:ask_about_line")
def a_line_asked_about(scene):
    holder = make.a_candidate("Smith", "Jo", uci=edi.a_uci(42, scene.centre.number))
    make.an_entry(accounts.a_centre(), candidate=holder)
    address = a_checked_file(scene)
    line = FileLine.objects.get(file__centre=scene.centre)
    return scene.sends(scene.office, f"{address}ask/", line=line.pk)


@sending("entries:take_back_question")
def a_question_taken_back(scene):
    asked = make.an_identity_question(scene.centre, scene.office)
    return scene.sends(scene.office, scene.page("entries:take_back_question", asked.pk))


@sending("entries:answer_duplicate")
def a_duplicate_answered(scene):
    for forenames in ("Ada", "Adah"):
        twin = make.a_candidate("Okafor", forenames, born_on=scene.born_on)
        make.an_entry(scene.centre, candidate=twin)
    return scene.presses(scene.office, scene.page("entries:duplicates"), "Ask for a merge")


def whom(entry):
    """What is typed to ask for the entry's candidate."""
    person = entry.candidate
    born = person.born_on
    return {
        "token": str(uuid.uuid4()),
        "ocr_number": person.ocr_number,
        "surname": person.surname,
        "born_on_day": born.day,
        "born_on_month": born.month,
        "born_on_year": born.year,
        "old_centre": entry.centre.number,
        "qualification": entry.qualification.code,
        "candidate_number": "0777",
    }


@sending("entries:ask_transfer")
def a_transfer(scene):
    entry = make.an_entry(accounts.a_centre())
    files = {"upload": pdf}
    return scene.sends(scene.office, scene.page("entries:ask_transfer"), files, **whom(entry))


@sending("entries:answer_transfer")
def a_transfer_agreed(scene):
    entry = make.an_entry(scene.centre)
    new = accounts.a_centre()
    asked = make.a_transfer(new, scene.office, old_centre=scene.centre)
    type(asked).objects.filter(pk=asked.pk).update(status="asked", agreement=None, entry=entry)
    address = scene.page("entries:transfer", asked.pk)
    return scene.presses(scene.office, address, "Agree")


@sending("entries:ask_approval")
def an_approval(scene):
    approval = scene.centre.approvals.first()
    code = approval.subject
    approval.delete()
    return scene.sends(scene.office, scene.page("entries:ask_approval"), subject=code)


@sending("entries:ask_back")
def a_registration_asked_back(scene):
    entry = make.an_entry(scene.centre, status=Status.REMOVED)
    address = scene.page("entries:ask_back", entry.pk)
    return scene.sends(scene.office, address, words="Withdrawn in error.")


@sending("entries:correct_details")
def details_corrected(scene):
    entry = make.an_entry(scene.centre, candidate=make.a_candidate(born_on=scene.born_on))
    address = scene.page("entries:correct_details", entry.candidate.ocr_number)
    return scene.presses(scene.office, address, "Continue", surname="Okafour", act="send")


@sending("entries:cancel_details")
def a_change_cancelled(scene):
    entry = make.an_entry(scene.centre)
    waiting = details.a_waiting_change(entry.candidate, scene.centre, scene.office)
    return scene.sends(scene.office, scene.page("entries:cancel_details", waiting.pk))


@sending("entries:query_invoice")
def a_question_about_an_invoice(scene):
    invoice = make.an_invoice(scene.centre, scene.office)
    address = scene.page("entries:query_invoice", invoice.number)
    return scene.presses(
        scene.office, address, "Send to the board", words="Why two?", files={"upload": pdf}
    )


# In the tracker


@sending("tracker:completion")
def a_withdrawal(scene):
    entry = make.an_entry(scene.centre)
    address = scene.page("tracker:completion", entry.pk)
    return scene.sends(scene.office, address, completes="withdrawn", left="on")


@sending("tracker:change_size")
def a_top_up(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification("05839"))
    address = f"{scene.page('tracker:change_size')}?entry={entry.pk}&to=05842"
    way = specification(catalogue.qualification("05842")).pathways[0].name
    return scene.presses(scene.office, address, "Top up", pathway=way)


@sending("tracker:cancel_size_change")
def a_top_up_cancelled(scene):
    change = make.a_size_change(make.an_entry(scene.centre), scene.office)
    return scene.sends(scene.office, scene.page("tracker:cancel_size_change", change.pk))


@sending("tracker:register_again")
def registered_again(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification(results.DIPLOMA), completes_in=2026)
    for year, month in ((2025, 6), (2026, 1), (2026, 6)):
        results.hold([entry], {"1": "U"}, series=catalogue.a_series(year, month))
    address = scene.page("tracker:register_again", entry.pk)
    return scene.presses(scene.office, address, "egister")
