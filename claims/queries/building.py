"""Who may be claimed for which units?"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from claims.models import Line
from claims.states import STANDING
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries import found_as_known
from entries.queries.people import is_numbered, matches
from entries.states import OPEN
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.models import QualificationUnit, Unit
from interchange.words import words_typed


@dataclass(frozen=True)
class Claimant:
    """Somebody who may stand on a claim, with the ids of the units open to them.

    Without open units the candidate is no longer registered but still has grades on the claim.
    """

    candidate: Candidate
    number: str
    units: frozenset[int]

    @property
    def by_name(self) -> tuple[str, str]:
        """What to sort by, as every list by name."""
        return (self.candidate.sorts_as, self.candidate.ocr_number)

    @property
    def person_id(self) -> int:
        """Whom the record counts for."""
        return self.candidate.person_id


def units(qualification) -> list[Unit]:
    """The units that centres mark and claim, in the specification's order."""
    listed = QualificationUnit.objects.filter(qualification=qualification, unit__examined=False)
    return [one.unit for one in listed.select_related("unit").order_by("position")]


def dropped(claim) -> list[Unit]:
    """The units of the claim's lines that new rules took out of its qualification since.

    They can only be taken off the claim.
    """
    current = QualificationUnit.objects.filter(qualification=claim.qualification_id)
    standing = Line.objects.filter(claim=claim.pk, outcome__in=STANDING)
    found = Unit.objects.filter(pk__in=standing.order_by().values("unit"))
    return list(found.exclude(pk__in=current.filter(unit__examined=False).values("unit")))


def claimants(claim, candidate_ids=None, of_units=None) -> list[Claimant]:
    """Who may stand on the claim, or still does, by name; only those candidates if ids are given.

    `of_units` are the `units` of its qualification where these were asked already.
    Registered candidates may be claimed all units, or only those entered where the 2012 suite's
    unit entries were made; candidates with unit entries alone, those units.
    """
    chosen = {} if candidate_ids is None else {"candidate__in": candidate_ids}
    of_units = units(claim.qualification) if of_units is None else of_units
    marked = frozenset(unit.pk for unit in of_units)
    found, entered = {}, {}
    for entry in unit_entries(claim, chosen):
        entered.setdefault(entry.candidate_id, set()).add(entry.unit_id)
        found[entry.candidate_id] = entry
    registered = {entry.candidate_id: entry for entry in registrations(claim, chosen)}
    found |= registered
    people = [
        Claimant(
            entry.candidate,
            entry.candidate_number,
            marked & entered.get(pk, marked),
        )
        for pk, entry in found.items()
    ]
    people += [
        Claimant(one, "", frozenset())
        for one in Candidate.objects.filter(
            pk__in=Line.objects.filter(claim=claim.pk, outcome__in=STANDING, **chosen)
            .exclude(candidate__in=found)
            .values("candidate")
        )
    ]
    return sorted(people, key=lambda one: one.by_name)


def may_stand(claim, text="") -> QuerySet[Candidate]:
    """Who may stand on the claim, or still does, whom `claimants` knows more of; with `grades`.

    That is how many grades of each stand on the claim. Each word of the text must find the
    candidate as in every list of the centre: who has left, by what was known of them then.
    """
    entered = registrations(claim, {}), unit_entries(claim, {})
    standing = Line.objects.filter(claim=claim.pk, outcome__in=STANDING).order_by()
    ids, *others = (one.order_by().values("candidate") for one in (*entered, standing))
    found = Candidate.objects.filter(pk__in=ids.union(*others))
    for word in words_typed(text):
        found = found.filter(_has(word, claim, entered))
    if text:
        found = found_as_known(claim.centre, found, text, localtime(), "")
    of_one = standing.filter(candidate=OuterRef("pk")).values("candidate")
    return found.annotate(grades=Coalesce(Subquery(of_one.values(count=Count("pk"))), 0))


def may_stand_for(claim, unit, text="") -> QuerySet[Candidate]:
    """Who of `may_stand` may be claimed the unit, or is already; with whether, as `is_claimed`."""
    on_claim = Line.objects.filter(claim=claim.pk, unit=unit).order_by().values("candidate")
    found = may_stand(claim, text).annotate(
        is_claimed=Exists(on_claim.filter(candidate=OuterRef("pk")))
    )
    entered = unit_entries(claim, {}).order_by().values("candidate")
    registered = registrations(claim, {}).order_by().values("candidate")
    is_marked = Exists(
        QualificationUnit.objects.filter(
            qualification=claim.qualification_id, unit=unit, unit__examined=False
        )
    )
    is_open = Q(pk__in=entered.filter(unit=unit)) | Q(pk__in=registered) & ~Q(pk__in=entered)
    return found.filter(Q(is_claimed=True) | is_marked & is_open)


def _has(word, claim, entered):
    """The condition that a candidate is found by the word, or by the number of such an entry."""
    found = matches(claim.centre, word, "")
    for one in entered:
        found |= Exists(one.filter(is_numbered(word), candidate=OuterRef("pk")))
    return found


def registrations(claim, chosen) -> QuerySet[QualificationEntry]:
    """The open registrations at the claim's centre for its qualification."""
    return QualificationEntry.objects.filter(
        centre=claim.centre, qualification=claim.qualification, status__in=OPEN, **chosen
    ).select_related("candidate")


def unit_entries(claim, chosen) -> QuerySet[UnitEntry]:
    """The 2012 suite's unit entries at the claim's centre for its qualification."""
    return UnitEntry.objects.filter(
        centre=claim.centre,
        qualification=claim.qualification,
        series=None,
        status=UnitStatus.ENTERED,
        **chosen,
    ).select_related("candidate")


def registered_since(claim, lines, day) -> list[str]:
    """The names of candidates of the lines who were registered after that day; one query.

    A change of size or a transfer does not register anybody anew.
    """
    new = QualificationEntry.objects.filter(
        centre=claim.centre,
        qualification=claim.qualification,
        status__in=OPEN,
        candidate__in={line.candidate_id for line in lines},
        made_at__date__gt=day,
        replaces=None,
    )
    return [entry.candidate.name for entry in new.select_related("candidate")]


def still_registered(claim) -> set[tuple[int, int]]:
    """The (candidate id, unit id) pairs that may be claimed now, of the candidates on the claim.

    Units of another awarding body need no entry of their own: with them, the candidate's is enough.
    """
    people = claimants(claim, claim.lines.order_by().values("candidate"))
    registered = [one.candidate.pk for one in people if one.units]
    others = claim.lines.filter(candidate__in=registered).exclude(other_awarding_body="")
    own = {(one.candidate.pk, pk) for one in people for pk in one.units}
    return own | set(others.values_list("candidate", "unit"))
