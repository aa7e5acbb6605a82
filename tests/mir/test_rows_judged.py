"""A row of a template is judged by what a request of its own would be judged by."""

import pytest

from claims.states import Status as ClaimStatus
from interchange.catalogue.models import Unit
from mir import commands, queries
from mir.request_types import MISSED_FROM_CLAIM
from mir.rules import RequestNotReady
from mir.spreadsheets import MISSED
from tests.factories import catalogue as real
from tests.factories import claims, entries, mir, results

pytestmark = [pytest.mark.slow]


@pytest.fixture
def visited(entry):
    """A processed claim of the centre for the qualification."""
    return claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)


def unclaimed(qualification):
    return qualification.units.filter(examined=False).order_by("pk").last()


def row_about(entry, unit, **changes):
    return mir.row_of(mir.unsent(entry, MISSED_FROM_CLAIM, unit=unit), MISSED, **changes)


def known(entry, *rows):
    request = mir.unsent(entry, MISSED_FROM_CLAIM, candidate=None)
    return queries.rows_known(request, rows)


def facts(entry, unit):
    row = row_about(entry, unit)
    return known(entry, row).facts[row["ocr_number"], unit.number]


def test_a_row_that_an_open_request_has_is_refused_until_that_is_over(
    entry, visited, post_result_full
):
    row = row_about(entry, unclaimed(entry.qualification))
    asked = mir.a_request_of_rows(entry, post_result_full, [row])

    with pytest.raises(RequestNotReady, match=f"Row 5: Request {asked.number} of your centre"):
        mir.a_request_of_rows(entry, post_result_full, [{**row, "reason": "Once more."}])

    commands.withdraw(request=asked, by=post_result_full, at=mir.NOW)
    assert mir.a_request_of_rows(entry, post_result_full, [row]).number > asked.number


def test_a_row_for_what_an_open_request_names_is_refused(entry, visited, post_result_full):
    unit = unclaimed(entry.qualification)
    asked = mir.a_request(entry, post_result_full, MISSED_FROM_CLAIM, unit=unit)

    with pytest.raises(RequestNotReady, match=f"Row 5: Request {asked.number} of your centre"):
        mir.a_request_of_rows(entry, post_result_full, [row_about(entry, unit)])


def test_whoever_is_registered_for_another_qualification_is_not_for_this_one(entry):
    elsewhere = real.qualification("05355")
    entries.an_entry(entry.centre, elsewhere, mills := entries.a_candidate("Mills"))
    unit = unclaimed(entry.qualification)
    row = {**row_about(entry, unit), "ocr_number": mills.ocr_number}

    assert not known(entry, row).facts[mills.ocr_number, unit.number].registered
    assert facts(entry, unit).registered


def test_a_unit_that_two_subjects_share_is_held_for_both(centre, catalogue):
    shared = Unit.objects.get(subject__code="IT", suite="2012", level=3, number="29")
    entry = entries.an_entry(centre, real.qualification("05355"))
    other = entries.an_entry(centre, real.qualification("05327"), entry.candidate)
    assert facts(entry, shared).held == ()

    results.hold([other], {shared.same_as.number: "D"})

    [held] = facts(entry, shared).held
    assert held.grade == "D"


def test_a_unit_of_another_subject_with_the_same_number_is_not_this_one(entry):
    other = real.qualification("05327")
    entries.an_entry(entry.centre, other, entry.candidate)
    claim = claims.claim_at(
        ClaimStatus.PENDING, centre=entry.centre, qualification=other, candidates=0, units=8
    )
    mine = entry.qualification.units.filter(examined=False)
    lines = claim.lines.filter(candidate=entry.candidate, unit__number__in=mine.values("number"))
    same = mine.get(number=lines.select_related("unit")[0].unit.number)

    assert facts(entry, same).claimed_on == ""


def test_any_number_of_rows_is_judged_by_as_many_queries(entry, django_assert_max_num_queries):
    units = entry.qualification.units.filter(examined=False)
    those = [
        entries.an_entry(entry.centre, entry.qualification, entries.a_candidate(name))
        for name in ("Mills", "Nowak", "Reid")
    ]
    rows = [row_about(one, unit) for one in those for unit in units]

    with django_assert_max_num_queries(30) as few:
        known(entry, rows[0])
    with django_assert_max_num_queries(len(few)):
        known(entry, *rows)
