"""What a centre says before it asks the board whose a number is, and what it learns by asking."""

from dataclasses import replace
from datetime import timedelta

import pytest

from entries import commands
from entries.models import IdentityQuestion
from entries.rules.identity import IdentityRefused
from interchange.catalogue.models import Figure
from tests.entries.commands.asking import ADA, UCI, ULN
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


def test_two_numbers_of_one_person_are_asked_about_as_if_they_were_of_two(ask, holder):
    earlier = make.a_candidate("Smith", "Jo", uci="681990012059R")
    make.merged(earlier, holder)

    one, other = ask(), ask(replace(ADA, uci="681990012059R", forenames="Adah"))

    assert one != other and one.record == other.record == holder


def test_who_looks_like_a_candidate_of_the_centre_is_said_to_be_somebody_else_first(
    ask, centre, processor, at
):
    own = make.an_entry(centre, candidate=make.a_candidate(), made_at=at - timedelta(days=1))

    with pytest.raises(IdentityRefused, match=f"{own.candidate.ocr_number}.*Somebody else"):
        ask()

    question = ask(replace(ADA, distinct=True))
    question.refresh_from_db()
    assert question.distinct and question.person.distinct
    commands.say_somebody_else(question=question, by=processor, at=at)
    assert question.entry.candidate not in (own.candidate, None)


def test_what_the_centre_never_said_the_board_does_not_say_for_it(ask, centre, processor, at):
    question = ask()
    own = make.an_entry(centre, candidate=make.a_candidate(), made_at=at - timedelta(days=1))

    with pytest.raises(IdentityRefused, match=f"{own.candidate.ocr_number}.*the centre has not"):
        commands.say_somebody_else(question=question, by=processor, at=at)


def test_a_centre_has_no_more_questions_open_than_the_board_allows(ask, exams_officer, at):
    Figure.objects.filter(slug="open-identity-questions").update(value=1)
    question = ask()

    make.a_candidate("Nolan", "Cy", uln=ULN)
    other = replace(ADA, surname="Adeyemi", candidate_number="0043", uci="", uln=ULN)
    with pytest.raises(IdentityRefused, match="has 1 question with the board"):
        ask(other)

    assert ask() == question
    commands.take_back_question(question=question, by=exams_officer, at=at)
    assert ask(other).kind == "uln"


def test_who_is_registered_while_the_board_looks_is_pointed_to_the_question(
    ask, sign_in, exams_officer, centre
):
    question = ask()
    typed = {"surname": "OKAFOR", "forenames": "Ada", "sex": "F", "candidate_number": "0043"}
    typed |= {"born_on_day": "14", "born_on_month": "3", "born_on_year": "2009"}
    sheet = {f"row-0-{name}": value for name, value in typed.items()}

    page = sign_in(exams_officer).post(
        f"/centres/{centre.number}/entries/register/05834/",
        {"act": "check", "rows": "1", "token": "", **sheet},
    )

    shown = " ".join(page.content.decode().split())
    assert (
        "You have asked the board whose UCI" in shown
        and f"questions/#question-{question.pk}" in shown
    )


def test_on_the_form_the_centre_says_who_it_is_before_it_asks(
    holder, sign_in, exams_officer, centre, at
):
    own = make.an_entry(centre, candidate=make.a_candidate(), made_at=at - timedelta(days=1))
    typed = {"surname": "Okafor", "forenames": "Ada", "sex": "F", "candidate_number": "0043"}
    typed |= {"born_on_day": "14", "born_on_month": "3", "born_on_year": "2009", "uci": UCI}
    sheet = {f"row-0-{name}": value for name, value in typed.items()} | {"rows": "1"}
    client, address = sign_in(exams_officer), f"/centres/{centre.number}/entries/register/05834/"

    page = client.post(address, {"act": "check", **sheet}).content.decode()
    assert 'name="row-0-is"' in page and f'value="{own.candidate.ocr_number}"' in page
    refused = client.post(address, {"act": "ask-0", **sheet}).content.decode()
    assert "Say first" in refused and 'name="row-0-is"' in refused
    assert not IdentityQuestion.objects.exists()

    client.post(address, {"act": "ask-0", "row-0-is": "new", **sheet})
    assert IdentityQuestion.objects.get().distinct
