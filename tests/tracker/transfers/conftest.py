"""A candidate of one centre, and another centre that asks for them."""

import uuid

import pytest

from entries import commands as entries
from entries.rules.transfers import TransferAsked
from interchange.accounts.roles import Role
from tests.factories import accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results

DIPLOMA = "05842"


@pytest.fixture
def newcomer(other_centre):
    """The exams officer of the new centre."""
    return accounts.with_role(Role.EXAMS_OFFICER, other_centre, name="Nia Newcomer")


@pytest.fixture
def entry(centre):
    """A candidate registered for the Diploma at the old centre, with everything but the result."""
    entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA), make.a_candidate())
    make_results.hold([entry], make_results.OFFICIAL_EXAMPLE, due=False)
    return entry


@pytest.fixture
def ask(centre, other_centre, newcomer, entry, at):
    """Ask for the candidate as the new centre."""

    def ask(**given):
        person = entry.candidate
        known = {
            "new_centre": other_centre,
            "old_centre": centre,
            "qualification": entry.qualification,
            "asked": TransferAsked(person.surname, person.born_on, ocr_number=person.ocr_number),
            "candidate_number": "0777",
            "by": newcomer,
            "at": at,
            "token": uuid.uuid4(),
        }
        return entries.ask_transfer(**{**known, **given})

    return ask


@pytest.fixture
def agreed(ask, exams_officer, at):
    """A transfer that the old centre has agreed to."""
    transfer = ask()
    entries.agree_transfer(transfer=transfer, by=exams_officer, at=at)
    return transfer
