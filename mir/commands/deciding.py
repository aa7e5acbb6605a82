"""What does the board do with a request: take it up, ask, reject it?"""

from django.db import transaction

from interchange import workflow
from mir import rules, states
from mir.commands.telling import say_where_it_stands, tell_centre


@transaction.atomic
def take(*, request, by, at) -> None:
    """Take a request up."""
    workflow.perform(states.TAKE, request, by=by, at=at)
    tell_centre("taken", request, at)


@transaction.atomic
def ask(*, request, question, by, at) -> None:
    """Ask the centre for what is needed to go on; an earlier answer stays in the trail."""
    rules.check_says_something(question, "Write what you need to know from the centre.")
    detail = {"words": question}
    workflow.perform(states.ASK, request, by=by, at=at, detail=detail, question=question, reply="")
    say_where_it_stands(request, at)
    tell_centre("question", request, at, question=question)


@transaction.atomic
def reject(*, request, reason, by, at) -> None:
    """Refuse a request, saying why, and tell the centre."""
    rules.check_says_something(reason, "Write why the request is rejected.")
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
