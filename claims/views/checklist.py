"""What is odd about a claim before it is submitted: advice, which hinders nobody."""

from collections import defaultdict
from dataclasses import replace

from django.urls import reverse

from claims import queries, rules
from claims.rules.checklist import SHOWN, Place, of_line, typed_not_saved
from entries.models import QualificationEntry
from entries.states import OPEN
from results.awarding.award import award_all
from results.awarding.outcome import Achievements, Kind
from results.queries import standings
from results.rules import BEST_FIRST


def oddities(claim, by):
    """The checklist of a claim in progress as `by` sees it; a constant number of queries."""
    lines = list(queries.lines(claim).filter(live=True))
    open_now = queries.still_registered(claim)
    entries = QualificationEntry.objects.filter(
        centre=claim.centre, qualification=claim.qualification, status__in=OPEN
    )
    where = list(standings(entries.select_related("candidate", "qualification")).values())
    gone = [line for line in lines if (line.candidate_id, line.unit_id) not in open_now]
    return rules.oddities(
        left_out=[of_line(line) for line in gone],
        unsaved=typed_not_saved(queries.typists(claim), by.pk),
        lower=rules.lower_than_held(lines, held(where), BEST_FIRST),
        no_evidence=[
            replace(of_line(line, f"from {line.other_awarding_body}"), page="evidence")
            for line in queries.without_evidence(claim)
        ],
        moderators=[
            Place(str(one), page="assessors") for one in queries.named_as_moderators(claim)
        ],
        needed=needed(where, lines),
        unclaimed=[Place(one.name, candidate=one.ocr_number) for one in queries.unclaimed(claim)],
        changed=[changed(one) for one in queries.changed_since_recall(claim)],
    )


def held(where):
    """The grades held by (candidate id, unit number)."""
    return {
        (one.entry.candidate_id, number): found.grade
        for one in where
        for number, found in one.achieved.items()
    }


def needed(where, lines):
    """What candidates on the claim still lack if it is agreed as it stands."""
    claimed = defaultdict(dict)
    for line in lines:
        claimed[line.candidate_id][line.unit.number] = line.claimed
    concerned = [one for one in where if one.entry.candidate_id in claimed]
    if not concerned or not concerned[0].specification.offered:
        return []
    questions = [with_claim(one, claimed[one.entry.candidate_id]) for one in concerned]
    outcomes = award_all(concerned[0].specification, questions)
    return [
        Place(
            f"{one.entry.candidate.name}: {'; '.join(map(told, outcome.shortfalls))}",
            candidate=one.entry.candidate.ocr_number,
        )
        for one, outcome in zip(concerned, outcomes, strict=True)
        if outcome.kind == Kind.NOT_YET
    ]


def with_claim(standing, claimed):
    """What the candidate would hold with the claim's grades too, the better of each unit."""
    grades = {number: found.grade for number, found in standing.achieved.items()}
    for number, grade in claimed.items():
        grades[number] = min(grade, grades.get(number, grade), key=BEST_FIRST.index)
    return Achievements(
        grades, standing.entry.pathway or None, no_attempts_left=standing.no_attempts_left
    )


def told(shortfall):
    """A shortfall in words: how much of what, and which units could give it."""
    what = f"{shortfall.needed} {shortfall.measure}"
    group = f" of {shortfall.group}" if shortfall.group else ""
    could_be = f" (unit {', '.join(shortfall.could_be[:8])})" if shortfall.could_be else ""
    return f"{what}{group}{could_be}"


def changed(one):
    """The place of a cell that was changed."""
    change = f"{one.before or rules.NOT_CLAIMING} → {one.now or rules.NOT_CLAIMING}"
    return of_line(one, change) if one.candidate and one.unit else Place(change, page="trail")


def shown(claim, found):
    """Each oddity with its places as (sentence, address of what mends it) pairs."""
    return [
        (one, [(place.sentence, address(claim, place)) for place in one.places[:SHOWN]])
        for one in found
    ]


def address(claim, place):
    """Where what is odd at the place is mended."""
    if place.email:
        return f"mailto:{place.email}"
    number = claim.centre.number
    if place.page == "evidence":
        return f"{claim.get_absolute_url()}#evidence"
    if place.page == "assessors":
        return reverse("claims:assessors", args=[number, claim.qualification.code])
    if place.page:
        return reverse(f"claims:{place.page}", args=[number, claim.pk])
    return reverse("claims:candidate", args=[number, claim.pk, place.candidate])
