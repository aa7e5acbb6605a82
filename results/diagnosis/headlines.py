"""Each reason in a few words, for a row of a table; the sentences stand in templates."""

HEADLINES = {
    "absent": "Absent from an exam",
    "attempts_used_up": "No attempts left at an exam",
    "being_awarded": "The award is being worked out",
    "below_minimum": "A unit is below its minimum grade",
    "claim_not_submitted": "The claim is not submitted",
    "closed": "The entry is closed",
    "does_not_combine": "Units held do not count here",
    "entered_for_exam": "Waits for exam results",
    "exam_result_missing": "An exam result is missing",
    "held_already": "Holds the same grade already",
    "incomplete": "Not complete",
    "not_expected_yet": "Completes in a later year",
    "pending": "Waits to be processed",
    "points_too_low": "Points below the lowest grade",
    "ready_for_sampling": "Waits for the moderator's sample",
    "result_issued": "Result issued",
    "sampled": "Waits for the moderator's visit",
    "units_missing": "Units not claimed or entered",
    "withdrawn": "Marked Withdrawn",
}
