"""What does a statement of results say of each of some candidates?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from entries.queries.leaving import as_known
from interchange.bulk import among
from results.queries.embargoed import kept_words
from results.queries.listing import qualification_results, results_of, unit_results
from results.queries.marks import with_marks
from results.statements import StatedResult, Statement


def statements_of(centre, persons: Iterable[int], at: datetime) -> list[Statement]:
    """A Statement of each of the persons (ids) who have to do with the centre, in order.

    Of whoever is or was registered there, or has a unit result through it. It tells all results
    that came about through the centre, under the details that the centre may read at the instant,
    and which of them no candidate is to be given yet. A fixed number of queries.
    """
    persons = list(persons)
    entries = qualification_results(centre).filter(candidate__person__in=among(persons))
    theirs = defaultdict(list)
    for entry in as_known(centre, entries.order_by("qualification__code", "pk"), at):
        theirs[entry.candidate.person_id].append(entry)
    issued = results_of([one for of in theirs.values() for one in of])
    of_units = with_marks(as_known(centre, _unit_results(centre, persons), at))
    units, shown = defaultdict(list), {one.candidate.person_id: one.candidate for one in of_units}
    sat = defaultdict(set)
    for one in of_units:
        units[one.candidate.person_id].append(_unit(one))
        sat[one.candidate.person_id].add(one.series)
    shown |= {person: entries[-1].candidate for person, entries in theirs.items()}
    return [
        Statement(
            candidate=shown[person],
            numbers=list(dict.fromkeys(one.candidate_number for one in theirs[person])),
            qualifications=[
                _qualification(one, issued[one.pk]) for one in theirs[person] if one.pk in issued
            ],
            units=units[person],
            embargo=kept_words(sat[person], at),
        )
        for person in dict.fromkeys(persons)
        if person in shown
    ]


def _qualification(entry, result):
    grade = result.grade or result.get_outcome_display()
    about = f"{entry.qualification.code} {entry.qualification.title}"
    return StatedResult(about, grade, "", localtime(result.issued_at))


def _unit_results(centre, persons):
    """The unit results of the persons (ids) at the centre, by qualification and unit."""
    found = unit_results(centre, sorts=False).filter(candidate__person__in=among(persons))
    return found.order_by("qualification__code", "unit__in_order", "banked_at", "pk")


def _unit(result):
    about = f"{result.qualification.code} · {result.unit.number} {result.unit.title}"
    source = ": ".join(filter(None, [result.source, result.mark_told]))
    return StatedResult(about, result.shown, source, localtime(result.banked_at))
