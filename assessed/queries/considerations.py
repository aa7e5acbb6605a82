"""Which absences may be considered, what was applied for, and what became of it?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessed.consideration_states import OPEN, OVER
from assessed.consideration_states import Status as Asked
from assessed.models import Consideration, ConsiderationPaper
from assessed.rules.considering import Absence, in_time_until
from entries.models import UnitEntry
from entries.queries.people import matches
from entries.unit_states import STANDING, Status
from interchange.audit import trail
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import ConsiderationGround, Series
from interchange.words import words_typed
from results import rules
from results.models import GRADES, Attendance, AwaitedGrade, UnitResult
from results.queries.attendance import latest_mark

DAYS = "consideration-days"
A_YEAR = timedelta(days=365)
WITH_NAMES = ("candidate", "centre", "qualification__subject", "unit", "series")
ABSENT = Status.ABSENT


def considerations(centre=None) -> QuerySet[Consideration]:
    """The applications of the centre, or of all, as pages show one; newest first.

    `came` is the grade that stands of the exam itself, which leaves nothing to decide; or None.
    """
    found = Consideration.objects.filter(centre=centre) if centre else Consideration.objects.all()
    names = [f"entry__{name}" for name in WITH_NAMES]
    exam = {name: OuterRef(f"entry__{name}") for name in ("candidate", "unit", "series")}
    graded = UnitResult.objects.standing().filter(**exam).exclude(grade__in=rules.UNGRADED)
    found = found.annotate(came=Subquery(graded.order_by("-pk").values("grade")[:1]))
    return found.select_related(
        "centre", "ground", "awaited__result__superseded_by", "applied_by", *names
    )


def to_answer(centre) -> QuerySet[Consideration]:
    """The centre's applications about which the board has asked, and there is still to decide."""
    return considerations(centre).filter(status=Asked.MORE_NEEDED, came=None)


def graded_meanwhile() -> QuerySet[Consideration]:
    """The open applications whose exam has a grade by now, of all centres."""
    return considerations().filter(status__in=OPEN, came__isnull=False)


def exam_entries(centre) -> QuerySet[UnitEntry]:
    """The centre's entries for exams, with the result that stands and the attendance noted."""
    found = UnitEntry.objects.filter(centre=centre, series__isnull=False)
    return with_absence(found).select_related(*WITH_NAMES)


def with_absence(entries) -> QuerySet[UnitEntry]:
    """Entries for exams with their `grade`, `mark` and the number `applied` has; None for none."""
    of_exam = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    results = UnitResult.objects.standing().filter(**of_exam).order_by("-pk")
    applied = Consideration.objects.filter(entry=OuterRef("pk")).exclude(status__in=OVER)
    return entries.annotate(
        grade=Subquery(results.values("grade")[:1]),
        mark=latest_mark(),
        applied=Subquery(applied.values("number")[:1]),
    )


def absences(centre) -> QuerySet[UnitEntry]:
    """The centre's absences from exams that were not applied for, the latest series first.

    What was refused is not among them: from its application it can be applied for once more.
    """
    by_result = Q(grade=rules.ABSENT)
    by_mark = Q(grade=None) & (Q(mark=rules.Mark.ABSENT.value) | Q(status=ABSENT))
    entered_again = UnitEntry.objects.filter(
        candidate=OuterRef("candidate"),
        unit=OuterRef("unit"),
        series=OuterRef("series"),
        status__in=STANDING,
    ).exclude(pk=OuterRef("pk"))
    found = exam_entries(centre).filter(by_result | by_mark, applied=None)
    found = found.filter(pk__in=_maybe_absent(centre))
    found = found.exclude(status__in=[Status.WITHDRAWN, Status.EXCUSED])
    found = found.exclude(Q(status=ABSENT) & Exists(entered_again))
    found = found.exclude(considerations__status=Asked.REFUSED)
    return found.order_by("-series__year", "-series__month", "candidate__sorts_as", "pk")


def _maybe_absent(centre):
    """The ids of the centre's entries of which anything says or once said that they were absent.

    Found by the absences, of which there are few, and not by going through the entries.
    """
    entries = UnitEntry.objects.filter(centre=centre, series__isnull=False).order_by()
    of_exam = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    by_result = entries.filter(Exists(UnitResult.objects.filter(**of_exam, grade=rules.ABSENT)))
    noted = Attendance.objects.filter(entry__centre=centre, mark=rules.Mark.ABSENT.value)
    return by_result.values("pk").union(
        noted.order_by().values("entry"), entries.filter(status=ABSENT).values("pk")
    )


def sat_without_grade(centre, on, text="") -> QuerySet[UnitEntry]:
    """The centre's exams of the last year that were not noted as missed and have no grade.

    Among them stands whoever sat another paper than the one entered for; nobody has applied for
    them. Each word of `text` must be part of the candidate's name or number.
    """
    begun = [one.pk for one in Series.objects.all() if on - A_YEAR <= one.begins_on <= on]
    found = exam_entries(centre).filter(series__in=begun, status__in=STANDING)
    found = found.filter(applied=None, grade=None)
    found = found.filter(Q(mark=None) | ~Q(mark=rules.Mark.ABSENT.value))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found


def may_be_applied_for(centre, records: Iterable[int], on) -> list[UnitEntry]:
    """The candidates' exams through the centre of series that have begun, without a grade.

    Nobody has applied for them; who was there and sat the wrong paper is among them.
    """
    found = exam_entries(centre).filter(candidate__in=list(records), applied=None)
    found = found.filter(Q(grade=None) | Q(grade=rules.ABSENT), status__in=[*STANDING, ABSENT])
    return [
        one
        for one in found.order_by("-series__year", "-series__month", "pk")
        if one.series.begins_on <= on
    ]


def absence_of(entry, ground=None) -> Absence:
    """What is known of the absence of an entry as `with_absence` gives it."""
    absent = entry.grade == rules.ABSENT or entry.mark == rules.Mark.ABSENT.value
    return Absence(
        who=entry.candidate.name,
        unit=entry.unit.number,
        series=str(entry.series),
        begins_on=entry.series.begins_on,
        is_absent=absent or entry.status == ABSENT,
        is_entered=entry.status in (*STANDING, ABSENT),
        grade="" if entry.grade in (None, rules.ABSENT) else GRADES[entry.grade],
        number=entry.applied,
        wrong_paper=bool(ground and ground.wrong_paper),
    )


def in_time(series, on) -> tuple[date, bool]:
    """The last day for an application for an exam of the series, and whether it is late on the day.

    Raises ConsiderationRefused where the board has set none.
    """
    days = catalogue_queries.figures().get(DAYS)
    last = in_time_until(series.year, series.month, series.considered_until_on, days)
    return last, on > last


def grounds() -> QuerySet[ConsiderationGround]:
    """The reasons that centres can choose."""
    return ConsiderationGround.objects.filter(offered=True)


def wrong_paper() -> ConsiderationGround | None:
    """The reason of who sat another paper than the one entered for, if centres can choose it."""
    return grounds().filter(wrong_paper=True).first()


def chosen_papers(token, by) -> QuerySet[ConsiderationPaper]:
    """The papers a person has chosen in a form that is not sent yet."""
    return ConsiderationPaper.objects.filter(token=token, added_by=by, consideration=None)


def shown_of_take_back(consideration) -> dict[str, str]:
    """What the board is shown before it takes an acceptance back: what becomes of the grade."""
    owed = AwaitedGrade.objects.select_related("result__superseded_by")
    awaited = owed.get(pk=consideration.awaited_id)
    if awaited.corrected:
        grade = awaited.corrected.shown
        said = f"{grade}, corrected by hand: it stands. Correct that result, too, if it is wrong"
    elif awaited.has_grade:
        said = f"{awaited.result.shown}: an absence takes its place"
    else:
        said = "none yet"
    return {"Assessed grade": said}


def of_candidates(centre, records: Iterable[int]) -> list[Consideration]:
    """The centre's applications for the candidates with these ids, newest first; one query."""
    return list(considerations(centre).filter(entry__candidate__in=list(records)))


def steps(found: Iterable[Consideration], *, linked) -> list[tuple]:
    """What happened to these applications, for the story: (when, title, text, address).

    Only number and exam: what was said is for those who may apply; `linked` says to lead there.
    """
    return [
        (
            event.at,
            _step(event),
            f"{one.entry.unit}, {one.entry.series}. Application {one.number}",
            one.get_absolute_url() if linked else "",
        )
        for event, one in trail.of_all(found)
    ]


def _step(event):
    """What was done, where it does not stand on the page of the application."""
    if event.name == "consideration.apply":
        return event.title
    return f"Special consideration: {event.title[0].lower()}{event.title[1:]}"


def story(consideration) -> list[tuple]:
    """What happened to an application, newest first: (title, when, by whom, words)."""
    ours = {"consideration.apply", "consideration.answer", "consideration.withdraw"}
    return [
        (
            event.title,
            event.at,
            str(event.by) if event.name in ours else "the board",
            event.detail.get("words", ""),
        )
        for event in trail.of(consideration)
    ]
