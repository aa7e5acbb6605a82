"""What does the board do with a request: take it up, write of it, ask, reject it?"""

from django.db import transaction

from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.refusals import AlreadyDone, check_says_something
from mir import states
from mir.commands.telling import say_where_it_stands, tell_centre
from mir.models import Request


@transaction.atomic
def take(*, request, by, at) -> None:
    """Take a request up."""
    workflow.perform(states.TAKE, request, by=by, at=at)
    tell_centre("taken", request, at)


@transaction.atomic
def ask(*, request, question, by, at) -> None:
    """Ask the centre for what is needed to go on; an earlier answer stays in the trail."""
    check_says_something(question, "Write what you need to know from the centre.")
    detail = {"words": question}
    workflow.perform(states.ASK, request, by=by, at=at, detail=detail, question=question, reply="")
    say_where_it_stands(request, at)
    tell_centre("question", request, at, question=question)


@transaction.atomic
def write_to_centre(*, request, words, by, at) -> None:
    """Tell the centre something of a request that is open; it asks for no answer, nothing moves.

    Raises MoveRefused once the request is finished, AlreadyDone for the same words sent again.
    """
    check_says_something(words, "Write what the centre should know.", field="words")
    permissions.check(by, Permission.RESOLVE_REQUESTS)
    held = Request.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.status in states.FINISHED:
        raise workflow.MoveRefused(
            f"Request {held.number} is {held.get_status_display()}: the centre has the decision."
        )
    last = next(iter(trail.of(held)), None)
    if last and (last.name, last.by, last.detail) == ("request.write", by, {"words": words}):
        raise AlreadyDone("You have written this to the centre already.")
    trail.record("request.write", about=held, by=by, at=at, detail={"words": words})
    tell_centre("told", held, at, words=words)


@transaction.atomic
def reject(*, request, reason, by, at) -> None:
    """Refuse a request, saying why, and tell the centre."""
    check_says_something(reason, "Write why the request is rejected.")
    decide(states.REJECT, request, reason, by, at)
    say_where_it_stands(request, at)
    tell_centre("rejected", request, at, decision=reason)


def decide(move, request, decision, by, at, **fields) -> None:
    """Carry out a move of the board that ends the request; `fields` are set with it."""
    workflow.perform(
        move,
        request,
        by=by,
        at=at,
        detail={"words": decision},
        decision=decision,
        decided_at=at,
        decided_by=by,
        **fields,
    )
