"""The guidance on missing results, case by case: what the centre reads, and what there is to press.

Each sets up the situation that the guidance describes; whoever raises requests opens the page.
"""

import html
import re

import pytest
from django.urls import reverse

from claims.states import Status as Claimed
from entries.models import QualificationEntry
from entries.states import Status
from tests.factories import catalogue, claims, entries
from tests.factories import results as held
from tracker import commands

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

FULL = held.OFFICIAL_EXAMPLE


@pytest.fixture
def diploma(centre):
    """A registration for the Diploma of somebody who holds its worked example, but for some."""

    def diploma(**but):
        entry = entries.an_entry(centre, catalogue.qualification(held.DIPLOMA))
        grades = FULL | {number.removeprefix("unit_"): grade for number, grade in but.items()}
        held.hold([entry], {number: grade for number, grade in grades.items() if grade})
        return entry

    return diploma


@pytest.fixture
def read(sign_in, post_result_full):
    """The page at an address: its words, and where its links lead."""
    client = sign_in(post_result_full)

    def read(address):
        held.settle()
        main = client.get(address, follow=True).content.decode().partition("<main")[2]
        links = [html.unescape(one) for one in re.findall(r'href="([^"]+)"', main)]
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main))), links

    return read


@pytest.fixture
def story(read, centre):
    """What the candidate's page says."""
    return lambda entry: read(
        reverse("tracker:candidate", args=[centre.number, entry.candidate.ocr_number])
    )


def asks(links, kind):
    """Whether a link leads to a request of the kind."""
    return any(f"kind={kind}&" in one for one in links)


def test_absent_from_an_exam(diploma, story):
    words, links = story(diploma(unit_1="absent"))

    assert "absent from the exam of unit 1" in words
    assert "special consideration" in words and "attendance register" in words
    assert asks(links, "missing-exam-result")


def test_below_the_minimum_grade(diploma, story):
    words, links = story(diploma(unit_1="U"))

    assert "The exam of unit 1 was sat, and its grade is below the minimum" in words
    assert "Enter the candidate again" in words and "move the candidate down" in words


def test_units_are_missing_that_a_claim_may_have_left_out(diploma, story):
    words, links = story(diploma(unit_20=""))

    assert "neither claimed nor entered" in words and "Optional units: 60 GLH more" in words
    assert asks(links, "missed-from-claim")


@pytest.mark.parametrize(
    ("status", "says", "who"),
    [
        (Claimed.DRAFT, "saved on", "The teacher of the claim"),
        (Claimed.READY, "no moderation visit is asked for", "The teacher of the claim"),
        (Claimed.SAMPLED, "no moderation visit is asked for", "The teacher of the claim"),
        (Claimed.PENDING, "its results should be there by now", "The board"),
    ],
)
def test_a_claim_is_under_way(centre, diploma, story, status, says, who):
    entry = diploma(unit_4="")
    claims.claim_at(status, centre=centre, qualification=entry.qualification, candidates=0, units=1)

    words, _ = story(entry)

    assert says in words
    assert f"Who acts next: {who}" in words


def test_a_wrong_grade_was_claimed(centre, read, tutor):
    claim = claims.claim_at(Claimed.PROCESSED, centre=centre, by=tutor)

    _, links = read(claims.at_page("view", claim))

    assert asks(links, "incorrect-claim")


def test_achieved_before_and_not_improved(centre, diploma, story):
    before = diploma()
    held.settle()
    QualificationEntry.objects.filter(pk=before.pk).update(status=Status.REPLACED)
    again = entries.an_entry(centre, before.qualification, before.candidate)

    words, _ = story(again)

    assert "only if the grade improves" in words


def test_another_size_was_achieved(centre, diploma, story, read):
    """The guidance: the student may need to be told of another qualification result they have."""
    smaller = diploma()
    held.settle()
    larger = entries.an_entry(centre, catalogue.qualification("05845"), smaller.candidate)

    words, _ = story(larger)

    assert "The candidate also holds DD in 05842" in words
    listed, _ = read(reverse("results:test_results", args=[centre.number]) + "?show=qualifications")
    assert "The candidate also holds DD in 05842" in listed


def test_what_is_held_is_enough_for_a_smaller_size(diploma, story):
    entry = diploma(unit_20="")

    words, _ = story(entry)

    assert "What is held is enough for" in words


def test_two_records_of_one_student(centre, diploma, story):
    entry = diploma(unit_20="")
    twin = entries.a_candidate(entry.candidate.surname, entry.candidate.forenames)
    entries.an_entry(centre, entry.qualification, twin)

    words, links = story(entry)

    assert "Another record may be of the same person" in words
    assert reverse("entries:duplicates", args=[centre.number]) in links


def test_no_longer_expected(diploma, story, exams_officer, at):
    entry = diploma(unit_20="")
    commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)

    words, _ = story(entry)

    assert "no result is expected" in words
