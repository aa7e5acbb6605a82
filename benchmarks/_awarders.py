"""The ways to award what is due: ours, bare copying, and those by the ORM."""

from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from benchmarks._nation import AT

AT_ONCE = 10_000  # as many as ours
COPIED = ("results_qualificationresult", "audit_event", "results_keptstanding")


def ours():
    """All that is due, as a worker does it: results, trail, and where each stands."""
    from results import commands

    while commands.award_due(at=AT):
        pass


def results_alone():
    """Ours without keeping where each stands: results and trail, as the baselines write them."""
    with patch("results.commands.keeping.keep", new=lambda *_, **__: None):
        ours()


def without_working():
    """The same, and no working is kept: not which units counted."""
    import numpy as np

    def nothing(decided, codes):
        return np.empty((len(codes), 0), dtype=np.uint8)

    with patch("results.awarding.working.packed", nothing):
        results_alone()


@contextmanager
def copied():
    """What is awarded now, as files to copy in: gives the way that does so; nothing is decided."""
    from entries.models import AwardDue

    with TemporaryDirectory() as place:
        parts = -(-AwardDue.objects.count() // AT_ONCE)
        for table in COPIED:
            _write_parts(Path(place), table, parts)
        yield lambda: _copy(Path(place), parts)


def _write_parts(place, table, parts):
    """Write the rows of a table to so many files, line by line."""
    from django.db import connection

    with (place / table).open("w+") as whole, connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", whole)
        lines = whole.seek(0) or sum(1 for _ in whole)
        whole.seek(0)
        share = max(1, -(-lines // parts))
        for number in range(parts):
            with (place / f"{table}-{number}").open("w") as part:
                part.writelines(line for _, line in zip(range(share), whole, strict=False))


def _copy(place, parts):
    """Read the packed rows and copy the others in, part by part."""
    from django.db import connection, transaction

    from entries.models import AwardDue
    from results.queries import packed

    entries = list(AwardDue.objects.order_by("entry").values_list("entry", flat=True))
    statement = packed.READ.format(packed=packed.PACKED)
    for number in range(parts):
        with transaction.atomic(), connection.cursor() as cursor:
            these = entries[number * AT_ONCE : (number + 1) * AT_ONCE]
            cursor.execute(statement, {"entries": these})
            cursor.fetchall()
            for table in COPIED:
                with (place / f"{table}-{number}").open() as rows:
                    cursor.copy_expert(f"COPY {table} FROM STDIN", rows)


def by_objects():
    """A good use of the ORM: all of a batch read in few queries, decided, and bulk_create."""
    from django.db import transaction
    from django.db.models import F

    from entries.models import AwardDue
    from results.commands.issuing_apart import issue_apart

    due = AwardDue.objects.filter(done__lt=F("due")).order_by("entry")
    while raised := dict(due.values_list("entry", "due")[:1000]):
        with transaction.atomic():
            issue_apart(list(raised), raised, at=AT)
            AwardDue.objects.filter(entry__in=raised).update(done=F("due"))


def by_candidate():
    """The obvious way: for each entry its own queries, its own decision, its own transaction."""
    from django.db import transaction
    from django.db.models import F

    from entries.models import AwardDue
    from interchange.catalogue import queries as catalogue_queries

    due = AwardDue.objects.filter(done__lt=F("due")).order_by("entry")
    for pk in due.values_list("pk", flat=True):
        with transaction.atomic():
            award = AwardDue.objects.select_for_update(of=["self"]).select_related(
                "entry__qualification", "entry__candidate"
            ).get(pk=pk)  # fmt: skip
            rules = catalogue_queries.specification(award.entry.qualification)
            _decide_one(award, rules)
            award.done = award.due
            award.save()


def _decide_one(due, rules):
    """Work out one entry."""
    from interchange.accounts.commands import service_account
    from interchange.audit import trail
    from results.awarding.award import award
    from results.awarding.outcome import BEST_FIRST, Kind
    from results.models import QualificationResult, UnitResult

    results = UnitResult.objects.filter(candidate=due.entry.candidate, superseded_by=None)
    grades, sat = {}, {}
    for one in results.select_related("unit"):
        number = one.unit.number
        grades[number] = min(one.grade, grades.get(number, one.grade), key=BEST_FIRST.index)
        sat[number] = sat.get(number, 0) + 1
    spent = {number for number, times in sat.items() if rules.attempts and times >= rules.attempts}
    outcome = award(rules, grades, no_attempts_left=frozenset(spent))
    if outcome.kind is not Kind.NOT_YET:
        result = QualificationResult.objects.create(
            entry=due.entry,
            due=due.due,
            outcome=str(outcome.kind),
            grade=outcome.grade,
            points=outcome.points,
            counted=[asdict(one) for one in outcome.counted],
            specification=due.entry.qualification.versions.first(),
            issued_at=AT,
        )
        trail.record("qualificationresult.issue", about=result, by=service_account(), at=AT)
