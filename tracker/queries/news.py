"""What happened at a centre lately, for Home: gathered by kind where many came at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, Case, Count, F, Max, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse

from entries.models import QualificationEntry
from entries.queries.leaving import named_as_known
from interchange.accounts import permissions
from interchange.accounts.models import Membership
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.audit.models import Event
from interchange.bulk import among
from results.models import QualificationResult

BIG = BigIntegerField()
RECENT = timedelta(days=14)
ENTRY, RESULT = "qualificationentry", "qualificationresult"
MOST_NEWS = 12
GATHERED = {  # what comes by the hundred, and is told by a line a day: what each is about
    "qualificationresult.issue": "qualification results",
    "qualificationresult.correct": "qualification results",
    "qualificationentry.withdraw": "registrations",
    "qualificationentry.process_withdrawal": "registrations",
    "qualificationentry.reinstate": "registrations",
}


@dataclass(frozen=True)
class News:
    """Something that happened, in words, by whom, and the page to see it on."""

    title: str
    label: str
    href: str
    at: datetime
    by: str


NEWS = {
    "claim.submit": "Claim submitted",
    "claim.recall": "Claim recalled",
    "claim.sample": "Sample ready to view",
    "claim.agree": "Claim agreed and sent to the board",
    "claim.process": "Claim processed: unit results are available",
    "claim.withdraw": "Claim withdrawn by the moderator",
    "claim.send_report": "Feedback report from the moderator",
    "visit.ask": "Visit asked for",
    "visit.book": "Visit booked",
    "visit.rebook": "Visit moved to another date or type",
    "visit.call_off": "Visit called off by the moderator",
    "visit.cancel": "Visit cancelled",
    "visit.hold": "Visit took place",
    "qualificationresult.issue": "Qualification results issued",
    "qualificationresult.correct": "Qualification results corrected",
    "request.raise": "Missing-results request raised",
    "request.ask": "The board asks about a missing-results request",
    "request.resolve": "Missing-results request resolved",
    "request.reject": "Missing-results request rejected",
    "consideration.ask": "The board asks about special consideration",
    "consideration.accept": "Special consideration accepted",
    "consideration.refuse": "Special consideration refused",
    "consideration.take_back": "The board takes back an accepted special consideration",
    "review.keep": "Outcome of a review: the grade stays",
    "review.change": "Outcome of a review: the grade changed",
    "review.send": "Script sent by the board",
    "review.refuse": "Refused by the board: a post-results service",
    "review.keep_on_appeal": "Outcome of an appeal: the grade stays",
    "review.change_on_appeal": "Outcome of an appeal: the grade changed",
    "approval.approve": "Approved for a subject",
    "approval.decline": "Approval declined by the board",
    "approval.end": "Approval ended by the board",
    "declaration.submit": "Declaration of the term-time checkpoint submitted",
    "entryfile.load": "File of entries loaded",
    "qualificationentry.withdraw": "Entry marked Withdrawn",
    "qualificationentry.process_withdrawal": "Withdrawal processed",
    "qualificationentry.ask_back": "The board was asked to reinstate a registration",
    "qualificationentry.decline_back": "The board does not reinstate a registration",
    "qualificationentry.reinstate": "Registration reinstated by the board",
}

ONLY_FOR = {  # what begins so is news for those with the right alone
    "request.": Permission.VIEW_REQUESTS,
    "review.": Permission.VIEW_REQUESTS,
    "consideration.": Permission.APPLY_CONSIDERATION,
}
PAGES = {  # of what has a page of its own, by the kind of the record
    "claim": "claims:view",
    "entryfile": "entries:file",
    "visit": "claims:visit",
    "consideration": "assessed:consideration",
    "review": "reviews:view",
}


def news(user, centre, at) -> list[News]:
    """What the person may see of what happened within RECENT of the instant, newest first.

    Centres know each other's people and their moderators by name; the board's staff are the board.
    """
    recent = Event.objects.filter(centre=centre.number, at__gte=at - RECENT, name__in=NEWS)
    for kind, needed in ONLY_FOR.items():
        if not permissions.can(user, needed, centre=centre):
            recent = recent.exclude(name__startswith=kind)
    found = list(_gathered(recent))
    last = Event.objects.select_related("by").in_bulk([one["last"] for one in found])
    events = list(last.values())
    staff = Membership.objects.filter(centre=None, user__in={event.by_id for event in events})
    of_the_board = set(staff.values_list("user_id", flat=True))
    registrations = _registrations_of(events)
    renamed = _named_otherwise(centre, registrations, at)
    return [
        News(
            NEWS[event.name],
            renamed.get(event.about, event.label) if many == 1 else _many_of(event.name, many),
            _page_of(event, centre, registrations if many == 1 else {}),
            event.at,
            "the board" if event.by_id in of_the_board else event.by.name,
        )
        for event, many in ((last[one["last"]], one["many"]) for one in found)
    ]


def _gathered(recent):
    """The latest of the events, those of a kind that come by the hundred as one a day and person.

    Each says how many there are and which is the last; the newest first.
    """
    alone = Case(When(name__in=GATHERED, then=Value(0)), default=F("pk"), output_field=BIG)
    groups = recent.exclude(by=None).order_by().annotate(alone=alone, day=TruncDate("at"))
    counted = groups.values("name", "by", "day", "alone").annotate(
        many=Count("pk"), last=Max("pk"), latest=Max("at")
    )
    return counted.order_by("-latest", "-last")[:MOST_NEWS]


def _many_of(name: str, many: int) -> str:
    """What so many events of a kind are about, in words."""
    return f"{many} {GATHERED[name]}"


def _registrations_of(events):
    """The registrations that events, or results of events, are about, by how the trail names it."""
    keys = {ENTRY: [], RESULT: []}
    for event in events:
        kind, _, key = event.about.partition(":")
        if kind in keys:
            keys[kind].append(int(key))
    results = QualificationResult.objects.filter(pk__in=among(keys[RESULT]))
    entry_of = dict(results.values_list("pk", "entry"))
    found = QualificationEntry.objects.filter(pk__in=among({*keys[ENTRY], *entry_of.values()}))
    found = found.select_related("candidate", "centre", "qualification")
    entries = {entry.pk: entry for entry in found}
    named = {trail.reference(entry): entry for entry in entries.values()}
    return named | {f"{RESULT}:{pk}": entries[entry] for pk, entry in entry_of.items()}


def _named_otherwise(centre, registrations, at):
    """What is said of registrations of whom the centre knows by another name: who left since."""
    now = {about: entry.candidate.name for about, entry in registrations.items()}
    named_as_known(centre, {entry.pk: entry for entry in registrations.values()}.values(), at)
    return {
        about: f"{entry.candidate.name} for {entry.qualification.code}"
        for about, entry in registrations.items()
        if entry.candidate.name != now[about]
    }


def _page_of(event, centre, registrations):
    """Where the record of an event can be seen; registrations on their candidate's page."""
    kind, _, key = event.about.partition(":")
    if kind == ENTRY and event.about in registrations:
        return registrations[event.about].get_absolute_url()
    if kind in PAGES:
        return reverse(PAGES[kind], args=[centre.number, key])
    if kind == "declaration":
        return reverse("checkpoints:checkpoint", args=[centre.number])
    if kind == "approval":
        return reverse("entries:approvals", args=[centre.number])
    if kind == "request":
        return reverse("mir:requests", args=[centre.number])
    if kind == RESULT:
        return reverse("results:test_results", args=[centre.number])
    return reverse("tracker:progress", args=[centre.number])
