"""The pages that send, check, confirm and follow files of entries."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entries.file_states import Status
from entries.models import Candidate, EntryFile, QualificationEntry
from interchange.catalogue.models import Fee
from interchange.edi.reader import read
from tests import confirming
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/files/"
LATE_FEE = "New Fees, Late examined unit entry: 1 × £15.00"
TOKEN = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"


@pytest.fixture
def year(db):
    """The registrations' series of today, whenever the test is run: (year, month)."""
    series = make_catalogue.a_series(2029, 9, today=timezone.localdate())
    return series.year, series.month


@pytest.fixture
def confirm(page):
    """Confirm what the page of the only file shows."""

    def confirmed():
        address = EntryFile.objects.get().get_absolute_url()
        sent = {"shown": confirming.shown_on(page.get(address))}
        return page.post(f"{address}confirm/", sent, follow=True)

    return confirmed


@pytest.fixture
def send(page, year):
    """Send a file of the lines and follow to its page."""

    def sent(*lines, name=None, **head):
        called, content = edi.a_file(*lines, series=year, **head)
        upload = SimpleUploadedFile(name or called, content)
        return page.post(URL, {"file": upload}, follow=True)

    return sent


@pytest.mark.slow
def test_a_file_is_checked_confirmed_and_receipted(send, confirm):
    answer = send(edi.a_line(), edi.a_line(43, "NO COLON"), name="E1234572 (1).X01")
    text = answer.content.decode()
    assert "Load 1 entry" in text and "no colon" in text and "Column 13, Name" in text
    assert not QualificationEntry.objects.exists()

    answer = confirm()

    assert "Receipt for" in answer.content.decode()
    assert QualificationEntry.objects.get().candidate.surname == "OKAFOR"


@pytest.mark.slow
def test_what_the_file_does_can_be_looked_at_by_outcome(page, send):
    send(edi.a_line(), edi.a_line(43, "NO COLON"))
    file = EntryFile.objects.get()

    answer = page.get(f"{URL}{file.pk}/?show=refused").content.decode()

    assert "NO COLON" in answer and "OKAFOR" not in answer


@pytest.mark.slow
def test_receipt_reply_and_the_file_itself_can_be_fetched(page, send):
    send(edi.a_line(), edi.a_line(43, "NO COLON"))
    file = EntryFile.objects.get()

    receipt = b"".join(page.get(f"{URL}{file.pk}/receipt.csv")).decode()
    assert "Will be loaded" in receipt and "no colon" in receipt
    reply = b"".join(page.get(f"{URL}{file.pk}/reply/"))
    found = read(reply, "X1234572.X01", on=timezone.localdate(), data_types="X")
    assert found.problems == () and len(found.details) == 2
    assert b"".join(page.get(f"{URL}{file.pk}/sent/")) == bytes(file.content)


@pytest.mark.slow
def test_the_receipt_names_who_was_entered_by_ocr_number_and_nobody_else(page, send, confirm):
    send(edi.a_line(), edi.a_line(43, "NO COLON"))
    file = EntryFile.objects.get()
    confirm()

    receipt = b"".join(page.get(f"{URL}{file.pk}/receipt.csv")).decode("utf-8-sig")

    told = {row["Line"]: row["OCR candidate number"] for row in csv.DictReader(StringIO(receipt))}
    assert told == {"3": Candidate.objects.get().ocr_number, "4": ""}


@pytest.mark.slow
def test_a_likely_duplicate_is_answered_on_the_page(page, send):
    text = send(edi.a_line(), edi.a_line(43, "OKAFOR: ADAH")).content.decode()
    assert "Who is it?" in text and "similar name" in text
    file = EntryFile.objects.get()

    answer = page.post(f"{URL}{file.pk}/answer/", {"line-4": "new"}, follow=True)

    assert "Load 2 entries" in answer.content.decode()


@pytest.mark.slow
def test_without_an_answer_the_page_says_so(page, send):
    send(edi.a_line())
    answer = page.post(f"{URL}{EntryFile.objects.get().pk}/answer/", {"line-x": "1"}, follow=True)
    assert "at least one line" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"\xff\xfeE\0", b"E1"])
def test_what_is_no_file_of_entries_is_refused_in_words(page, content):
    answer = page.post(URL, {"file": SimpleUploadedFile("E1234572.X01", content)}, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200 and ("cannot be loaded" in text or "is empty" in text)


@pytest.mark.slow
def test_without_a_file_the_page_says_so(page):
    assert "Choose the file" in page.post(URL, {}).content.decode()


@pytest.mark.slow
def test_a_long_file_waits_for_a_worker_and_its_page_looks_again(page, send, monkeypatch):
    monkeypatch.setattr("entries.views.files.AT_ONCE", 0)
    answer = send(edi.a_line())

    assert "You can leave this page" in answer.content.decode() and answer["Refresh"]
    assert EntryFile.objects.get().status == Status.WAITING
    assert "Refresh" not in page.get(answer.redirect_chain[-1][0] + "?still=yes")


@pytest.mark.slow
def test_a_file_is_cancelled(page, send):
    send(edi.a_line())
    file = EntryFile.objects.get()

    answer = page.post(f"{URL}{file.pk}/cancel/", follow=True)

    assert "Nothing was loaded" in answer.content.decode()
    answer = page.post(f"{URL}{file.pk}/confirm/", follow=True)
    assert "You cannot confirm" in answer.content.decode()


@pytest.mark.slow
def test_what_a_file_costs_more_than_its_page_showed_is_shown_before_it_is_loaded(page, send):
    looked = send(edi.a_line())
    file = EntryFile.objects.get()
    Fee.objects.filter(slug__startswith="registration").update(pence=999_00)

    sent = {"shown": confirming.shown_on(looked)}
    again = page.post(f"{URL}{file.pk}/confirm/", sent)

    assert EntryFile.objects.get().status == Status.CHECKED
    assert "This is not what the page showed you" in again.content.decode()
    assert "→ 1 × £999.00" in confirming.differences_on(again)[0]
    page.post(f"{URL}{file.pk}/confirm/", {"shown": confirming.shown_on(again)})
    assert EntryFile.objects.get().status == Status.LOADED


@pytest.mark.slow
def test_a_file_checked_before_a_deadline_shows_the_late_fee_before_it_is_loaded(page, centre):
    june = make_catalogue.a_series(2028, 6, today=timezone.localdate())
    ada = make.a_candidate("Okafor", "Ada", uci=edi.a_uci(42))
    make.an_entry(centre, candidate=ada, candidate_number="0042")
    called, content = edi.a_file(edi.a_line(options=["583901"]), series=(2028, 6))
    looked = page.post(URL, {"file": SimpleUploadedFile(called, content)}, follow=True)
    file = EntryFile.objects.get()
    assert "Load 1 entry" in looked.content.decode()
    june.entries_close_on = timezone.localdate() - timedelta(days=1)
    june.late_until_on = timezone.localdate() + timedelta(days=1)
    june.save()

    sent = {"shown": confirming.shown_on(looked)}
    again = page.post(f"{URL}{file.pk}/confirm/", sent)

    assert EntryFile.objects.get().status == Status.CHECKED
    assert confirming.differences_on(again) == [LATE_FEE]


@pytest.mark.slow
def test_submitted_entries_list_files_and_forms(page, send, confirm):
    send(edi.a_line())
    file = EntryFile.objects.get()
    confirm()

    listed = page.get("/centres/12345/entries/submitted/").content.decode()
    assert file.get_absolute_url() in listed and "Loaded" in listed
    forms = page.get("/centres/12345/entries/submitted/forms/").content.decode()
    assert file.submissions.get().get_absolute_url() in forms and file.name in forms


@pytest.mark.slow
def test_a_tutor_looks_at_files_and_sends_none(send, sign_in, tutor):
    send(edi.a_line())
    page = sign_in(tutor)
    file = EntryFile.objects.get()

    assert "Load 1 entry" not in page.get(f"{URL}{file.pk}/").content.decode()
    assert page.post(f"{URL}{file.pk}/confirm/").status_code == 403
    assert page.get(URL).status_code == 403
