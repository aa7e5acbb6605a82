"""Why there is no result: the first question of the board's triage that answers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from results.awarding.outcome import Because, Kind, Shortfall
from results.diagnosis import CAUSES, MEANINGS, TRIAGE, Code, EntryFacts, Owner, Seen, diagnose

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
EXAMS = frozenset({"1", "2", "3"})


def known(code, *units):
    return facts(MISSING, circumstances={code: Seen(units, ("request 7",))})


def exam(*shortfalls, **more):
    return facts(*shortfalls, examined=EXAMS, **more)


NOT_YET = EntryFacts(Kind.NOT_YET, shortfalls=(MISSING,), completes_in=2028, summer=2027)
ENDED = facts(kind=Kind.AWARD, ended=True, certified_until=date(2027, 8, 31))
REFUSED = facts(
    MISSING, absent=frozenset("3"), circumstances={"consideration_refused": Seen(("3", "4"))}
)
OTHER = Seen((), ("M in Certificate",))
ALSO_HELD = facts(MISSING, withdrawn=True, circumstances={"other_result_held": OTHER})
LATE_EXAM = facts(
    MISSING, overdue={"3": "June 2026"}, circumstances={"entered_late": Seen(("3", "9"))}
)
HERE, NOBODY, BOARD, MODERATOR = Owner.CENTRE, Owner.NOBODY, Owner.BOARD, Owner.MODERATOR
CASES = [
    ("result_issued", NOBODY, facts(kind=Kind.AWARD, issued="DD"), ()),
    ("issued_without_uci", HERE, facts(kind=Kind.AWARD, issued="DD", has_uci=False), ()),
    ("other_result_held", HERE, ALSO_HELD, ()),
    ("closed", NOBODY, facts(MISSING, closed=True), ()),
    ("withdrawn", NOBODY, facts(MISSING, withdrawn=True), ()),
    ("transfer_to_answer", HERE, known("transfer_to_answer"), ()),
    ("transfer_open", BOARD, known("transfer_open"), ()),
    ("held_already", NOBODY, facts(kind=Kind.AWARD, held="DD"), ()),
    ("ended", NOBODY, ENDED, ()),
    ("not_offered", BOARD, facts(offered=False), ()),
    ("being_awarded", BOARD, facts(kind=Kind.AWARD), ()),
    ("request_to_answer", HERE, known("request_to_answer", "3"), ("3",)),
    ("request_open", BOARD, known("request_open", "3"), ("3",)),
    ("size_change_open", BOARD, known("size_change_open"), ()),
    ("consideration_refused", HERE, REFUSED, ("3",)),
    ("absent", HERE, facts(MISSING, absent=frozenset({"3", "9"})), ("3",)),
    ("no_result", HERE, facts(MISSING, no_result=frozenset({"3", "9"})), ("3",)),
    ("review_open", BOARD, known("review_open", "3"), ("3",)),
    ("wrong_size", HERE, facts(USED_UP, circumstances={"wrong_size": OTHER}), ()),
    ("attempts_used_up", HERE, facts(USED_UP, FAILED), ("2",)),
    ("exam_below_minimum", HERE, exam(FAILED, MISSING), ("1",)),
    ("below_minimum", HERE, facts(FAILED, MISSING), ("1",)),
    ("wrong_pathway", HERE, facts(NOT_HERE, has_pathways=True), ("5",)),
    ("wrong_unit", HERE, facts(NOT_HERE, circumstances={"wrong_unit": Seen(("5",))}), ("5",)),
    ("does_not_combine", HERE, facts(NOT_HERE), ("5",)),
    ("entered_late", BOARD, LATE_EXAM, ("3",)),
    ("exam_result_missing", HERE, facts(MISSING, overdue={"3": "June 2026"}), ("3",)),
    ("not_expected_yet", NOBODY, NOT_YET, ("3",)),
    ("duplicate_record", BOARD, known("duplicate_record"), ()),
    ("number_in_question", BOARD, known("number_in_question"), ()),
    ("tag_missing", HERE, known("tag_missing"), ("3",)),
    ("reduction_not_reported", HERE, known("reduction_not_reported"), ("3",)),
    ("registered_late", HERE, facts(MISSING, registered_late=True), ("3",)),
    ("exam_not_entered", HERE, exam(MISSING), ("3",)),
    ("exams_and_units_missing", HERE, exam(MISSING, OPTIONS), ("3", "6", "7", "8")),
    ("units_missing", HERE, facts(MISSING, OPTIONS, pending=CLAIM), ("6", "7", "8")),
    ("claim_not_submitted", HERE, facts(MISSING, drafted=CLAIM), ("3",)),
    ("visit_not_booked", HERE, facts(MISSING, unbooked=CLAIM), ("3",)),
    ("visit_too_late", HERE, facts(MISSING, too_late=CLAIM), ("3",)),
    ("consideration_to_answer", HERE, facts(MISSING, answer=CLAIM), ("3",)),
    ("visit_to_confirm", MODERATOR, facts(MISSING, unconfirmed=CLAIM), ("3",)),
    ("entered_for_exam", NOBODY, facts(MISSING, entered={"3": "June 2027"}), ("3",)),
    ("unsettled", BOARD, facts(MISSING, unsettled={"3": "June 2026"}), ("3",)),
    ("consideration_asked", BOARD, facts(MISSING, asked=CLAIM), ("3",)),
    ("ready_for_sampling", MODERATOR, facts(MISSING, ready=CLAIM), ("3",)),
    ("sampled", MODERATOR, facts(MISSING, sampled=CLAIM), ("3",)),
    ("claim_held_up", BOARD, facts(MISSING, held_up=CLAIM), ("3",)),
    ("pending", BOARD, facts(MISSING, pending=CLAIM), ("3",)),
    ("assessed_to_come", BOARD, facts(MISSING, granted=CLAIM), ("3",)),
    ("points_too_low", HERE, facts(POINTS, kind=Kind.UNCLASSIFIED), ("1", "3")),
    ("cannot_complete", HERE, facts(short(Because.MISSING)), ()),
]


@pytest.mark.parametrize(("code", "owner", "about", "units"), CASES, ids=[one[0] for one in CASES])
def test_each_reason_is_found_with_who_acts_next(code, owner, about, units):
    reason = diagnose(about)

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


def test_the_table_has_every_cause_in_the_order_in_which_it_is_asked_about():
    assert [*CAUSES] == [*TRIAGE, "given_up"] == [code for code, *_ in CASES] + ["given_up"]
    assert len(CAUSES) >= 30


def test_whoever_has_to_act_is_told_by_when_and_where_nobody_acts_nothing_is_due():
    for code, cause in CAUSES.items():
        assert bool(cause.due) or cause.owner is Owner.NOBODY, code
    assert set(MEANINGS) == set(Code)


def test_of_days_of_its_own_a_reason_tells_the_first():
    days = {"6": date(2027, 6, 20), "7": date(2027, 6, 9), "8": date(2027, 5, 1)}
    reason = diagnose(facts(OPTIONS, sampled={"6": "claim 1", "7": "claim 2"}, acts_by=days))

    assert (reason.code, reason.on) == ("sampled", date(2027, 6, 9))


def test_a_review_of_an_exam_that_is_not_needed_explains_nothing():
    assert diagnose(known("review_open", "9")).code == "units_missing"


def test_a_refusal_explains_only_the_absence_that_it_is_about():
    about = {"consideration_refused": Seen(("9",))}
    found = diagnose(facts(MISSING, absent=frozenset("3"), circumstances=about))

    assert found.code == "absent"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (facts(MISSING), "units_missing"),  # what is missing here can still be done
        (facts(NOT_HERE), "wrong_size"),
        (facts(NOT_HERE, has_pathways=True), "wrong_pathway"),
        (facts(POINTS, kind=Kind.UNCLASSIFIED), "wrong_size"),
        (facts(POINTS, kind=Kind.UNCLASSIFIED, pending=CLAIM), "pending"),
        (facts(short(Because.MISSING)), "wrong_size"),
        (facts(MISSING, USED_UP, absent=frozenset("3")), "absent"),
    ],
)
def test_another_size_is_told_where_what_is_held_goes_no_further_in_this_one(about, code):
    assert diagnose(replace(about, circumstances={"wrong_size": OTHER})).code == code


def test_another_result_is_no_reason_while_this_one_is_expected():
    assert diagnose(known("other_result_held")).code == "units_missing"


def test_a_late_entry_explains_only_the_exam_that_it_was_for():
    found = diagnose(replace(LATE_EXAM, circumstances={"entered_late": Seen(("9",))}))

    assert found.code == "exam_result_missing"


def test_a_reduction_can_only_have_been_of_a_moderated_unit():
    about = {"reduction_not_reported": Seen()}

    assert diagnose(exam(MISSING, circumstances=about)).code == "exam_not_entered"


def test_exams_are_told_apart_where_no_other_unit_could_come_in_their_place():
    found = diagnose(exam(MISSING, OPTIONS))
    mixed = short(Because.MISSING, ("3", "6"), needed=60, measure="glh")

    assert (found.units, found.details) == (("3", "6", "7", "8"), ("3",))
    assert diagnose(exam(mixed)).code == "units_missing"


def test_who_registered_late_is_told_so_only_of_what_is_still_to_do():
    on_its_way = facts(MISSING, registered_late=True, pending=CLAIM)

    assert diagnose(on_its_way).code == "pending"
    assert diagnose(replace(NOT_YET, registered_late=True)).code == "not_expected_yet"
