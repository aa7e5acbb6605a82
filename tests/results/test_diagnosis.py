"""Why there is no result: the first question of the board's triage that answers."""

from pathlib import Path

import pytest

from results.awarding.outcome import Because, Kind, Shortfall
from results.diagnosis import CAUSES, EntryFacts, Owner, diagnose

REASONS = Path(__file__).parents[2] / "templates" / "results" / "reasons"
SIZES = dict.fromkeys(map(str, range(1, 20)), 60)


def short(reason, could_be=(), because=(), needed=1, measure="units"):
    return Shortfall("Mandatory units", reason, needed, measure, could_be, because)


def facts(*shortfalls, kind=Kind.NOT_YET, **known):
    return EntryFacts(
        kind, shortfalls=shortfalls, sizes=SIZES, completes_in=2027, summer=2027, **known
    )


MISSING = short(Because.MISSING, ("3",))
FAILED = short(Because.BELOW_MINIMUM, ("1",), ("1",))
USED_UP = short(Because.ATTEMPTS_USED_UP, (), ("2",))
OPTIONS = short(Because.MISSING, ("6", "7", "8"), needed=120, measure="glh")
NOT_HERE = short(Because.DOES_NOT_COUNT, ("6",), ("5",))
POINTS = short(Because.POINTS_TOO_LOW, ("1", "3"), needed=4, measure="points")
CLAIM = {"3": "claim 12"}

CASES = [
    ("result_issued", Owner.NOBODY, facts(kind=Kind.AWARD, issued="DD"), ()),
    ("closed", Owner.NOBODY, facts(MISSING, closed=True), ()),
    ("withdrawn", Owner.NOBODY, facts(MISSING, withdrawn=True), ()),
    ("held_already", Owner.NOBODY, facts(kind=Kind.AWARD, held="DD"), ()),
    ("being_awarded", Owner.BOARD, facts(kind=Kind.AWARD), ()),
    ("absent", Owner.CENTRE, facts(MISSING, absent=frozenset({"3", "9"})), ("3",)),
    ("attempts_used_up", Owner.CENTRE, facts(USED_UP, FAILED), ("2",)),
    ("below_minimum", Owner.CENTRE, facts(FAILED, MISSING), ("1",)),
    ("does_not_combine", Owner.CENTRE, facts(NOT_HERE), ("5",)),
    ("exam_result_missing", Owner.CENTRE, facts(MISSING, overdue={"3": "June 2026"}), ("3",)),
    ("units_missing", Owner.CENTRE, facts(MISSING, OPTIONS, pending=CLAIM), ("6", "7", "8")),
    ("claim_not_submitted", Owner.CENTRE, facts(MISSING, drafted=CLAIM), ("3",)),
    ("entered_for_exam", Owner.NOBODY, facts(MISSING, entered={"3": "June 2027"}), ("3",)),
    ("ready_for_sampling", Owner.MODERATOR, facts(MISSING, ready=CLAIM), ("3",)),
    ("sampled", Owner.MODERATOR, facts(MISSING, sampled=CLAIM), ("3",)),
    ("pending", Owner.BOARD, facts(MISSING, pending=CLAIM), ("3",)),
    ("points_too_low", Owner.CENTRE, facts(POINTS, kind=Kind.UNCLASSIFIED), ("1", "3")),
    ("incomplete", Owner.CENTRE, facts(short(Because.MISSING)), ()),
    (
        "not_expected_yet",
        Owner.NOBODY,
        EntryFacts(Kind.NOT_YET, shortfalls=(MISSING,), completes_in=2028, summer=2027),
        ("3",),
    ),
]


@pytest.mark.parametrize(("code", "owner", "known", "units"), CASES, ids=[one[0] for one in CASES])
def test_each_reason_is_found_with_who_acts_next(code, owner, known, units):
    reason = diagnose(known)

    assert (reason.code, reason.owner, reason.units) == (code, owner, units)


def test_every_reason_has_its_sentences_and_no_sentences_are_without_a_reason():
    told = {path.stem for path in REASONS.glob("*.html")}
    assert told == {code for code, *_ in CASES} | {"given_up"}  # which nobody could ask about


def test_an_absence_is_no_reason_once_the_exam_is_entered_again():
    reason = diagnose(facts(MISSING, absent=frozenset("3"), entered={"3": "June 2027"}))

    assert reason.code == "entered_for_exam"


def test_a_failed_unit_is_no_reason_once_it_is_claimed_again():
    assert diagnose(facts(FAILED, pending={"1": "claim 9"})).code == "pending"


def test_of_several_claims_the_one_furthest_behind_is_named():
    found = diagnose(
        facts(MISSING, OPTIONS, pending=CLAIM, drafted={"6": "the claim in progress", "7": "…"})
    )

    assert (found.code, found.units) == ("claim_not_submitted", ("6", "7"))


def test_hours_on_their_way_that_are_too_few_leave_units_missing():
    assert diagnose(facts(OPTIONS, pending={"6": "claim 9"})).units == ("7", "8")


def test_a_missing_exam_result_leads_to_the_request_of_the_guide():
    assert diagnose(facts(MISSING, absent=frozenset("3"))).request == "missing-exam-result"
    assert diagnose(facts(MISSING)).request == "missed-from-claim"


def test_every_reason_has_a_headline_beside_its_sentences():
    assert set(CAUSES) == {text.stem for text in REASONS.glob("*.html")}
