"""Awarding what is due, a cohort at a time, beside a plain loop over candidates with the ORM.

Both run on the same entries in turn and must give the same awards. `ENTRIES=` chooses how many.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import cycle, islice

from benchmarks._database import database, empty

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
ENTRIES = int(os.environ.get("ENTRIES", "600"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def main():
    """Print how long each takes and the ratio. Gives 1 if their awards differ."""
    with database():
        return compare()


def compare():
    """Run both in turn on the same data."""
    prepare()
    ways = {"a cohort at a time": by_cohort, "a candidate at a time": by_candidate}
    seconds, answers = {name: [] for name in ways}, {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start_over()
            began = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - began)
            answers[name] = awards()
    for name, measured in seconds.items():
        took = statistics.median(measured)
        print(f"{name:24}{took:8.2f} s{ENTRIES / took:10,.0f} entries/s")
    ours, theirs = (statistics.median(measured) for measured in seconds.values())
    print(f"{'ratio':24}{theirs / ours:8.1f} times as fast, {len(answers[name]):,} awards")
    first, second = answers.values()
    print("The awards are the same." if first == second else "The awards DIFFER.")
    return int(first != second)


def prepare():
    """Entries for a diploma, each with eleven results: one in eight short of an award."""
    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands
    from tests.factories import accounts, catalogue, entries, results

    commands.load_catalogue(by=service_account(), at=AT)
    centre = accounts.a_centre()
    made = entries.entries(centre, ENTRIES, catalogue.qualification(results.DIPLOMA))
    sorts = [dict(islice(zip(results.OFFICIAL_EXAMPLE, cycle(grades), strict=False), 11))
             for grades in ("MMMD", "P", "MD", "PM", "D", "PPD", "MP")]  # fmt: skip
    sorts.append({"1": "M", "2": "P", "4": "D", "8": "M"})
    for number, grades in enumerate(sorts):
        results.hold(made[number :: len(sorts)], grades)


def start_over():
    """Forget all awards; everything is due again."""
    from django.db.models import F

    from entries.models import AwardDue

    empty("results_qualificationresult", "audit_event", "notifications_message")
    AwardDue.objects.update(done=F("due") - 1)


def awards():
    """What was awarded: entry, grade, points."""
    from results.models import QualificationResult

    found = QualificationResult.objects.order_by("entry")
    return list(found.values_list("entry", "outcome", "grade", "points"))


def by_cohort():
    """Ours."""
    from results import commands

    while commands.award_due(at=AT):
        pass


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
            decide_one(award, rules, AT)
            award.done = award.due
            award.save()


def decide_one(due, rules, at):
    """Work out one entry."""
    from dataclasses import asdict

    from results.awarding.award import award
    from results.awarding.outcome import Kind
    from results.models import QualificationResult, UnitResult

    held = UnitResult.objects.filter(candidate=due.entry.candidate, superseded_by=None)
    grades = {one.unit.number: one.grade for one in held.select_related("unit")}
    outcome = award(rules, grades)
    if outcome.kind is not Kind.NOT_YET:
        QualificationResult.objects.create(
            entry=due.entry,
            due=due.due,
            outcome=str(outcome.kind),
            grade=outcome.grade,
            points=outcome.points,
            counted=[asdict(one) for one in outcome.counted],
            specification=due.entry.qualification.versions.first(),
            issued_at=at,
        )


if __name__ == "__main__":
    sys.exit(main())
