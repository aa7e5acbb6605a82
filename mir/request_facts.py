"""What does the portal know of what a request names, and what can stand in its way?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Instead(StrEnum):
    """Where a centre goes instead."""

    NONE = ""
    CLAIMS = "claims"
    RESULTS = "results"
    REVIEWS = "reviews"
    CANDIDATE = "candidate"
    REDUCTIONS = "reductions"
    REQUEST = "request"


@dataclass(frozen=True)
class Block:
    """What is in the way, as a sentence that says what to do instead, and the page to do it on."""

    sentence: str
    page: Instead = Instead.NONE


@dataclass(frozen=True)
class Held:
    """A grade held of the unit named, as the centre sees it, and where it comes from."""

    grade: str
    source: str


@dataclass(frozen=True)
class Exam:
    """The exam that is named: its unit and series in words, and what the centre knows of it.

    `grade` is the one that stands of this very exam, `pending` says that the board has its result
    pending, `comes` when its results are told where they are not yet.
    """

    named: str
    entered: bool = True
    grade: str = ""
    pending: bool = False
    comes: str = ""


@dataclass(frozen=True)
class RequestFacts:
    """What the portal knows about what a request names."""

    today: date
    visits: tuple[date, ...] = ()  # of this centre's claims for the qualification
    processed: frozenset[int] = frozenset()  # numbers of processed claims with what is named
    candidate_here: bool = True  # has an entry at the centre
    unit_offered: bool = True  # belongs to the qualification
    claim_known: bool = True  # the claim named is this centre's, for the qualification
    ocr_number: str = ""  # of the candidate named
    other_ocr_number: str = ""
    same_person: bool = False  # the two numbers are one record already, as the centre can know
    qualification: str = ""  # its entry code
    registered: bool = True  # at the centre for the qualification, or entered for its units
    open_request: int | None = None  # the number of one that is open and asks for the same
    unit: str = ""  # its number
    examined: bool = False  # whether the unit named is
    held: tuple[Held, ...] = ()  # of the unit named, achieved, as the centre sees it
    seen_by_moderator: tuple[int, ...] = ()  # processed or agreed claims with the unit named
    claimed_on: str = ""  # the claim in progress on which the unit stands
    exam: Exam | None = None
    moved: bool = True  # to the qualification, by a top-up or move-down made or asked for
    reported: bool = True  # reductions of the candidate's units, by the centre
    planned_on: date | None = None  # the day for which the assessment was planned
    tag_days: tuple[date, date] | None = None  # the first and last day planned that had TAGs
