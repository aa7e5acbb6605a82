"""How did a candidate's details come to be what they are, and what would a change run into?"""

from django.db.models import Q, QuerySet

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge, QualificationEntry, UnitEntry
from entries.queries.leaving import records_then
from entries.queries.likely import Likely, likely_duplicates
from entries.queries.people import joined_here, renamed_here
from entries.queries.seeing import have_now, is_elsewhere
from entries.rules import details as rules
from interchange.accounts.models import Centre
from interchange.catalogue.models import Fee

REPLACEMENT = "replacement-certificate"


def person_at(centre, ocr_number, at) -> Candidate | None:
    """The person behind the record of that number if the centre has an entry of theirs, or None.

    Nor is it the centre's any more whom other centres have at the instant, and it has not.
    """
    person = Candidate.objects.filter(records__ocr_number=ocr_number).first()
    if person is None or not centres_of(person).filter(pk=centre.pk).exists():
        return None
    return None if is_elsewhere(centre, person, at) else person


def asks_of_its_own(change, at) -> bool:
    """Whether the centre that asked for the change has the person at the instant."""
    return person_at(change.centre, change.candidate.ocr_number, at) is not None


def is_shared(centre, person, at) -> bool:
    """Whether another centre has the person at the instant as well."""
    return bool(have_now([person.pk], at).get(person.pk, set()) - {centre.pk})


def details_changes(centre) -> QuerySet[DetailsChange]:
    """The changes of details that the centre has made or asked for, newest first."""
    found = DetailsChange.objects.filter(centre=centre)
    return found.select_related("candidate", "centre", "made_by")


def waiting_change(candidate) -> DetailsChange | None:
    """The change of the candidate's details that waits for the board, whoever asked; or None."""
    waits = DetailsChange.objects.filter(status=Status.WAITING)
    return waits.filter(candidate__person=candidate.person_id).order_by("pk").first()


def settled_details(candidate) -> rules.Details:
    """The candidate's details before the corrections since the board last looked at them."""
    made = candidate.details_changes.filter(status=Status.MADE)
    rows = made.order_by("-pk").values_list("old", "needs_board", "centre")
    corrections = ((rules.from_json(old), bool(why) or centre is None) for old, why, centre in rows)
    return rules.settled(rules.of(candidate), corrections)


def holders(candidate, details) -> list[str]:
    """The OCR numbers of other persons' records with the UCI or ULN of the details."""
    same = Q(pk__in=[])
    for name in ("uci", "uln"):
        value = getattr(details, name)
        if value and value != getattr(candidate, name):
            same |= Q(**{name: value})
    others = Candidate.objects.filter(same).exclude(person=candidate.person_id)
    return list(others.values_list("ocr_number", flat=True))


def duplicates(centre, candidate, details, on) -> list[Likely]:
    """The records that look like the person with these details, leaving out the candidate's own."""
    found = likely_duplicates(centre, [details], on)[0]
    return [one for one in found if one.candidate.pk != candidate.pk]


def replacement_fee(on) -> Fee | None:
    """What a replacement certificate costs on the day: a Fee; None where the list does not say."""
    fees = Fee.objects.filter(slug=REPLACEMENT, from_on__lte=on)
    return fees.order_by("-from_on").first()


def former_names(person, centre, left=None) -> list[str]:
    """The names of before of a person, or of a record merged into it; latest first.

    Of those that the centre may read (queries.people.renamed_here, joined_here), and nothing that
    was changed after the person had `left` the centre, if they have (queries.leaving).
    """
    made = DetailsChange.objects.filter(candidate__person=person, status=Status.MADE)
    joined = Merge.objects.filter(merged__person=person, undone_at=None).exclude(own={})
    if left:
        known = records_then(centre, person.pk, left)
        made = made.filter(Q(decided_at__lte=left) | Q(decided_at=None, made_at__lte=left))
        made, joined = made.filter(candidate__in=known), joined.filter(made_at__lte=left)
    names = [one.before.name for one in made.filter(renamed_here(centre)).order_by("-pk")]
    names += [one.own_name for one in joined.filter(joined_here(centre)).order_by("-pk")]
    return [name for name in dict.fromkeys(names) if name != person.name]


def centres_of(candidate) -> QuerySet[Centre]:
    """The centres that have, or had, an entry of the person's."""
    entries, units = (
        model.objects.filter(candidate__person=candidate.person_id).values("centre")
        for model in (QualificationEntry, UnitEntry)
    )
    return Centre.objects.filter(Q(pk__in=entries) | Q(pk__in=units)).order_by("number")


def centres_with(candidate, at) -> QuerySet[Centre]:
    """The centres that have the person at the instant: who left is not their concern any more."""
    here = have_now([candidate.person_id], at).get(candidate.person_id, set())
    return Centre.objects.filter(pk__in=here).order_by("number")
