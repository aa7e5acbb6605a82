"""Why does the tracker list nobody, and what is there to do about it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from entries.models import QualificationEntry
from entries.rules.registering import summer_of
from tracker.queries.progress import listed

AT_RISK = "Only candidates at risk: late or due soon"  # the label of the filter
WINTER_IS_NEAR = range(9, 13)  # the months in which the summer before is still in mind
GROUP, TEACHER = "Teaching group", "Teacher"  # labels of filters
WHERE = (
    "Qualification",
    "Name or number",
    GROUP,
    TEACHER,
)  # filters that say where to look, not for what


@dataclass(frozen=True)
class Nothing:
    """Why nobody is listed, and the next step: the name of a link, and whether it registers.

    A link that does not register clears the filters.
    """

    title: str
    sentences: Sequence[str]
    action: str = ""
    registers: bool = False


def why_nothing(
    centre, filters: Sequence[tuple[str, str]], due: int, on: date, *, may_register: bool
) -> Nothing:
    """The Nothing of a list that the filters, as (label, what is chosen), leave empty on the day.

    So many of what the qualification and text alone leave are `due`: being worked out anew.
    """
    if not listed(centre).exists():
        return _nobody(centre, may_register)
    told = _told(filters)
    if [label for label, _ in filters if label not in WHERE] == [AT_RISK]:
        return Nothing("Nobody is at risk", [*_nobody_at_risk(due, on), told], "Clear filters")
    return Nothing(
        "No registration matches",
        [told, "Take a filter away, or clear them all and look at everybody."],
        "Clear filters",
    )


def _nobody(centre, may_register):
    """Why there is no registration to list at all."""
    are_over = QualificationEntry.objects.filter(centre=centre).exists()
    title = "No registration is open" if are_over else "No registrations yet"
    because = (
        "All registrations of your centre are over: withdrawn, replaced or transferred."
        if are_over
        else "Candidates stand here as soon as they are registered for a qualification."
    )
    if may_register:
        return Nothing(title, [because], "Register candidates", registers=True)
    return Nothing(title, [because, "Your exams officer registers candidates."])


def _nobody_at_risk(due, on):
    summer = summer_of(on)
    yield (
        f"Nobody who is expected to complete in summer {summer} is late or has something due soon"
        " without a result to come."
    )
    if on.month in WINTER_IS_NEAR:
        yield f"Summer {summer - 1} is over: since September the tracker looks to summer {summer}."
    if due:
        yield f"{due} being worked out anew may still appear here."


def _told(filters):
    chosen = "; ".join(f"{label}: {value}" for label, value in filters)
    return f"The list is narrowed to {chosen}."
