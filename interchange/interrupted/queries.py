"""Which kept forms are a person's?"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from interchange.interrupted.models import InterruptedForm
from interchange.interrupted.rules import KEPT_FOR


def kept_form(person, pk, *, at) -> InterruptedForm | None:
    """Give the person's kept form of that id, or None; it is nobody else's."""
    try:
        named = UUID(str(pk))
    except ValueError:
        return None
    return kept_forms(person, at=at).filter(pk=named).first()


def kept_forms(person, *, at) -> QuerySet[InterruptedForm]:
    """Give the person's kept forms, the latest first."""
    return InterruptedForm.objects.filter(typist=person, sent_at__gte=at - KEPT_FOR)


def as_sent(form) -> QueryDict:
    """Give the fields of a kept form as views read them."""
    data = QueryDict(mutable=True)
    for name, value in form.fields:
        data.appendlist(name, value)
    return data
