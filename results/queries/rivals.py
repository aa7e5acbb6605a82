"""Who has several registrations for one code, and what was ever issued to a registration?"""

from collections import Counter, defaultdict

from entries.models import QualificationEntry
from results.models import QualificationResult
from results.queries import achievements


def with_several_entries(entries) -> set[int]:
    """The persons of the entries, by id, who have more than one entry for one of their codes."""
    person_of = achievements.persons(entry.candidate_id for entry in entries)
    codes = {entry.qualification_id for entry in entries}
    registered = QualificationEntry.objects.filter(
        candidate__in=list(person_of), qualification__in=codes
    ).order_by()
    times = Counter(
        (person_of[candidate], qualification)
        for candidate, qualification in registered.values_list("candidate_id", "qualification_id")
    )
    return {person for (person, _), number in times.items() if number > 1}


def ever_issued(entries) -> dict[int, list[QualificationResult]]:
    """Every result the entries ever had, by entry id: lists of QualificationResult."""
    found = defaultdict(list)
    for result in QualificationResult.objects.filter(entry__in=entries):
        found[result.entry_id].append(result)
    return found
