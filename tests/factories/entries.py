"""Candidates and their entries."""

import uuid
from datetime import UTC, date, datetime
from itertools import count

from entries import commands
from entries.models import (
    Candidate,
    IdentityQuestion,
    InvoiceQuery,
    NumberHolding,
    Paper,
    PaybackDue,
    QualificationEntry,
    SizeChange,
    Transfer,
    UnitEntry,
)
from interchange.accounts.models import User
from interchange.catalogue.queries import specification
from tests.factories import accounts, catalogue

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SAT = datetime(2027, 7, 1, 10, 0, tzinfo=UTC)  # the exams of June 2027 are over
_next = count(1)


def whoever_enters():
    """The person in whose name these factories make entries."""
    person, _ = User.objects.get_or_create(
        email="entries@example.org", defaults={"name": "Enid Entries", "password": "!"}
    )
    return person


def a_candidate(surname="Okafor", forenames="Ada", **fields):
    """A candidate with an OCR number of their own."""
    fields = {"born_on": date(2009, 3, 14), "sex": "F", "created_at": NOW, **fields}
    fields.setdefault("ocr_number", f"{50_000_000 + next(_next)}")
    return Candidate.objects.create(surname=surname, forenames=forenames, **fields)


def an_entry(centre, qualification=None, candidate=None, **fields):
    """A registration at the centre, of a new candidate unless one is given."""
    fields = {
        "candidate_number": a_number(centre, candidate),
        "completes_in": 2027,
        "made_at": NOW,
        "made_by": whoever_enters(),
        **fields,
    }
    return QualificationEntry.objects.create(
        centre=centre,
        qualification=qualification or catalogue.qualification(),
        candidate=candidate or a_candidate(surname=f"Okafor{next(_next)}"),
        **fields,
    )


def a_number(centre, candidate=None):
    """The candidate's number at the centre, or one that nobody has."""
    held = (
        candidate
        and NumberHolding.objects.filter(
            centre=centre, person=candidate.person_id, until_on=None
        ).last()
    )
    return held.number if held else f"{9999 - next(_next) % 8000:04}"


def entries(centre, number, qualification=None):
    """So many registrations of new candidates, made in few queries."""
    qualification = qualification or catalogue.qualification()
    by, held = whoever_enters(), NumberHolding.objects.filter(centre=centre)
    held = set(held.values_list("number", flat=True))
    free = (one for one in (f"{place + 1:04}" for place in range(9999)) if one not in held)
    people = Candidate.objects.bulk_create(
        Candidate(
            ocr_number=f"{50_000_000 + next(_next)}",
            surname=f"Candidate{place:04}",
            forenames="Kit",
            born_on=date(2009, 3, 14),
            sex="X",
            created_at=NOW,
        )
        for place in range(number)
    )
    return QualificationEntry.objects.bulk_create(
        QualificationEntry(
            centre=centre,
            qualification=qualification,
            candidate=person,
            candidate_number=next(free),
            completes_in=2027,
            made_at=NOW,
            made_by=by,
        )
        for person in people
    )


def merged(candidate, into):
    """The candidate's record merged into another; both registrations of before go on."""
    QualificationEntry.objects.filter(candidate=candidate).update(twice=True)
    Candidate.objects.filter(pk=candidate.pk).update(merged_into=into)


def a_unit_entry(entry, unit, series=None, **fields):
    """The entry's candidate entered for the unit, in the series where it is an exam."""
    return UnitEntry.objects.create(
        candidate=entry.candidate,
        centre=entry.centre,
        qualification=entry.qualification,
        unit=unit,
        series=series,
        candidate_number=entry.candidate_number,
        made_at=NOW,
        made_by_id=entry.made_by_id,
        **fields,
    )


def an_invoice(centre, by, count=2, pence=1500):
    """An invoice of the centre for so many late entries."""
    found = entries(centre, count)
    charged = [(one, "Late examined unit entry", pence) for one in found]
    [made] = commands.charge_top_ups(charged, by=by, at=NOW)
    return made


def a_payback_due(invoice, by):
    """A charge of the invoice that waits to be paid back by hand."""
    charge = invoice.lines.get().charges.first()
    entry = a_unit_entry(charge.registration, catalogue.unit(1))
    return PaybackDue.objects.create(
        unit_entry=entry, charge=charge, because="Ill", wrong="asked", raised_at=NOW, raised_by=by
    )


def a_query(invoice, by):
    """A query about an invoice, with a paper."""
    asked = InvoiceQuery.objects.create(
        token=uuid.uuid4(), invoice=invoice, words="Why?", asked_at=NOW, asked_by=by
    )
    InvoiceQuery.objects.filter(pk=asked.pk).update(paper=a_paper(by))
    return asked


def a_paper(by, name="proof.pdf"):
    """A paper that was sent with something."""
    return Paper.objects.create(
        file="entries/none.pdf",
        name=name,
        content_type="application/pdf",
        size=1,
        digest="0" * 64,
        added_at=NOW,
        added_by=by,
    )


def a_size_change(entry, by, code="05842"):
    """A change of the entry's size that waits for the board."""
    to = catalogue.qualification(code)
    return SizeChange.objects.create(
        entry=entry,
        to=to,
        pathway=next((way.name for way in specification(to).pathways), ""),
        direction="top_up",
        waits_because="a qualification result was issued",
        asked_at=NOW,
        asked_by=by,
    )


def an_identity_question(centre, by, **fields):
    """A question of the centre's whose a UCI is, which somebody else has."""
    holder = a_candidate("Zyxwvut", "Asked", born_on=date(2008, 1, 1))
    uci = f"65432F14{holder.pk % 10_000:04}X"
    Candidate.objects.filter(pk=holder.pk).update(uci=uci)
    known = {
        "kind": "uci",
        "uci": uci,
        "record": holder,
        "qualification": catalogue.qualification(),
    }
    typed = {"surname": "Okafor", "forenames": "Ask", "born_on": date(1999, 5, 6), "sex": "F"}
    typed |= {"candidate_number": a_number(centre), "asked_at": NOW, "asked_by": by}
    return IdentityQuestion.objects.create(centre=centre, **{**known, **typed, **fields})


def a_transfer(centre, by, old_centre=None):
    """A transfer to the centre, with the old centre's agreement on paper."""
    return Transfer.objects.create(
        token=uuid.uuid4(),
        new_centre=centre,
        old_centre=old_centre or accounts.a_centre(f"{90_000 + next(_next)}"),
        qualification=catalogue.qualification(),
        surname="Okafor",
        born_on=date(2009, 3, 14),
        candidate_number="0999",
        agreement=a_paper(by),
        status="agreed",
        asked_at=NOW,
        asked_by=by,
    )
