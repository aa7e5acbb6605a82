"""How is it kept where registrations stand? Written by the worker that awards, in one statement."""

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from entries.states import LISTED
from results.models import KeptStanding, QualificationResult
from results.queries.kept import worked_out

WORKED_OUT = [one.attname for one in KeptStanding._meta.concrete_fields if not one.primary_key]


def keep(ids, *, at) -> None:
    """Keep where the entries of these ids stand now, those that are listed or ever had a result.

    Of others nothing is kept any more. Belongs in the transaction that marks them done, after what
    it issues.
    """
    had_one = Exists(QualificationResult.objects.filter(entry=OuterRef("pk")))
    entries = QualificationEntry.objects.filter(Q(status__in=LISTED) | had_one, pk__in=ids)
    entries = list(entries.select_related("candidate", "centre", "qualification").order_by("pk"))
    found = worked_out(entries, localdate(at))
    KeptStanding.objects.bulk_create(
        found.values(),
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=WORKED_OUT,
    )
    KeptStanding.objects.filter(entry__in=set(ids) - found.keys()).delete()
