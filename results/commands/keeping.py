"""How is it kept where registrations stand? Written by the worker that awards, in one statement."""

from django.utils.timezone import localdate

from entries.models import QualificationEntry
from entries.states import LISTED
from results.models import KeptStanding
from results.queries.kept import worked_out

WORKED_OUT = [one.attname for one in KeptStanding._meta.concrete_fields if not one.primary_key]


def keep(ids, *, at) -> None:
    """Keep where the entries of these ids stand now; of those no longer listed nothing is kept.

    Belongs in the transaction that marks them done, after what it issues.
    """
    entries = QualificationEntry.objects.filter(pk__in=ids, status__in=LISTED)
    entries = list(entries.select_related("candidate", "centre", "qualification").order_by("pk"))
    found = worked_out(entries, localdate(at))
    KeptStanding.objects.bulk_create(
        found.values(),
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=WORKED_OUT,
    )
    KeptStanding.objects.filter(entry__in=set(ids) - found.keys()).delete()
