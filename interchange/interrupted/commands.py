"""What happens to a form that was sent without a session? It is kept for its typist, not done."""

from django.db import transaction

from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.rules import KEPT_FOR, MOST


@transaction.atomic
def keep(*, typist_id, page, sent_to, fields, files, at) -> InterruptedForm:
    """Keep a form as the typist's own, and give it; all beyond the latest few go."""
    kept = InterruptedForm.objects.create(
        typist_id=typist_id, page=page, sent_to=sent_to, fields=fields, files=files, sent_at=at
    )
    mine = InterruptedForm.objects.filter(typist=typist_id)
    InterruptedForm.objects.filter(pk__in=mine.values_list("pk")[MOST:]).delete()
    return kept


def forget_old(*, at) -> None:
    """Throw away every form that has been kept for long enough."""
    InterruptedForm.objects.filter(sent_at__lt=at - KEPT_FOR).delete()


def forget(*, typist, pk) -> None:
    """Throw a kept form of the typist away: it was sent, or is not wanted."""
    InterruptedForm.objects.filter(typist=typist, pk=pk).delete()
