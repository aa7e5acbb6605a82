"""Does the moderator have to come again for what was missed?"""

from mir.request_facts import RequestFacts


def further_visit(facts: RequestFacts) -> str:
    """Whether the moderator has to come again for what was missed, in words; "" without a unit.

    The board says that a visit may be needed. That work of a unit which was moderated already needs
    none is the portal's own, provisional rule.
    """
    if not facts.unit:
        return ""
    if facts.seen_by_moderator:
        claims = ", ".join(map(str, facts.seen_by_moderator))
        return (
            f"The moderator has seen work of unit {facts.unit} (claim {claims}), so that no further"
            " visit is expected. This is provisional: the board tells you if it is otherwise."
        )
    return (
        f"No work of unit {facts.unit} has been moderated at your centre, so a further visit,"
        " perhaps a virtual one, is expected. This is provisional: the board tells you."
    )
