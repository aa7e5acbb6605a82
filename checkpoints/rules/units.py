"""Which registrations have units that will not be achieved without somebody acting?

Rules: the board's page on its second checkpoint, which goes through examined units, moderated
units, entries and duplicate records.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checkpoints.rules.term_time import CheckpointRefused
from results.diagnosis import Reason

MISSING = "TX0N"  # letters of a kept standing: still to do, absent, no result, not achieved
STARTED = "C"  # in the claim in progress, which is not submitted yet
UNDER_WAY = "CRSPE"  # a result comes of itself, unless the cause on the day says otherwise
ACTIVE = MISSING + UNDER_WAY
OPTIONAL = "optional units"
# Causes by which all that is needed is under way: what else is to do could come instead of it.
ON_THEIR_WAY = (
    *("claim_not_submitted", "visit_not_booked", "visit_too_late", "visit_to_confirm"),
    *("ready_for_sampling", "sampled", "claim_held_up", "pending"),
    *("entered_for_exam", "unsettled"),
    *("consideration_to_answer", "consideration_asked", "assessed_to_come"),
)


@dataclass(frozen=True)
class RuleUnit:
    """A unit as the rules have it; `mandatory` where no award comes without it, on any pathway.

    `size` is in the measure of the qualification.
    """

    number: str
    examined: bool
    mandatory: bool = True
    size: int = 0


@dataclass(frozen=True)
class Section:
    """One of the checks: its name in addresses and in words, and what it lists.

    `examined` says of which units it is; None where it is not about single units. `causes` are
    those that name single units on which the centre acts, under way or not.
    """

    slug: str
    title: str
    what: str
    examined: bool | None
    causes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.title


SECTIONS = (
    Section(
        "examined",
        "Examined units",
        "Candidates who expect a result and lack an examined unit for which no exam is entered, or"
        " whose exam brought none, also where results are out and theirs is missing",
        True,
        ("exam_result_missing", "absent", "no_result", "exam_below_minimum"),
    ),
    Section(
        "moderated",
        "Moderated units",
        "Candidates who expect a result and lack a moderated unit that is not submitted for"
        " moderation, or whose claim has no visit, or one that comes too late",
        False,
        ("claim_not_submitted", "visit_not_booked", "visit_too_late", "below_minimum"),
    ),
    Section(
        "entries",
        "Entries",
        "Candidates who expect a result, lack no single unit, have none under way and would still"
        " get none: look at the size and the pathway that they are registered for",
        None,
    ),
)
BY_SLUG = {one.slug: one for one in SECTIONS}


def _letters_of(section: Section) -> str:
    """The letters of a kept standing that make a unit one of the section's."""
    return MISSING if section.examined else MISSING + STARTED


def pattern(section: Section, units: Sequence[RuleUnit]) -> str:
    """What the letters of a registration are matched with, by which units the rules have.

    A regular expression; "" where no unit of the qualification is of the section's kind. An
    optional exam is lacking only where no moderated unit could come in its place.
    """
    if section.examined is None:
        return f"^[^{ACTIVE}]*$"
    letters = _letters_of(section)
    own = [(place, one) for place, one in enumerate(units) if one.examined == section.examined]
    sure = [place for place, one in own if one.mandatory or not section.examined]
    others = "".join("." if one.examined else f"[^{MISSING}{STARTED}]" for one in units)
    found = [f"^.{{{place}}}[{letters}]" for place in sure]
    found += [f"^(?={others}).{{{place}}}[{letters}]" for place, _ in own if place not in sure]
    return "|".join(found)


def missing(section: Section, units: Sequence[RuleUnit], letters: str, reason: Reason) -> list[str]:
    """The numbers of the section's units that a registration lacks.

    Those that the Reason of the day names where its cause is one of the section's, and where not
    all that is needed is under way the mandatory ones of a letter that is the section's. Optional
    ones that could fill what is lacking are no lack each: see `optional`. An optional exam is one
    where no moderated unit could come instead.
    """
    if section.examined is None:
        return []
    wanted = "" if reason.code in ON_THEIR_WAY else _letters_of(section)
    told = reason.units if reason.code in section.causes else ()
    pairs = list(zip(units, letters, strict=False))
    no_other = not any(letter in MISSING + STARTED for unit, letter in pairs if not unit.examined)
    return [
        unit.number
        for unit, letter in pairs
        if unit.examined == section.examined
        and (
            unit.number in told
            or letter in wanted
            and (unit.mandatory or letter == STARTED or unit.examined and no_other)
        )
    ]


def optional(section: Section, units: Sequence[RuleUnit], letters: str, reason: Reason) -> bool:
    """Whether optional units are lacking of which moderated ones could fill what is missing."""
    if section.examined is not False or reason.code in ON_THEIR_WAY:
        return False
    return any(
        letter in MISSING
        for unit, letter in zip(units, letters, strict=False)
        if not unit.examined and not unit.mandatory
    )


def optional_size(units: Sequence[RuleUnit], letters: str, total: int, held: int) -> int:
    """How much is to come from optional units, of the `total` in hours or credits; 0 for none.

    It is what is neither `held`, nor under way, nor of mandatory units that are lacking.
    """
    elsewhere = sum(
        unit.size
        for unit, letter in zip(units, letters, strict=False)
        if letter in UNDER_WAY or (unit.mandatory and letter in MISSING)
    )
    return max(total - held - elsewhere, 0)


def optional_in_words(size: int, measure: str) -> str:
    """What is lacking of optional units, as it stands beside the numbers of units."""
    return f"{OPTIONAL}, {size} {measure}" if size else OPTIONAL


def is_told(now: Sequence[str], told: Iterable[str]) -> bool:
    """Whether the board was `told`, in one notice or several, of all that is lacking `now`.

    How much of optional units is lacking does not matter.
    """
    known = {part.strip() for one in told for part in one.split(",")}
    return all(one.split(",")[0] in known for one in now)


def check_can_tell(number: int) -> None:
    """Raise CheckpointRefused where the board was told of all, so that `number`, 0, are left."""
    if not number:
        raise CheckpointRefused("The board has been told of every candidate on this list.")
