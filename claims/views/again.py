"""Units held already: why each is claimed again, asked once before the claim is submitted."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from claims import queries
from claims.forms import chosen_reasons
from claims.states import EDITABLE, Again
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.workflow import MoveRefused
from results import commands as results_commands
from results.queries import held_already

SORTS = {
    "name": ("by_name", "in_order"),
    "unit": ("in_order", "by_name"),
}


@dataclass(frozen=True)
class HeldLine:
    """A line of a unit that is held already, sortable by each heading."""

    line: object
    held: object

    @property
    def by_name(self):
        """What to sort by, as every list by name."""
        return (self.line.candidate.sorts_as, self.line.candidate.ocr_number)

    @property
    def in_order(self):
        """The unit's place among the others."""
        return self.line.unit.in_order


@at_centre(Permission.MAKE_CLAIMS)
def again(request, centre, pk):
    """The grades of units that are held already, some a page, each with why it is claimed again."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "POST":
        return _save(request, claim)
    if claim.status not in EDITABLE:
        return redirect(claim)
    found = [HeldLine(*one) for one in held_already(claim, timezone.localdate())]
    context = {
        "claim": claim,
        "listing": tables.listing(request, found, sorts=SORTS, default="name"),
        "unsaid": sum(not one.line.again for one in found),
        "reasons": Again.choices,
    }
    return render(request, "claims/again.html", context)


def _save(request, claim):
    """Keep the reasons; go on to submit once none is lacking, else show what lacks."""
    today = timezone.localdate()
    reasons = chosen_reasons(request.POST)
    if why := reasons.pop("rest", None):
        lacking = [one for one, _ in held_already(claim, today) if not one.again]
        reasons |= {one.pk: why for one in lacking if one.pk not in reasons}
    try:
        kept = results_commands.say_why_again(
            claim=claim, reasons=reasons, by=request.user, at=timezone.now()
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(claim)
    messages.success(request, f"Reasons saved: {kept}.")
    lacking = sum(not one.again for one, _ in held_already(claim, today))
    if lacking:
        messages.warning(request, f"Still without a reason: {lacking}.")
        return redirect(request.get_full_path())
    return redirect("claims:submit", claim.centre.number, claim.pk)
