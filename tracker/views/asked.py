"""Which registrations does an address ask for? The same for every page of the tracker and file."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from entries.models import QualificationEntry
from entries.queries import groups, qualifications_of
from interchange import tabular
from interchange.accounts import permissions
from interchange.accounts.queries import teachers
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from results.queries import units_offered
from results.urgency import Deadlines
from tracker.forms import Filters
from tracker.queries import on_paper
from tracker.queries import progress as progress_queries
from tracker.queries.emptiness import Nothing, why_nothing
from tracker.queries.unit_states import UnitStates, narrowed


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the filters as they were set, and the entries that they leave.

    `before` are those of the qualification, text, group and teacher alone; `qualifications` those
    that may be among the entries.
    """

    filters: Filters
    chosen: dict
    qualifications: list[Qualification]
    before: QuerySet[QualificationEntry]
    entries: QuerySet[QualificationEntry]

    @property
    def unit(self):
        """The unit that was chosen, or None."""
        return self.filters.units.get(self.chosen["unit"])


def asked(request, centre, dates: Deadlines, form: type[Filters] = Filters) -> Asked:
    """What the address asks for at the centre on the day of the dates, by a form of filters."""
    offered = list(qualifications_of(centre))
    units = units_offered(offered, request.GET.get("qualification"))
    people = {"groups": groups(centre), "teachers": teachers(centre)}
    filters = form(request.GET, qualifications=offered, units=units, **people)
    chosen = filters.chosen()
    code = chosen["qualification"]
    qualifications = [one for one in offered if code in ("", one.code)]
    before = progress_queries.matching(centre, chosen)
    entries = progress_queries.asked_for(before, chosen, dates)
    if chosen["unit"] or chosen["unit_state"]:
        states = UnitStates(centre, qualifications, dates.on)
        unit = filters.units.get(chosen["unit"])
        entries = narrowed(entries, states, unit, chosen["unit_state"])
    return Asked(filters, chosen, qualifications, before, entries)


def files_of(request, centre, total: int) -> dict[str, str]:
    """Where all that the address asks for is as a file, by its kind: csv, xlsx, pdf.

    There is no pdf of more than fit on paper; `most` says then how many do.
    """
    here, query = reverse("tracker:export", args=[centre.number]), request.GET.copy()
    paper = reverse("tracker:paper", args=[centre.number])
    fits = total <= on_paper.MOST
    found = {"pdf": f"{paper}?{query.urlencode()}"} if fits else {"most": f"{on_paper.MOST:,}"}
    for form in tabular.FORMS.values():
        query["as"] = form.ending
        found[form.ending] = f"{here}?{query.urlencode()}"
    return found


def nothing_of(request, centre, found: Asked, on: date) -> Nothing:
    """Why the list that the address asks for is empty, for whoever looks at it."""
    return why_nothing(
        centre,
        found.filters.in_words(),
        progress_queries.being_worked_out(found.before),
        on,
        may_register=permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
    )
