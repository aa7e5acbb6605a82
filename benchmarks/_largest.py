"""One centre of many registrations beside a nation of others, made in the database itself.

A few hundred registrations are awarded by the portal; the others are copies of these, at the
largest centre and at centres of about 230, so that results, awards and standings fit each other.
Every run makes the same. Whatever an address may name stands at the largest centre, too.
"""

import os
import pickle
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._copies import COPIED, MORE
from benchmarks._nation import AT, AT_A_CENTRE, settle_a_nation

NUMBER, SMALLER, SMALLEST = "60001", "60002", "60003"
FEW = 50  # registrations at the smaller centre, beside those of its claims
AS_FEW = 3  # candidates of a claim where claims do not matter
EACH = 12  # registrations of each qualification that the others are copies of
IN_A_BLOCK = 100  # registrations that were sent in together, all for one qualification
SHARED = 3  # of three registrations two are of one person
FIRST = 2_000_000  # ids of what is copied
NAMES = "id", "ocr_number", "surname", "forenames", "born_on", "sex", "uci", "uln", "created_at"


@dataclass(frozen=True)
class Filled:
    """A centre, the people who may do everything there, and what addresses name, by page."""

    centre: Any
    people: tuple
    found: dict


def fill(registrations, beside, claimed):
    """Make the largest centre and a small one, of claims of `claimed` candidates, and a nation.

    Gives the Filled of both. Where the database is kept, what was made stays.
    """
    kept = os.environ.get("KEEP")
    if not kept:
        return _filled(registrations, beside, claimed)
    made = {"REGISTRATIONS": registrations, "BESIDE": beside, "CLAIMED": claimed} | _where()
    if places := kept_before(Path(kept), made):
        return places
    places = _filled(registrations, beside, claimed)
    keep(Path(kept), made, places)
    return places


def _where():
    from django.db import connection

    known = connection.settings_dict
    return {"DATABASE": f"{known['HOST']}/{known['NAME']}"}


def keep(path, made, places):
    """Note what was made, of which sizes and in which database (`made`), for the next run."""
    path.write_bytes(pickle.dumps((made, places)))


def kept_before(path, made):
    """What an earlier run noted; None where none did. Ends where that made something else."""
    if not path.is_file():
        return None
    before, places = pickle.loads(path.read_bytes())
    if unlike := [
        f"{name}={before[name]}, not {made[name]}" for name in made if before[name] != made[name]
    ]:
        sys.exit(
            f"{path} is of a run with {'; '.join(unlike)}. Set the same, or delete the file and"
            " drop the database that was kept."
        )
    return places


def _filled(registrations, beside, claimed):
    largest, smaller = _settled({NUMBER: claimed, SMALLER: claimed})
    _copy(largest.centre, smaller.centre, registrations, beside)
    return largest, smaller


def fill_three(large, middle, few, beside):
    """Make a nation and the centres of three sizes in it. Gives these, the smallest first."""
    few_only, smaller, largest = _settled({SMALLEST: few, SMALLER: AS_FEW, NUMBER: AS_FEW})
    _copy(largest.centre, smaller.centre, large, beside, middle)
    return [one.centre for one in (few_only, smaller, largest)]


def _settled(candidates):
    """Make awarded registrations, and centres by number, of claims of so many candidates each."""
    from results import commands
    from tests.architecture.test_query_counts import a_full_centre
    from tests.factories import accounts

    settle_a_nation(_originals())
    accounts.approve_everywhere()
    made = [Filled(*a_full_centre(number, few)) for number, few in candidates.items()]
    while commands.award_due(at=AT):
        pass
    return made


def _originals():
    """How many registrations are awarded by the portal: some of each qualification."""
    from interchange.catalogue.models import Qualification

    return EACH * max(Qualification.objects.count(), 40)


def _copy(centre, smaller, registrations, beside, few=FEW):
    """Copy what was awarded, at the centre, some at the smaller one, and beside them."""
    from django.db import connection

    known = {
        "first": FIRST,
        "last": FIRST + registrations + beside - 1,
        "here": registrations,
        "persons": registrations - registrations // SHARED,
        "block": IN_A_BLOCK,
        "at_a_centre": AT_A_CENTRE,
        "at": AT,
        "centre": centre.pk,
        "smaller": smaller.pk,
        "few": few,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _people(known["persons"] + beside)
        for statement in (*COPIED, *MORE):
            cursor.execute(statement, known)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(SEQUENCES)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _people(count):
    """So many candidates, named as people are, with the keys that likely duplicates share."""
    from benchmarks.likeness import keys_of, of_a_nation
    from entries.rules.likeness_keys import as_array
    from interchange.bulk import copy_in, copy_row
    from tests.factories import alike

    dice = random.Random(7)

    def rows():
        for place in range(count):
            one = of_a_nation(alike.somebody(dice), dice)
            fields = one.surname, one.forenames, one.born_on, one.sex or "X", "", "", AT
            keys = as_array(sorted(keys_of(one)))
            yield copy_row(FIRST + place, f"{30_000_000 + place}", *fields, keys)

    copy_in("entries_candidate", (*NAMES, "likeness_keys"), rows())


SEQUENCES = """
    SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I))',
                  pg_get_serial_sequence(format('%I', table_name), column_name),
                  column_name, table_name)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND is_identity = 'YES'
"""
