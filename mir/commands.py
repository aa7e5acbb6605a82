"""What changes: a request is raised, worked by the board, and brought to an end."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from interchange import keeping, numbers, uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox
from interchange.tokens import named
from mir import queries, rules, states
from mir.models import Attachment, Request
from mir.request_types import BY_SLUG, OTHER, document_kinds
from results import commands as results_commands

ASKED = (
    "kind",
    "centre_id",
    "qualification_id",
    "candidate_id",
    "unit_id",
    "series_id",
    "claim_number",
    "other_ocr_number",
    "confirmed",
    "explanation",
    "urgent",
    "urgent_because",
    "email",
)
PAPER = ("document", "digest")
FORGOTTEN = timedelta(days=1)  # after which papers of a form never sent are thrown away


# Papers of a form that is not sent yet


@files_go_if_refused
@transaction.atomic
def keep(*, token, document, upload, centre, by, at) -> Attachment:
    """Keep a file chosen in a form until the form is sent; give the Attachment.

    `token` names the form, `document` which paper it is. A second file for the same paper takes
    the place of the first, except among the other papers. Raises UploadRefused.
    """
    permissions.check(by, Permission.RAISE_REQUESTS, centre=centre)
    checked = uploads.check(upload, document_kinds(document))
    hold_centre(centre)
    held = queries.chosen(token, by).filter(document=document, digest=checked.digest).first()
    if held:
        return held
    if document != OTHER.slug:
        keeping.delete(queries.chosen(token, by).filter(document=document))
    uploads.check_count(queries.chosen(token, by).count() + 1)
    return Attachment.objects.create(
        token=token,
        document=document,
        **keeping.write(Attachment, upload, checked),
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def drop(*, token, papers, by) -> None:
    """Throw away papers (by their keys) that a person chose in a form not sent yet."""
    keeping.delete(queries.chosen(token, by).filter(pk__in=papers))


def forget_forms(*, at) -> int:
    """Throw away the papers of forms that nobody has touched for a day; give how many.

    A form with a paper of today is under way, with all its papers; and one that is sent meanwhile
    keeps them, since its papers are a request's then.
    """
    left = Attachment.objects.filter(request=None)
    under_way = left.filter(added_at__gte=at - FORGOTTEN).values("token")
    return keeping.delete(left.filter(added_at__lt=at - FORGOTTEN).exclude(token__in=under_way))


# The centre


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
    kept = queries.chosen(request.token, by)
    request.token = _named_as(request, kept)
    if sent := Request.objects.filter(token=request.token).first():
        keeping.delete(kept)  # they were sent with it
        return sent
    facts = queries.facts(request, on=timezone.localdate(at))
    papers = list(kept.select_for_update())
    _check_can_raise(request, facts, papers)
    request.number = numbers.following("request_number")
    request.raised_by, request.raised_at = by, at
    if "claim_number" in BY_SLUG[request.kind].fields:
        request.visited_on = next(iter(facts.visits), None)
    request.save()
    Attachment.objects.filter(pk__in=[paper.pk for paper in papers]).update(request=request)
    trail.record("request.raise", about=request, by=by, at=at, detail={"kind": request.kind})
    _tell_centre("raised", request, at)
    _tell_board("to_the_board", request, at)
    return request


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
    )


@transaction.atomic
def answer(*, request, reply, token, by, at) -> None:
    """Answer the board's question, with the papers kept under the form's `token`."""
    rules.check_says_something(reply, "Write your answer to the board's question.")
    detail = {"words": reply}
    workflow.perform(states.ANSWER, request, by=by, at=at, detail=detail, reply=reply)
    queries.chosen(token, by).update(request=request)
    _tell_board("answered", request, at)
    _tell_centre("answer_received", request, at)


@transaction.atomic
def withdraw(*, request, by, at) -> None:
    """Take a request back that the board has not decided yet."""
    workflow.perform(states.WITHDRAW, request, by=by, at=at)
    _tell_centre("withdrawn", request, at)
    _tell_board("withdrawn_at_the_board", request, at)


# The board


@transaction.atomic
def take(*, request, by, at) -> None:
    """Take a request up."""
    workflow.perform(states.TAKE, request, by=by, at=at)
    _tell_centre("taken", request, at)


@transaction.atomic
def ask(*, request, question, by, at) -> None:
    """Ask the centre for what is needed to go on; an earlier answer stays in the trail."""
    rules.check_says_something(question, "Write what you need to know from the centre.")
    detail = {"words": question}
    workflow.perform(states.ASK, request, by=by, at=at, detail=detail, question=question, reply="")
    _tell_centre("question", request, at, question=question)


@transaction.atomic
def resolve(*, request, decision, by, at, result=None, grade="") -> None:
    """Bring a request to its end with what was done, and tell the centre.

    `result` is a UnitResult to be corrected to `grade`: a superseding row is added and awards
    that may follow become due. Two people deciding at once: the second gets MoveRefused, and
    nothing is corrected twice.
    """
    rules.check_says_something(decision, "Write what was done.")
    _decide(states.RESOLVE, request, decision, by, at)
    if result is not None:
        cause = f"Missing-results request {request.number}: {decision}"
        results_commands.correct(
            result=result, grade=grade, cause=cause, request=request, by=by, at=at
        )
    _tell_centre("resolved", request, at, decision=decision)


@transaction.atomic
def reject(*, request, reason, by, at) -> None:
    """Refuse a request, saying why, and tell the centre."""
    rules.check_says_something(reason, "Write why the request is rejected.")
    _decide(states.REJECT, request, reason, by, at)
    _tell_centre("rejected", request, at, decision=reason)


def _decide(move, request, decision, by, at):
    """Carry out a move of the board that ends the request."""
    workflow.perform(
        move,
        request,
        by=by,
        at=at,
        detail={"words": decision},
        decision=decision,
        decided_at=at,
        decided_by=by,
    )


# What they share


def _tell_centre(letter, request, at, **context):
    """Queue a letter to the address the centre gave."""
    outbox.queue(f"mir/{letter}", to=request.email, at=at, **_about(request), **context)


def _tell_board(letter, request, at):
    """Queue a letter to the board's support."""
    outbox.queue(f"mir/{letter}", to=settings.SUPPORT_INBOX, at=at, **_about(request))


def _about(request):
    """What every letter says of a request; nothing about the candidate."""
    return {
        "request": request,
        "kind": BY_SLUG[request.kind].title,
        "page": request.get_absolute_url(),
    }
