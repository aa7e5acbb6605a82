"""The questions of the troubleshooting guide, in its order; the first to answer is the Reason."""

from results.diagnosis import questions
from results.diagnosis.facts import EntryFacts, Reason
from results.diagnosis.questions import Question

TRIAGE: dict[str, Question] = {
    "result_issued": questions.is_issued,
    "issued_without_uci": questions.is_issued_without_uci,
    "other_result_held": questions.holds_another,
    "closed": questions.is_closed,
    "withdrawn": questions.is_withdrawn,
    "transfer_to_answer": questions.is_known("transfer_to_answer"),
    "transfer_open": questions.is_known("transfer_open"),
    "held_already": questions.is_held_already,
    "ended": questions.has_ended,
    "not_offered": questions.is_not_offered,
    "being_awarded": questions.is_being_awarded,
    "request_to_answer": questions.is_known("request_to_answer"),
    "request_open": questions.is_known("request_open"),
    "size_change_open": questions.is_known("size_change_open"),
    "consideration_refused": questions.was_refused,
    "absent": questions.is_absent,
    "no_result": questions.has_no_result,
    "review_open": questions.is_looked_at_again,
    "wrong_size": questions.is_of_wrong_size,
    "attempts_used_up": questions.has_used_up_attempts,
    "exam_below_minimum": questions.is_exam_below_minimum,
    "below_minimum": questions.is_below_minimum,
    "wrong_pathway": questions.is_on_another_pathway,
    "wrong_unit": questions.is_of_wrong_unit,
    "does_not_combine": questions.does_not_combine,
    "entered_late": questions.was_entered_late,
    "exam_result_missing": questions.has_overdue_exam,
    "not_expected_yet": questions.is_not_expected_yet,
    "duplicate_record": questions.is_known("duplicate_record"),
    "number_in_question": questions.is_known("number_in_question"),
    "tag_missing": questions.may_lack_tag,
    "reduction_not_reported": questions.may_lack_reduction,
    "registered_late": questions.is_registered_late,
    "exam_not_entered": questions.lacks_exams,
    "exams_and_units_missing": questions.lacks_exams_and_units,
    "units_missing": questions.lacks_units,
    "claim_not_submitted": questions.is_at("drafted"),
    "visit_not_booked": questions.is_at("unbooked"),
    "visit_too_late": questions.is_at("too_late"),
    "consideration_to_answer": questions.is_at("answer"),
    "visit_to_confirm": questions.is_at("unconfirmed"),
    "entered_for_exam": questions.is_at("entered"),
    "unsettled": questions.is_at("unsettled"),
    "consideration_asked": questions.is_at("asked"),
    "ready_for_sampling": questions.is_at("ready"),
    "sampled": questions.is_at("sampled"),
    "claim_held_up": questions.is_at("held_up"),
    "pending": questions.is_at("pending"),
    "assessed_to_come": questions.is_at("granted"),
    "points_too_low": questions.lacks_points,
    "cannot_complete": questions.cannot_complete,
}


def diagnose(facts: EntryFacts) -> Reason:
    """The Reason for the facts: what the first question of the triage that answers gives."""
    found = ((code, ask(facts)) for code, ask in TRIAGE.items())
    return next(
        Reason(code, seen.units, seen.details, seen.on) for code, seen in found if seen is not None
    )
