"""Is the same asked already, by a request itself or by a row of its template?"""

import pytest

from claims.states import Status as ClaimStatus
from mir import commands, queries
from mir.request_types import MERGE, MISSED_FROM_CLAIM
from mir.spreadsheets import MISSED
from tests.factories import claims, entries, mir

pytestmark = [pytest.mark.slow]


def test_a_merge_is_asked_for_in_whichever_order(entry, post_result_full):
    other = entries.an_entry(entry.centre, entry.qualification, entries.a_candidate("Mills"))
    numbers = entry.candidate.ocr_number, other.candidate.ocr_number
    asked = mir.a_request(entry, post_result_full, MERGE, other_ocr_number=numbers[1])

    turned = mir.unsent(other, MERGE, other_ocr_number=numbers[0])

    assert queries.same_open(turned) == asked.number
    commands.withdraw(request=asked, by=post_result_full, at=mir.NOW)
    assert queries.same_open(turned) is None


def test_what_a_row_asks_for_is_asked_already(entry, post_result_full):
    claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)
    mills = entries.an_entry(entry.centre, entry.qualification, entries.a_candidate("Mills"))
    first, second = entry.qualification.units.filter(examined=False).order_by("-pk")[:2]
    row = mir.row_of(mir.unsent(mills, MISSED_FROM_CLAIM, unit=first), MISSED)
    asked = mir.a_request_of_rows(mills, post_result_full, [row])

    assert queries.same_open(mir.unsent(mills, MISSED_FROM_CLAIM, unit=first)) == asked.number
    assert queries.same_open(mir.unsent(mills, MISSED_FROM_CLAIM, unit=second)) is None
    assert queries.same_open(mir.unsent(entry, MISSED_FROM_CLAIM, unit=first)) is None
