"""The invariants that the database answers by itself: each a file in `statements/`.

A file's first line is the sentence that must be true; its statement gives a row `what` for whatever
breaks it. Each only reads.
"""

import json
from pathlib import Path

from django.utils.timezone import localdate

from claims.states import Status
from entries.models import Submission
from entries.queries import COSTS, costing
from entries.rules.registering import summer_of
from entries.states import LISTED
from entries.unit_states import STANDING
from invariants.queries.lives import LIVES, begins_as, leads_to

FOLDER = Path(__file__).parents[1] / "statements"
OF_A_LIFE = "status-follows-the-trail"


def statements() -> dict[str, tuple[str, str]]:
    """By name, the sentence of each invariant and the statement that finds what breaks it."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.sql"))}


def at_once() -> str:
    """One statement that finds what breaks any of them."""
    return "\nUNION ALL\n".join(
        f"SELECT what FROM ({one}) AS broken" for _, one in statements().values()
    )


def what_is_asked(at) -> dict[str, object]:
    """What the statements are asked with, at the instant `at`."""
    invoiced = Submission.objects.filter(invoice__names_candidates=True).only("pk")
    return {
        **costing(invoiced.iterator()),
        "listed": sorted(LISTED),
        "standing": sorted(STANDING),
        "draft": Status.DRAFT.value,
        "summer": summer_of(localdate(at)),
        "on": localdate(at),
        "moves": json.dumps(leads_to()),
    }


def _read(path):
    says, _, statement = path.read_text().partition("\n")
    if path.stem == OF_A_LIFE:
        statement = _of_each_life(statement)
    return says.removeprefix("-- "), statement.replace("{costs}", COSTS)


def _of_each_life(statement):
    return "\nUNION ALL\n".join(f"({_of(model, statement)})" for model in LIVES)


def _of(model, statement):
    for word, value in (
        ("{kind}", model._meta.model_name),
        ("{table}", model._meta.db_table),
        ("{beginning}", begins_as(model)),
    ):
        statement = statement.replace(word, value)
    return statement
