"""Until when may what be asked for, by when is it done, and how long is a consent kept?"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from interchange.catalogue.years import working_days_after
from results.rules import LONGEST_REASON
from reviews.rules.asking import Problem, ReviewRefused
from reviews.states import Service

MONTHS, APPEAL_DAYS, CONSENT_MONTHS = "review-months", "appeal-days", "consent-months"
PROMISES = {Service.CLERICAL: "clerical-working-days", Service.MARKING: "review-working-days"}
REST = " … (the review has the rest)"


@dataclass(frozen=True)
class Exam:
    """An exam as far as its post-results services go: of which series and level, with which days.

    `is_out` says whether its results are out, `out_on` on which day they come or came, by a release
    before their results day too. `last_days` are what the board has set for the series, by
    service; `figures` its numbers.
    """

    series: str
    in_june: bool
    level: int
    results_on: date | None
    last_days: Mapping[str, date]
    figures: Mapping[str, int]
    out_on: date | None = None
    is_out: bool = False

    @property
    def opens_on(self) -> date | None:
        """The day from which services can be asked for; None while none is known."""
        return self.out_on or self.results_on


def last_day(service: str, exam: Exam) -> date | None:
    """The last day on which the service can be asked for; None where none is set.

    What the board has set for the series counts. Otherwise so many months after results day, which
    is the rule of its other vocational qualifications; priority reviews end sooner, so theirs must
    be set.
    """
    if service in exam.last_days:
        return exam.last_days[service]
    months = exam.figures.get(MONTHS)
    counts_from = exam.results_on or exam.out_on
    if service == Service.PRIORITY or counts_from is None or months is None:
        return None
    return months_after(counts_from, months)


def closed_because(service: str, exam: Exam, on: date) -> str:
    """Why the service cannot be asked for on the day, in a sentence; empty where it can.

    Services open with the results, at their hour or with a release before it. Priority reviews
    are for Level 3 in the June series alone.
    """
    label = Service(service).label
    if service == Service.PRIORITY and not (exam.in_june and exam.level == 3):
        return f"{label}: for exams of Level 3 in the June series only."
    if not exam.is_out and exam.opens_on is None:
        return f"{label}: opens on results day, which is not set yet for {exam.series}."
    if not exam.is_out:
        return f"{label}: opens with the results of {exam.series}, {exam.opens_on:%-d %B %Y}."
    last = last_day(service, exam)
    if last is None:
        return f"{label}: the board has not set the last day for {exam.series} yet."
    if on > last:
        return f"{label}: the last day for {exam.series} was {last:%-d %B %Y}."
    return ""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(
    service: str,
    asked_on: date,
    figures: Mapping[str, int],
    priority_by: date | None,
    holidays: Collection[date],
) -> date | None:
    """The day by which the board means to have the outcome; None where nothing is promised.

    A clerical check and a review of marking take so many working days, which bank holidays are not;
    priority reviews are finished by their key date.
    """
    if service == Service.PRIORITY:
        return priority_by
    days = figures.get(PROMISES.get(Service(service), ""))
    return None if days is None else working_days_after(asked_on, days, holidays)


def appeal_until(decided_on: date, figures: Mapping[str, int]) -> date | None:
    """The last day on which a centre can appeal against an outcome; None where none is set."""
    days = figures.get(APPEAL_DAYS)
    return None if days is None else decided_on + timedelta(days=days)


def kept_until(decided_on: date, figures: Mapping[str, int]) -> date | None:
    """The day until which consents are kept at least: so many months after the outcome."""
    months = figures.get(CONSENT_MONTHS)
    return None if months is None else months_after(decided_on, months)


def check_can_appeal(decided_on: date, received_on: date, until: date | None, on: date) -> None:
    """Raise ReviewRefused unless an appeal of that day is in time and not still to come."""
    if received_on > on:
        said = "The day on which the appeal came is still to come. Type the day it came."
    elif received_on < decided_on:
        said = f"An appeal cannot be older than the outcome of {decided_on:%-d %B %Y}."
    elif until and received_on > until:
        said = (
            f"The last day for an appeal was {until:%-d %B %Y}. One that came later is not noted:"
            " write to the centre."
        )
    else:
        return
    raise ReviewRefused([Problem("received_on", said)])


def cause(label: str, number: int, words: str) -> str:
    """Why a result is corrected: by which service, and what was found, on one line."""
    return shorten(f"{label} {number}: {words}", LONGEST_REASON, placeholder=REST)
