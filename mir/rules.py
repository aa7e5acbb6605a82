"""What must be true before a request can be raised, answered or decided?"""

from dataclasses import dataclass

from interchange.refusals import RuleBroken

NAMES = {
    "candidate": "Enter the candidate's OCR candidate number.",
    "other_ocr_number": "Enter the OCR candidate number of the duplicate record.",
    "unit": "Choose the unit.",
    "series": "Choose the exam series.",
    "claim_number": "Choose the claim.",
}
MISSING_EXPLANATION = "Say what is missing or wrong."
MISSING_URGENCY = "Say why the result is needed urgently."


@dataclass(frozen=True)
class Problem:
    """What is missing or wrong, and the field it is about (empty: the request as a whole)."""

    field: str
    sentence: str


class RequestNotReady(RuleBroken):
    """The request cannot be raised yet; `problems` are all the reasons."""

    def __init__(self, problems):
        """Say every reason."""
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


class AnswerMissing(RuleBroken):
    """Words are needed that were not given."""


def check_can_raise(kind, *, named, facts, confirmed, documents, explanation, urgency):
    """Raise RequestNotReady with every reason why a request of this kind cannot be raised.

    `named` are the names of the fields filled in, `confirmed` the slugs of the ticks, `documents`
    the slugs of the papers sent, `urgency` is (whether urgent, why).
    """
    found = [
        *_missing_fields(kind, named),
        *_wrong_fields(facts),
        *broken_preconditions(kind, facts),
        *_missing_ticks(kind, confirmed),
        *_document_problems(kind, documents),
        *_missing_words(explanation, urgency),
    ]
    if found:
        raise RequestNotReady(found)


def _missing_fields(kind, named):
    """What the kind needs and was not named."""
    return [Problem(name, NAMES[name]) for name in kind.needs if name not in named]


def _wrong_fields(facts):
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


def broken_preconditions(kind, facts):
    """What must happen elsewhere before a request of this kind makes sense."""
    sentences = (precondition(facts) for precondition in kind.preconditions)
    return [Problem("", sentence) for sentence in sentences if sentence]


def _missing_ticks(kind, confirmed):
    """What the centre has to confirm and has not."""
    return [
        Problem(tick.slug, tick_missing(tick)) for tick in kind.ticks if tick.slug not in confirmed
    ]


def tick_missing(tick):
    """The sentence for a tick that is not there."""
    return f"Before you can send this, confirm: {_lower_first(tick.sentence)}."


def _document_problems(kind, documents):
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


def paper_missing(document):
    """The sentence for a paper that is not there."""
    return f"{document.title}: choose the file."


def _missing_words(explanation, urgency):
    """Whether it says what is wrong, and why it is urgent if it is."""
    urgent, because = urgency
    found = []
    if not explanation.strip():
        found.append(Problem("explanation", MISSING_EXPLANATION))
    if urgent and not because.strip():
        found.append(Problem("urgent_because", MISSING_URGENCY))
    return found


def check_says_something(words, sentence):
    """Refuse an empty question, answer, decision or reason, with the sentence."""
    if not words.strip():
        raise AnswerMissing(sentence)


def _lower_first(sentence):
    """The sentence for the middle of another; “I” stays."""
    if sentence.startswith("I "):
        return sentence
    return f"{sentence[:1].lower()}{sentence[1:]}"
