"""Why is a result lower than the one issued before? Some result it rested on was corrected.

The centre of the registration reads it, so it names only what that centre sees (docs/adr/0044).
"""

from textwrap import shorten

from entries.queries.seeing import seeing
from results.awarding.outcome import BEST_FIRST
from results.queries import achievements, ground
from results.rules import LONGEST_REASON

CHANGED = "Worked out again, the unit results that are held do not give what was issued."
ELSEWHERE = "A unit result that is held at another centre was corrected."
REST = " … (the unit result has the rest)"


def causes(found) -> dict[int, str]:
    """The cause, in a sentence, for each of the standings: {entry id: sentence}."""
    if not found:
        return {}
    person_of = achievements.persons(one.entry.candidate_id for one in found)
    corrected = achievements.corrections(person_of)
    came_about = achievements.came_about(person_of)
    sees = seeing(person_of.values())
    numbers = ground.unit_numbers({one.entry.qualification_id for one in found})
    told = {}
    for one in found:
        person = person_of[one.entry.candidate_id]
        lowering = _lowering(one.latest, corrected[person], numbers[one.entry.qualification_id])
        seen = [
            sentence
            for row, sentence in lowering
            if sees.shows(
                one.entry.centre_id,
                person,
                through=row.centre_id,
                subject=row.qualification.subject_id,
                at=came_about[row.pk],
            )
        ]
        told[one.entry.pk] = next(iter(seen), ELSEWHERE if lowering else CHANGED)
    return told


def _lowering(before, corrections, numbers):
    """The corrections since the result was issued that leave a unit worse than it counted there.

    Each with its sentence, the newest first.
    """
    counted = {one["unit"]: one["grade"] for one in before.working}
    return [
        (row, _sentence(row, number))
        for row in corrections
        if (number := numbers.get(row.unit.shared_id)) in counted
        and row.banked_at >= before.issued_at
        and row.grade not in BEST_FIRST[: BEST_FIRST.index(counted[number]) + 1]
    ]


def _sentence(row, number):
    """What was corrected, and why; of a long reason the first words, and where the rest stands."""
    was, now = row.supersedes.shown, row.shown
    said = f"Unit {number} was corrected from {was} to {now}: {row.because}"
    return shorten(said, LONGEST_REASON, placeholder=REST)
