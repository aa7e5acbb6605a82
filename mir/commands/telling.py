"""Who is told of a request, by letter and by where its registrations stand?"""

from django.conf import settings
from django.db.models import Q

from entries.commands import raise_award_due_of
from entries.models import Candidate
from interchange.notifications import outbox
from mir import queries
from mir.request_types import BY_SLUG


def say_where_it_stands(request, at) -> None:
    """Have it worked out where those registrations stand of which an open request tells."""
    numbers = {row["ocr_number"] for row in queries.rows_sent(request)}
    named = Q(pk=request.candidate_id) | Q(ocr_number__in=numbers)
    ids = Candidate.objects.order_by().filter(named).values_list("pk", flat=True)
    raise_award_due_of(set(ids), at=at)


def tell_centre(letter, request, at, **context) -> None:
    """Queue a letter to the address the centre gave."""
    outbox.queue(f"mir/{letter}", to=request.email, at=at, **_about(request), **context)


def tell_board(letter, request, at) -> None:
    """Queue a letter to the board's support."""
    outbox.queue(f"mir/{letter}", to=settings.SUPPORT_INBOX, at=at, **_about(request))


def _about(request):
    """What every letter says of a request; nothing about the candidate."""
    return {
        "request": request,
        "kind": BY_SLUG[request.kind].title,
        "page": request.get_absolute_url(),
    }
