"""What the claims of a centre say: history, one claim's rows, what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import (
    Case,
    CharField,
    Count,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from claims.models import Claim, Line, UnsavedCell
from claims.queries.building import dropped, may_stand
from claims.states import MEANING, STANDING, Outcome, Status
from entries.models import Candidate
from entries.queries.names import named_then
from interchange.catalogue.models import Qualification, Unit
from interchange.catalogue.unit_numbers import as_published

NEXT = Case(
    *(When(status=status, then=Value(who)) for status, (_, who) in MEANING.items()),
    output_field=CharField(),
)
REVIEWED = (Outcome.CHANGED, Outcome.WITHDRAWN)


@dataclass(frozen=True)
class ClaimRow:
    """A candidate of a claim with a line, or None, for each of its units in their order."""

    candidate: Candidate
    lines: list[Line | None]


def claims(centre) -> QuerySet[Claim]:
    """The centre's claims, as pages show one."""
    return Claim.objects.filter(centre=centre).select_related(
        "centre", "qualification__subject", "submitted_by", "created_by"
    )


def candidates_on(claim) -> set[int]:
    """The ids of the candidates whom the claim has a line for."""
    return set(claim.lines.order_by().values_list("candidate", flat=True))


def candidates_on_submitted(**of) -> set[int]:
    """The ids of the candidates whose units stand on submitted claims; `of` narrows the lines."""
    submitted = Line.objects.filter(live=True, claim__number__isnull=False, **of)
    return set(submitted.order_by().values_list("candidate", flat=True))


def history(centre) -> QuerySet[Claim]:
    """The centre's claims with how many candidates each claims for and who acts next."""
    lines = Line.objects.order_by().filter(claim=OuterRef("pk")).exclude(outcome=Outcome.LEFT_OUT)
    counted = lines.values("claim").values(count=Count("candidate", distinct=True))
    candidates = Coalesce(Subquery(counted), 0)
    return claims(centre).annotate(candidates=candidates, next_step=NEXT)


def claimed_for(centre) -> QuerySet[Qualification]:
    """The qualifications the centre has claims for."""
    return Qualification.objects.filter(claims__centre=centre).distinct()


def lines(claim) -> QuerySet[Line]:
    """The claim's lines with all that pages and files say of them."""
    return claim.lines.select_related("candidate", "unit", "assessor", "saved_by")


def as_the_centre_sees(claim, lines) -> Iterator[Line]:
    """Each of the lines; while the moderator reviews the claim, as it was claimed.

    What the moderator makes of it may still change until the claim is agreed.
    """
    for line in lines:
        if claim.status == Status.SAMPLED and line.outcome in REVIEWED:
            line.grade, line.outcome, line.reason = line.claimed, Outcome.CLAIMED, ""
        yield line


def on_paper(claim, lines) -> list[Line]:
    """The lines as a paper of the claim says them: by the names of when it was submitted."""
    return named_then(lines, claim.submitted_at) if claim.submitted_at else list(lines)


def counts(claim) -> dict[str, int]:
    """How many candidates and grades are claimed, whatever the moderator made of them."""
    return claim.lines.exclude(outcome=Outcome.LEFT_OUT).aggregate(
        candidates=Count("candidate", distinct=True), grades=Count("pk")
    )


def on_claim(claim) -> QuerySet[Candidate]:
    """The candidates on the claim."""
    return Candidate.objects.filter(pk__in=claim.lines.values("candidate"))


def units_on(claim) -> list[Unit]:
    """The units on the claim, by number, those among them that new rules dropped since."""
    return list(Unit.objects.filter(pk__in=claim.lines.order_by().values("unit")))


def rows(claim, candidates, units) -> list[ClaimRow]:
    """The claim's rows for some candidates."""
    at = {
        (line.candidate_id, line.unit_id): line
        for line in lines(claim).filter(candidate__in=candidates)
    }
    return [ClaimRow(one, [at.get((one.pk, unit.pk)) for unit in units]) for one in candidates]


def to_bank(claim) -> QuerySet[Line]:
    """The lines whose grades become results when the claim is processed."""
    return claim.lines.filter(live=True).order_by()


def counted_by_unit(claim) -> dict[int, int]:
    """How many grades stand on the claim for each unit id."""
    standing = claim.lines.filter(outcome__in=STANDING)
    return dict(standing.order_by().values_list("unit").annotate(Count("pk")))


def counted_unsaved(claim, by) -> dict[int, int]:
    """How many cells the person has typed and not saved, for each candidate id."""
    mine = UnsavedCell.objects.filter(claim=claim, typed_by=by)
    return dict(mine.order_by().values_list("candidate").annotate(Count("pk")))


def unclaimed(claim) -> list[Candidate]:
    """The candidates who could be on the claim and are not, by name."""
    found = may_stand(claim).filter(grades=0)
    return list(found.order_by("sorts_as", "ocr_number"))


def unit_on(claim, number, marked) -> Unit | None:
    """The unit of that number that may be claimed, or could until it was dropped; else None.

    `marked` are the `units` of the claim's qualification. The number may be written with zeros
    before it.
    """
    published = as_published(number)
    return next((one for one in marked + dropped(claim) if one.number == published), None)


def outcomes(claim) -> dict[str, int]:
    """How many lines are agreed how: {outcome in words: number}, in the order of the outcomes."""
    counted = dict(claim.lines.order_by().values_list("outcome").annotate(Count("pk")))
    words = {Outcome.CLAIMED: "Agreed as claimed"}
    return {words.get(one, one.label): counted[one] for one in Outcome if one in counted}
