"""Papers of requests and templates of papers: handed over to whom they are for."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from mir.request_types import MISSING_EXAM_RESULT
from tests.factories import entries, mir, papers


@pytest.fixture
def exam_request(entry, exam, series, post_result_full):
    """A request with papers."""
    return mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)


@pytest.mark.slow
def test_a_paper_is_only_ever_downloaded(exam_request, open_page, post_result_read):
    paper = exam_request.attachments.first()

    got = open_page(post_result_read, "mir:paper", exam_request.number, paper.pk)

    assert b"".join(got.streaming_content) == papers.PDF
    assert got["Content-Disposition"] == 'attachment; filename="register.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Type"] == "application/pdf"


@pytest.mark.slow
def test_papers_are_for_who_may_see_requests(exam_request, open_page, tutor):
    paper = exam_request.attachments.first()

    assert open_page(tutor, "mir:paper", exam_request.number, paper.pk).status_code == 403


@pytest.mark.slow
def test_a_paper_of_another_request_is_not_found(exam_request, entry, open_page, post_result_full):
    other = mir.a_request(entry, post_result_full)
    paper = exam_request.attachments.first()

    assert open_page(post_result_full, "mir:paper", other.number, paper.pk).status_code == 404


@pytest.mark.slow
def test_a_file_that_is_gone_is_not_found(exam_request, open_page, post_result_full):
    paper = exam_request.attachments.first()
    paper.file.storage.delete(paper.file.name)

    got = open_page(post_result_full, "mir:paper", exam_request.number, paper.pk)

    assert got.status_code == 404


@pytest.mark.slow
def test_a_template_comes_with_what_is_known(entry, open_page, post_result_read):
    slug = "candidate-or-unit-missed-from-claim"
    candidate = entry.candidate.ocr_number

    got = open_page(post_result_read, "mir:template", slug, candidate=candidate)

    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    assert [cell.value for cell in sheet[5]][:4] == [entry.centre.number, None, candidate, "Okafor"]
    assert f'filename="{slug}.xlsx"' in got["Content-Disposition"]


@pytest.mark.slow
def test_a_template_tells_nothing_of_other_centres_candidates(
    open_page, entry, other_centre, post_result_read
):
    other = entries.an_entry(other_centre).candidate
    slug = "candidate-or-unit-missed-from-claim"

    got = open_page(post_result_read, "mir:template", slug, candidate=other.ocr_number)

    sheet = load_workbook(BytesIO(b"".join(got.streaming_content))).active
    assert other.surname not in [cell.value for cell in sheet[5]]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["candidate", "qualification", "unit"])
@pytest.mark.parametrize("nonsense", ["x" * 2000, "=1+1"])
def test_nonsense_in_an_address_is_left_out(entry, open_page, post_result_full, name, nonsense):
    slug = "candidate-or-unit-missed-from-claim"

    assert open_page(post_result_full, "mir:template", slug, **{name: nonsense}).status_code == 200
    assert open_page(post_result_full, "mir:raise", **{name: nonsense}).status_code == 200


@pytest.mark.slow
def test_there_is_no_other_template(entry, open_page, post_result_full):
    assert open_page(post_result_full, "mir:template", "none").status_code == 404
