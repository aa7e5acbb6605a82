"""Of each kind of request one that can be raised, and facts under which it cannot."""

from dataclasses import dataclass, field, replace
from datetime import date

from mir.request_facts import Exam, Held, RequestFacts

TODAY = date(2026, 11, 20)
VISITED = RequestFacts(TODAY, visits=(date(2026, 11, 19),))
PROCESSED = RequestFacts(TODAY, processed=frozenset({1001}))
TWO_RECORDS = RequestFacts(TODAY, ocr_number="50000001", other_ocr_number="50000002")
PLAIN = RequestFacts(TODAY)
EXAM = Exam("unit 1 in June 2026")
HELD = (Held("M", "Claim 1001"),)
TAG_DAYS = (date(2020, 8, 1), date(2021, 8, 31))


def asked(facts=PLAIN):
    """The same facts where a request for the same is open, by the sentence that says so."""
    return {"asks for the same": replace(facts, open_request=1007)}


def unregistered(facts=PLAIN):
    """The same facts where the candidate never was on the qualification."""
    return {"has never registered": replace(facts, registered=False)}


@dataclass(frozen=True)
class Case:
    """A request of a type that can be raised, and facts under which it cannot."""

    title: str
    named: set[str] = field(default_factory=set)
    facts: RequestFacts = PLAIN
    confirmed: set[str] = field(default_factory=set)
    documents: tuple[str, ...] = ()
    not_if: dict[str, RequestFacts] = field(default_factory=dict)  # {part of the sentence: facts}


CASES = {
    "missed-from-claim": Case(
        "Candidate/unit missed from moderation claim",
        facts=VISITED,
        documents=("spreadsheet",),
        not_if={
            **asked(VISITED),
            **unregistered(VISITED),
            "No moderation visit": PLAIN,
            "has taken place yet": replace(VISITED, visits=(date(2026, 11, 21),)),
            "Unit 9 has a result already: M (Claim 1001)": replace(VISITED, unit="9", held=HELD),
            "stands on claim 1004 (Pending)": replace(VISITED, claimed_on="claim 1004 (Pending)"),
        },
    ),
    "incorrect-claim": Case(
        "Incorrect unit/grade claimed at moderation",
        named={"unit"},
        facts=PROCESSED,
        documents=("spreadsheet",),
        not_if={
            **asked(PROCESSED),
            **unregistered(PROCESSED),
            "No processed claim": VISITED,
        },
    ),
    "reduction-in-assessment": Case(
        "Missing/incorrect reduction in assessment",
        named={"candidate"},
        not_if={
            **asked(),
            **unregistered(),
            "not reported any reduction": replace(PLAIN, reported=False),
        },
    ),
    "entry-change": Case(
        "Qualification entry (registration) change",
        named={"candidate"},
        not_if={
            **asked(),
            "No top-up or move-down of this candidate to 05840": replace(
                PLAIN, qualification="05840", moved=False
            ),
        },
    ),
    "merge-records": Case(
        "Merge duplicate candidate numbers / records",
        named={"candidate", "other_ocr_number"},
        facts=TWO_RECORDS,
        not_if={
            **asked(TWO_RECORDS),
            "are the same": replace(TWO_RECORDS, other_ocr_number="50000001"),
            "merged already": replace(TWO_RECORDS, same_person=True),
        },
    ),
    "missing-tag": Case(
        "Missing teacher assessed grades (TAG) from June 2021",
        named={"candidate", "planned_on"},
        facts=replace(PLAIN, planned_on=date(2021, 8, 31), tag_days=TAG_DAYS),
        documents=("evidence",),
        not_if={
            **asked(),
            **unregistered(),
            "planned for 1 September 2021": replace(
                PLAIN, planned_on=date(2021, 9, 1), tag_days=TAG_DAYS
            ),
            "planned for 31 July 2020": replace(
                PLAIN, planned_on=date(2020, 7, 31), tag_days=TAG_DAYS
            ),
            "No TAG is given beside it": replace(PLAIN, unit="9", held=HELD),
        },
    ),
    "missing-exam-result": Case(
        "Missing exam result",
        named={"candidate", "unit", "series"},
        confirmed={"register-checked"},
        facts=replace(PLAIN, exam=EXAM),
        documents=("attendance-register", "seating-plan", "despatch-log"),
        not_if={
            **asked(),
            **unregistered(),
            "did not enter this candidate for unit 1 in June 2026": replace(
                PLAIN, exam=replace(EXAM, entered=False)
            ),
            "come out on 14 January 2027": replace(
                PLAIN, exam=replace(EXAM, comes="14 January 2027")
            ),
            "is there: M": replace(PLAIN, exam=replace(EXAM, grade="M")),
            "is Pending": replace(PLAIN, exam=replace(EXAM, pending=True)),
        },
    ),
}
