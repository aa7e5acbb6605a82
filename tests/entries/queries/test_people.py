"""Who may be the same person, and which numbers are taken."""

from dataclasses import replace
from datetime import date

import pytest

from entries import commands, queries
from entries.rules import details, likeness
from entries.rules.people import Person
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

BORN, TODAY = date(2009, 3, 14), date(2026, 11, 20)


def likely(centre, *people):
    """The surnames of the likely duplicates of each."""
    found = queries.likely_duplicates(centre, list(people), TODAY)
    return [[one.candidate.surname for one in row] for row in found]


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (("Öztürk", "Élise"), ("Ozturk", "Elise")),
        (("Lindqvist", "Bo"), ("Bo", "Lindqvist")),
        (("Ashworth", "Katherine"), ("Ashwort", "Katharine")),
        (("Li", "Bô"), ("Li", "Bo")),
        (("Tang Po Heng", ""), ("Tang", "Po Heng")),
    ],
)
def test_spellings_accents_and_swapped_names_are_found(centre, known, typed):
    make.a_candidate(*known, born_on=BORN)

    assert likely(centre, Person(*typed, BORN)) == [[known[0]]]


def test_the_likeliest_stand_first_and_a_crowd_is_cut_short(centre):
    for name in ("Okaforr", "Okafo", "Okafoor", "Okaffor", "Oakfor", "Okafor"):
        make.a_candidate(name, "Ada", born_on=BORN)
    make.a_candidate("Lindqvist", "Bo", born_on=date(2008, 1, 1), uci="681990012058G")

    [found] = likely(centre, Person("Okafor", "Ada", BORN, uci="681990012058G"))

    assert found[:2] == ["Lindqvist", "Okafor"] and len(found) == 5


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue")
def test_somebody_typed_under_a_former_name_is_found(centre, processor, at):
    known = make.an_entry(
        centre, candidate=make.a_candidate("Okafor", "Ada", born_on=BORN)
    ).candidate
    seen = details.of(known)
    told = {"reason": "Deed poll.", "by": processor, "at": at}
    new = replace(seen, surname="Smith")
    commands.correct_details(candidate=known, seen=seen, new=new, **told)
    people = [Person("Okafur", "Ada", BORN), Person("Smith", "Ada", BORN)]

    formerly, now = queries.likely_duplicates(centre, people, TODAY)

    assert [(one.candidate, one.because) for one in formerly] == [
        (known, "the same date of birth and a similar former name")
    ]
    assert [one.because for one in now] == ["the same date of birth and a similar name"]
    assert likely(centre, Person("Okafur", "Ada", date(2009, 5, 27))) == [[]]


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue")
def test_a_duplicate_is_ours_only_if_the_centre_has_entered_the_candidate(centre, other_centre):
    make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada", born_on=BORN))
    make.an_entry(other_centre, candidate=make.a_candidate("Okafur", "Ada", born_on=BORN))

    [found] = queries.likely_duplicates(centre, [Person("Okafor", "Ada", BORN)], TODAY)

    assert {one.candidate.surname: one.ours for one in found} == {"Okafor": True, "Okafur": False}
    assert {one.because for one in found if not one.ours} == {likeness.ELSEWHERE}


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.usefixtures("catalogue")
def test_looking_for_a_hundred_takes_no_more_queries_than_for_one(
    centre, count, django_assert_num_queries
):
    make.entries(centre, count)
    people = [Person(f"Candidate{n:04}", "Kit", BORN) for n in range(count)]

    with django_assert_num_queries(6):
        queries.likely_duplicates(centre, people, TODAY)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.slow
def test_a_centres_candidates_are_found_by_name_or_number(centre, other_centre):
    known = make.a_candidate("Ashworth", "Ada", uln="9276308686")
    make.an_entry(centre, make_catalogue.qualification(), known)
    make.an_entry(other_centre, candidate=make.a_candidate("Ashworth", "Elsewhere"))

    for text in ("ash", "ada ashw", known.ocr_number, "9276308686"):
        assert list(queries.find_candidates(centre, text)) == [known]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.slow
def test_who_went_elsewhere_is_neither_shown_nor_picked_any_more(centre, other_centre):
    gone = make.a_candidate("Ashworth", "Ada", born_on=BORN)
    make.an_entry(centre, candidate=gone, status="moved")
    qualification = make_catalogue.qualification()
    asked = Person("Ashworth", "Ada", BORN), Person(picked=gone.ocr_number, candidate_number="0042")

    def told():
        rows = queries.plan_people(centre, qualification, list(asked), TODAY)
        return bool(rows[0].ours), rows[1].candidate

    before = told()
    make.an_entry(other_centre, candidate=gone)

    assert before == (True, gone) and told() == (False, None)
