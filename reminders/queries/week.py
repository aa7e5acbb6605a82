"""What does a week's digest say of a centre? Read for all centres at once, a query an area."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, QuerySet

from assessed.queries import considerations
from claims.models import Claim
from claims.states import Status as ClaimStatus
from entries.models import Transfer
from interchange.accounts.models import Centre, Membership
from interchange.accounts.roles import PERMISSIONS, Permission, Role
from interchange.audit.models import Event
from mir.models import Request
from mir.states import WITH_THE_CENTRE
from reminders.queries.near import concerned
from reminders.queries.readers import reading, wanting
from reminders.rules import OF_DAYS, concerned_in_words
from results.queries import deadlines
from results.urgency import Urgency
from tracker.queries.dates import of_everybody
from tracker.queries.news import NEWS, ONLY_FOR
from tracker.queries.progress import at_risk_by_centre

AHEAD = timedelta(days=14)  # of what is due soon (ours)
SINCE = timedelta(days=7)
MORE_NEEDED = "more_needed"


@dataclass(frozen=True)
class Said:
    """A line of a digest: how many of what, the page, and the right without which it says nothing.

    `page` is the name of a page of the centre's; `query` what its address ends with.
    """

    words: str
    page: str
    permission: Permission = Permission.VIEW_CENTRE
    query: str = ""


@dataclass
class Week:
    """What a digest says of a centre, area by area."""

    late: list[Said] = field(default_factory=list)
    soon: list[Said] = field(default_factory=list)
    waiting: list[Said] = field(default_factory=list)
    news: list[Said] = field(default_factory=list)


def digest_readers(monday: date) -> dict[int, list[Membership]]:
    """Who gets the digest of the week and was not written to yet: roles at centres, by person."""
    held = reading().filter(wanting("digest")).exclude(user__digests__begins_on=monday)
    by_person = defaultdict(list)
    for one in held.select_related("user__letters_wanted", "centre").order_by("centre__number"):
        if Permission.VIEW_CENTRE in PERMISSIONS[Role(one.role)]:
            by_person[one.user_id].append(one)
    return by_person


def week(at: datetime, on: date) -> Mapping[int, Week]:
    """The Week of every centre (key) of which there is something to say; a fixed few queries."""
    found: dict[int, Week] = defaultdict(Week)
    _add_late(found, on)
    _add_soon(found, on)
    _add_waiting(found)
    _add_news(found, at)
    return found


def _add_late(found, on):
    said = {Urgency.LATE: "late", Urgency.DUE_SOON: "due soon"}
    for (centre, urgency), number in at_risk_by_centre(deadlines(on)).items():
        area = found[centre].late if urgency is Urgency.LATE else found[centre].soon
        words = (
            f"{_many(number, 'candidate', 'candidates')} without a result to come: {said[urgency]}"
        )
        area.append(Said(words, "tracker:progress", query=f"?urgency={urgency.name}"))


def _add_soon(found, on):
    days = [one for one in of_everybody() if one.about in OF_DAYS and on <= one.on <= on + AHEAD]
    numbers = {OF_DAYS[one.about].concerned: {} for one in days}
    for what in numbers:
        numbers[what] = concerned(what, on)
    for day in days:
        how = OF_DAYS[day.about]
        for centre, number in numbers[how.concerned].items():
            words = f"{day.title}, {day.on:%-d %B}: {concerned_in_words(how.concerned, number)}"
            found[centre].soon.append(Said(words.rstrip("."), how.page, how.permission))


def _add_waiting(found):
    for rows, one, many, page, right in waiting_for_centres():
        for centre, number in rows.order_by().values_list("where").annotate(Count("pk")):
            found[centre].waiting.append(Said(_many(number, one, many), page, right))


def waiting_for_centres() -> tuple[tuple[QuerySet, str, str, str, Permission], ...]:
    """What waits for centres: rows, each `where`; words for one and many; the page; who acts."""
    here = {"where": F("centre")}
    claims = Claim.objects.annotate(**here)
    return (
        (
            Request.objects.filter(status__in=WITH_THE_CENTRE).annotate(**here),
            "missing-results request about which the board asks",
            "missing-results requests about which the board asks",
            "mir:requests",
            Permission.RAISE_REQUESTS,
        ),
        (
            considerations().filter(status=MORE_NEEDED, came=None).annotate(**here),
            "application for special consideration about which the board asks",
            "applications for special consideration about which the board asks",
            "assessed:considerations",
            Permission.APPLY_CONSIDERATION,
        ),
        (
            Transfer.objects.filter(status="asked").annotate(where=F("old_centre")),
            "transfer that waits for your word",
            "transfers that wait for your word",
            "entries:transfers",
            Permission.MAKE_ENTRIES,
        ),
        (
            claims.filter(status=ClaimStatus.DRAFT),
            "claim not submitted yet",
            "claims not submitted yet",
            "claims:history",
            Permission.MAKE_CLAIMS,
        ),
        (
            claims.filter(status=ClaimStatus.SAMPLED),
            "sample of work to have ready for the moderator",
            "samples of work to have ready for the moderator",
            "claims:history",
            Permission.MAKE_CLAIMS,
        ),
    )


def _add_news(found, at):
    keys = dict(Centre.objects.values_list("number", "pk"))
    recent = Event.objects.filter(at__gt=at - SINCE, at__lte=at, name__in=NEWS)
    counted = recent.exclude(centre="").order_by("name").values_list("centre", "name")
    for centre, name, number in counted.annotate(Count("pk")):
        if centre in keys:
            words = NEWS[name] if number == 1 else f"{NEWS[name]} ({number})"
            found[keys[centre]].news.append(Said(words, "tracker:centre_home", _right(name)))


def _right(name):
    """The right without which nobody reads of an event of the name."""
    rights = (right for begin, right in ONLY_FOR.items() if name.startswith(begin))
    return next(rights, Permission.VIEW_CENTRE)


def _many(number, one, many):
    """So many of them, in words."""
    return f"{number} {one if number == 1 else many}"
