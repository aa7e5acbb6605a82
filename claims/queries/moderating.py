"""What moderators are asked to look at, and who they are."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import Prefetch, Q, QuerySet

from claims.models import Claim, Line, Sample
from claims.queries.building import Claimant, registrations, unit_entries
from claims.queries.independence import centres_of_the_year
from claims.queries.places import taken
from claims.states import WITH_THE_BOARD
from entries.models import Candidate
from interchange.accounts import permissions
from interchange.accounts.models import Centre, User
from interchange.accounts.queries import allocated_at
from interchange.accounts.roles import Permission

BY_NAME = ("candidate__sorts_as", "candidate", "unit")


@dataclass(frozen=True)
class Work:
    """The units of one candidate."""

    candidate: Candidate
    units: list[str]


@dataclass(frozen=True)
class Version:
    """A sample as the centre was sent it, and what that changed of the one before."""

    sample: Sample
    chosen: int
    added: list[Work]
    removed: list[Work]


def moderators(centre, subject=None) -> QuerySet[User]:
    """The people allocated to the centre as moderators (of the subject, if one is given)."""
    held = allocated_at(centre)
    if subject:
        held = held.filter(subject=subject)
    return User.objects.filter(pk__in=held.values("user"))


def moderated_by(user, subject) -> Q:
    """The condition that something of a `centre` and a `subject` (a path) is the user's.

    A moderator has hundreds of centres and a subject or two, so it is said subject by subject.
    """
    centres = defaultdict(list)
    for held in permissions.allocations(user):
        centres[held.subject_id].append(held.centre_id)
    mine = Q(pk__in=[])
    for about, allocated_to in centres.items():
        mine |= Q(**{subject: about}, centre__in=allocated_to)
    return mine


def allocated(user, status, today) -> QuerySet[Claim]:
    """The claims in the status at the centres and in the subjects of the user, oldest first.

    None of a centre to which the user belongs, or belonged in this academic year.
    """
    found = Claim.objects.filter(moderated_by(user, "qualification__subject"), status=status)
    found = found.select_related("centre", "qualification")
    near = centres_of_the_year(user, today)
    return found.exclude(centre__in=near).order_by("submitted_at", "pk")


def allocated_centres(user) -> list[Centre]:
    """The centres the user moderates, by number."""
    return [
        centre
        for centre in permissions.centres(user)
        if permissions.subjects(user, Permission.MODERATE_CLAIMS, centre)
    ]


def moderated(user, centre) -> QuerySet[Claim]:
    """The centre's submitted claims in the user's subjects."""
    subjects = permissions.subjects(user, Permission.MODERATE_CLAIMS, centre)
    return Claim.objects.filter(
        centre=centre, qualification__subject__code__in=subjects, number__isnull=False
    ).select_related("centre", "qualification__subject", "submitted_by", "created_by")


def sample_of(claim, *, sent=None) -> Sample | None:
    """The claim's newest sample, sent or not as asked; None if there is none."""
    found = Sample.objects.filter(claim=claim).prefetch_related(
        Prefetch("lines", Line.objects.order_by())
    )
    if sent is not None:
        found = found.filter(sent_at__isnull=not sent)
    return found.order_by("-version").first()


def to_choose_from(claim) -> QuerySet[Line]:
    """The lines a sample may have, in the claim's order; whose, which unit and who marked it.

    What the lines share is read once: that is far quicker than a join for a claim of thousands.
    """
    return claim.lines.filter(live=True).prefetch_related("candidate", "unit", "assessor")


def sampled_ids(claim) -> set[int]:
    """The ids of the lines whose work the moderator asked to see, once the sample is sent."""
    sample = sample_of(claim, sent=True)
    return {line.pk for line in sample.lines.all()} if sample else set()


def taken_again(claim, lines) -> set[int]:
    """The ids of those of the claim's lines whose unit the person has since claimed elsewhere."""
    people = {line.candidate_id: Claimant(line.candidate, "", frozenset()) for line in lines}
    elsewhere = taken(claim, list(people.values()), {line.unit for line in lines})
    return {line.pk for line in lines if (line.candidate_id, line.unit_id) in elsewhere}


def beside(claim) -> QuerySet[Claim]:
    """The centre's other claims for the qualification that are with the board, oldest first."""
    same = Claim.objects.filter(
        centre=claim.centre, qualification=claim.qualification, status__in=WITH_THE_BOARD
    )
    return same.exclude(pk=claim.pk).order_by("submitted_at", "pk")


def samples_sent(claim) -> list[Version]:
    """Every Version of the sample that the centre was sent, newest first."""
    sent = Sample.objects.filter(claim=claim, sent_at__isnull=False).select_related("saved_by")
    sent = list(sent.order_by("version"))
    chosen = {sample.pk: set() for sample in sent}
    for sample, line in Sample.lines.through.objects.filter(sample__in=sent).values_list(
        "sample", "line"
    ):
        chosen[sample].add(line)
    pairs = [(chosen[old.pk], chosen[new.pk]) for old, new in pairwise(sent)]
    touched = Line.objects.filter(pk__in=set().union(*(old ^ new for old, new in pairs)))
    touched = list(touched.select_related("candidate", "unit").order_by(*BY_NAME))
    versions = [
        Version(
            sample, len(chosen[sample.pk]), _work(touched, new - old), _work(touched, old - new)
        )
        for sample, (old, new) in zip(sent, [(set(), set()), *pairs], strict=False)
    ]
    return versions[::-1]


def _work(lines, ids):
    """Those of the lines, a candidate at a time."""
    of_each = groupby((line for line in lines if line.pk in ids), lambda line: line.candidate)
    return [Work(one, [line.unit.number for line in units]) for one, units in of_each]


def gone(claim) -> set[int]:
    """The ids of the candidates on the claim who are not registered at its centre any more."""
    left = claim.lines.filter(live=True)
    for here in (registrations(claim, {}), unit_entries(claim, {})):
        left = left.exclude(candidate__in=here.values("candidate"))
    return set(left.values_list("candidate", flat=True))
