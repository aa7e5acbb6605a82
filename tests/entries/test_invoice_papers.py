"""What stands on an invoice: whom to pay, by when, for whom; and what stood there before."""

from datetime import date

import pytest

from entries import commands, invoice_papers, queries
from entries.models import Charge, Invoice
from entries.rules.people import Person
from interchange.catalogue.models import Fee, Wording
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


def sheet(invoice):
    found = queries.invoice(invoice.centre, invoice.number)
    return invoice_papers.sheet_of(found, queries.charged_on(found))


@pytest.fixture
def invoice(centre, exams_officer, at):
    """An invoice for two top-ups."""
    Wording.objects.filter(slug="terms").update(words="Within 14 days.", provisional=False)
    return make.an_invoice(centre, exams_officer)


@pytest.mark.slow
def test_an_invoice_says_whom_to_pay_by_when_and_whether_that_is_sure(invoice):
    facts = dict(sheet(invoice).facts)

    assert facts["Payment"] == "Within 14 days."
    assert facts["Payee"].endswith("(provisional)") and facts["VAT"].endswith("(provisional)")


@pytest.mark.slow
def test_it_keeps_what_the_board_wrote_that_day(invoice):
    Wording.objects.update(words="Tomorrow.")

    assert dict(sheet(invoice).facts)["Payment"] == "Within 14 days."


@pytest.mark.slow
def test_it_names_each_candidate_and_what_for(invoice):
    [_, listed] = sheet(invoice).blocks

    names = {str(one.registration.candidate) for one in Charge.objects.all()}
    assert {who for who, *_ in listed.rows} == names and len(names) == 2
    assert {row[1:] for row in listed.rows} == {("Top-up", "£15.00")}


@pytest.mark.slow
def test_the_names_stay_those_of_its_day(invoice):
    before = sheet(invoice).blocks[1].rows
    charge = Charge.objects.first()
    candidate = charge.registration.candidate
    type(candidate).objects.filter(pk=candidate.pk).update(surname="Smith")

    assert sheet(invoice).blocks[1].rows == before


@pytest.mark.slow
def test_a_provisional_fee_is_called_so(centre, exams_officer, at):
    [fee] = Fee.objects.filter(slug="unit-entry")[:1]
    Fee.objects.filter(pk=fee.pk).update(provisional=True)
    qualification = make_catalogue.qualification("05349")
    [entry] = commands.enter_units_only(
        centre=centre,
        qualification=qualification,
        people=[Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")],
        units=[qualification.units.first()],
        by=exams_officer,
        at=at,
    )
    entry.submission.refresh_from_db()

    found = sheet(entry.submission.invoice)

    assert found.blocks[0].rows[0][2].endswith("(provisional)")
    assert any("provisional fee" in note for note in found.notes)
    assert found.blocks[1].rows[0][1].endswith(f"unit {entry.unit.number}")


@pytest.mark.slow
def test_a_credit_note_names_whom_it_pays_back(invoice, processor, at):
    charge = Charge.objects.first()
    [note] = commands.credit(charges=[charge], because="Our slip", by=processor, at=at)

    found = sheet(note)

    assert [row[0] for row in found.blocks[1].rows] == [charge.who]
    assert "Payee" not in dict(found.facts)


@pytest.mark.slow
def test_a_long_list_ends_and_says_where_the_rest_stands(invoice, monkeypatch):
    monkeypatch.setattr(invoice_papers, "LISTED", 1)

    found = sheet(invoice)

    assert len(found.blocks[1].rows) == 1 and "The first 1 charges" in found.notes[-1]


@pytest.mark.slow
def test_an_invoice_of_before_says_what_it_said(invoice):
    old = Invoice(pk=invoice.pk, number=invoice.number, centre=invoice.centre)
    old.made_at = invoice.made_at

    found = invoice_papers.sheet_of(old, queries.charged_on(old))

    assert [name for name, _ in found.facts] == ["Centre", "Date", "Amount"]
    assert [block.title for block in found.blocks] == ["What it is for"]
