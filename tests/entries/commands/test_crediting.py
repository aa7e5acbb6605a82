"""Charges are paid back each by itself: once, at the price of its invoice, and nobody else's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction

from entries import commands, queries
from entries.models import Charge, Credit, Invoice, InvoiceLine, PaybackDue
from entries.rules.charging import CreditRefused
from interchange.catalogue.models import Fee
from interchange.notifications.models import Message
from interchange.refusals import AlreadyDone
from tests import ownership
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.usefixtures("catalogue")]


def lines(invoice):
    return [(line.fee, line.count, line.pence) for line in invoice.lines.all()]


def owed(entry):
    return queries.owed_for([entry])[entry.pk]


@pytest.mark.slow
def test_an_entry_is_paid_back_what_it_was_charged_even_if_the_fee_has_changed(late, processor, at):
    Fee.objects.filter(slug="late-entry").update(pence=9)

    [note] = commands.credit(
        charges=owed(late[0]).charges, because="Withdrawn", by=processor, at=at
    )

    assert lines(note) == [("late-entry", 1, 1500)]
    assert note.credits == Invoice.objects.get(credits=None) and note.number > note.credits.number
    letter = Message.objects.get(template="entries/credit_note")
    assert "£15.00" in letter.subject and letter.enclosures.count() == 1


@pytest.mark.slow
def test_a_charge_is_paid_back_once_and_its_neighbour_still_can_be(late, processor, at):
    charges = owed(late[0]).charges
    commands.credit(charges=charges, because="Withdrawn", by=processor, at=at)

    with pytest.raises(CreditRefused, match="paid back already"):
        commands.credit(charges=charges, because="Again", by=processor, at=at)
    assert owed(late[0]).charges == ()
    commands.credit(charges=owed(late[1]).charges, because="Withdrawn", by=processor, at=at)

    assert Credit.objects.count() == Charge.objects.count() == 2


@pytest.mark.slow
def test_nothing_is_credited_that_nobody_chose_or_that_has_no_price(centre, processor, at):
    invoice = make.an_invoice(centre, processor, count=1, pence=None)

    with pytest.raises(CreditRefused, match="nothing to credit"):
        commands.credit(charges=[], because="Nothing", by=processor, at=at)
    with pytest.raises(CreditRefused, match="without a price"):
        commands.credit(
            charges=invoice.lines.get().charges.all(), because="Free", by=processor, at=at
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_pay_back_the_same_at_once_pay_it_back_once(late, processor, at):
    def pay():
        commands.credit(charges=Charge.objects.all(), because="Withdrawn", by=processor, at=at)

    done = at_once(pay, pay)

    assert sum(isinstance(one, CreditRefused) for one in done) == 1
    assert Invoice.objects.get(credits=None).credit_notes.count() == 1


@pytest.mark.slow
def test_the_database_keeps_the_sum_of_an_invoice_and_of_its_charges_one(late):
    line = InvoiceLine.objects.get()
    more = Charge(line=line, reason="late-entry", priced_on=late[0].made_at)

    with pytest.raises(InternalError, match="more is charged"), transaction.atomic():
        more.save()
    with pytest.raises(InternalError, match="sum of its charges"), transaction.atomic():
        InvoiceLine.objects.create(invoice=line.invoice, fee="late-entry", title="Late", count=1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.slow
def test_a_charge_that_was_paid_back_is_never_taken_away(late, processor, at):
    commands.credit(charges=owed(late[0]).charges, because="Withdrawn", by=processor, at=at)

    with (
        ownership.owning(),
        pytest.raises(InternalError, match="Cannot update or delete"),
        transaction.atomic(),
    ):
        Credit.objects.all().delete()


@pytest.mark.slow
def test_staff_pay_back_by_hand_with_a_reason(late, processor, exams_officer, at):
    charge = Charge.objects.first()
    given = {"charges": [charge.pk], "because": "Our slip", "at": at}

    with pytest.raises(PermissionDenied):
        commands.credit_by_hand(**given, by=exams_officer)
    [note] = commands.credit_by_hand(**given, by=processor)

    assert (note.because, note.pounds) == ("Our slip", "£15.00")
    with pytest.raises(CreditRefused):
        commands.credit_by_hand(**{**given, "charges": [0]}, by=processor)


@pytest.mark.slow
def test_what_is_asked_about_waits_for_the_board_which_settles_it_once(
    late, processor, exams_officer, at
):
    invoice = Invoice.objects.get()
    make.a_query(invoice, exams_officer)
    still = owed(late[0])
    assert still.charges == () and "query about its invoice" in still.why_by_hand

    paid = commands.pay_back([(late[0], still)], because="Ill", by=exams_officer, at=at)
    [due] = paid.due
    assert paid.notes == [] and PaybackDue.objects.get() == due

    given = {"due": due, "charges": [due.charge_id], "words": "Paid.", "at": at}
    with pytest.raises(PermissionDenied):
        commands.settle_payback(**given, by=exams_officer)
    settled = commands.settle_payback(**given, by=processor)

    assert settled.note.pounds == "£15.00" and settled.note.because == "Ill"
    with pytest.raises(AlreadyDone):
        commands.settle_payback(**given, by=processor)


@pytest.mark.slow
def test_what_waits_may_be_settled_by_words_alone(late, processor, exams_officer, at):
    make.a_query(Invoice.objects.get(), exams_officer)
    paid = commands.pay_back([(late[0], owed(late[0]))], because="Ill", by=exams_officer, at=at)

    settled = commands.settle_payback(
        due=paid.due[0], charges=[], words="Nothing had been paid.", by=processor, at=at
    )

    assert settled.is_settled and settled.note is None
