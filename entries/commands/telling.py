"""Who hears that a centre has registered a person whom another centre has now? That one, the board.

Either centre may be wrong about who it is, and each sees only its own (docs/adr/0044). So the other
centre is told of its own candidate and the qualification, the board of both centres.
"""

from collections import defaultdict
from dataclasses import dataclass

from entries.commands.making import Maker
from entries.models import Candidate
from entries.queries.seeing import have_now
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.catalogue.queries import address_of
from interchange.notifications import outbox


@dataclass(frozen=True)
class Shared:
    """A person registered, for what, and the numbers of the centres that have the person too."""

    candidate: Candidate
    qualifications: tuple[str, ...]
    centres: tuple[str, ...] = ()


def tell_who_else_has(using: Maker) -> None:
    """Tell the other centres that have the persons whom the Maker registered, and the board.

    Nothing is told of a person whom this centre had already. One letter a centre and one to the
    board, for a form or a file; a fixed number of queries, and one a letter.
    """
    if not using.joined:
        return
    has = have_now({one for one, _ in using.joined}, using.at, besides=using.made())
    new = {one: has for one, has in has.items() if using.centre.pk not in has}
    if not new:
        return
    centres = Centre.objects.in_bulk({pk for has in new.values() for pk in has})
    shared = _shared(using, new, centres)
    by_centre = defaultdict(list)
    for one in shared:
        for pk in new[one.candidate.pk]:
            by_centre[pk].append(one)
    for pk, theirs in sorted(by_centre.items()):
        _tell("registered_elsewhere", centres[pk].email, using, centre=centres[pk], shared=theirs)
    _tell("registered_at_both", address_of("processing"), using, centre=using.centre, shared=shared)


def _shared(using, new, centres):
    """What is told of each of the persons, by name."""
    qualifications = Qualification.objects.in_bulk({size for _, size in using.joined})
    sizes = defaultdict(list)
    for person, size in sorted(using.joined):
        sizes[person].append(str(qualifications[size]))
    people = Candidate.objects.filter(pk__in=new).order_by("sorts_as", "ocr_number")
    return [
        Shared(one, tuple(sizes[one.pk]), tuple(sorted(centres[pk].number for pk in new[one.pk])))
        for one in people
    ]


def _tell(letter, to, using, **told):
    outbox.queue(f"entries/{letter}", to=to, at=using.at, **told)
