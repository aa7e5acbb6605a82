"""Which days count at a centre: the board's key dates, the exam series, the centre's own visits.

They are the days that the rules go by, read from the tables that the board's staff edit.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse

from claims.queries import visits_at
from claims.rules.visits import away
from claims.visit_states import Status
from entries.queries import qualifications_of
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue.models import KeyDate, Series
from interchange.catalogue.queries import figures
from interchange.catalogue.years import key_dates_year

AHEAD = timedelta(days=120)  # how far ahead Home looks (ours)
CLOSING = ("entries_close_on", "late_until_on", "very_late_until_on")
OF_SERIES = {
    "entries_open_on": "Entries for {} open",
    "entries_close_on": "Exam entries for {} close",
    "late_until_on": "Last day for late entries for {}",
    "very_late_until_on": "Last day for very late entries for {}",
    "refund_until_on": "Last day to withdraw from exams of {} with a refund",
    "results_on": "Results of {} come out",
    "others_on": "The embargo on results of {} ends for everybody at centres",
    "candidates_on": "Candidates may be given their results of {}",
}
CHECKPOINT = ("Term-time checkpoint", "checkpoints:checkpoint", Permission.VIEW_CENTRE)
TO_DO = {  # what leads where, for whom: of a series' dates and of key dates, by slug
    **dict.fromkeys(CLOSING, ("Enter for exams", "entries:exams", Permission.MAKE_ENTRIES)),
    "refund_until_on": ("Withdraw from exams", "entries:entries", Permission.MAKE_ENTRIES),
    **dict.fromkeys(
        ("results_on", "others_on", "candidates_on"),
        ("Test Results", "results:test_results", Permission.VIEW_CENTRE),
    ),
    "checkpoint-opens": CHECKPOINT,
    "checkpoint-closes": CHECKPOINT,
    "visits-booked": ("Book a visit", "claims:visits", Permission.VIEW_CENTRE),
    "claims": ("Make claims", "claims:make", Permission.MAKE_CLAIMS),
}


STEPS = {  # of the way from registration to result, by what a day is about
    **dict.fromkeys((*CLOSING, "entries_open_on", "refund_until_on"), "enter"),
    **dict.fromkeys(("checkpoint-opens", "checkpoint-closes"), "declare"),
    "claims": "claim",
    **dict.fromkeys(("visits-booked", "visits", "visit"), "visit"),
    **dict.fromkeys(("results_on", "others_on", "candidates_on"), "results"),
    "last_exam": "enter",
    "last_certification_on": "claim",
}
OF_QUALIFICATION = {
    "last_registration_on": "Last day to register for {}, until midnight",
    "last_exam": "Entries close for the last exams of {}, at midnight",
    "last_certification_on": "Last certification of {}, until midnight",
}


@dataclass(frozen=True)
class Day:
    """A day that counts: why, how far off it is, and the page to act on, where there is one.

    `about` is the series' date, the key date's slug, or visit; `key` tells it from all others;
    `year` is the academic year under which it is listed.
    """

    on: date
    title: str
    about: str
    key: str
    year: str
    provisional: bool = False
    away: str = ""
    is_over: bool = False
    link: str = ""
    href: str = ""

    @property
    def step(self) -> str:
        """The step of the way from registration to result that it belongs to; "" for none."""
        return STEPS.get(self.about, "")


def years() -> list[str]:
    """The academic years that dates are known of, such as 2026/27, in order."""
    return sorted(set(KeyDate.objects.values_list("academic_year", flat=True)))


def days(user, centre, *, today) -> list[Day]:
    """Every Day that concerns the centre, earliest first; six queries.

    `user` decides which pages the days lead to.
    """
    every = (*_of_series(), *_of_board(), *_of_visits(centre), *_of_qualifications(centre))
    found = sorted(every, key=lambda day: day.on)
    return [
        replace(
            day,
            away=away(day.on, today),
            is_over=day.on < today,
            **({} if day.href else _to_do(user, centre, day.about)),
        )
        for day in found
    ]


def of_everybody() -> list[Day]:
    """The days that count at every centre, earliest first; three queries."""
    return sorted([*_of_series(), *_of_board()], key=lambda day: day.on)


def to_come(user, centre, today) -> list[Day]:
    """The days from today on that are near enough for Home."""
    found = days(user, centre, today=today)
    return [day for day in found if not day.is_over and day.on <= today + AHEAD]


def by_month(days) -> list[tuple[date, list[Day]]]:
    """The days of each month, as (first of the month, days) pairs."""
    months = groupby(days, key=lambda day: day.on.replace(day=1))
    return [(month, list(found)) for month, found in months]


def _of_series():
    before_results = timedelta(days=figures().get("medical-withdrawal-days", 0))
    for series in Series.objects.exclude(month=Series.Month.SEPTEMBER):
        code, provisional = series.code, series.provisional
        for field, title in OF_SERIES.items():
            if on := getattr(series, field):
                key, year = f"{field}-{code}", key_dates_year(on)
                yield Day(on, title.format(series), field, key, year, provisional)
        if series.results_on and before_results:
            title = f"Last day to withdraw from exams of {series} for illness or bereavement"
            last = series.results_on - before_results
            key, year = f"medical-{code}", key_dates_year(last)
            yield Day(last, title, "refund_until_on", key, year, provisional)


def _of_board():
    for one in KeyDate.objects.all():
        key = f"{one.slug}-{one.academic_year}"
        yield Day(one.on, one.title, one.slug, key, one.academic_year, one.provisional)


def _of_qualifications(centre):
    """The last days of what the centre has entries for, as the board has set them."""
    closes = {one.code: one.entries_close_on for one in Series.objects.all()}
    for one in qualifications_of(centre):
        last = {
            "last_registration_on": one.last_registration_on,
            "last_exam": closes.get(one.last_exam),
            "last_certification_on": one.last_certification_on,
        }
        for about, on in last.items():
            if on:
                key, year = f"{about}-{one.code}", key_dates_year(on)
                title = OF_QUALIFICATION[about].format(one)
                yield Day(on, title, about, key, year, one.dates_provisional)


def _of_visits(centre):
    for visit in visits_at(centre).filter(status=Status.BOOKED):
        title = f"{visit.get_kind_display()} visit for {visit.about}"
        key, year = f"visit-{visit.pk}", key_dates_year(visit.on)
        yield Day(visit.on, title, "visit", key, year, link="Visit", href=visit.get_absolute_url())


def _to_do(user, centre, about):
    link, page, permission = TO_DO.get(about, ("", "", None))
    if not page or not permissions.can(user, permission, centre=centre):
        return {}
    return {"link": link, "href": reverse(page, args=[centre.number])}
