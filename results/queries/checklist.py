"""What is odd about a claim before it is submitted: advice, which hinders nobody.

It looks at what candidates hold, so it stands here and not among the queries of claims.
"""

from dataclasses import replace

from claims import queries, rules
from claims.rules.checklist import Oddity, OddPlace, of_line, typed_not_saved
from entries.states import OPEN
from results.models import QualificationResult
from results.queries.prospects import Prospect, prospects
from results.queries.summing import amount, summed
from results.rules import BEST_FIRST

FEW = 8  # units that are named as those that could fill a shortfall


def oddities(claim, by, on) -> list[Oddity]:
    """The checklist of a claim in progress as `by` sees it, on the day `on`.

    A constant number of queries.
    """
    lines = list(queries.lines(claim).filter(live=True))
    open_now = queries.still_registered(claim)
    unclaimed = queries.unclaimed(claim)
    found = prospects(claim, {line.candidate_id for line in lines}, on)
    awarded = _awarded(claim)
    gone = [line for line in lines if (line.candidate_id, line.unit_id) not in open_now]
    dropped = {unit.pk for unit in queries.dropped(claim)}
    return rules.oddities(
        left_out=[of_line(line, _why_left_out(line, dropped)) for line in gone],
        again=[_again(line, one) for line, one in _of_units_held(lines, found) if not line.again],
        unsaved=typed_not_saved(queries.typists(claim), by.pk),
        lower=rules.lower_than_held(lines, _grades_held(found), BEST_FIRST),
        no_evidence=[
            replace(of_line(line, f"from {line.other_awarding_body}"), page="evidence")
            for line in queries.without_evidence(claim)
        ],
        moderators=[
            OddPlace(str(one), page="assessors") for one in queries.named_as_moderators(claim)
        ],
        needed=_needed({line.candidate_id: line.candidate for line in lines}, found),
        unclaimed=[
            OddPlace(one.name, candidate=one.ocr_number)
            for one in unclaimed
            if one.pk not in awarded
        ],
        ends=[OddPlace(one, page="qualification") for one in claim.qualification.life.notices(on)],
        changed=[_changed(one) for one in queries.changed_since_recall(claim)],
    )


def _awarded(claim) -> set[int]:
    """The candidates registered here for the claim's qualification who have a grade of it."""
    found = QualificationResult.objects.standing().exclude(grade="")
    found = found.exclude(outcome=QualificationResult.Outcome.REVOKED).filter(
        entry__centre=claim.centre_id,
        entry__qualification=claim.qualification_id,
        entry__status__in=OPEN,
    )
    return set(found.order_by().values_list("entry__candidate", flat=True))


def _of_units_held(lines, found):
    """The lines of units that are held already, each with what is held."""
    both = ((line, found[line.candidate_id].holds(line.unit.number)) for line in lines)
    return [(line, one) for line, one in both if one]


def _again(line, one):
    """The place of a line that is claimed although the unit is held."""
    remark = f"{line.claimed} claimed, {one.grade} held ({one.source})"
    return replace(of_line(line, remark), page="again")


def _grades_held(found: dict[int, Prospect]) -> dict[tuple[int, str], str]:
    """The grades held by (candidate id, unit number)."""
    return {
        (pk, number): one.grade for pk, of in found.items() for number, one in of.achieved.items()
    }


def _needed(candidates, found: dict[int, Prospect]) -> list[OddPlace]:
    """What candidates on the claim still lack if it is agreed as it stands."""
    return [
        OddPlace(f"{one.name}: {_lacking(found[pk])}", candidate=one.ocr_number)
        for pk, one in candidates.items()
        if found[pk].shortfalls
    ]


def _lacking(prospect) -> str:
    """The shortfalls of a candidate in words, each sentence once."""
    return "; ".join(map(_with_units, summed(prospect.shortfalls, by_units=True)))


def _with_units(shortfall) -> str:
    """A shortfall in words, with which units could give it."""
    could_be = f" (unit {', '.join(shortfall.could_be[:FEW])})" if shortfall.could_be else ""
    return f"{amount(shortfall)}{could_be}"


def _changed(one) -> OddPlace:
    """The place of a cell that was changed."""
    change = f"{one.before or rules.NOT_CLAIMING} → {one.now or rules.NOT_CLAIMING}"
    return of_line(one, change) if one.candidate and one.unit else OddPlace(change, page="trail")


def _why_left_out(line, dropped) -> str:
    """Why a line is left out: by the ids of the units that were dropped."""
    gone = line.unit_id in dropped
    return "no longer in the qualification" if gone else "no longer registered"
