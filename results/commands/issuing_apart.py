"""Which results follow for those who are looked at one by one? All that `issuing` leaves apart.

Better ones are new, lower ones are corrections.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.utils.timezone import localdate

from entries.models import QualificationEntry
from entries.states import OPEN
from interchange.accounts.commands import service_account
from interchange.audit import trail
from interchange.catalogue.models import SpecificationVersion
from interchange.holding import Work, wait_for
from results import queries, rules
from results.awarding import working
from results.commands.telling import leave_untold
from results.models import QualificationResult
from results.queries import Standing
from results.rules import Step

Outcome = QualificationResult.Outcome
LOWER = {Step.CORRECT, Step.REVOKE}


@dataclass(frozen=True)
class Decision:
    """A result to be issued: what the standing leads to, and why if it is lower."""

    standing: Standing
    step: Step
    cause: str = ""


def issue_apart(entries, raised, *, at) -> list[QualificationResult]:
    """Issue what the standings of the entries (ids) lead to; `raised` as for `issuing.issue`.

    Belongs in the transaction that marks them done. Gives the new results.
    """
    found = _registrations(entries)
    _hold_rivals(found)
    better, lower = _decisions(found, localdate(at))
    results = QualificationResult.objects.bulk_create(
        _result(one, raised[one.standing.entry.pk], at) for one in better + lower
    )
    issued, lowered = results[: len(better)], results[len(better) :]
    if results:
        by = service_account()
        trail.record_all("qualificationresult.issue", issued, by=by, at=at)
        trail.record_all("qualificationresult.correct", lowered, by=by, at=at)
        leave_untold(
            [(one.entry.centre_id, one.pk) for one in issued],
            [(one.entry.centre_id, one.pk) for one in lowered],
            at=at,
        )
    return results


def decide_apart(entries, on) -> tuple[list[Decision], list[Decision]]:
    """What the standings of the entries (ids) lead to on the day: better results and lower ones.

    Issues nothing and holds nobody.
    """
    return _decisions(_registrations(entries), on)


def _registrations(entries) -> list[QualificationEntry]:
    found = QualificationEntry.objects.filter(pk__in=entries).order_by("pk")
    return list(found.select_related("candidate", "centre", "qualification"))


def _decisions(entries, on) -> tuple[list[Decision], list[Decision]]:
    """The better decisions that follow for the entries, and the lower ones, as yet unissued.

    Nothing better follows once the qualification has ended by the day `on`.
    """
    found = [_decision(one) for one in queries.standings(entries).values()]
    issued = (one for one in found if one.step is Step.ISSUE)
    better = _one_a_person(_restorable(one for one in issued if not _has_ended(one, on)))
    return better, _confirmed(one for one in found if one.step in LOWER)


def _has_ended(decision, on) -> bool:
    return decision.standing.entry.qualification.life.has_ended(on)


def _hold_rivals(entries) -> None:
    """Wait until nobody else awards those who have several registrations for one of the codes.

    Such a person is awarded once, by whichever batch comes first; the other sees its result.
    """
    wait_for(Work.PERSON, queries.with_several_entries(entries))


def _decision(standing) -> Decision:
    """What to do about a standing, by the rules it is worked out by."""
    specification = standing.specification
    own, best = standing.latest, standing.best_held
    now = _rank_now(standing)
    step = rules.step(now, *(rules.rank(specification, one) for one in (own, best)))
    return Decision(standing, step)


def _rank_now(standing) -> int:
    """Where the outcome of the standing stands among results."""
    outcome = standing.outcome
    now = rules.Issued(str(outcome.kind), outcome.grade or "", outcome.points)
    return rules.rank(standing.specification, now)


def _restorable(better) -> list[Decision]:
    """Those of the better decisions that the registration may still get.

    One that is not open any more gets back what was taken from it, and nothing better.
    """
    better = list(better)
    closed = [one.standing.entry for one in better if one.standing.entry.status not in OPEN]
    ever = queries.ever_issued(closed) if closed else {}
    return [
        one
        for one in better
        if one.standing.entry.status in OPEN
        or _rank_now(one.standing)
        <= max(rules.rank(one.standing.specification, held) for held in ever[one.standing.entry.pk])
    ]


def _one_a_person(better) -> list[Decision]:
    """Those of the better decisions that still are, once the ones before them are issued.

    Somebody registered for one code at two centres gets a result at the first, open ones before
    others, as if each registration were a batch of its own.
    """
    best, kept = {}, []
    for one in sorted(better, key=lambda one: _order_of_issue(one.standing.entry)):
        entry, now = one.standing.entry, _rank_now(one.standing)
        key = (entry.candidate.person_id, entry.qualification_id)
        if now > best.get(key, 0):
            best[key] = now
            kept.append(one)
    return kept


def _order_of_issue(entry) -> tuple[bool, int]:
    """Open registrations first, the older before the younger."""
    return entry.status not in OPEN, entry.pk


def _confirmed(lower) -> list[Decision]:
    """Those of the lower decisions that hold under the rules the result was issued by.

    Newer rules may value the same achievements less: that takes no result away. Gives the
    decisions by the result's own rules, each with its cause.
    """
    same, older = [], defaultdict(list)
    for one in lower:
        version = one.standing.latest.specification_id
        if version == one.standing.version.pk:
            same.append(one)
        else:
            older[version].append(one.standing.entry)
    versions = SpecificationVersion.objects.filter(pk__in=older).select_related("qualification")
    for version in versions:
        again = [_decision(one) for one in queries.standings_under(version, older[version.pk])]
        same += [one for one in again if one.step in LOWER]
    causes = queries.causes([one.standing for one in same])
    return [Decision(one.standing, one.step, causes[one.standing.entry.pk]) for one in same]


def _result(decision, due, at) -> QualificationResult:
    """The row of a decision, with its working."""
    standing, outcome = decision.standing, decision.standing.outcome
    revoked = decision.step is Step.REVOKE
    packed = working.packed_of(standing.specification, standing.question)
    return QualificationResult(
        entry=standing.entry,
        due=due,
        outcome=Outcome.REVOKED if revoked else Outcome(str(outcome.kind)),
        grade="" if revoked else outcome.grade,
        points=outcome.points,
        pathway=outcome.pathway or "",
        packed=packed,
        counted=None if packed else [asdict(one) for one in outcome.counted],
        specification=standing.version,
        issued_at=at,
        supersedes=standing.latest,
        cause=decision.cause,
    )
