"""What does the centre do with a request: raise it, answer, take it back?"""

from collections import Counter

from django.db import transaction
from django.utils.timezone import localdate

from interchange import keeping, numbers, workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import years
from interchange.catalogue.queries import bank_holidays, figures
from interchange.refusals import check_says_something
from interchange.tokens import named
from mir import queries, rules, states
from mir.commands.telling import say_where_it_stands, tell_board, tell_centre
from mir.models import Attachment, Request
from mir.request_types import BY_SLUG, OTHER

ASKED = (
    "kind",
    "centre_id",
    "qualification_id",
    "candidate_id",
    "unit_id",
    "series_id",
    "claim_number",
    "other_ocr_number",
    "planned_on",
    "confirmed",
    "explanation",
    "urgent",
    "urgent_because",
    "email",
)
PAPER = ("document", "digest")
URGENT_DAYS = "urgent-request-working-days"  # the figure


@transaction.atomic
def raise_request(*, request, by, at) -> Request:
    """Send a request to the board and give it, with its number.

    `request` is a Request not saved yet, with its kind, centre, qualification and what else the
    kind needs; its papers were kept under its token. The same form sent twice, just as it is, gives
    the request of the first time. Raises RequestNotReady with every reason. Carries out the board's
    guidance on missing and incomplete results: papers and preconditions as in request_types.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=request.centre)
    hold_centre(request.centre)
    kind = BY_SLUG[request.kind]
    kept = queries.chosen(request.token, by).filter(
        document__in=[one.slug for one in (*kind.documents, OTHER)]
    )
    queries.drafts(request.centre, by).filter(token=request.token).delete()
    request.token = _named_as(request, kept)
    if sent := Request.objects.filter(token=request.token).first():
        keeping.delete(kept)  # they were sent with it
        return sent
    facts = queries.facts(request, at=at)
    papers = list(kept.select_for_update())
    _check_can_raise(request, facts, papers)
    request.number = numbers.following("request_number")
    request.raised_by, request.raised_at = by, at
    request.due_on = _due_on(request, localdate(at))
    if "claim_number" in kind.fields:
        request.visited_on = next(iter(facts.visits), None)
    request.save()
    Attachment.objects.filter(pk__in=[paper.pk for paper in papers]).update(request=request)
    say_where_it_stands(request, at)
    trail.record("request.raise", about=request, by=by, at=at, detail={"kind": request.kind})
    tell_centre("raised", request, at)
    tell_board("to_the_board", request, at)
    return request


def _due_on(request, on):
    """The day by which the board means to decide an urgent request; None for any other."""
    days = figures().get(URGENT_DAYS)
    if not request.urgent or days is None:
        return None
    return years.working_days_after(on, days, bank_holidays())


def _named_as(request, kept):
    """The name under which what the form asks for is kept: its token and all that it says.

    A second click keeps its papers once more; with another paper it is another request.
    """
    words = [getattr(request, name) for name in ASKED]
    name = named(request.token, "request", *words)
    sent = set(Attachment.objects.filter(request__token=name).values_list(*PAPER))
    papers = set(kept.values_list(*PAPER))
    if papers <= sent or not Request.objects.filter(token=name).exists():
        return name
    return named(request.token, "request", *words, sorted(papers))


def _check_can_raise(request, facts, papers):
    """Hold what is asked and its papers against the rules; raises RequestNotReady."""
    kind = BY_SLUG[request.kind]
    rules.check_can_raise(
        kind,
        named={name for name in kind.fields if getattr(request, name)},
        facts=facts,
        confirmed=set(request.confirmed),
        documents=[paper.document for paper in papers],
        explanation=request.explanation,
        urgency=(request.urgent, request.urgent_because),
        rows=_problems_of_rows(request, papers),
        alike=_alike(papers),
    )


def _problems_of_rows(request, papers):
    """What is wrong with the rows of the papers, by what the portal knows, a sentence a row."""
    kind = BY_SLUG[request.kind]
    for paper in papers:
        template = kind.document(paper.document).template
        if template and not all(template.has_columns_of(row) for row in paper.rows):
            return [f"The rows are those of another template. Send “{template.title}”, filled in."]
    rows = [row for paper in papers for row in paper.rows]
    judge = kind.judge_rows
    return judge(rows, queries.rows_known(request, rows)) if judge and rows else []


def _alike(papers):
    """Of which documents the same file was sent for another one, too."""
    named = {(paper.document, paper.digest) for paper in papers if paper.document != OTHER.slug}
    times = Counter(digest for _, digest in named)
    return {document for document, digest in named if times[digest] > 1}


def _further(token, by):
    """The papers kept under a token that can be sent after a request: no filled template."""
    return queries.chosen(token, by).filter(document=OTHER.slug)


@transaction.atomic
def answer(*, request, reply, token, by, at) -> None:
    """Answer the board's question, with the papers kept under the form's `token`."""
    check_says_something(reply, "Write your answer to the board's question.")
    detail = {"words": reply}
    workflow.perform(states.ANSWER, request, by=by, at=at, detail=detail, reply=reply)
    say_where_it_stands(request, at)
    _further(token, by).update(request=request)
    tell_board("answered", request, at)
    tell_centre("answer_received", request, at)


@transaction.atomic
def add(*, request, words, token, by, at, urgent_because="") -> None:
    """Add something to a request that is open, with the papers kept under the form's `token`.

    With why its result is needed urgently by now, where it is, the request becomes urgent from then
    on, with the day by which the board means to decide it.
    The same form sent twice adds it once; sent again with a paper more, it adds that. Raises
    NothingSaid without words, and MoveRefused once the request is finished.
    """
    check_says_something(words, "Write what you want to add.")
    permissions.check(by, Permission.RAISE_REQUESTS, centre=request.centre)
    held = Request.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.status in states.FINISHED:
        raise workflow.MoveRefused(
            f"Request {held.number} is {held.get_status_display()}: nothing can be added to it any"
            " more. Raise a new one if something has changed."
        )
    if because := urgent_because.strip():
        words = f"{words}\n\nNeeded urgently: {because}"
        _make_urgent(held, because, localdate(at))
    kept, name = _further(token, by), str(named(token, "addition", held.pk, words))
    if any(one.detail.get("token") == name for one in trail.of(held)):
        papers = set(kept.values_list(*PAPER))
        if papers <= set(held.attachments.values_list(*PAPER)):
            keeping.delete(kept)  # they were sent with it
            return
        name = str(named(token, "addition", held.pk, words, sorted(papers)))
    detail = {"words": words, "token": name}
    trail.record("request.add", about=held, by=by, at=at, detail=detail)
    kept.update(request=held)
    tell_board("added", held, at)


def _make_urgent(request, because, on):
    """Have a request be urgent from the day on, if it is not already."""
    if request.urgent:
        return
    request.urgent, request.urgent_because = True, because
    request.due_on = _due_on(request, on)
    Request.objects.filter(pk=request.pk).update(
        urgent=True, urgent_because=because, due_on=request.due_on
    )


@transaction.atomic
def withdraw(*, request, by, at) -> None:
    """Take a request back that the board has not decided yet."""
    workflow.perform(states.WITHDRAW, request, by=by, at=at)
    say_where_it_stands(request, at)
    tell_centre("withdrawn", request, at)
    tell_board("withdrawn_at_the_board", request, at)
