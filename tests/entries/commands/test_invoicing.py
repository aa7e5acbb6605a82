"""Centres are charged for what they enter, and paid back; whatever the fee list says later."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.utils import timezone

from entries import commands, queries
from entries.models import Charge, Invoice
from entries.query_states import Status
from entries.rules.people import Person
from interchange.accounts import links
from interchange.catalogue.models import Contact, Fee
from interchange.notifications.commands import send_queued
from interchange.notifications.models import Message
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from results.queries import sittings
from tests import ownership
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories.papers import PDF

pytestmark = [pytest.mark.usefixtures("catalogue")]


def lines(invoice):
    return [(line.fee, line.count, line.pence) for line in invoice.lines.all()]


@pytest.mark.slow
def test_late_entries_are_invoiced_to_the_accounts_contact(late, centre):
    invoice = Invoice.objects.get()

    assert lines(invoice) == [("late-entry", 2, 1500)]
    letter = Message.objects.get(template="entries/invoice")
    assert letter.to == centre.email and "£30.00" in letter.subject
    [enclosed] = letter.enclosures.all()
    assert enclosed.name == f"invoice-{invoice.number}.pdf"
    assert "Candidate0" not in letter.body
    assert late[0].submission.invoice_id is None or late[0].submission.invoice == invoice
    assert queries.submission(centre, pk=late[0].submission_id).invoice == invoice
    charged = invoice.lines.get().charges.order_by("unit_entry")
    assert [(one.unit_entry, one.reason, one.who) for one in charged] == [
        (one, "late-entry", str(one.candidate)) for one in late
    ]
    assert {one.priced_on for one in charged} == {late[0].made_at.date()}


@pytest.mark.slow
def test_the_invoice_is_drawn_when_its_letter_leaves_and_not_while_it_is_charged(late, mailoutbox):
    [enclosed] = Message.objects.get(template="entries/invoice").enclosures.all()
    assert bytes(enclosed.content) == b""

    send_queued(at=timezone.now() + timedelta(days=400), link_for=links.for_letter)

    [sent] = [one for one in mailoutbox if "invoice" in one.subject.lower()]
    [(name, content, kind)] = sent.attachments
    number = Invoice.objects.get().number
    assert (name, kind) == (f"invoice-{number}.pdf", "application/pdf")
    assert content.startswith(b"%PDF-")


@pytest.mark.slow
def test_a_first_entry_made_in_time_costs_nothing(centre, exams_officer, at):
    qualification = make_catalogue.qualification()
    [entry] = make.entries(centre, 1)
    commands.enter_for_exams(
        centre=centre,
        qualification=qualification,
        series=make_catalogue.a_series(),
        chosen=[(entry.candidate, qualification.units.filter(examined=True).first())],
        sat=sittings,
        by=exams_officer,
        at=at,
    )

    assert not Invoice.objects.exists() and not Charge.objects.exists()


def register(centre, by, at):
    return commands.register(
        centre=centre,
        qualification=make_catalogue.qualification(),
        people=[Person("Okafor", "Ada", date(2009, 3, 14), "F", candidate_number="0042")],
        by=by,
        at=at,
    )


@pytest.mark.slow
def test_a_registration_is_invoiced_at_the_fee_of_its_day(centre, exams_officer, at):
    size = "registration-ext-cert"
    Fee.objects.create(slug=size, title="Registration", pence=1, from_on=at.date())
    Fee.objects.create(slug=size, title="Later", pence=2, from_on=at.date() + timedelta(days=1))

    register(centre, exams_officer, at)

    assert lines(Invoice.objects.get()) == [("registration-ext-cert", 1, 1)]


@pytest.mark.slow
def test_a_fee_that_is_not_set_stands_on_the_invoice_without_a_price(centre, exams_officer, at):
    Fee.objects.filter(slug__startswith="registration").delete()

    register(centre, exams_officer, at)

    assert lines(Invoice.objects.get()) == [("registration", 1, None)]


@pytest.mark.slow
def test_an_invoice_is_never_changed(late):
    for change in (
        lambda: Charge.objects.update(who="x"),
        lambda: Invoice.objects.update(because="x"),
        lambda: Invoice.objects.get().lines.update(pence=1),
    ):
        with (
            ownership.owning(),
            pytest.raises(InternalError, match="Cannot update"),
            transaction.atomic(),
        ):
            change()


def ask(invoice, by, at, **given):
    upload = SimpleUploadedFile("order.pdf", PDF)
    known = {"words": "Two of these were in time.", "upload": upload, "token": uuid.uuid4()}
    return commands.query_invoice(invoice=invoice, by=by, at=at, **{**known, **given})


@pytest.mark.slow
def test_a_query_goes_to_credit_control_with_the_invoice_and_the_paper(late, exams_officer, at):
    invoice = Invoice.objects.get()
    Contact.objects.filter(slug="credit").update(email="credit@board.example")

    ask(invoice, exams_officer, at)

    letter = Message.objects.get(template="entries/invoice_queried")
    assert letter.to == "credit@board.example"
    assert str(invoice.number) in letter.body and invoice.centre.number in letter.body
    names = list(letter.enclosures.values_list("name", flat=True))
    assert names == [f"invoice-{invoice.number}.pdf", "order.pdf"]


@pytest.mark.slow
def test_the_same_query_sent_twice_is_one(late, exams_officer, at):
    invoice, token = Invoice.objects.get(), uuid.uuid4()

    assert ask(invoice, exams_officer, at, token=token) == ask(
        invoice, exams_officer, at, token=token
    )
    assert Message.objects.filter(template="entries/invoice_queried").count() == 1


@pytest.mark.slow
def test_the_same_form_with_other_words_or_another_paper_is_another_query(late, exams_officer, at):
    invoice, token = Invoice.objects.get(), uuid.uuid4()
    paper = SimpleUploadedFile("order.pdf", PDF + b"%")

    asked = {
        ask(invoice, exams_officer, at, token=token),
        ask(invoice, exams_officer, at, token=token, words="And the third?"),
        ask(invoice, exams_officer, at, token=token, upload=paper),
    }

    assert len(asked) == 3


@pytest.mark.slow
def test_a_paper_that_is_none_is_refused_and_nothing_is_asked(late, exams_officer, at):
    with pytest.raises(UploadRefused):
        ask(Invoice.objects.get(), exams_officer, at, upload=SimpleUploadedFile("a.pdf", b"MZ"))

    assert not Message.objects.filter(template="entries/invoice_queried").exists()


@pytest.mark.slow
def test_whoever_may_not_make_entries_asks_nothing(late, tutor, at):
    with pytest.raises(PermissionDenied):
        ask(Invoice.objects.get(), tutor, at)


@pytest.mark.slow
def test_the_board_answers_once_and_the_centre_is_told(late, exams_officer, processor, at):
    asked = ask(Invoice.objects.get(), exams_officer, at, upload=None)

    commands.answer_query(asked=asked, answer="You are right.", by=processor, at=at)

    assert asked.status == Status.ANSWERED
    assert "You are right." in Message.objects.get(template="entries/invoice_answered").body
    with pytest.raises(MoveRefused):
        commands.answer_query(asked=asked, answer="Again.", by=processor, at=at)
