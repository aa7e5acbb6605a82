"""When are two records one person's, which of them is kept, and what stands in the way?

Rules: the older OCR candidate number is kept, and of two UCIs the earliest (missing and incomplete
results; UCI guidance). The days for undoing a merge are the portal's own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from interchange.refusals import RuleBroken

DAYS = "merge-undo-days"  # the figure
CHOSEN = ("surname", "forenames", "born_on", "sex", "uln")  # details that staff choose between
TITLES = {
    "surname": "Surname",
    "forenames": "Forenames",
    "born_on": "Date of birth",
    "sex": "Sex",
    "uln": "ULN",
}


class MergeRefused(RuleBroken):
    """The records cannot be merged, or the merge not be undone; the message says why."""


@dataclass(frozen=True)
class MergeFacts:
    """What decides whether two records may be merged.

    `claimed`, `registered` and `entered` name what both have at once: units on claims in progress,
    qualifications at one centre of which one registration is marked Withdrawn, exams of one
    series. `same_birth` and `because`: whether the birth dates agree, and the reason that staff
    give.
    """

    same: bool = False
    merged: bool = False
    claimed: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    same_birth: bool = True
    because: str = ""


def refusal(facts: MergeFacts) -> str:
    """Why the records cannot be merged, as a sentence; nothing where they can."""
    for applies, sentence in (
        (facts.same, "That is the same record twice. Give the numbers of two records."),
        (facts.merged, "One of the two is merged already. Look at the record it belongs to."),
        (facts.claimed, _both("are claimed for", facts.claimed, CLAIMED)),
        (facts.registered, _both("are registered for", facts.registered, REGISTERED)),
        (facts.entered, _both("are entered for", facts.entered, ENTERED)),
        (not facts.because.strip(), "Write why the two are one person."),
    ):
        if applies:
            return sentence
    return ""


CLAIMED = "The claim has to be processed, or the unit taken off one of the two, first."
REGISTERED = (
    "One of the two registrations is marked Withdrawn: process that withdrawal, or have the centre"
    " undo it, first."
)
ENTERED = "The centre withdraws one of the two exam entries first."


def _both(what: str, things: Iterable[str], remedy: str) -> str:
    return f"Both records {what} {', '.join(things)}. {remedy}"


def kept_first(one: Any, other: Any) -> list[Any]:
    """The two records, the one with the older OCR candidate number first."""
    return sorted((one, other), key=lambda record: record.ocr_number)


def earliest_uci(*ucis: str) -> str:
    """Of several UCIs the one given first: by the year it names, then the first of them."""
    given = [uci for uci in ucis if uci]
    return min(given, key=lambda uci: (_century(uci), uci[6:8]), default="")


def _century(uci: str) -> bool:
    """UCIs begin in the nineties: 99 comes before 14."""
    return uci[6:8] < "90"


def settled(kept: Any, merged: Any, from_merged: Collection[str]) -> dict[str, Any]:
    """The details of the person after the merge: those of the kept record, but where chosen.

    `from_merged` names the details to take from the other record. What the kept record lacks is
    filled in.
    """
    found = {
        name: getattr(merged if name in from_merged else kept, name) or getattr(merged, name)
        for name in CHOSEN
    }
    return {**found, "uci": earliest_uci(kept.uci, merged.uci)}


def last_day(made_on: date, days: int) -> date:
    """The last day on which the merge can be undone."""
    return made_on + timedelta(days=days)


def check_can_undo(made_on: date, days: int, on: date) -> None:
    """Raise MergeRefused where the days for undoing a merge are over."""
    last = last_day(made_on, days)
    if on > last:
        raise MergeRefused(
            f"This merge could be undone until {last:%-d %B %Y}. Correct what is wrong on the"
            " record instead."
        )


def check_goes_first(made: Any, later: Iterable[Any]) -> None:
    """Raise MergeRefused where a later merge changed a detail that this one had changed.

    `made` and the `later` merges into the same record each say what they changed, in `after`. What
    the later one wrote down to put back is what this one brought: the later one is undone first.
    """
    for one in later:
        if both := [name for name in made.after if name in one.after]:
            what = ", ".join("UCI" if name == "uci" else TITLES[name] for name in both)
            raise MergeRefused(
                f"{one.merged.ocr_number} was merged into the same record later and changed the"
                f" same details ({what}). Undo that merge first."
            )


def check_numbers_apart(merged: Any, kept: Any) -> None:
    """Raise MergeRefused where both records would hold one UCI or ULN once they are parted."""
    for name, title in (("uci", "UCI"), ("uln", "ULN")):
        if getattr(merged, name) and getattr(merged, name) == getattr(kept, name):
            raise MergeRefused(
                f"Both records would have the {title} {getattr(kept, name)}, since the details of"
                f" {kept.ocr_number} were changed after the merge. Correct its {title} first."
            )


def check_registered_once(again: Iterable[str]) -> None:
    """Raise MergeRefused where a person would be registered twice once the records are parted.

    Takes the registrations made since that stand where one that the merge closed would be reopened.
    """
    if twice := ", ".join(again):
        raise MergeRefused(
            f"The candidate was registered again since the merge: {twice}. Undoing it would reopen"
            " the registration that it closed, and nobody is registered for the same twice at a"
            " centre. Have the centre withdraw the new registration, process that withdrawal,"
            " then undo the merge."
        )
