"""What must be true of a claim before it is saved, submitted, sampled, changed or agreed.

Published in the board's guides to making claims and to moderating them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from interchange.refusals import RuleBroken

CLAIMED_BY_CENTRES = ("P", "M", "D")
FAILED = {("2016", 2): "1C"}  # what only a moderator gives where it is not U, by suite and level

DECLARATION = (
    "I declare that the work of every candidate on this claim is their own, and that the centre "
    "holds a declaration signed by each of them."
)


class ClaimNotReady(RuleBroken):
    """The claim is not complete enough for the next step."""


class AssessorRefused(RuleBroken):
    """That person or those initials cannot be set up as a centre assessor."""


class GradeRefused(RuleBroken):
    """Such a grade cannot be given here."""


class CellsRefused(RuleBroken):
    """Some cells cannot be saved; `problems` names each with its sentence."""

    def __init__(self, problems):
        """Take {(candidate id, unit id): sentence}."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Cell:
    """A grade for a candidate's unit as it is to be; without a grade the unit is not claimed."""

    candidate_id: int
    unit_id: int
    grade: str | None = None
    assessor_id: int | None = None

    @property
    def place(self):
        """The candidate and the unit."""
        return (self.candidate_id, self.unit_id)


@dataclass(frozen=True)
class Change:
    """What the moderator makes of a line: another grade, or none, which withdraws it."""

    line_id: int
    grade: str | None
    reason: str = ""


@dataclass(frozen=True)
class Ground:
    """What cells are judged by.

    `open` holds the (candidate id, unit id) pairs that may be claimed, `held` what the claim says
    now, `taken` the pairs that stand on another live claim with that claim's name, `assessors` the
    ids of those set up for the qualification, `names` how candidates and units are called.
    """

    open: Collection[tuple[int, int]]
    held: Mapping[tuple[int, int], tuple[str, int]]
    taken: Mapping[tuple[int, int], str]
    assessors: Collection[int]
    names: Mapping[tuple[int, int], str]


def check_cells(cells: Iterable[Cell], ground: Ground):
    """Raise CellsRefused unless every cell may be saved."""
    problems = {cell.place: problem for cell in cells if (problem := wrong_with(cell, ground))}
    if problems:
        raise CellsRefused(problems)


def wrong_with(cell, ground):
    """Give the sentence that says why a cell cannot be saved; None where it can."""
    if cell.grade is None or ground.held.get(cell.place) == (cell.grade, cell.assessor_id):
        return None
    name = ground.names.get(cell.place)
    if name is None or cell.place not in ground.open:
        return not_open(name)
    if cell.place in ground.taken:
        return f"{name} is already on {ground.taken[cell.place]}, so it cannot be claimed twice."
    if cell.grade not in CLAIMED_BY_CENTRES:
        return f"{name}: choose P, M or D; only the moderator gives {cell.grade}."
    if cell.assessor_id not in ground.assessors:
        return f"{name}: choose the centre assessor who marked the work."
    return None


def not_open(name):
    """Give the sentence for a candidate's unit that cannot be claimed."""
    if name is None:
        return "One of the candidates or units is not part of this claim. Open the page again."
    return (
        f"{name} cannot be claimed: the candidate is no longer registered, or the unit is not one"
        " that centres claim. Choose Not claiming."
    )


def check_can_submit(lines: Collection, *, declared: bool):
    """Raise ClaimNotReady unless the claim may go to the moderator.

    Centres submit what somebody has marked, and only with the centre's declaration.
    """
    if not lines:
        raise ClaimNotReady(
            "There is nothing to submit: no grade is claimed for a candidate who is registered."
        )
    if not all(line.assessor_id for line in lines):
        raise ClaimNotReady("Choose a centre assessor for every grade before you submit.")
    if not declared:
        raise ClaimNotReady(
            "Tick the centre declaration before you submit: it says that you hold a signed"
            " declaration from every candidate on the claim."
        )


def check_initials(name: str, initials: str, holder: str | None):
    """Raise AssessorRefused where the initials are another person's at the centre (`holder`)."""
    if holder and not same_name(holder, name):
        raise AssessorRefused(
            f"{holder} already has the initials {initials} at your centre. Choose others for"
            f" {name}, such as a teacher code of up to four letters or digits."
        )


def check_not_moderator(name: str, moderators: Iterable[str]):
    """Raise AssessorRefused for a moderator: assessors are the centre's own staff."""
    if any(same_name(name, one) for one in moderators):
        raise AssessorRefused(
            f"{name} is a moderator for your centre. Give the member of your own staff who marked"
            " the work."
        )


def check_can_stop(assessor, lines: int):
    """Raise AssessorRefused while an assessor is named on lines of the claim in progress."""
    if lines:
        raise AssessorRefused(
            f"{assessor} marked {lines} of the grades on the claim in progress. Choose another"
            " assessor for them first."
        )


def check_can_start(assessors: int, candidates: int, qualification):
    """Raise ClaimNotReady unless somebody can mark and somebody can be claimed for."""
    if not candidates:
        raise ClaimNotReady(
            f"Your centre has no candidates to claim for in {qualification}: nobody is registered,"
            " or all its units are examined."
        )
    if not assessors:
        raise ClaimNotReady(
            f"Set up at least one centre assessor for {qualification} before you build the claim."
        )


def check_can_recall(claim, other):
    """Raise ClaimNotReady while the centre has another claim in progress for the qualification."""
    if other:
        raise ClaimNotReady(
            f"Another claim for {claim.qualification} is in progress. Submit it before you recall"
            f" claim {claim.number}."
        )


def check_sample(lines: Collection, claimed: Collection):
    """Raise ClaimNotReady unless the sample names lines of the claim."""
    if not set(lines) <= set(claimed):
        raise ClaimNotReady(
            "Part of the sample is no longer on the claim. Look at the claim again and choose."
        )


def check_can_send_sample(lines: Collection):
    """Raise ClaimNotReady where nothing was chosen."""
    if not lines:
        raise ClaimNotReady("Choose at least one unit of one candidate, and save the sample.")


def check_change(change: Change, line, *, gradable: Collection[str], taken: bool):
    """Raise GradeRefused unless the moderator may make this of the line.

    Moderators confirm, change, give U (1C in the 2016 suite's Level 2), or withdraw; each change
    says why, so that centres can learn from it.
    """
    if change.grade is not None and change.grade not in gradable:
        raise GradeRefused(f"{line}: {change.grade} is not a grade of this qualification's units.")
    if change.grade is not None and taken:
        raise GradeRefused(
            f"{line}: the unit has been claimed again since it was withdrawn, so it stays withdrawn"
            " on this claim."
        )
    if change.grade != line.claimed and not change.reason.strip():
        raise GradeRefused(f"{line}: give the reason for the change.")


def gradable(qualification):
    """The grades a moderator may give in a qualification, the failed one last."""
    return (*CLAIMED_BY_CENTRES, failed(qualification))


def failed(qualification):
    """The grade of a unit that is not achieved: U, or 1C in the 2016 suite's Level 2."""
    return FAILED.get((qualification.suite, qualification.level), "U")


def check_can_agree(standing: int, visited_on, today):
    """Raise ClaimNotReady unless something is left to agree and the visit has been."""
    if not standing:
        raise ClaimNotReady("Every unit has been withdrawn. Withdraw the whole claim instead.")
    if visited_on > today:
        raise ClaimNotReady("The date of the visit is in the future. Submit after the visit.")


def check_because(because: str):
    """Raise ClaimNotReady where the moderator does not say why the claim is withdrawn."""
    if not because.strip():
        raise ClaimNotReady("Say why you withdraw the claim: the centre is told.")


def same_name(one: str, other: str):
    """Whether two names are one, whatever their spaces and capitals."""
    return one.casefold().split() == other.casefold().split()


def line_of(change: Change, lines: Mapping):
    """Give the line a change is about; raises GradeRefused for one that is not on the claim."""
    if change.line_id not in lines:
        raise GradeRefused("One of the lines is no longer on the claim. Open the page again.")
    return lines[change.line_id]


def uncovered(lines: Iterable, chosen: Collection):
    """What a sample leaves unseen: {kind: names} of units, assessors and grades claimed.

    Published is only that the moderator chooses; this advises and refuses nothing.
    """
    kinds = {
        "Units": lambda line: f"Unit {line.unit.number}",
        "Centre assessors": lambda line: str(line.assessor),
        "Grades": lambda line: line.claimed,
    }
    lines = list(lines)
    missing = {}
    for kind, name in kinds.items():
        seen = {name(line) for line in lines if line.pk in chosen}
        unseen = dict.fromkeys(name(line) for line in lines if name(line) not in seen)
        if unseen:
            missing[kind] = list(unseen)
    return missing


@dataclass(frozen=True)
class Oddity:
    """Something to look at before a claim is submitted: what it is, and where."""

    title: str
    places: list[str]

    @property
    def heading(self):
        """The title with how many places it concerns."""
        return f"{self.title}: {len(self.places)}"

    @property
    def is_short(self):
        """Whether the places can be shown without being asked for."""
        return len(self.places) <= 5


def oddities(*, left_out=(), lower=(), unclaimed=(), needed=()):
    """What the checklist before submission shows; it advises and refuses nothing."""
    found = (
        Oddity("No longer registered: left out of the claim when you submit it", list(left_out)),
        Oddity("Lower than a grade the candidate already holds", list(lower)),
        Oddity("Still needed for the award after this claim", list(needed)),
        Oddity("Registered, and not on this claim", list(unclaimed)),
    )
    return [one for one in found if one.places]


def lower_than_held(lines: Iterable, held: Mapping, best_first: tuple[str, ...]):
    """Sentences for lines below the grade held, by {(candidate id, unit number): grade}."""
    return [
        f"{line.candidate.name}, unit {line.unit.number}: {line.claimed} claimed, {grade} held"
        for line in lines
        if (grade := held.get((line.candidate_id, line.unit.number)))
        and best_first.index(line.claimed) > best_first.index(grade)
    ]
