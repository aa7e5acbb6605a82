"""What is known of single names: forms of one name, how they sound, how common they are.

The lists stand in names.toml; they are provisional and ours. A *part* is one word of a name, plain
(people.plain).
"""

import re
import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from entries.rules.people import plain

FOUND = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
KEPT = 8_000  # parts and pairs remembered, those of the common names: a few megabytes

# How many bits of evidence it is that two people have the same name: 6 for one of 64, 11 of 2,000.
VERY_COMMON, KNOWN, RARE = 6.0, 9.0, 11.0
# What is taken off where the two are not letter for letter the same.
OTHER_FORM, OTHER_SOUND, SHORTENED, SLIP = 1.0, 1.0, 2.0, 2.0
INITIAL = 4.0
HERS = ("a", "ah", "ia", "ina", "ine")  # what makes a girl's name of a boy's
LETTERS, LETTERS_OF_FEW = 65, 75  # per cent alike, that sound alike; with few consonants
SHORTEST_SLIP, LONG = 4, 8  # letters of which one slip, or two, are still the same name

SOUNDS = [  # in this order; J is a consonant, so that vowels can be left out after it
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"^mc(?=[b-df-hj-np-tv-z])", "mac"),
        (r"^[yij](?=[aeou])|dzh|dj|j(?!i)", "J"),
        (r"shch|szcz|tch|sch|sz|sh|cz|ch|zh|rz|ts|tz|cs|ks|x|z|c(?=[eiy])|j", "s"),
        (r"ck|kh|gh|q|c|g", "k"),
        (r"ph|v|w|^ou(?=[aei])", "f"),
        (r"th|dh|d", "t"),
        (r"(?<=.)h", ""),
        (r"(?<=.)[aeiouy]+", ""),
        (r"^[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
]


def _forms(*lists: str) -> dict[str, frozenset[str]]:
    """For each part the lines on which it stands, called by the first name of the line."""
    found = defaultdict(set)
    for line in "\n".join(lists).splitlines():
        forms = [plain(name).replace(" ", "") for name in line.split()]
        for part in forms:
            found[part].add(forms[0])
    return {part: frozenset(lines) for part, lines in found.items()}


FORENAMES = _forms(FOUND["forenames"], "\n".join(FOUND["other_forenames"].split()))
SURNAMES = _forms(FOUND["surnames"])
COMMON_FORENAMES = frozenset().union(
    *(FORENAMES.get(plain(one), ()) for one in FOUND["very_common_forenames"].split())
)
COMMON_SURNAMES = frozenset(plain(one) for one in FOUND["very_common_surnames"].split())
JOINED = frozenset(plain(one) for one in FOUND["joined"].split())
LEFT_OUT = frozenset(plain(one) for one in FOUND["left_out"].split())


@lru_cache(KEPT)
def parts(name: str) -> tuple[str, ...]:
    """The parts of a surname or of forenames: particles as one with what follows, or left out."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    found: list[str] = []
    before = ""
    *words, last = plain(name).split() or [""]
    for word in words:
        if word in JOINED:
            before += "" if word in LEFT_OUT else word
            continue
        found.append(before + word)
        before = ""
    return tuple(one for one in (*found, before + last) if one)


@lru_cache(KEPT)
def sound(part: str) -> str:
    """The consonants of a part as they sound in many languages: a rough key, never a proof."""
    for pattern, as_heard in SOUNDS:
        part = pattern.sub(as_heard, part)
    return part


def sounds_like(one: str, other: str) -> bool:
    """Whether two parts that share most of their letters sound alike."""
    return bool(ratio(one, other, score_cutoff=LETTERS)) and sound(one) == sound(other)


@lru_cache(KEPT)
def forms(part: str) -> tuple[str, ...]:
    """The names of which the part is a form, as the lists have them; its sound where it is none."""
    found = *FORENAMES.get(part, ()), *SURNAMES.get(part, ())
    return tuple(f"form {one}" for one in sorted({*found})) or (f"sound {sound(part)}",)


@lru_cache(KEPT)
def _rarity(part: str) -> float:
    """Bits of evidence that it is to have this part in common."""
    lines = FORENAMES.get(part, frozenset())
    if part in COMMON_SURNAMES or lines & COMMON_FORENAMES:
        return VERY_COMMON
    return KNOWN if lines else RARE


@lru_cache(KEPT)
def evidence(one: str, other: str, forenames: bool) -> float:
    """Bits of evidence that two parts are one name; 0 where they are two names.

    `forenames` says that both stand among forenames: two that are both known, and not as forms of
    one name, are two names, however like they are.
    """
    if one == other:
        return _rarity(one) if len(one) > 1 else INITIAL
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) == 1:
        return INITIAL if longer.startswith(shorter) else 0
    if _are_forms(FORENAMES, one, other) or _are_forms(SURNAMES, one, other):
        off = OTHER_FORM
    elif forenames and shorter in FORENAMES and (longer in FORENAMES or _is_hers(shorter, longer)):
        return 0
    else:
        off = _off(shorter, longer)
    return max(0.0, min(_rarity(one), _rarity(other)) - off) if off else 0


def _are_forms(of: dict[str, frozenset[str]], one: str, other: str) -> bool:
    """Whether two parts stand on one line of the list."""
    lines = of.get(one)
    return lines is not None and not lines.isdisjoint(of.get(other, ()))


def _is_hers(his: str, hers: str) -> bool:
    """Whether the longer of two names is made of the other for a girl: Samir, Samira."""
    return his[-1] not in "aeiou" and hers[: len(his)] == his and hers[len(his) :] in HERS


def _off(shorter: str, longer: str) -> float:
    """What is taken off for how two parts differ; 0 where they differ too much to be one."""
    alike = ratio(shorter, longer, score_cutoff=LETTERS)
    sounds_alike = alike and sound(shorter) == sound(longer)
    if sounds_alike and (alike >= LETTERS_OF_FEW or len(sound(shorter)) > 2):
        return OTHER_SOUND
    ends = longer.endswith(shorter)
    if ends and longer[: -len(shorter)] in JOINED:
        return OTHER_FORM
    slips = 1 + (len(shorter) >= LONG)
    near = len(longer) >= SHORTEST_SLIP and len(longer) - len(shorter) <= slips
    if near and OSA.distance(shorter, longer, score_cutoff=slips) <= slips:
        return SLIP
    begins = len(shorter) > 2 and longer.startswith(shorter)
    return SHORTENED if begins or (ends and len(shorter) > 3) else 0.0
