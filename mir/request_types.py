"""What can a centre ask for? One entry for each option of the board's drop-down, in its order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from interchange import uploads
from mir import spreadsheets
from mir.judged import Rows, RowsKnown, problems_of_incorrect, problems_of_missed
from mir.preconditions import (
    claim_is_processed,
    entry_is_moved,
    has_no_grade_beside,
    is_not_claimed,
    is_not_graded,
    is_not_held,
    is_out,
    is_registered,
    not_asked_already,
    planned_in_its_year,
    records_differ,
    reduction_is_reported,
    visit_has_happened,
    was_entered,
)
from mir.request_facts import Block, RequestFacts
from mir.spreadsheets import Spreadsheet
from mir.visits import further_visit
from results.diagnosis import RequestKind


@dataclass(frozen=True)
class Document:
    """A paper that belongs to a request; `template` is the spreadsheet to fill in, if it is one."""

    slug: str
    title: str
    required: bool = True
    template: Spreadsheet | None = None

    @property
    def kinds(self) -> tuple[uploads.Kind, ...]:
        """The kinds of file that are of use: of a template to fill in, those that hold tables."""
        return uploads.TABLES if self.template else uploads.KINDS


@dataclass(frozen=True)
class Tick:
    """What the portal cannot know and the centre confirms; `sentence` stands beside the box."""

    slug: str
    sentence: str


@dataclass(frozen=True)
class RequestType:
    """One thing to ask for.

    `needs` and `may_name` are fields of a request that must, or may, be filled in beside those
    that every request has; `units` says which kind of unit can be named (moderated, examined or
    any); `corrects` whether the answer may be a corrected unit result; `further_visit` says whether
    the moderator has to come again, `judge_rows` what is wrong with the rows of its template.
    """

    slug: RequestKind
    title: str
    purpose: str
    have_ready: str
    documents: tuple[Document, ...] = ()
    needs: tuple[str, ...] = ()
    may_name: tuple[str, ...] = ()
    units: str = "any"
    preconditions: tuple[Callable[[RequestFacts], Block | None], ...] = ()
    ticks: tuple[Tick, ...] = ()
    corrects: bool = False
    further_visit: Callable[[RequestFacts], str] | None = None
    judge_rows: Callable[[Rows, RowsKnown], list[str]] | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it asks for, in the order of the page."""
        return tuple(name for name in FIELDS if name in self.needs + self.may_name)

    def document(self, slug: str) -> Document:
        """The document of that slug: one of its own, or OTHER."""
        return next((one for one in self.documents if one.slug == slug), OTHER)


FIELDS = ("candidate", "other_ocr_number", "unit", "series", "claim_number", "planned_on")
OTHER = Document("other", "Any other papers", required=False)

MISSED_FROM_CLAIM = RequestType(
    RequestKind.MISSED_FROM_CLAIM,
    "Candidate/unit missed from moderation claim",
    "The moderation visit has taken place and a candidate or a unit was left out of the claim."
    " A further visit, perhaps a virtual one, may be needed.",
    "The completed spreadsheet, and the date of the visit. Not before the visit has taken place.",
    documents=(
        Document("spreadsheet", "Spreadsheet of what was missed", template=spreadsheets.MISSED),
    ),
    may_name=("candidate", "unit", "claim_number"),
    units="moderated",
    preconditions=(
        not_asked_already,
        is_registered,
        visit_has_happened,
        is_not_held,
        is_not_claimed,
    ),
    further_visit=further_visit,
    judge_rows=problems_of_missed,
)
INCORRECT_CLAIM = RequestType(
    RequestKind.INCORRECT_CLAIM,
    "Incorrect unit/grade claimed at moderation",
    "A claim that the board has processed gave a candidate the wrong unit or the wrong grade.",
    "The completed spreadsheet, and the number of the processed claim if you know it.",
    documents=(
        Document("spreadsheet", "Spreadsheet of what was wrong", template=spreadsheets.INCORRECT),
    ),
    needs=("unit",),
    may_name=("candidate", "claim_number"),
    units="moderated",
    preconditions=(not_asked_already, is_registered, claim_is_processed),
    corrects=True,
    judge_rows=problems_of_incorrect,
)
REDUCTION = RequestType(
    RequestKind.REDUCTION,
    "Missing/incorrect reduction in assessment",
    "You asked late for a reduction in assessment, from 2021/22, and a candidate urgently needs"
    " the qualification result.",
    "The date on which you reported the reduction in the Reduction in assessment area.",
    needs=("candidate",),
    may_name=("unit",),
    units="moderated",
    preconditions=(not_asked_already, is_registered, reduction_is_reported),
)
ENTRY_CHANGE = RequestType(
    RequestKind.ENTRY_CHANGE,
    "Qualification entry (registration) change",
    "A candidate was entered for the wrong size, you have made a top-up or move-down entry, and"
    " the qualification result is urgently needed. We tell you when the entry is processed.",
    "The top-up or move-down entry, made by EDI or in Interchange; the qualification here is the"
    " new one.",
    needs=("candidate",),
    preconditions=(not_asked_already, entry_is_moved),
)
MERGE = RequestType(
    RequestKind.MERGE,
    "Merge duplicate candidate numbers / records",
    "A candidate has more than one OCR candidate number, so that units are banked apart. Usually"
    " entries were made with different personal details.",
    "Both OCR candidate numbers.",
    needs=("candidate", "other_ocr_number"),
    preconditions=(not_asked_already, records_differ),
)
MISSING_TAG = RequestType(
    RequestKind.MISSING_TAG,
    "Missing teacher assessed grades (TAG) from June 2021",
    "A candidate on a three-year programme lacks a teacher assessed grade for a unit that was"
    " planned in 2020/21.",
    "The papers that support the grade: at least one document. The day for which the assessment"
    " was planned.",
    documents=(Document("evidence", "Evidence for the teacher assessed grade"),),
    needs=("candidate", "planned_on"),
    may_name=("unit",),
    preconditions=(not_asked_already, is_registered, planned_in_its_year, has_no_grade_beside),
)
MISSING_EXAM_RESULT = RequestType(
    RequestKind.MISSING_EXAM_RESULT,
    "Missing exam result",
    "A candidate shows as absent, or has no result, but sat the exam.",
    "Your attendance register, seating plan and despatch log. Look at the register first.",
    documents=(
        Document("attendance-register", "Attendance register"),
        Document("seating-plan", "Seating plan"),
        Document("despatch-log", "Despatch log"),
    ),
    needs=("candidate", "unit", "series"),
    units="examined",
    ticks=(
        Tick(
            "register-checked",
            "I have checked the attendance register: the candidate was present",
        ),
    ),
    preconditions=(not_asked_already, is_registered, was_entered, is_out, is_not_graded),
    corrects=True,
)

REQUEST_TYPES = (
    MISSED_FROM_CLAIM,
    INCORRECT_CLAIM,
    REDUCTION,
    ENTRY_CHANGE,
    MERGE,
    MISSING_TAG,
    MISSING_EXAM_RESULT,
)
BY_SLUG = {kind.slug: kind for kind in REQUEST_TYPES}
ONCE_CONFIRMED = (  # what the portal sees by itself since
    Tick(
        "reduction-requested",
        "The reduction has already been requested in the Reduction in assessment area",
    ),
    Tick("entry-made", "The top-up or move-down entry has been made by EDI or in Interchange"),
    Tick(
        "planned-in-2020-21", "The assessment was planned between 1 August 2020 and 31 August 2021"
    ),
)


def confirmed_by(slugs: Collection[str]) -> list[str]:
    """The sentences that a centre confirmed, by the slugs of the ticks, those of before too."""
    ticks = (tick for kind in REQUEST_TYPES for tick in kind.ticks)
    return [tick.sentence for tick in (*ticks, *ONCE_CONFIRMED) if tick.slug in slugs]


def document_kinds(slug: str) -> tuple[uploads.Kind, ...]:
    """The kinds of file that are of use as the document of that slug, of whichever request."""
    documents = (document for kind in REQUEST_TYPES for document in kind.documents)
    return next((one.kinds for one in documents if one.slug == slug), OTHER.kinds)
