"""How does a centre ask for post-results services, and take one back?"""

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from entries.commands import hold_people, raise_award_due_of
from entries.commands.papers import keep_paper
from entries.models import UnitEntry
from entries.unit_states import STANDING
from interchange import numbers, shown, uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox
from interchange.tokens import named
from reviews import queries, rules, states
from reviews.models import Review
from reviews.states import Service


@files_go_if_refused
@transaction.atomic
def ask(
    *,
    centre,
    sat,
    service,
    signed,
    kept="",
    upload=None,
    knows=False,
    email,
    token,
    seen=None,
    by,
    at,
) -> list[Review]:
    """Ask the board for a service for candidates of one exam; give a Review for each.

    `sat` is the exam (queries.Sat), `signed` gives for the id of each unit result the day of the
    candidate's consent, None for a service without. `kept` says which form was signed, `upload` is
    a file of the consents; `knows` that grades can fall. The same form sent twice asks once.
    Raises ReviewRefused with every reason, ShownOtherwise where fee, last day or grades are not as
    the page showed (`seen`), UploadRefused. Carries out the board's page on reviews of results:
    nothing is charged before the outcome.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=centre)
    hold_centre(centre)
    digest = upload and uploads.check(upload).digest
    asked = sorted(signed.items())
    name = named(token, "review", centre.pk, sat.key, service, asked, kept, email, digest)
    if sent := queries.asked_with(name):
        return sent
    chosen = queries.results_of(centre, sat).filter(pk__in=signed).order_by("pk")
    hold_people(chosen.values_list("candidate", flat=True))
    results = list(chosen.all())
    [offer] = [one for one in queries.offers(sat, at) if one.service == service]
    shown.check_same(seen, queries.shown_of(sat, offer, results))
    rules.check_can_ask(
        service,
        queries.rows_of(results, signed),
        closed=offer.closed,
        knows=knows,
        is_kept=bool(upload or kept.strip()),
        sat_on=sat.series.begins_on,
        on=localdate(at),
    )
    consent = rules.needs_consent(service)
    paper = keep_paper(upload, by=by, at=at) if consent else None
    entered, due_on = _entries(results), queries.promised(service, localdate(at))
    made = Review.objects.bulk_create(
        Review(
            number=number,
            service=service,
            centre=centre,
            candidate=one.candidate,
            qualification=one.qualification,
            unit=one.unit,
            series=one.series,
            result=one,
            entry=entered.get(one.candidate.person_id),
            signed_on=signed[one.pk] if consent else None,
            kept=kept.strip() if consent else "",
            paper=paper,
            email=email,
            token=name,
            due_on=due_on,
            asked_at=at,
            asked_by=by,
        )
        for number, one in zip(
            numbers.following_many("review_number", len(results)), results, strict=True
        )
    )
    trail.record_all("review.ask", made, by=by, at=at)
    raise_award_due_of({one.candidate_id for one in made}, at=at)
    about = {"reviews": made, "service": Service(service).label, "sat": str(sat), "centre": centre}
    outbox.queue("reviews/asked", to=email, at=at, **about)
    outbox.queue("reviews/to_the_board", to=settings.SUPPORT_INBOX, at=at, **about)
    return made


def _entries(results):
    """The exam entries of the results, by person; one query."""
    if not results:
        return {}
    one = results[0]
    found = UnitEntry.objects.filter(
        centre=one.centre,
        unit=one.unit,
        series=one.series,
        candidate__person__in=[result.candidate.person_id for result in results],
        status__in=STANDING,
    )
    return {entry.candidate.person_id: entry for entry in found.select_related("candidate")}


@transaction.atomic
def withdraw(*, review, by, at) -> None:
    """Take a review back that the board has not begun. Raises MoveRefused once it has."""
    workflow.perform(states.WITHDRAW, review, by=by, at=at)
    raise_award_due_of([review.candidate_id], at=at)
    outbox.queue("reviews/withdrawn", to=review.email, at=at, review=review)
    outbox.queue("reviews/withdrawn_at_the_board", to=settings.SUPPORT_INBOX, at=at, review=review)
