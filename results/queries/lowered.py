"""Why is a result lower than the one issued before? Some result it rested on was corrected."""

from results.queries import achievements, ground

CHANGED = "The unit results that this award rested on have changed."


def causes(found) -> dict[int, str]:
    """The cause, in a sentence, for each of the standings: {entry id: sentence}."""
    if not found:
        return {}
    person_of = achievements.persons(one.entry.candidate_id for one in found)
    corrected = achievements.corrections(person_of)
    numbers = ground.unit_numbers({one.entry.qualification_id for one in found})
    return {
        one.entry.pk: _sentence(
            one, corrected[person_of[one.entry.candidate_id]], numbers[one.entry.qualification_id]
        )
        for one in found
    }


def _sentence(standing, corrections, numbers) -> str:
    """What was corrected since the result was issued, among units of its subject."""
    for row in corrections:
        number = numbers.get(row.unit.shared_id)
        if number and row.banked_at >= standing.latest.issued_at:
            was, now = row.supersedes.get_grade_display(), row.get_grade_display()
            return f"Unit {number} was corrected from {was} to {now}: {row.because}"[:300]
    return CHANGED
