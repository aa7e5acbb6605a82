"""What each centre sees of a candidate, before and after a transfer."""

import re
from datetime import timedelta

import pytest

from entries.rules.transfers import TransferAsked
from results import commands as results
from results import queries
from tests.tracker.transfers.doing import process

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_before_agreement_the_new_centre_sees_only_what_it_typed(
    ask, entry, sign_in, newcomer, stranger
):
    transfer = ask(asked=TransferAsked(entry.candidate.surname, entry.candidate.born_on,
                               ocr_number=entry.candidate.ocr_number))  # fmt: skip
    page = sign_in(newcomer)

    shown = page.get(f"/centres/54321/entries/transfers/{transfer.pk}/").content.decode()
    there = page.get(f"/centres/54321/candidates/{entry.candidate.ocr_number}/")
    found = page.get("/centres/54321/entries/?q=Okafor").content.decode()

    assert entry.candidate.forenames not in shown and entry.candidate_number not in shown
    assert there.status_code == 404
    assert entry.candidate.ocr_number not in found
    assert page.get(f"/centres/12345/entries/transfers/{transfer.pk}/").status_code == 404


@pytest.mark.slow
def test_afterwards_the_old_centre_sees_its_own_history_and_nothing_new(
    agreed, entry, processor, exams_officer, sign_in, at
):
    process(agreed, processor, at)
    while results.award_due(at=at.replace(year=2027)):
        pass

    page = (
        sign_in(exams_officer)
        .get(f"/centres/12345/candidates/{entry.candidate.ocr_number}/")
        .content.decode()
    )

    assert "Transferred to another centre on" in page and "Unit result" in page
    assert "Qualification result" not in page and not re.search(r"\bDD\b", page)


@pytest.mark.slow
def test_a_grade_corrected_afterwards_is_seen_by_the_new_centre_as_it_was_before(
    agreed, entry, other_centre, processor, newcomer, sign_in, at
):
    process(agreed, processor, at)
    came = other_centre.entries.get(candidate=entry.candidate)

    for later, grade in ((1, "P"), (2, "M")):  # the second corrects the correction
        result = entry.candidate.unit_results.standing().get(unit__number="17")
        when = at + timedelta(days=later)
        results.correct(result=result, grade=grade, cause="Swapped", by=processor, at=when)
        assert queries.standings_seen([came])[came.pk].achieved["17"].grade == grade

    page = sign_in(newcomer).get(f"/centres/54321/candidates/{entry.candidate.ocr_number}/")
    assert page.content.decode().count("Unit result corrected") == 2
