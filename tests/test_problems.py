import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from interchange import problems
from interchange.accounts.models import User
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


# Who lacks a role reads which one is needed, and who can give it


def page_refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 403
    return answer.content.decode()


@pytest.mark.slow
def test_without_the_role_the_page_says_which_and_who_can_give_it(
    sign_in, exams_officer, centre, centre_administrator
):
    page = page_refused(sign_in(exams_officer), f"/centres/{centre.number}/claims/make/")

    assert "this needs the role Centre Administrator or Tutor/Teacher" in page
    assert "Fernhill College" in page
    assert f'Chris Admin, <a class="govuk-link" href="mailto:{centre_administrator.email}">' in page


@pytest.mark.slow
def test_administrators_of_other_centres_and_those_who_left_are_not_named(
    sign_in, exams_officer, centre, centre_administrator, stranger
):
    User.objects.filter(pk=centre_administrator.pk).update(is_active=False)

    page = page_refused(sign_in(exams_officer), f"/centres/{centre.number}/claims/make/")

    assert "Chris Admin" not in page
    assert "Sasha Stranger" not in page
    assert "has none who can log in" in page


@pytest.mark.slow
def test_a_page_of_no_centre_names_those_of_ones_own(sign_in, tutor, centre_administrator):
    assert "Chris Admin" in page_refused(sign_in(tutor), "/assessors/sample/")


@pytest.mark.slow
def test_a_moderator_is_not_told_who_administers_the_centre(
    sign_in, moderator, centre, centre_administrator
):
    page = page_refused(sign_in(moderator), f"/centres/{centre.number}/claims/history/")

    assert "Chris Admin" not in page
