"""What must be so before a request makes sense?

Each answers with what is in the way and where to go instead, or None where nothing is. The board's
troubleshooting page: look first whether the result is there, or on its way, or to be had elsewhere.
"""

from mir.request_facts import Block, Instead, RequestFacts


def not_asked_already(facts: RequestFacts) -> Block | None:
    """Of two requests for the same the second only keeps somebody from the first."""
    if facts.open_request is None:
        return None
    return Block(
        f"Request {facts.open_request} of your centre asks for the same and is still open. Look at"
        " it: it says whose turn it is, and takes what you want to add.",
        Instead.REQUEST,
    )


def is_registered(facts: RequestFacts) -> Block | None:
    """The board banks and corrects for those whom the centre has or had on the qualification."""
    if facts.registered:
        return None
    return Block(
        f"Your centre has never registered this candidate for {facts.qualification}, nor entered"
        " them for one of its units. Choose the qualification that they are registered for.",
        Instead.CANDIDATE,
    )


def visit_has_happened(facts: RequestFacts) -> Block | None:
    """A claim can only have missed something once the moderator has visited."""
    if any(visit <= facts.today for visit in facts.visits):
        return None
    return Block(
        "No moderation visit for this qualification has taken place yet at your centre."
        " Add the candidate or unit to a claim instead, or to the claim still open.",
        Instead.CLAIMS,
    )


def is_not_claimed(facts: RequestFacts) -> Block | None:
    """What stands on a claim that is not processed was not missed from it."""
    if not facts.claimed_on:
        return None
    return Block(
        f"Unit {facts.unit} stands on {facts.claimed_on} for this candidate. Its result comes when"
        " that claim is processed; there is nothing to ask for.",
        Instead.CLAIMS,
    )


def is_not_held(facts: RequestFacts) -> Block | None:
    """A unit that is held was not missed; a wrong grade of it is another request."""
    if not facts.held:
        return None
    return Block(
        f"{_held(facts)} It was not missed. If the grade is wrong, ask about “Incorrect unit/grade"
        " claimed at moderation”; for a better grade, claim the unit again.",
        Instead.RESULTS,
    )


def claim_is_processed(facts: RequestFacts) -> Block | None:
    """What a claim says can be changed with the moderator until the claim is processed."""
    if facts.processed:
        return None
    return Block(
        "No processed claim of your centre for this qualification contains what you name."
        " While a claim is still with the moderator, ask the moderator to change or withdraw it.",
        Instead.CLAIMS,
    )


def was_entered(facts: RequestFacts) -> Block | None:
    """Of an exam that nobody was entered for there is no result to be missing."""
    if facts.exam is None or facts.exam.entered:
        return None
    return Block(
        f"Your centre did not enter this candidate for {facts.exam.named}, or took the entry back."
        " Choose the unit and series they were entered for; the candidate's page lists them.",
        Instead.CANDIDATE,
    )


def is_not_graded(facts: RequestFacts) -> Block | None:
    """An exam that has its grade is looked at again by a post-results service."""
    exam = facts.exam
    if exam is None:
        return None
    if exam.grade:
        return Block(
            f"The result of {exam.named} is there: {exam.grade}. If you doubt the mark, ask for a"
            " post-results service.",
            Instead.REVIEWS,
        )
    if exam.pending:
        return Block(
            f"The result of {exam.named} is Pending: the board looks into it already and tells you."
            " There is nothing to ask for.",
            Instead.RESULTS,
        )
    return None


def is_out(facts: RequestFacts) -> Block | None:
    """No result is missing before the results of its series are told."""
    if facts.exam is None or not facts.exam.comes:
        return None
    return Block(
        f"The results of {facts.exam.named} come out on {facts.exam.comes}. Ask then, if there is"
        " none.",
        Instead.RESULTS,
    )


def entry_is_moved(facts: RequestFacts) -> Block | None:
    """The request hurries a top-up or move-down on; it does not make it."""
    if facts.moved:
        return None
    return Block(
        f"No top-up or move-down of this candidate to {facts.qualification} has been made at your"
        " centre. Make it first: Change size on the candidate's page. Here you choose the"
        " qualification they move to.",
        Instead.CANDIDATE,
    )


def reduction_is_reported(facts: RequestFacts) -> Block | None:
    """A reduction is reported in its own area before it can be missing or incorrect."""
    if facts.reported:
        return None
    return Block(
        "Your centre has not reported any reduction for this candidate. It is reported under"
        " Reduction in assessment, which says when that is open; ask here once it was.",
        Instead.REDUCTIONS,
    )


def planned_in_its_year(facts: RequestFacts) -> Block | None:
    """Only assessments of the one year that had TAGs can lack one."""
    if facts.planned_on is None or facts.tag_days is None:
        return None
    first, last = facts.tag_days
    if first <= facts.planned_on <= last:
        return None
    return Block(
        f"The assessment was planned for {facts.planned_on:%-d %B %Y}. A TAG is given only for one"
        f" planned from {first:%-d %B %Y} to {last:%-d %B %Y}. Claim the unit, or enter the"
        " candidate for its exam, instead.",
        Instead.CLAIMS,
    )


def has_no_grade_beside(facts: RequestFacts) -> Block | None:
    """A moderated unit that has a grade gets no TAG beside it."""
    if not facts.held or facts.examined:
        return None
    return Block(
        f"{_held(facts)} No TAG is given beside it. If the grade is wrong, ask about “Incorrect"
        " unit/grade claimed at moderation”.",
        Instead.RESULTS,
    )


def records_differ(facts: RequestFacts) -> Block | None:
    """Merging needs two numbers. Whether the other is on record is not the centre's to learn."""
    if not facts.ocr_number or not facts.other_ocr_number:
        return None
    if facts.ocr_number == facts.other_ocr_number:
        return Block(
            "Both OCR candidate numbers are the same. Enter the number of the duplicate record."
        )
    if facts.same_person:
        return Block(
            "These two OCR candidate numbers have been merged already.",
            Instead.CANDIDATE,
        )
    return None


def _held(facts: RequestFacts) -> str:
    """What is held of the unit, as a sentence."""
    grades = ", ".join(f"{one.grade} ({one.source})" for one in facts.held)
    return f"Unit {facts.unit} has a result already: {grades}."
