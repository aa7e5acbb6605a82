"""Invoices on the centre's pages: the list, one of them, its paper, a query about it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entries.models import InvoiceQuery
from tests.factories import entries as make
from tests.factories.papers import PDF

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/invoices/"


@pytest.fixture
def invoice(centre, exams_officer):
    """An invoice of £30."""
    return make.an_invoice(centre, exams_officer)


@pytest.mark.slow
def test_a_centre_without_invoices_is_told_so(page, centre):
    answer = page.get(URL).content.decode()

    assert "Nothing has been invoiced yet." in answer and centre.email in answer


@pytest.mark.slow
def test_an_invoice_is_listed_shown_and_handed_over(page, invoice):
    assert "£30.00" in page.get(URL).content.decode()
    assert "Late examined unit entry" in page.get(f"{URL}{invoice.number}/").content.decode()
    paper = page.get(f"{URL}{invoice.number}/pdf/")
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")
    table = page.get(f"{URL}list.csv").content.decode()
    assert f"{invoice.number},Invoice,2026-11-20,,Late examined unit entry,2,15.00,30.00" in table


@pytest.mark.slow
def test_a_query_is_sent_with_its_paper_and_shown(page, invoice):
    sent = {
        "token": uuid.uuid4(),
        "words": "Why two?",
        "upload": SimpleUploadedFile("order.pdf", PDF),
    }

    answer = page.post(f"{URL}{invoice.number}/query/", sent, follow=True).content.decode()

    assert "with the board" in answer and "Why two?" in answer and "order.pdf" in answer
    handed = page.get(f"{URL}queries/{InvoiceQuery.objects.get().pk}/paper/")
    assert b"".join(handed.streaming_content) == PDF


@pytest.mark.slow
def test_a_bad_paper_is_named_and_nothing_typed_is_lost(page, invoice):
    program = SimpleUploadedFile("a.exe", b"MZ")
    sent = {"token": uuid.uuid4(), "words": "Why two?", "upload": program}

    answer = page.post(f"{URL}{invoice.number}/query/", sent).content.decode()

    assert "is a program" in answer and "Why two?" in answer
    assert not InvoiceQuery.objects.exists()


@pytest.mark.slow
def test_fees_say_which_are_provisional(page):
    answer = page.get("/centres/12345/entries/fees/").content.decode()

    assert "£95.00" in answer and "Provisional" in answer


@pytest.mark.slow
def test_the_accounts_contact_is_the_centre_administrators_to_change(
    sign_in, centre_administrator, centre
):
    page = sign_in(centre_administrator)
    address = "/centres/12345/information/invoices/"

    assert "such as" in page.post(address, {"accounts_email": "nobody"}).content.decode()
    answer = page.post(address, {"accounts_email": "pay@fernhill.example"}, follow=True)

    assert "pay@fernhill.example" in answer.content.decode()
    centre.refresh_from_db()
    assert centre.accounts_address == "pay@fernhill.example"


@pytest.mark.slow
def test_staff_answer_and_pay_back_in_the_admin(sign_in, processor, invoice, exams_officer):
    asked = make.a_query(invoice, exams_officer)
    page = sign_in(processor)

    listed = page.get("/board/entries/invoicequery/").content.decode()
    shown = page.get(f"/board/entries/invoicequery/{asked.pk}/change/").content.decode()
    bill = page.get(f"/board/entries/invoice/{invoice.pk}/change/").content.decode()

    assert str(invoice.number) in listed
    assert "proof.pdf" in shown and "Answer" in shown
    assert "Late examined unit entry" in bill and "Pay back" in bill
