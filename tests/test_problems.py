import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from interchange import problems
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused


@pytest.mark.parametrize(
    "exception, status, sentence",
    [
        (MoveRefused("You cannot submit claim 7: its status is Processed."), 409, "moved on"),
        (RuleBroken("Tick the declaration."), 422, "Tick the declaration."),
    ],
)
def test_a_refusal_becomes_a_page_that_says_what_happened(exception, status, sentence, db):
    page = problems.Problems(None).process_exception(RequestFactory().get("/"), exception)

    assert page.status_code == status
    assert sentence in page.content.decode()
    assert str(exception) in page.content.decode()


@pytest.mark.parametrize("address", ["/log-in/%00/", "/log-in/?next=%00"])
def test_an_address_with_a_nul_leads_nowhere(client, address, db):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("exception", [KeyError("bug"), Http404(), PermissionDenied()])
def test_bugs_and_djangos_own_are_left_alone(exception):
    assert problems.Problems(None).process_exception(RequestFactory().get("/"), exception) is None


@pytest.mark.parametrize(
    "exception, status",
    [(MoveRefused("no"), 409), (RuleBroken("no"), 422), (PermissionDenied("no"), 403)],
)
def test_the_api_answers_with_the_sentence(exception, status):
    answer = problems.api_answer(exception, {})

    assert (answer.status_code, str(answer.data["detail"])) == (status, "no")
