"""How is it kept where registrations stand? Written by the worker that awards, by columns."""

from django.utils.timezone import localdate

from entries.models import QualificationEntry
from interchange.bulk import among, copy_columns
from results.models import KeptStanding
from results.queries.kept import to_be_kept, worked_out
from results.queries.kept_by_columns import kept_by_columns


def keep(ids, worked, *, at) -> None:
    """Keep where the entries of these ids stand now, those that are listed or ever had a result.

    Of others nothing is kept any more. `worked` is what those came to whose better results are
    issued. Belongs in the transaction that marks them done, after what it issues.
    """
    on = localdate(at)
    many = kept_by_columns(worked, on)
    few = worked_out(_to_keep(set(ids) - set(map(int, many["entry_id"]))), on)
    KeptStanding.objects.filter(entry__in=among(ids)).delete()
    copy_columns(KeptStanding, many, elsewhere=0)
    KeptStanding.objects.bulk_create(few.values())


def _to_keep(ids) -> list[QualificationEntry]:
    entries = to_be_kept().filter(pk__in=ids)
    return list(entries.select_related("candidate", "centre", "qualification").order_by("pk"))
