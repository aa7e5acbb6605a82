"""Test Results, as the people of a centre see it."""

import pytest
from django.urls import reverse

from results import commands
from results.views import export
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def page(centre, tutor, sign_in):
    """A function that opens the page with filters and gives its text."""
    client = sign_in(tutor)
    address = reverse("results:test_results", args=[centre.number])
    return lambda **filters: " ".join(client.get(address, filters).content.decode().split())


@pytest.mark.slow
def test_unit_results_are_listed_with_where_they_come_from(centre, diploma, page):
    held.hold([factory.an_entry(centre, diploma)], {"1": "R", "4": "P"})

    text = page()

    assert "Exam, June 2026" in text
    assert "Claim " in text
    assert "1 Fundamentals of IT" in text


@pytest.mark.slow
def test_an_awarded_candidate_is_shown_with_grade_and_another_with_the_reason(
    centre, diploma, page, at
):
    awarded, lacking = factory.entries(centre, 2, diploma)
    held.hold([awarded], OFFICIAL_EXAMPLE)
    held.hold([lacking], {"1": "absent"})
    commands.award_due(at=at)

    text = page(show="qualifications")

    assert "<strong>DD</strong>" in text
    assert "200 points from 11 units" in text
    assert "was absent from the exam of unit 1" in text
    assert reverse("tracker:candidate", args=[centre.number, lacking.candidate.ocr_number]) in text


@pytest.mark.slow
def test_why_there_is_no_result_is_said_once(centre, diploma, page):
    held.hold([factory.an_entry(centre, diploma)], {"1": "absent"})

    text = page(show="qualifications")

    assert text.count("was absent from the exam of unit 1") == 1
    assert text.count("Who acts next:") == 1
    assert text.count('<td class="table__text"') == 1


@pytest.mark.slow
def test_a_request_is_offered_to_those_who_may_raise_it(
    centre, diploma, sign_in, post_result_full, tutor
):
    held.hold([factory.an_entry(centre, diploma)], {"1": "absent"})
    address = reverse("results:test_results", args=[centre.number]) + "?show=qualifications"

    assert "kind=missing-exam-result" in sign_in(post_result_full).get(address).content.decode()
    assert "kind=missing-exam-result" not in sign_in(tutor).get(address).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"series": "2026-06"}, True),
        ({"series": "claims"}, False),
        ({"qualification": DIPLOMA}, True),
        ({"q": "candidate0000 kit"}, True),
        ({"q": "nobody"}, False),
        ({"series": "nonsense", "sort": "nonsense", "page": "nonsense"}, True),
    ],
)
def test_filters_leave_what_is_asked_for(centre, diploma, page, filters, shown):
    held.hold(factory.entries(centre, 1, diploma), {"1": "P"})

    assert ("Candidate0000" in page(**filters)) == shown


@pytest.mark.slow
def test_only_candidates_without_a_result_can_be_listed(centre, diploma, page, at):
    awarded, lacking = factory.entries(centre, 2, diploma)
    held.hold([awarded], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)

    text = page(show="qualifications", only="none")

    assert lacking.candidate.ocr_number in text
    assert awarded.candidate.ocr_number not in text


@pytest.mark.slow
def test_nothing_of_another_centre_is_shown(other_centre, diploma, page):
    held.hold(factory.entries(other_centre, 1, diploma), {"1": "P"})

    assert "No unit results yet" in page()
    assert "No candidates registered yet" in page(show="qualifications")


@pytest.mark.slow
@pytest.mark.parametrize("show", ["units", "qualifications"])
def test_the_export_is_read_while_it_is_handed_over(
    centre, diploma, sign_in, tutor, show, monkeypatch
):
    monkeypatch.setattr(export, "AT_A_TIME", 2)
    held.hold(factory.entries(centre, 5, diploma), {"1": "P"})

    found = sign_in(tutor).get(reverse("results:export", args=[centre.number]), {"show": show})

    assert found.streaming
    assert len(b"".join(found.streaming_content).splitlines()) == 6


@pytest.mark.slow
@pytest.mark.parametrize("show", ["units", "qualifications"])
def test_the_export_holds_every_line_and_no_formula(centre, diploma, sign_in, tutor, show):
    odd = factory.a_candidate(surname="=cmd", forenames="Ada")
    held.hold([factory.an_entry(centre, diploma, odd)], {"1": "P"})
    address = reverse("results:export", args=[centre.number])

    found = sign_in(tutor).get(address, {"show": show})
    text = b"".join(found.streaming_content).decode("utf-8-sig")

    assert '"\'=cmd, Ada"' in text
    assert len(text.splitlines()) == 2
