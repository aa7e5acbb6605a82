"""What is the whole story of one candidate at a centre: entries, claims, results?"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from assessed.queries import story_of_reductions
from claims.models import Claim
from entries import states
from entries.details_states import Status
from entries.models import Candidate, DetailsChange, QualificationEntry, Transfer, UnitEntry
from entries.queries import candidates_of
from entries.queries.people import renamed_here
from entries.queries.seeing import seeing
from entries.rules.details import TITLES, changed
from entries.states import Status as Entry
from entries.transfer_states import Status as Transferred
from entries.unit_states import EXCUSE
from interchange.audit import trail
from interchange.audit.models import Event
from interchange.catalogue.opening import opened_by
from results import queries as results_queries
from results.models import Attendance, QualificationResult, UnitResult


@dataclass(frozen=True)
class Step:
    """Something that happened in the candidate's course."""

    at: datetime
    title: str
    text: str = ""
    href: str = ""


def candidate(centre, ocr_number) -> Candidate | None:
    """The candidate of that number if the centre has, or had, an entry of theirs, else None."""
    here = candidates_of(centre).values("pk")
    found = Candidate.objects.filter(person__in=here, ocr_number=ocr_number)
    return found.select_related("person").first()


def entries(centre, records) -> QuerySet[QualificationEntry]:
    """The centre's entries for the records of a person, open ones first."""
    found = QualificationEntry.objects.filter(centre=centre, candidate__in=records)
    return found.select_related("candidate", "centre", "qualification__subject").order_by(
        "-made_at", "-pk"
    )


def left_at(centre, records, here=None) -> datetime | None:
    """When the person was transferred away, if the centre has no other entry of theirs; or None.

    What comes later is not the centre's to see. `here` are the entries, where they are known.
    """
    found = entries(centre, records) if here is None else here
    if any(entry.status != Entry.TRANSFERRED for entry in found):
        return None
    moves = Transfer.objects.filter(entry__in=found, status=Transferred.DONE)
    return moves.aggregate(Max("decided_at"))["decided_at__max"]


def story(centre, person, left=None) -> list[Step]:
    """What happened to the person, newest first: entries, claims, results, as Steps.

    `person` is a Candidate. Told is what the centre may see (entries.queries.seeing), nothing that
    came after the person was transferred away, and no change of details after they had `left` the
    centre in whatever way, if they have (entries.queries.leaving).
    """
    records = list(results_queries.persons([person.pk]))
    here = list(entries(centre, records))
    sees = partial(seeing([person.pk]).shows, centre.pk, person.pk)
    steps = [
        *_registered(here),
        *_moved(here),
        *_entered(centre, records),
        *_claimed(centre, records),
        *_banked(records, sees),
        *_attended(records, sees),
        *(Step(*told) for told in story_of_reductions(centre, records, sees)),
        *_issued(centre, records, sees),
        *_corrected(centre, records, left),
    ]
    last = left_at(centre, records, here)
    known = [step for step in steps if last is None or step.at <= last]
    return sorted(known, key=lambda step: step.at, reverse=True)


def _registered(found):
    """A Step for each registration."""
    return [
        Step(entry.made_at, "Registered", f"{entry.qualification}, candidate number {number}")
        for entry in found
        for number in [entry.candidate_number]
    ]


MOVES = {f"qualificationentry.{move.name}" for move in states.MOVES if move is not states.TRANSFER}


def _moved(found):
    """A Step for each time one of the registrations changed its status."""
    by_reference = {trail.reference(entry): entry for entry in found}
    events = Event.objects.filter(about__in=by_reference, name__in=MOVES)
    return [
        Step(
            event.at,
            event.title,
            f"{by_reference[event.about].qualification}. {event.detail.get('words', '')}".strip(),
        )
        for event in events
    ]


def _entered(centre, records):
    """A Step for each unit entry, and one where it was withdrawn."""
    found = UnitEntry.objects.filter(centre=centre, candidate__in=records)
    return [
        Step(when, title, f"{one.unit}{f', {one.series}' if one.series else ''}")
        for one in found.select_related("unit", "series")
        for when, title in (
            (one.made_at, "Entered for a unit"),
            (one.withdrawn_at, f"Unit entry: {one.get_status_display()}"),
        )
        if when
    ]


def withdrawable(centre, records, at) -> QuerySet[UnitEntry]:
    """The centre's unit entries of a person's records of which nobody has read results yet."""
    return UnitEntry.objects.filter(
        ~opened_by(at, "series__"),
        centre=centre,
        candidate__in=records,
        status__in=EXCUSE.sources,
    )


def _claimed(centre, records):
    """A Step for each claim of the centre that was submitted with lines of the person."""
    found = Claim.objects.filter(
        centre=centre, lines__candidate__in=records, submitted_at__isnull=False
    )
    return [
        Step(
            claim.submitted_at,
            f"Claim {claim.number} submitted",
            f"{claim.qualification}. It is now {claim.get_status_display()}.",
            reverse("claims:view", args=[centre.number, claim.pk]),
        )
        for claim in found.select_related("qualification").distinct()
    ]


def _banked(records, sees):
    """A Step for each unit result that the centre sees, corrections among them."""
    found = UnitResult.objects.filter(candidate__in=records)
    came_about = results_queries.came_about(dict.fromkeys(records))
    return [
        Step(
            one.banked_at,
            _result_title(one),
            f"{one.unit}: {one.shown}{f'. {one.because}' if one.because else ''}",
        )
        for one in found.select_related("unit", "series", "qualification", "decision", "supersedes")
        if sees(through=one.centre_id, subject=one.qualification.subject_id, at=came_about[one.pk])
    ]


def _attended(records, sees):
    """A Step for each mark of attendance that the centre sees."""
    found = Attendance.objects.filter(entry__candidate__in=records)
    return [
        Step(
            one.noted_at,
            "Attendance noted",
            f"{one.entry.unit}, {one.entry.series}: {one.get_mark_display()}",
        )
        for one in found.select_related(
            "entry__unit", "entry__series", "entry__qualification", "entry__candidate"
        )
        if sees(
            through=one.entry.centre_id,
            subject=one.entry.qualification.subject_id,
            at=one.entry.made_at,
        )
    ]


def _result_title(result):
    """What became of a unit, as the heading of its step: what the board decided is called so."""
    return result.decided or ("Unit result corrected" if result.corrects else "Unit result")


def _issued(centre, records, sees):
    """A Step for each qualification result that the centre sees; its own lead to their working."""
    found = QualificationResult.objects.with_first_issue().filter(entry__candidate__in=records)
    return [
        Step(
            one.issued_at,
            "Qualification result",
            f"{one.entry.qualification}: {one.grade or one.get_outcome_display()}"
            f"{f'. {one.cause}' if one.cause else ''}",
            reverse("results:working_of", args=[centre.number, one.entry_id, one.pk])
            if one.entry.centre_id == centre.pk
            else "",
        )
        for one in found.select_related("entry__qualification")
        if sees(
            through=one.entry.centre_id,
            subject=one.entry.qualification.subject_id,
            at=one.begun_at,
        )
    ]


def _corrected(centre, records, left):
    """A Step for each change of the person's details since the centre had them, until they `left`.

    The centre's own lead to old and new.
    """
    found = DetailsChange.objects.filter(renamed_here(centre), candidate__in=records)
    found = found.filter(status=Status.MADE)
    if left:
        found = found.annotate(at=Coalesce("decided_at", "made_at")).filter(at__lte=left)
    return [
        Step(
            one.decided_at or one.made_at,
            "Details changed",
            ", ".join(TITLES[name] for name in changed(one.before, one.after)),
            one.get_absolute_url() if one.centre_id == centre.pk else "",
        )
        for one in found.select_related("centre")
    ]
