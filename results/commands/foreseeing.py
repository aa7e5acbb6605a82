"""What would be issued to very many, were their awards worked out now? Nothing is issued here.

The same is worked out as where results are issued (`issuing`, `issuing_apart`), of the same rows.
"""

from dataclasses import dataclass

from django.db import transaction

from interchange import tries
from results.awarding import deciding
from results.commands.issuing_apart import decide_apart
from results.models import AwardForeseen, QualificationResult
from results.queries.worked import work_out
from results.rules import Step

Kind = AwardForeseen.Kind
Outcome = QualificationResult.Outcome
OF_STEP = {Step.CORRECT: Kind.LOWER, Step.REVOKE: Kind.REVOKED}


@dataclass(frozen=True)
class Change:
    """What would become of the result of a registration (id): grades in words, empty for none."""

    entry: int
    kind: str
    before: str
    after: str


def foresee(rivals, on) -> list[Change]:
    """The changes that would be issued on the day to registrations, given by id in lists.

    Each list is a person's registrations for one code, of which one is awarded: they are never
    worked out apart. Those that cannot be worked out are changes of their own kind, and the others
    go on. Trouble with the database is raised.
    """
    entries = [entry for those in rivals for entry in those]
    try:
        with transaction.atomic():
            return sorted(_changes(entries, on), key=lambda one: one.entry)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        if len(rivals) <= 1:
            return [Change(entry, Kind.FAILED, "", "") for entry in entries]
        middle = len(rivals) // 2
        return foresee(rivals[:middle], on) + foresee(rivals[middle:], on)


def in_words(outcome, grade) -> str:
    """A result as a dry run names it: its grade, or that it is unclassified; revoked is none."""
    if outcome in (None, "", Outcome.REVOKED):
        return ""
    return grade or Outcome(outcome).label


def _changes(entries, on):
    worked, apart = work_out(entries, on)
    apart += [entry for one in worked for entry in one.lower]
    yield from (change for one in worked for change in _of_cohort(one))
    if apart:
        better, lower = decide_apart(apart, on)
        yield from map(_of_decision, better + lower)


def _of_cohort(one):
    """The changes of those of a cohort whose grade improves."""
    specification = one.cohort.plan.specification
    kinds, boundaries = one.decided.kind[one.better], one.decided.boundary[one.better]
    every = zip(one.better, kinds.tolist(), boundaries.tolist(), strict=True)
    for row, kind, boundary in every:
        whose, kind = one.cohort.registrations[row], deciding.KINDS[kind]
        after = in_words(kind.value, deciding.grade(specification, kind, boundary))
        yield _improved(whose.entry, in_words(whose.outcome, whose.grade), after)


def _of_decision(decision):
    standing = decision.standing
    latest, outcome = standing.latest, standing.outcome
    before = in_words(latest.outcome, latest.grade) if latest else ""
    if decision.step is Step.ISSUE:
        return _improved(standing.entry.pk, before, in_words(str(outcome.kind), outcome.grade))
    revoked = decision.step is Step.REVOKE
    after = "" if revoked else in_words(str(outcome.kind), outcome.grade)
    return Change(standing.entry.pk, OF_STEP[decision.step], before, after)


def _improved(entry, before, after):
    return Change(entry, Kind.BETTER if before else Kind.NEW, before, after)
