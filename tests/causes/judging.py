"""Plant causes alone and together, have the awards worked out, and see what is said to be why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.utils.timezone import localdate

from entries.commands import raise_award_due
from entries.models import Candidate, QualificationEntry
from interchange.catalogue.models import Series
from results import commands
from results.models import KeptStanding
from results.queries import progress
from tests.causes.claiming import MARKS
from tests.causes.planting import CODE, EXAMS, OUT, REST
from tests.causes.registering import REGISTRATIONS
from tests.factories import accounts, catalogue, results
from tests.factories import entries as registering
from tests.factories.results import NOW

FIRST_CENTRE = 20_001
NOT_AWARDED = ("other_result_held", "closed", "withdrawn")  # whatever is held
OUT_ON = date(2026, 8, 20)
IN_ORDER = (  # of the board's troubleshooting page; what waits for an answer before the rest
    *("result_issued", "issued_without_uci", "other_result_held", "closed", "withdrawn"),
    *("transfer_to_answer", "transfer_open"),
    *("request_to_answer", "request_open", "size_change_open"),
    *("consideration_refused", "absent", "no_result", "review_open"),
    *("wrong_size", "attempts_used_up", "exam_below_minimum", "below_minimum", "wrong_unit"),
    *("does_not_combine", "entered_late", "exam_result_missing", "not_expected_yet"),
    *("duplicate_record", "number_in_question"),
    *("tag_missing", "reduction_not_reported", "registered_late"),
    *("exam_not_entered", "exams_and_units_missing", "units_missing", "claim_not_submitted"),
    *("visit_not_booked", "visit_too_late", "consideration_to_answer", "visit_to_confirm"),
    *("entered_for_exam", "unsettled", "consideration_asked", "ready_for_sampling", "sampled"),
    *("claim_held_up", "pending", "assessed_to_come"),
)
TO_DO = ("not_expected_yet", "tag_missing", "registered_late")  # of units that are to do
ORDER = {code: place for place, code in enumerate(IN_ORDER)}
Together = tuple[str, str, str]  # what is planted in the exam, the marked unit, the registration


@dataclass(frozen=True)
class Judged:
    """What was planted in a registration, the cause that is the first of it, and what was said."""

    planted: Together
    expected: str
    said: str


def together() -> list[Together]:
    """Every cause alone, and every two of them in the same registration."""
    every = product(EXAMS, MARKS, REGISTRATIONS)
    return [one for one in every if sum(map(bool, one)) in (1, 2)]


def expected(planted: Together) -> str:
    """The first of the planted causes in the order of IN_ORDER, of those that are true together.

    Exams alone are not entered only where no marked unit is missing, too, and no smaller size is to
    be had without the exam. Nothing is expected later, or late, where all is on its way, and only a
    marked unit can have been reduced. Another result falls with the exam that it rests on.
    """
    exam, mark, registration = planted
    true = {one for one in planted if one}
    is_to_do = [kinds[one].is_to_do for kinds, one in ((EXAMS, exam), (MARKS, mark))]
    if exam == "exam_not_entered" and is_to_do[1]:
        true = true - {exam, "units_missing"} | {"exams_and_units_missing"}
    if exam and registration == "other_result_held":
        true = true - {registration} | {"withdrawn"}
    if exam and mark == "wrong_size":
        true = true - {mark} | {"wrong_unit"}
    needs = {**dict.fromkeys(TO_DO, any(is_to_do)), "reduction_not_reported": is_to_do[1]}
    if not needs.get(registration, True):
        true.discard(registration)
    if registration == "result_issued" and (exam or mark):
        true.discard(registration)
    if not exam and not mark and registration not in NOT_AWARDED:
        true.add("issued_without_uci" if registration != "result_issued" else registration)
    return min(true, key=ORDER.__getitem__)


def play(candidates: int) -> list[Judged]:
    """Plant all of `together` in so many candidates at least one each, and judge them."""
    every = together()
    each = max(1, candidates // len(every))
    by_mark: dict[str, list[Together]] = {}
    for one in every:
        by_mark.setdefault(one[1], []).append(one)
    planted: dict[int, Together] = {}
    for place, (mark, these) in enumerate(by_mark.items()):
        planted |= _at_a_centre(f"{FIRST_CENTRE + place}", mark, these, each)
    year, month = OUT
    Series.objects.filter(year=year, month=month).update(results_on=OUT_ON, released_at=None)
    _work_out(planted)
    return _judged(planted)


def _work_out(planted) -> None:
    people = Candidate.objects.filter(entries__in=planted)
    raise_award_due(people, at=NOW)
    while commands.award_due(at=NOW):
        pass


def _at_a_centre(number, mark, these, each):
    """Registrations at a centre of their own, so many with each of these; what is in which."""
    centre = accounts.a_centre(number)
    made = registering.entries(centre, len(these) * each, catalogue.qualification(CODE))
    made = list(QualificationEntry.objects.filter(pk__in=[one.pk for one in made]).select_related(
        "candidate", "centre", "qualification__subject", "made_by"
    ).order_by("pk"))  # fmt: skip
    results.hold(made, REST, due=False)
    MARKS[mark].plant(made)
    planted = {}
    for place, one in enumerate(these):
        some = made[place * each : (place + 1) * each]
        planted |= {entry.pk: one for entry in some}
    for part, kinds in ((0, EXAMS), (2, REGISTRATIONS)):
        for kind in kinds:
            if some := [one for one in made if planted[one.pk][part] == kind]:
                kinds[kind].plant(some)
    return planted


def _judged(planted):
    on = localdate(NOW)
    kept = {one.entry_id: one for one in KeptStanding.objects.filter(entry__in=list(planted))}
    said = {pk: one.reason_on(on).code for pk, one in kept.items()}
    others = QualificationEntry.objects.filter(pk__in=planted.keys() - kept.keys())
    others = others.select_related("candidate", "centre", "qualification__subject")
    said |= {one.entry.pk: one.reason.code for one in progress(others, on)}
    return [Judged(one, expected(one), said.get(pk, "")) for pk, one in planted.items()]


def wrong(judged) -> Counter:
    """How often something else was said than what is true: {(planted, expected, said): number}."""
    return Counter(
        (one.planted, one.expected, one.said) for one in judged if one.expected != one.said
    )


def figures(judged) -> list[tuple[str, int, float, float]]:
    """Each cause that was planted or said: how often it is true, recall and precision in %."""
    true = Counter(one.expected for one in judged)
    said = Counter(one.said for one in judged)
    right = Counter(one.said for one in judged if one.said == one.expected)
    return [
        (
            code,
            true[code],
            100 * right[code] / true[code] if true[code] else 100.0,
            100 * right[code] / said[code] if said[code] else 100.0,
        )
        for code in ORDER
        if true[code] or said[code]
    ]
