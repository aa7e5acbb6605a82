"""Is this number sound? The check characters of the UCI and the ULN, and how both are written.

UCI: JCQ's unique candidate identifier, 13 characters, as WJEC and AQA publish it. ULN: the unique
learner number of the Learning Records Service, as HESA publishes it.
"""

import re

UCI_LETTERS = "ABCDEFGHKLMRTVWXY"  # the letters that remainders 0 to 16 stand for
UCI_BOARDS = "0ABCEG"  # 0 for centres with a national number, else the board that gave it


def tidy(text: str | None) -> str:
    """The text as identifiers are kept: capitals, without spaces."""
    return re.sub(r"\s+", "", text or "").upper()


def uci_letter(twelve: str) -> str:
    """The check letter of the first twelve characters of a UCI.

    Each is multiplied by 16, 15, … 5; the sum's remainder by 17 picks the letter. A letter in
    sixth place counts by its place in the alphabet.
    """
    values = [int(one) if one.isdigit() else ord(one) - ord("A") + 1 for one in twelve]
    total = sum(value * weight for value, weight in zip(values, range(16, 4, -1), strict=True))
    return UCI_LETTERS[total % 17]


def completed_uci(text: str | None) -> str:
    """The tidied UCI, with its check letter where a centre gave the first twelve characters."""
    uci = tidy(text)
    return uci + uci_letter(uci) if re.fullmatch(rf"\d{{5}}[{UCI_BOARDS}]\d{{6}}", uci) else uci


def uci_problem(uci: str) -> str:
    """What is wrong with a tidied UCI, as a sentence; nothing where it is sound or empty."""
    if not uci:
        return ""
    if len(uci) != 13:
        return (
            f"A UCI has 13 characters, this has {len(uci)}. Copy it whole, such as 123450264321A."
        )
    if not re.fullmatch(rf"\d{{5}}[{UCI_BOARDS}]\d{{6}}[{UCI_LETTERS}]", uci):
        return (
            "A UCI is five digits, a 0 (or a board's letter), six digits and a check letter."
            " Compare it with the candidate's statement of results."
        )
    if uci[12] != uci_letter(uci[:12]):
        return (
            "The UCI's last letter does not fit the other characters, so one of them is mistyped."
            " Compare it with the candidate's statement of results."
        )
    return ""


def uln_problem(uln: str) -> str:
    """What is wrong with a tidied ULN, as a sentence; nothing where it is sound or empty.

    The ten digits times 10, 9, … 1 must leave 10 on division by 11, and the first is never 0. The
    placeholders some systems send (9999999999, TBC) fail by this rule.
    """
    if not uln:
        return ""
    if not re.fullmatch(r"[0-9]{10}", uln):
        return "A ULN is ten digits. Leave it empty if the candidate has none yet."
    total = sum(int(digit) * weight for digit, weight in zip(uln, range(10, 0, -1), strict=True))
    if uln[0] == "0" or total % 11 != 10:
        return (
            "This is not a ULN: its check digit is wrong. Compare it with the Learning Records"
            " Service, or leave it empty if the candidate has none yet."
        )
    return ""
