"""Home: what needs this person today, what is new, and the dates to come."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assessed import queries as assessed_queries
from cases import queries as cases_queries
from checkpoints import queries as checkpoints_queries
from interchange.accounts import menu, permissions
from interchange.accounts.access import at_centre, signed_in
from interchange.accounts.roles import Permission
from mir import queries as mir_queries
from mir.request_types import BY_SLUG as REQUEST_KINDS
from results.queries import deadlines
from tracker.queries import dates, news, progress, visits
from tracker.queries import home as home_queries
from tracker.queries.beginning import first_steps
from tracker.queries.exam_news import exam_news
from tracker.queries.home import Need


@signed_in
def home(request):
    """Send each person to the Home that is theirs; a moderator's is this one."""
    centre = menu.current_centre(request)
    if centre and permissions.can(request.user, Permission.VIEW_CENTRE, centre=centre):
        return redirect("tracker:centre_home", number=centre.number)
    if permissions.can(request.user, Permission.ADMIT_STAFF):
        return redirect("admin:index")
    context = {
        "needs": [
            *home_queries.moderation(request.user),
            *visits.to_moderate(request.user, timezone.localdate()),
        ],
        "has_role": bool(permissions.memberships(request.user)),
    }
    return render(request, "tracker/moderator_home.html", context)


@at_centre(Permission.VIEW_CENTRE)
def centre_home(request, centre):
    """Show what needs this person at the centre, an area after the other."""
    at = timezone.now()
    on = timezone.localdate(at)
    needs = [
        *_missing_results(request.user, centre, on),
        *_open_cases(centre),
        *checkpoints_queries.needs(request.user, centre, on),
        *home_queries.claims_in_hand(request.user, centre),
        *visits.at_centre(request.user, centre, on),
        *_requests(request.user, centre),
        *_considered(request.user, centre),
        *home_queries.transfers_to_answer(request.user, centre),
        *home_queries.moderation(request.user),
        *visits.to_moderate(request.user, on),
    ]
    days = dates.to_come(request.user, centre, on)
    return render(
        request,
        "tracker/home.html",
        {
            "may_request": permissions.can(request.user, Permission.VIEW_REQUESTS, centre=centre),
            "endings": checkpoints_queries.endings(days, centre, on),
            "first": first_steps(request.user, centre),
            "needs": needs,
            "exams": exam_news(centre, at),
            "news": news.news(request.user, centre, at),
            "days": days,
        },
    )


def _missing_results(user, centre, on):
    """The need of candidates who would get no result this summer, and of whom it is not known."""
    found = progress.counts(progress.expected(centre, on), deadlines(on))
    page = reverse("tracker:progress", args=[centre.number])
    number, due = found.at_risk, found.being_worked_out
    needs = []
    if number:
        needs.append(
            Need(
                f"{number} candidate{'s' if number > 1 else ''} at risk of no result this summer",
                f"{found.late} late, {found.due_soon} due soon. The most urgent are listed first,"
                " with what is missing, who must act, the days left and where to do it.",
                f"{page}?at_risk=on&sort=urgency",
                "bad",
            )
        )
    if found.past:
        needs.append(
            Need(
                f"{found.past} candidate{'s' if found.past > 1 else ''} past their summer",
                "Their estimated completion is over and no result is to come. Say of each if a"
                " result is still expected, and in which summer.",
                _where_answered(user, centre, page),
                "waiting",
            )
        )
    if due:
        needs.append(
            Need(
                f"{due} candidate{'s are' if due > 1 else ' is'} being worked out anew",
                "Something changed that can matter to their results. They are counted as soon as"
                " that is done, in a moment.",
                page,
                "waiting",
            )
        )
    return needs


def _open_cases(centre):
    """The need of cases that are open at the centre."""
    number = cases_queries.open_at(centre).count()
    if not number:
        return []
    return [
        Need(
            f"{number} open case{'s' if number > 1 else ''}",
            "What would keep results away, since when, and who must act.",
            reverse("cases:cases", args=[centre.number]),
            "waiting",
        )
    ]


def _where_answered(user, centre, page):
    """Where it is said if a result is still expected; who may not say so reads who they are."""
    if permissions.can(user, Permission.SET_COMPLETION, centre=centre):
        return reverse("tracker:still_expected", args=[centre.number])
    return f"{page}?urgency=PAST"


def _requests(user, centre):
    """The needs of requests: those the board asks about, and those begun and not sent."""
    if not permissions.can(user, Permission.RAISE_REQUESTS, centre=centre):
        return []
    return [
        Need(f"Answer the board: request {one.number}", one.question, one.get_absolute_url())
        for one in mir_queries.waiting(centre)
    ] + [
        Need(
            f"Not sent yet: {REQUEST_KINDS[one.kind].title}",
            f"You began it for {one.qualification.code} and last typed on"
            f" {timezone.localtime(one.typed_at):%-d %B}. The board knows nothing of it.",
            one.get_absolute_url(),
            "waiting",
        )
        for one in mir_queries.drafts(centre, user)
    ]


def _considered(user, centre):
    """The needs of applications for special consideration about which the board has asked."""
    if not permissions.can(user, Permission.APPLY_CONSIDERATION, centre=centre):
        return []
    return [
        Need(f"Answer the board: application {one.number}", one.question, one.get_absolute_url())
        for one in assessed_queries.to_answer(centre)
    ]
