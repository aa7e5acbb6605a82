"""A row of a form whose UCI or ULN is another's: the board is asked about it."""

import pytest

from entries.models import IdentityQuestion
from tests.entries.views.sheets import ADA, URL, sheet
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_row_whose_uci_is_anothers_is_asked_about_and_taken_off_the_sheet(
    sign_in, exams_officer, other_centre
):
    make.a_candidate("Smith", "Jo", uci="681990012058G")
    client, asked = sign_in(exams_officer), {**ADA, "uci": "681990012058G"}
    other = {**ADA, "surname": "Nolan", "forenames": "Cy", "candidate_number": "43", "sex": ""}
    page = client.post(URL, sheet(asked, other)).content.decode()

    left = client.post(URL, sheet(asked, other, act="ask-0")).content.decode()

    assert page.count('value="ask-') == 1 and 'value="ask-0"' in page
    [question] = IdentityQuestion.objects.all()
    assert (question.name, question.candidate_number) == ("Okafor, Ada", "0042")
    assert "The board is asked about Okafor, Ada" in left
    assert 'value="Nolan"' in left and 'value="Okafor"' not in left
    last = client.post(URL, sheet(asked, act="ask-0"))
    assert last.url.endswith("/entries/questions/") and IdentityQuestion.objects.count() == 1


@pytest.mark.slow
def test_a_row_with_another_mistake_is_not_asked_about(sign_in, exams_officer):
    make.a_candidate("Smith", "Jo", uci="681990012058G")
    wrong = {**ADA, "uci": "681990012058G", "sex": ""}
    client = sign_in(exams_officer)

    page = client.post(URL, sheet(wrong, act="ask-0")).content.decode()

    assert "Choose the candidate" in page and 'value="Okafor"' in page
    assert 'value="ask-' not in page and not IdentityQuestion.objects.exists()
