"""Whoever answers whose a number is sees on one page what decides it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from entries import commands
from entries.models import NumberTwice
from entries.rules import details
from tests.entries.commands.asking import ADA, UCI
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

ROW = re.compile(r'<tr>\s*<th scope="row">([^<]+)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


def rows_of(page):
    """What stands on the page side by side: {what: what each says}."""
    found = ROW.findall(page.content.decode())
    return {what: [one.strip() for one in CELL.findall(cells)] for what, cells in found}


@pytest.fixture
def holder(other_centre, processor, at):
    """Who has the UCI, at another centre, and had another name before."""
    record = make.a_candidate("Smith", "Jo", born_on=ADA.born_on - timedelta(days=400), uci=UCI)
    make.an_entry(other_centre, make_catalogue.qualification("05839"), record)
    make.an_entry(other_centre, make_catalogue.qualification("05840"), record, status="removed")
    seen = details.of(record)
    new = replace(seen, surname="Okafor-Smith")
    commands.correct_details(
        candidate=record, seen=seen, new=new, reason="Deed poll.", by=processor, at=at
    )
    return record


@pytest.fixture
def question(centre, exams_officer, holder, at):
    """What a centre asks about the UCI, with a candidate of its own who looks alike."""
    alike = make.a_candidate(ADA.surname, "Adah", born_on=ADA.born_on)
    make.an_entry(centre, make_catalogue.qualification("05839"), alike)
    size = make_catalogue.qualification("05834")
    person = replace(ADA, distinct=True)
    asked = {"centre": centre, "qualification": size, "person": person}
    return commands.ask_identity(**asked, by=exams_officer, at=at)


def test_a_question_shows_what_was_typed_beside_whoever_it_may_be(sign_in, processor, question):
    page = sign_in(processor).get(f"/board/entries/identityquestion/{question.pk}/change/")
    told = rows_of(page)

    assert told["Name"] == ["Okafor, Ada", "Okafor-Smith, Jo", "Okafor, Adah"]
    assert told["UCI"] == [UCI, UCI, "–"]
    assert told["Because"][1:] == [
        "has the UCI",
        "a candidate of the centre&#x27;s who looks alike",
    ]
    assert "Smith, Jo" in told["Former names"][1]
    assert told["Open registrations"][0].startswith("05834 at 12345")
    assert "05839 at 54321" in told["Open registrations"][1]
    assert "05840" in told["Other registrations"][1]
    assert len({*told["Date of birth"]}) == 2


def test_a_number_held_twice_shows_both_records(sign_in, processor, holder, at):
    other = make.a_candidate("Jones", "Jo")
    twice = NumberTwice.objects.create(
        candidate=other, kind="uci", number=UCI, holder=holder, noted_at=at
    )
    page = sign_in(processor).get(f"/board/entries/numbertwice/{twice.pk}/change/")

    assert rows_of(page)["Name"] == ["Okafor-Smith, Jo", "Jones, Jo"]
    assert rows_of(page)["Because"] == ["has the UCI", "had the UCI too"]


def test_the_page_asks_no_more_than_it_needs(
    sign_in, processor, question, django_assert_max_num_queries
):
    client = sign_in(processor)

    with django_assert_max_num_queries(45):
        client.get(f"/board/entries/identityquestion/{question.pk}/change/")
