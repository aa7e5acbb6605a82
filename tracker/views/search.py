"""One search for what somebody may see at a centre: whom or what do the words mean?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from assessed import queries as assessed_queries
from claims import queries as claims_queries
from entries import queries as entries_queries
from entries.queries.people import matches
from interchange.accounts import menu, permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.words import words_typed
from mir import queries as mir_queries
from mir.request_types import BY_SLUG
from results import queries as results_queries
from reviews import queries as reviews_queries

MOST = 8  # of a kind: more words find fewer
LONGEST = 9  # digits of a number of the board's


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what tells it from others, and its page."""

    title: str
    more: str
    href: str


@dataclass(frozen=True)
class Group:
    """What was found of a kind, at most MOST; `list_at` is the list with all of them, if any."""

    title: str
    rows: list[Hit]
    is_more: bool = False
    list_at: str = ""


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def search(request, centre):
    """What is found for the words typed, kind by kind, of what the person may see."""
    text = " ".join(words_typed(request.GET.get("q", "")))[:100]
    found = list(_groups(request, centre, text)) if text else []
    context = {"searched": text, "groups": [one for one in found if one.rows], "most": MOST}
    return render(request, "tracker/search.html", context)


def _groups(request, centre, text) -> Iterator[Group]:
    """Each costs the same few queries, however much is found."""

    def may(permission):
        return permissions.can(request.user, permission, centre=centre)

    yield _candidates(centre, text)
    yield _claims(centre, text)
    if may(Permission.VIEW_REQUESTS):
        yield _requests(centre, text)
        yield _reviews(centre, text)
    if may(Permission.APPLY_CONSIDERATION):
        yield _considerations(centre, text)
    yield _invoices(centre, text)
    yield _files(centre, text)
    yield _pages(request, text)


def _group(title, rows: Iterable[Hit], list_at="") -> Group:
    rows = list(rows)
    return Group(title, rows[:MOST], len(rows) > MOST, list_at)


def _number(text):
    """The number of the board's that was typed; None where it is none."""
    digits = text.removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST else None


def _pages(request, text):
    words = text.casefold().split()
    items = [one for heading in menu.menu(request)["menu"] for one in heading.items if one.allowed]
    found = [one for one in items if all(word in one.title.casefold() for word in words)]
    return _group("Pages", [Hit(one.title, "", one.url) for one in found])


def _itself(record):
    return record


def _candidates(centre, text):
    found = list(entries_queries.find_candidates(centre, text)[: MOST + 1])
    found += [one for one in entries_queries.numbered(centre, text) if one not in found]
    known = entries_queries.as_known(centre, found, timezone.now(), whose=_itself)
    rows = [
        Hit(
            one.name,
            " · ".join([one.ocr_number, *(f"formerly {name}" for name in one.former_names)]),
            reverse("tracker:candidate", args=[centre.number, one.ocr_number]),
        )
        for one in known
    ]
    at = f"{reverse('entries:entries', args=[centre.number])}?{urlencode({'q': text})}"
    return _group("Candidates", rows, at)


def _claims(centre, text):
    """By number or by what is claimed for."""
    found = claims_queries.claims(centre)
    for word in text.split():
        of, number = Q(qualification__title__icontains=word), _number(word)
        of |= Q(qualification__code=word)
        found = found.filter(of if number is None else of | Q(number=number))
    rows = (
        Hit(
            f"Claim {one.number}" if one.number else "Claim in progress",
            f"{one.qualification} · {one.get_status_display()}",
            one.get_absolute_url(),
        )
        for one in found.order_by("-pk")[: MOST + 1]
    )
    return _group("Claims", rows, reverse("claims:history", args=[centre.number]))


def _about(centre, text, records, through="", whose=attrgetter("candidate")):
    """Those of the records that have the number, or whose candidate has the words; as known."""
    at, named = timezone.now(), records
    for word in text.split():
        named = named.filter(matches(centre, word, f"{through}candidate__"))
    named = entries_queries.found_as_known(centre, named, text, at, f"{through}candidate__")
    numbered = list(records.filter(number=_number(text)))
    named = [one for one in named.order_by("-number")[: MOST + 1] if one not in numbered]
    return entries_queries.named_as_known(centre, [*numbered, *named], at, whose=whose)


def _requests(centre, text):
    rows = (
        Hit(
            f"Request {one.number}",
            " · ".join(filter(None, [_name(one.candidate), BY_SLUG[one.kind].title])),
            one.get_absolute_url(),
        )
        for one in _about(centre, text, mir_queries.requests(centre))
    )
    return _group("Missing-results requests", rows, reverse("mir:requests", args=[centre.number]))


def _reviews(centre, text):
    rows = (
        Hit(
            f"Review {one.number}",
            f"{one.candidate.name} · {one.get_service_display()}",
            one.get_absolute_url(),
        )
        for one in _about(centre, text, reviews_queries.reviews(centre))
    )
    return _group("Post-results services", rows, reverse("reviews:reviews", args=[centre.number]))


def _considerations(centre, text):
    found = assessed_queries.considerations(centre)
    rows = (
        Hit(
            f"Application {one.number}",
            f"{one.entry.candidate.name} · unit {one.entry.unit.number}",
            one.get_absolute_url(),
        )
        for one in _about(centre, text, found, "entry__", attrgetter("entry.candidate"))
    )
    at = reverse("assessed:considerations", args=[centre.number])
    return _group("Special consideration", rows, at)


def _name(candidate):
    return candidate.name if candidate else ""


def _day(instant):
    return f"{timezone.localtime(instant):%-d %B %Y}"


def _invoices(centre, text):
    rows = (
        Hit(f"{one.title} {one.number}", _day(one.made_at), one.get_absolute_url())
        for one in entries_queries.invoices(centre).filter(number=_number(text))
    )
    return _group("Invoices", rows, reverse("entries:invoices", args=[centre.number]))


def _files(centre, text):
    """The files of entries that were sent, and the results files that were made, by their names."""
    sent = entries_queries.files_of(centre).filter(name__icontains=text)[: MOST + 1]
    made = results_queries.results_files_named(centre, text)[: MOST + 1]
    rows = [
        *(Hit(one.name, f"Sent {_day(one.sent_at)}", one.get_absolute_url()) for one in sent),
        *(Hit(one.name, f"Made {_day(one.made_at)}", one.get_absolute_url()) for one in made),
    ]
    return _group("Files", rows)
