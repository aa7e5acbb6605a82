"""May a teaching group be called so, and hold these registrations?"""

from collections.abc import Collection

from interchange.names import NameRefused, check_name
from interchange.refusals import RuleBroken


class GroupRefused(RuleBroken):
    """The group cannot be so; the message says why and what to do."""


def check_group(name: str, others: Collection[str], code: str, codes: Collection[str]) -> None:
    """Raise GroupRefused unless a group may have the name and be of the entry code ("" of any).

    `others` are the names of the centre's other groups, `codes` the entry codes of its members.
    """
    try:
        check_name(name)
    except NameRefused as refusal:
        raise GroupRefused(str(refusal), field="name") from refusal
    if name.casefold() in {one.casefold() for one in others}:
        raise GroupRefused(
            f"Your centre has a teaching group {name} already. Choose another name.", field="name"
        )
    if elsewhere := sorted({*codes} - {code}) if code else []:
        raise GroupRefused(
            f"Candidates of {', '.join(elsewhere)} are in the group. Take them out first, or choose"
            " any qualification.",
            field="qualification",
        )
