"""What may have been assessed otherwise, by registration: refused absences, TAGs, reductions."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from django.db import connection
from django.db.models import F
from django.utils.timezone import make_aware

from assessed.consideration_states import Status
from assessed.models import Consideration
from assessed.queries.reductions import TAKEN_ALONG
from assessed.rules.reductions import registered_before
from assessed.rules.tags import SUMMER as TAG
from entries.states import OPEN
from interchange.bulk import among, array_of
from interchange.catalogue.models.dates import REDUCED
from interchange.catalogue.queries import figures
from results.diagnosis import Seen
from results.models import Decision

ENTRIES = "entry__candidate__person__records__entries"


OLDER = """
    SELECT entry.id, EXISTS (
               SELECT FROM results_decision decision
               JOIN results_unitresult result ON result.decision_id = decision.id
               JOIN entries_candidate record ON record.id = result.candidate_id
               WHERE record.person_id = candidate.person_id AND decision.kind = %(tag)s
           ), EXISTS (
               SELECT FROM assessed_reduction reduced
               JOIN entries_candidate record ON record.id = reduced.candidate_id
               WHERE record.person_id = candidate.person_id
           ), least(entry.made_at, (
               SELECT min(earlier.made_at)
               FROM entries_candidate record
               JOIN entries_qualificationentry earlier ON earlier.candidate_id = record.id
               JOIN catalogue_qualification before ON before.id = earlier.qualification_id
               WHERE record.person_id = candidate.person_id AND earlier.status = ANY(%(along)s)
                     AND before.subject_id = own.subject_id AND before.suite = own.suite
                     AND before.level = own.level
           ))
    FROM entries_qualificationentry entry
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    JOIN catalogue_qualification own ON own.id = entry.qualification_id
    WHERE entry.id = ANY(%(entries)s::bigint[]) AND entry.status = ANY(%(open)s)
          AND (entry.made_at < %(before)s OR entry.replaces_id IS NOT NULL OR entry.id = ANY(ARRAY(
              SELECT made_id FROM entries_transfer WHERE made_id = ANY(%(entries)s::bigint[])
          )))
"""


def older(entries: Sequence[int]) -> Iterator[tuple[int, str, Seen]]:
    """Who was registered when there were TAGs or reductions, and has none; two queries.

    A registration that took another's place, of whatever size or centre, is as old as that one.
    """
    known = figures()
    summers = {"tag_missing": known.get(TAG), "reduction_not_reported": known.get(REDUCED)}
    until = {cause: _after(summer) for cause, summer in summers.items() if summer}
    if not until:
        return
    asked = {
        "entries": array_of(entries),
        "open": sorted(OPEN),
        "along": sorted(TAKEN_ALONG),
        "before": max(until.values()),
        "tag": Decision.Kind.TAG.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(OLDER, asked)
        for entry, has_tag, is_reduced, made_at in cursor.fetchall():
            has = {"tag_missing": has_tag, "reduction_not_reported": is_reduced}
            for cause, end in until.items():
                if made_at < end and not has[cause]:
                    yield entry, cause, Seen()


def _after(summer: int) -> datetime:
    """The instant before which a student had to be registered."""
    return make_aware(datetime.combine(registered_before(summer), time.min))


def circumstances(entries: Sequence[int]) -> Iterator[tuple[int, str, Seen]]:
    """The refused applications of the persons of the entries (ids), by entry; one query.

    Of an exam that was applied for once more, the latest counts.
    """
    of_these = {
        f"{ENTRIES}__in": among(entries),
        f"{ENTRIES}__centre": F("centre"),
        f"{ENTRIES}__qualification__subject": F("entry__qualification__subject"),
    }
    found = Consideration.objects.filter(**of_these).order_by("pk")
    latest = {
        (entry, exam): (status, unit, number)
        for entry, exam, status, unit, number in found.values_list(
            ENTRIES, "entry_id", "status", "entry__unit__number", "number"
        )
    }
    for (entry, _), (status, unit, number) in latest.items():
        if status == Status.REFUSED:
            yield entry, "consideration_refused", Seen((unit,), (f"application {number}",))
