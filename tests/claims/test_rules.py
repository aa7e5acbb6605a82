"""The rules of claims, without a database."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest

from claims import rules
from claims.rules import Cell, CellFacts, Held

PLACE = (1, 7)
FACTS = CellFacts(
    open={PLACE}, held={}, taken={}, assessors={3}, names={PLACE: "Okafor, Ada, unit 7"}
)


@dataclass(eq=False)
class ALine:
    """A line as rules see one."""

    claimed: str = "P"
    assessor_id: int | None = 3
    candidate_id: int = 1
    pk: int = 1
    unit: object = field(default_factory=lambda: SimpleNamespace(number="7"))
    candidate: object = field(
        default_factory=lambda: SimpleNamespace(name="Okafor, Ada", ocr_number="1")
    )
    assessor: str = "Ann (AA)"

    def __str__(self):
        return "Okafor, Ada, unit 7"


def on(**changes):
    return CellFacts(**{**FACTS.__dict__, **changes})


@pytest.mark.parametrize("grade", ["P", "M", "D"])
def test_centres_claim_p_m_and_d(grade):
    rules.check_cells([Cell(*PLACE, grade, 3)], FACTS)


@pytest.mark.parametrize(
    ("cell", "facts", "sentence"),
    [
        (Cell(*PLACE, "U", 3), FACTS, "only the moderator gives U"),
        (Cell(*PLACE, "P", None), FACTS, "choose the centre assessor"),
        (Cell(*PLACE, "P", 4), FACTS, "choose the centre assessor"),
        (Cell(*PLACE, "P", 3), on(open=set()), "no longer registered"),
        (Cell(*PLACE, "P", 3), on(taken={PLACE: "claim 100001 for 05839"}), "claim 100001"),
        (Cell(9, 9, "P", 3), FACTS, "not part of this claim"),
    ],
)
def test_a_cell_that_cannot_be_saved_says_why(cell, facts, sentence):
    with pytest.raises(rules.CellsRefused) as refusal:
        rules.check_cells([cell], facts)

    assert sentence in str(refusal.value)
    assert list(refusal.value.problems) == [cell.place]


def test_each_wrong_cell_has_its_own_sentence():
    cells = [Cell(1, 7, "U", 3), Cell(2, 7, "P", None)]
    facts = on(open={PLACE, (2, 7)}, names={**FACTS.names, (2, 7): "Bell, Bo, unit 7"})

    with pytest.raises(rules.CellsRefused) as refusal:
        rules.check_cells(cells, facts)

    assert "Okafor, Ada" in refusal.value.problems[PLACE].sentence
    assert "Bell, Bo" in refusal.value.problems[2, 7].sentence


def test_not_claiming_needs_nothing():
    rules.check_cells([Cell(*PLACE)], on(open=set(), names={}))


def test_a_grade_already_on_the_claim_stays_after_a_withdrawal():
    rules.check_cells([Cell(*PLACE, "P", 3)], on(open=set(), held={PLACE: Held("P", 3)}))


def test_a_claim_is_submitted_with_the_declaration():
    rules.check_can_submit([ALine()], declared=True)


@pytest.mark.parametrize(
    ("lines", "declared", "sentence"),
    [
        ([], True, "nothing to submit"),
        ([ALine(assessor_id=None)], True, "centre assessor for every grade"),
        ([ALine()], False, "Tick the centre declaration"),
    ],
)
def test_an_incomplete_claim_is_not_submitted(lines, declared, sentence):
    with pytest.raises(rules.ClaimNotReady, match=sentence):
        rules.check_can_submit(lines, declared=declared)


def test_initials_belong_to_one_person():
    with pytest.raises(rules.AssessorRefused, match="Ann Lee already has the initials AL"):
        rules.check_initials("Al Lang", "AL", "Ann Lee")


def test_the_same_person_may_be_set_up_again():
    rules.check_initials("ann  LEE", "AL", "Ann Lee")


def test_nobody_is_an_assessor_twice_under_other_initials():
    with pytest.raises(rules.AssessorRefused, match="already, with the initials AL"):
        rules.check_named_once("ann  LEE", {"Bo Bell": "BB", "Ann Lee": "AL"})
    rules.check_named_once("Ann Lee-Smith", {"Ann Lee": "AL"})


def test_a_moderator_is_no_centre_assessor():
    with pytest.raises(rules.AssessorRefused, match="is a moderator"):
        rules.check_not_moderator("morgan moderator", ["Morgan Moderator"])


def test_a_claim_is_agreed_after_the_visit():
    told = {"submitted_on": date(2026, 11, 6), "seen_then": False}
    rules.check_can_agree(1, date(2026, 11, 20), date(2026, 11, 20), **told)
    with pytest.raises(rules.ClaimNotReady, match="in the future"):
        rules.check_can_agree(1, date(2026, 11, 21), date(2026, 11, 20), **told)


@pytest.mark.parametrize("day", [date(2026, 11, 6), date(2026, 11, 20)])
def test_a_visit_on_or_after_the_day_of_submission_is_not_asked_about(day):
    submitted_on = date(2026, 11, 6)
    rules.check_can_agree(1, day, date(2026, 11, 20), submitted_on=submitted_on, seen_then=False)


def test_a_visit_before_the_submission_counts_only_where_the_work_was_seen():
    day, submitted_on = date(2026, 11, 5), date(2026, 11, 6)
    with pytest.raises(rules.VisitedBefore, match="submitted on 6 November 2026, after that visit"):
        rules.check_can_agree(1, day, submitted_on, submitted_on=submitted_on, seen_then=False)
    rules.check_can_agree(1, day, submitted_on, submitted_on=submitted_on, seen_then=True)


def test_with_every_unit_withdrawn_there_is_nothing_to_agree():
    with pytest.raises(rules.ClaimNotReady, match="Withdraw the whole claim"):
        day = date(2026, 11, 20)
        rules.check_can_agree(0, day, day, submitted_on=day, seen_then=False)


def test_an_empty_sample_is_not_sent():
    with pytest.raises(rules.ClaimNotReady, match="at least one"):
        rules.check_can_send_sample([])


def test_a_withdrawal_says_why():
    with pytest.raises(rules.ClaimNotReady, match="Say why"):
        rules.check_because("  ")


def test_a_sample_shows_what_it_leaves_uncovered():
    seen, unseen = ALine("P", pk=1), ALine("D", pk=2, assessor="Bo (BB)")

    missing = rules.uncovered([seen, unseen], {1})

    assert missing == {"Centre assessors": ["Bo (BB)"], "Grades": ["D"]}
    assert rules.uncovered([seen, unseen], {1, 2}) == {}


def test_a_lower_grade_than_one_held_is_pointed_out():
    lines = [ALine("P"), ALine("D", candidate_id=2)]

    told = rules.lower_than_held(lines, {(1, "7"): "M", (2, "7"): "P"}, ("D", "M", "P"))

    (one,) = told
    assert one.sentence == "Okafor, Ada, unit 7: P claimed, M held"


def test_the_checklist_shows_only_what_is_odd():
    assert rules.oddities() == []
    (one,) = rules.oddities(unclaimed=["Okafor, Ada"])
    assert one.heading == "Registered, and not on this claim: 1"
