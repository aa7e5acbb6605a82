"""What is in the way is said once it is known what a request is about, before any paper."""

import pytest

from mir.request_types import MISSED_FROM_CLAIM, MISSING_EXAM_RESULT, MISSING_TAG, REDUCTION
from tests.factories import catalogue, claims, entries, results
from tests.reading import text

pytestmark = [pytest.mark.slow]


@pytest.fixture
def ask(entry, open_page, post_result_full):
    """Open the form of a kind about the entry's candidate."""

    def opened(kind, **query):
        named = {"kind": kind.slug, "qualification": entry.qualification.code}
        candidate = {"candidate": entry.candidate.ocr_number}
        return text(open_page(post_result_full, "mir:raise", **named, **candidate, **query))

    return opened


def test_first_it_is_asked_whom_it_is_about(entry, open_page, post_result_full):
    code = entry.qualification.code
    kind = MISSING_EXAM_RESULT.slug

    page = text(open_page(post_result_full, "mir:raise", kind=kind, qualification=code))

    assert "Say first what it is about." in page
    assert "Send to the board" not in page


def test_a_candidate_who_is_not_there_is_said_at_once(entry, open_page, post_result_full):
    named = {"kind": REDUCTION.slug, "qualification": entry.qualification.code}

    page = text(open_page(post_result_full, "mir:raise", **named, candidate="99999999", about="1"))

    assert "no candidate with the OCR candidate number 99999999" in page
    assert "There is a problem" in page


def test_a_unit_that_is_held_leads_to_test_results(entry, ask):
    claim = claims.claim_at("processed", centre=entry.centre, candidates=0, units=1)
    unit = claim.lines.get(candidate=entry.candidate).unit

    page = ask(MISSED_FROM_CLAIM, unit=unit.number)

    assert "You cannot ask for this yet" in page
    assert f"Unit {unit.number} has a result already" in page
    assert f'href="/centres/{entry.centre.number}/results/"' in page
    assert "choose the file" not in page


def test_an_exam_that_is_graded_leads_to_post_results_services(entry, exam, series, ask):
    results.hold([entry], {exam.number: "M"}, series=series)

    page = ask(MISSING_EXAM_RESULT, unit=exam.number, series=series.pk)

    assert "ask for a post-results service" in page
    assert "Go to post-results services" in page


def test_an_exam_to_come_says_when_its_results_come_out(entry, exam, ask):
    january = catalogue.a_series(2027, 1)
    results.enter([entry], [exam.number], january)

    page = ask(MISSING_EXAM_RESULT, unit=exam.number, series=january.pk)

    assert f"The results of unit {exam.number} in January 2027 come out on" in page


def test_a_tag_planned_for_another_year_is_refused(ask):
    day = {"planned_on_day": "1", "planned_on_month": "9", "planned_on_year": "2021"}

    assert "planned for 1 September 2021" in ask(MISSING_TAG, about="1", **day)


def test_a_reduction_not_reported_sends_there_only_who_may_go(
    entry, ask, open_page, centre_administrator
):
    address = f"/centres/{entry.centre.number}/reductions/"
    page = ask(REDUCTION)
    assert "has not reported any reduction" in page
    assert "Go to Reduction in assessment" not in page

    named = {"kind": REDUCTION.slug, "qualification": entry.qualification.code}
    whose = {"candidate": entry.candidate.ocr_number}
    page = text(open_page(centre_administrator, "mir:raise", **named, **whose))
    assert "Go to Reduction in assessment" in page
    assert address in page


def test_what_it_is_about_can_be_changed(entry, exam, series, ask):
    page = ask(MISSING_EXAM_RESULT, unit=exam.number, series=series.pk, about="1")
    assert "did not enter this candidate" in page
    assert "change=1" in page

    page = ask(MISSING_EXAM_RESULT, unit=exam.number, series=series.pk, change="1")

    assert "Say first what it is about." in page
    assert f'value="{entry.candidate.ocr_number}"' in page


def test_the_form_says_whether_the_moderator_comes_again(entry, open_page, post_result_full):
    claim = claims.claim_at("processed", centre=entry.centre, candidates=0, units=1)
    unit = claim.lines.first().unit
    other = entries.an_entry(entry.centre, entry.qualification, entries.a_candidate("Mills"))
    named = {"kind": MISSED_FROM_CLAIM.slug, "qualification": entry.qualification.code}
    about = {"candidate": other.candidate.ocr_number, "unit": unit.number}

    page = text(open_page(post_result_full, "mir:raise", **named, **about))

    assert f"(claim {claim.number}), so that no further visit is expected" in page
    assert "Send to the board" in page
