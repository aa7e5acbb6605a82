"""The ways to award what is due: ours, by one worker or two; bare copying; and the obvious ones."""

import os
import resource
from dataclasses import asdict
from io import StringIO

from benchmarks._nation import AT

AT_ONCE = 5000
COPIED = ("results_qualificationresult", "audit_event", "results_keptstanding")


def one_worker():
    """Ours, in a process of its own as a worker is."""
    _workers(1)


def two_workers():
    """Ours, by two processes at once."""
    _workers(2)


def most_memory():
    """The most memory that a worker has taken so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _workers(number):
    from django.db import connections

    connections.close_all()
    children = []
    for _ in range(number):
        child = os.fork()
        if not child:
            _work()
        children.append(child)
    for child in children:
        _, status = os.waitpid(child, 0)
        if status:
            raise RuntimeError("a worker failed")


def _work():
    """Award all that is due and end the process, whatever happens."""
    from results import commands

    code = 1
    try:
        while commands.award_due(at=AT):
            pass
        code = 0
    finally:
        os._exit(code)


def floor():
    """The way that copies in what was awarded just now; nothing is decided."""
    from django.db import connection, transaction

    from entries.models import AwardDue
    from results.queries import packed

    rows = {}
    for table in COPIED:
        text = StringIO()
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {table} TO STDOUT", text)
        rows[table] = text.getvalue().splitlines(keepends=True)
    entries = list(AwardDue.objects.order_by("entry").values_list("entry", flat=True))
    parts = range(0, len(entries), AT_ONCE)

    def copy():
        for number, start in enumerate(parts):
            with transaction.atomic(), connection.cursor() as cursor:
                statement = packed.READ.format(packed=packed.PACKED)
                cursor.execute(statement, {"entries": entries[start : start + AT_ONCE]})
                cursor.fetchall()
                for table in COPIED:
                    share = -(-len(rows[table]) // len(parts))
                    these = rows[table][number * share : (number + 1) * share]
                    cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO("".join(these)))

    return copy


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
