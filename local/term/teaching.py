"""Teaching groups: the first years of IT at Fernhill in two classes, each with its teacher."""

from entries import commands
from entries.models import QualificationEntry
from interchange.accounts.models import Centre
from local.term import cast

CLASSES = (("12A IT", cast.IT_TUTOR, 0), ("12B IT", cast.SECOND_TUTOR, 1))


def groups(term, days):
    """Each teacher makes a class of every other candidate of the Certificate."""
    centre = Centre.objects.get(number=cast.FERNHILL)
    certificate = QualificationEntry.objects.filter(centre=centre, qualification__code="05838")
    listed = list(certificate.select_related("qualification").order_by("pk"))
    for name, player, first in CLASSES:
        by, at = term.people[player], days.on(0, 9, 17)
        group = commands.make_group(
            centre=centre,
            name=name,
            qualification=listed[0].qualification,
            teachers=[by],
            by=by,
            at=at,
        )
        commands.add_to_group(group=group, entries=listed[first::2], by=by, at=at)
