"""What must be true for a candidate to be registered."""

from datetime import date
from types import SimpleNamespace

import pytest

from entries.rules import registering
from entries.rules.people import Person
from entries.rules.registering import EntryRefused, PersonAtCentre

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")
OFFERED = SimpleNamespace(code="05842", offered=True, not_offered_because="")
CLOSED = SimpleNamespace(code="05846", offered=False, not_offered_because="too few units known.")


@pytest.mark.parametrize(
    ("level", "on", "summer"),
    [
        (2, date(2026, 9, 10), 2027),
        (2, date(2027, 2, 1), 2027),
        (3, date(2026, 9, 10), 2028),
        (3, date(2027, 7, 31), 2028),
        (3, date(2027, 8, 1), 2029),
    ],
)
def test_level_2_completes_that_academic_years_summer_and_level_3_the_next(level, on, summer):
    assert registering.completes_in(level, on) == summer


def test_a_qualification_that_is_not_offered_is_refused_with_the_reason():
    with pytest.raises(EntryRefused, match="too few units known"):
        registering.check_offer(CLOSED, [], "")


@pytest.mark.parametrize("pathway", ["", "Juggling"])
def test_a_pathway_must_be_one_of_those_there_are(pathway):
    with pytest.raises(EntryRefused, match="Choose"):
        registering.check_offer(OFFERED, ["Data Analyst"], pathway)


def test_a_qualification_without_pathways_takes_none():
    registering.check_offer(OFFERED, [], "")
    with pytest.raises(EntryRefused, match="no pathway called"):
        registering.check_offer(OFFERED, [], "Data Analyst")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (PersonAtCentre(registered=True, withdrawn=True), "marked Withdrawn"),
        (PersonAtCentre(units_only=True), "either the whole qualification or units only"),
        (PersonAtCentre(registered=True, pathway="Juggling"), "another pathway (Juggling)"),
        (PersonAtCentre(other_size="05838"), "another size of this subject and level, 05838"),
        (PersonAtCentre(elsewhere=True), "at another centre"),
    ],
)
def test_each_refusal_says_which_rule_and_what_to_do(known, says):
    there, [sentence] = registering.standing(known, "")

    assert says in sentence and not there


def test_a_registration_on_the_same_pathway_is_there_already():
    known = PersonAtCentre(registered=True, pathway="Juggling")

    there, refused = registering.standing(known, "Juggling")

    assert "already registered" in there and not refused


def test_a_candidate_has_one_number_and_a_number_one_candidate():
    [(field, sentence)] = registering.number_refusals("0042", "0007", "")
    assert field == "candidate_number" and "already has the number 0007" in sentence
    [(_, sentence)] = registering.number_refusals("0042", "", "Lindqvist, Bo")
    assert "belongs to Lindqvist, Bo" in sentence
    assert registering.number_refusals("0042", "0042", "") == []


@pytest.mark.parametrize("year", [2025, 2026, 2033])
def test_a_completion_in_the_past_or_far_off_is_refused(year):
    with pytest.raises(EntryRefused, match="from 2027 to 2032"):
        registering.check_completion(year, date(2026, 11, 20))


def test_the_summer_can_be_chosen_until_its_results_are_out():
    assert registering.summers_from(date(2026, 8, 31))[0] == 2026
    assert registering.summers_from(date(2026, 9, 1))[0] == 2027


def test_of_hundreds_of_rows_that_are_refused_a_sentence_names_the_first():
    refused = registering.RowsRefused([(row, "", "No.") for row in range(600)], ["Row"] * 600)

    assert str(refused).count("No.") == 10 and "590 more" in str(refused)
    assert len(refused.problems) == 600
