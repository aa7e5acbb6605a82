"""Plant causes alone and together, have the awards worked out, and see what is said to be why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.utils.timezone import localdate

from entries.commands import raise_award_due
from entries.models import Candidate, QualificationEntry
from interchange.catalogue.models import Series
from results import commands
from results.queries import kept_of, with_kept
from tests.causes.claiming import MARKS
from tests.causes.planting import CODE, EXAMS, OUT, REST
from tests.causes.registering import REGISTRATIONS
from tests.causes.ruling import RULED, given_up
from tests.factories import accounts, catalogue, results
from tests.factories import entries as registering
from tests.factories.results import NOW

FIRST_CENTRE = 20_001
NOT_AWARDED = (  # whatever is held
    *("given_up", "other_result_held", "closed", "withdrawn", "held_already", "ended"),
    *("not_offered", "being_awarded", "wrong_pathway", "points_too_low"),
)
OF_ALL_HELD = ("result_issued", "held_already", "being_awarded", "points_too_low")
OF_ITSELF = REGISTRATIONS | RULED  # what can be planted in a registration
LEFT = {"given_up", "being_awarded"}  # by the worker, as it comes by
A_MOMENT = timedelta(hours=1)
OUT_ON = date(2026, 8, 20)
IN_ORDER = (  # of the board's troubleshooting page; what waits for an answer before the rest
    "given_up",  # of which nothing else is known
    *("result_issued", "issued_without_uci", "other_result_held", "closed", "withdrawn"),
    *("transfer_to_answer", "transfer_open"),
    *("held_already", "ended", "not_offered", "being_awarded"),
    *("request_to_answer", "request_open", "size_change_open"),
    *("consideration_refused", "absent", "no_result", "review_open"),
    *("wrong_size", "attempts_used_up", "exam_below_minimum", "below_minimum"),
    *("wrong_pathway", "wrong_unit"),
    *("does_not_combine", "entered_late", "exam_result_missing", "not_expected_yet"),
    *("duplicate_record", "number_in_question"),
    *("tag_missing", "reduction_not_reported", "registered_late"),
    *("exam_not_entered", "exams_and_units_missing", "units_missing", "claim_not_submitted"),
    *("visit_not_booked", "visit_too_late", "consideration_to_answer", "visit_to_confirm"),
    *("entered_for_exam", "unsettled", "consideration_asked", "ready_for_sampling", "sampled"),
    *("claim_held_up", "pending", "assessed_to_come", "points_too_low"),
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
    every = product(EXAMS, MARKS, OF_ITSELF)
    return [one for one in every if sum(map(bool, one)) in (1, 2)]


def expected(planted: Together) -> str:
    """The first of the planted causes in the order of IN_ORDER, of those that are true together.

    Exams alone are not entered only where no marked unit is missing, too, and no smaller size is to
    be had without the exam. Nothing is expected later, or late, where all is on its way, and only a
    marked unit can have been reduced. Another result falls with the exam that it rests on. Points
    are too low, or an award comes or is no better, only where nothing is missing; and no other size
    has a grade where these points are too low for it, too, or another pathway is what was meant.
    """
    exam, mark, registration = planted
    true = {one for one in planted if one}
    is_to_do = [kinds[one].is_to_do for kinds, one in ((EXAMS, exam), (MARKS, mark))]
    if exam == "exam_not_entered" and is_to_do[1]:
        true = true - {exam, "units_missing"} | {"exams_and_units_missing"}
    if exam and registration == "other_result_held":
        true = true - {registration} | {"withdrawn"}
    elif registration in OF_ALL_HELD and (exam or mark):
        true.discard(registration)
    if mark == "wrong_size" and (exam or registration in ("points_too_low", "wrong_pathway")):
        true = true - {mark} | {"wrong_unit"}
    needs = {**dict.fromkeys(TO_DO, any(is_to_do)), "reduction_not_reported": is_to_do[1]}
    if not needs.get(registration, True):
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
    """Have the worker come by, but for what is due since a moment ago or was tried in vain."""
    left = {kind: [pk for pk, one in planted.items() if one[2] == kind] for kind in LEFT}
    people = Candidate.objects.filter(entries__in=planted)
    late = people.filter(entries__in=left["being_awarded"])
    raise_award_due(people.exclude(pk__in=late.values("pk")), at=NOW - 2 * A_MOMENT)
    raise_award_due(late, at=NOW)
    given_up(left["given_up"])
    while commands.award_due(at=NOW, older_than=A_MOMENT):
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
    for part, kinds in ((0, EXAMS), (2, OF_ITSELF)):
        for kind in kinds:
            if some := [one for one in made if planted[one.pk][part] == kind]:
                kinds[kind].plant(some)
    return planted


def _judged(planted):
    on = localdate(NOW)
    entries = QualificationEntry.objects.filter(pk__in=[*planted])
    entries = entries.select_related("candidate", "centre", "qualification__subject")
    said = {pk: one.reason_on(on).code for pk, one in kept_of(with_kept(entries), on).items()}
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
