"""The board's troubleshooting page, step by step, with how many candidates each step concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from entries.models import QualificationEntry
from results import queries as results_queries
from results.diagnosis import CAUSES
from results.urgency import actor_of

STEPS = {  # its question, and the causes that answer it
    "Is the candidate still expected to get this result?": (
        *(
            "other_result_held",
            "closed",
            "withdrawn",
            "transfer_to_answer",
            "transfer_open",
            "ended",
            "not_expected_yet",
            "registered_late",
        ),
    ),
    "Is there a result already?": (
        *("issued_without_uci", "held_already", "being_awarded", "not_offered", "given_up"),
    ),
    "Has the board been asked?": (
        *("request_to_answer", "request_open", "size_change_open", "review_open"),
    ),
    "Was an exam missed?": (
        *("consideration_refused", "absent", "no_result", "consideration_to_answer"),
        *("consideration_asked", "assessed_to_come"),
        *("tag_missing", "reduction_not_reported"),
    ),
    "Is a unit below its minimum?": (
        *("attempts_used_up", "exam_below_minimum", "below_minimum", "points_too_low"),
    ),
    "Do the units fit the size and pathway?": (
        *("wrong_size", "wrong_pathway", "wrong_unit", "does_not_combine", "cannot_complete"),
    ),
    "Is a unit missing?": (
        *("entered_late", "exam_result_missing"),
        *("exam_not_entered", "exams_and_units_missing", "units_missing"),
        *("entered_for_exam", "unsettled"),
    ),
    "How far is the claim?": ("claim_not_submitted", "pending", "claim_held_up"),
    "Has the moderator been?": (
        *("visit_not_booked", "visit_too_late", "visit_to_confirm", "ready_for_sampling"),
        "sampled",
    ),
    "Does the candidate have two records?": ("duplicate_record", "number_in_question"),
}


@dataclass(frozen=True)
class Answer:
    """A cause, how many of the centre's registrations it is told of, and who acts next."""

    code: str
    headline: str
    count: int
    who: str


@dataclass(frozen=True)
class Step:
    """A question of the troubleshooting page, and what answers it at the centre."""

    question: str
    answers: Sequence[Answer]

    @property
    def count(self) -> int:
        """How many registrations it concerns."""
        return sum(one.count for one in self.answers)


def steps(entries: QuerySet[QualificationEntry], on: date) -> list[Step]:
    """The steps in the order of the board's page, with the entries that each concerns; one query.

    Causes of which nobody has one are left out of their step; a result that was issued is none.
    """
    counts = results_queries.counted_by_cause(entries, on)
    return [
        Step(question, [_answer(code, counts[code]) for code in codes if counts.get(code)])
        for question, codes in STEPS.items()
    ]


def _answer(code, count) -> Answer:
    cause = CAUSES[code]
    return Answer(code, cause.headline, count, actor_of(cause).value)
