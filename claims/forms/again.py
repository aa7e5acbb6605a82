"""Why units held already are claimed again: a choice a row, and one for all that lack it."""

from claims.forms.grades import is_id
from claims.states import Again

PREFIX = "again-"


def chosen_reasons(data):
    """The reasons chosen on a page: Again by line id, and under "rest" the one for all others."""
    found = {
        int(name.removeprefix(PREFIX)): data[name]
        for name in data
        if name.startswith(PREFIX) and is_id(name.removeprefix(PREFIX))
    }
    found["rest"] = data.get("rest", "")
    return {line: Again(why) for line, why in found.items() if why in Again.values}
