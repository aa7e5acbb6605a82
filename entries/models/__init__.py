"""Who is on what: candidates, registrations, unit entries, files of them, awards that are due."""

from entries.models.approvals import Approval
from entries.models.awards import AwardDue
from entries.models.candidates import Candidate
from entries.models.charges import Charge, Credit, PaybackDue
from entries.models.details import DetailsChange, Proof
from entries.models.entries import QualificationEntry, UnitEntry
from entries.models.files import EntryFile, FileLine
from entries.models.groups import TeachingGroup
from entries.models.holds import Hold
from entries.models.identity import IdentityQuestion, NumberTwice
from entries.models.invoices import Invoice, InvoiceLine, InvoiceQuery
from entries.models.merges import DuplicateAnswer, Merge
from entries.models.numbers import NumberHolding
from entries.models.papers import Paper
from entries.models.sizes import SizeChange
from entries.models.submissions import Submission
from entries.models.transfers import Transfer

__all__ = [
    "Approval",
    "AwardDue",
    "Candidate",
    "Charge",
    "Credit",
    "DetailsChange",
    "DuplicateAnswer",
    "EntryFile",
    "FileLine",
    "Hold",
    "IdentityQuestion",
    "Invoice",
    "InvoiceLine",
    "InvoiceQuery",
    "Merge",
    "NumberHolding",
    "NumberTwice",
    "Paper",
    "PaybackDue",
    "Proof",
    "QualificationEntry",
    "SizeChange",
    "Submission",
    "TeachingGroup",
    "Transfer",
    "UnitEntry",
]
