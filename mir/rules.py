"""What must be true before a request can be raised, answered or decided?"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Protocol

from interchange.refusals import RuleBroken
from mir.request_facts import Block, Instead, RequestFacts
from results.rules import LONGEST_REASON

NAMES = {
    "candidate": "Enter the candidate's OCR candidate number.",
    "other_ocr_number": "Enter the OCR candidate number of the duplicate record.",
    "unit": "Choose the unit.",
    "series": "Choose the exam series.",
    "claim_number": "Choose the claim.",
    "planned_on": "Enter the day for which the assessment was planned.",
}
MISSING_EXPLANATION = "Say what is missing or wrong."
MISSING_URGENCY = "Say why the result is needed urgently."
REST = " … (the request has the rest)"


@dataclass(frozen=True)
class Problem:
    """What is missing or wrong, and the field it is about (empty: the request as a whole).

    `page` is where to go instead, where there is somewhere.
    """

    field: str
    sentence: str
    page: Instead = Instead.NONE


class ToTick(Protocol):
    """What a centre confirms before it can ask."""

    @property
    def slug(self) -> str: ...
    @property
    def sentence(self) -> str: ...


class Paper(Protocol):
    """What belongs to a request as a file."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def required(self) -> bool: ...


class Askable(Protocol):
    """What is asked of a request of one kind; mir.request_types has them all."""

    @property
    def needs(self) -> tuple[str, ...]: ...
    @property
    def preconditions(self) -> tuple[Callable[[RequestFacts], Block | None], ...]: ...
    @property
    def ticks(self) -> Sequence[ToTick]: ...
    @property
    def documents(self) -> Sequence[Paper]: ...


class RequestNotReady(RuleBroken):
    """The request cannot be raised yet; `problems` are all the reasons."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Say every reason."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


class ActRefused(RuleBroken):
    """The board cannot do that for the request."""


def check_can_raise(
    kind: Askable,
    *,
    named: Collection[str],
    facts: RequestFacts,
    confirmed: Collection[str],
    documents: Collection[str],
    explanation: str,
    urgency: tuple[bool, str],
    rows: Sequence[str] = (),
    alike: Collection[str] = (),
) -> None:
    """Raise RequestNotReady with every reason why a request of this kind cannot be raised.

    `named` are the names of the fields filled in, `confirmed` the slugs of the ticks, `documents`
    the slugs of the papers sent, `urgency` is (whether urgent, why). `rows` says what is wrong
    with the rows of its template, `alike` are the slugs of papers that are one and the same file.
    """
    found = [
        *_missing_fields(kind, named),
        *_wrong_fields(facts),
        *broken_preconditions(kind, facts),
        *_missing_ticks(kind, confirmed),
        *_document_problems(kind, documents),
        *_alike_problems(kind, alike),
        *(Problem("spreadsheet", sentence) for sentence in rows),
        *_missing_words(explanation, urgency),
    ]
    if found:
        raise RequestNotReady(found)


def _missing_fields(kind: Askable, named: Collection[str]) -> list[Problem]:
    """What the kind needs and was not named."""
    return [Problem(name, NAMES[name]) for name in kind.needs if name not in named]


def _wrong_fields(facts: RequestFacts) -> list[Problem]:
    """What is named and does not belong to the centre or the qualification."""
    reasons = {
        "candidate": (facts.candidate_here, "This candidate has no entry at your centre."),
        "unit": (facts.unit_offered, "This unit does not belong to the qualification."),
        "claim_number": (
            facts.claim_known,
            "Your centre has no claim of that number for the qualification.",
        ),
    }
    return [Problem(name, sentence) for name, (right, sentence) in reasons.items() if not right]


def broken_preconditions(kind: Askable, facts: RequestFacts) -> list[Problem]:
    """What must happen elsewhere before a request of this kind makes sense."""
    blocks = (precondition(facts) for precondition in kind.preconditions)
    return [Problem("", block.sentence, block.page) for block in blocks if block]


def _missing_ticks(kind: Askable, confirmed: Collection[str]) -> list[Problem]:
    """What the centre has to confirm and has not."""
    return [
        Problem(tick.slug, tick_missing(tick)) for tick in kind.ticks if tick.slug not in confirmed
    ]


def tick_missing(tick: ToTick) -> str:
    """The sentence for a tick that is not there."""
    return f"Before you can send this, confirm: {_lower_first(tick.sentence)}."


def _document_problems(kind: Askable, documents: Collection[str]) -> list[Problem]:
    """Which papers of the kind are missing, and which it does not know."""
    sent = set(documents)
    known = {document.slug for document in kind.documents} | {"other"}
    missing = [
        Problem(document.slug, paper_missing(document))
        for document in kind.documents
        if document.required and document.slug not in sent
    ]
    strange = [
        Problem("", f"“{slug}” is not a paper of this request.") for slug in sorted(sent - known)
    ]
    return missing + strange


def _alike_problems(kind: Askable, alike: Collection[str]) -> list[Problem]:
    """That one file stands for several papers of the kind: they are told apart."""
    mine = [document for document in kind.documents if document.slug in alike]
    titles = ", ".join(one.title for one in mine)
    sentence = f"{titles}: one and the same file. Choose for each the file that is it."
    return [Problem(mine[-1].slug, sentence)] if len(mine) > 1 else []


def paper_missing(document: Paper) -> str:
    """The sentence for a paper that is not there."""
    return f"{document.title}: choose the file."


def _missing_words(explanation: str, urgency: tuple[bool, str]) -> list[Problem]:
    """Whether it says what is wrong, and why it is urgent if it is."""
    urgent, because = urgency
    found = []
    if not explanation.strip():
        found.append(Problem("explanation", MISSING_EXPLANATION))
    if urgent and not because.strip():
        found.append(Problem("urgent_because", MISSING_URGENCY))
    return found


def cause_of_correction(number: int, done: str) -> str:
    """Why a unit result is corrected: by which request, and what was `done`, on one line.

    Of a long account the first words, and where the rest stands: it is read in lists and letters.
    """
    return shorten(f"Missing-results request {number}: {done}", LONGEST_REASON, placeholder=REST)


def _lower_first(sentence: str) -> str:
    """The sentence for the middle of another; “I” stays."""
    if sentence.startswith("I "):
        return sentence
    return f"{sentence[:1].lower()}{sentence[1:]}"
