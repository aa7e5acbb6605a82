"""Each option of the drop-down: what it needs, and what happens when one thing of that is missing.

Adding a request type without its case here fails.
"""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from mir import rules
from mir.preconditions import RequestFacts
from mir.request_types import BY_SLUG, FIELDS, REQUEST_TYPES

TODAY = date(2026, 11, 20)
VISITED = RequestFacts(TODAY, visits=(date(2026, 11, 19),))
PROCESSED = RequestFacts(TODAY, processed=frozenset({1001}))
TWO_RECORDS = RequestFacts(TODAY, ocr_number="50000001", other_ocr_number="50000002")
PLAIN = RequestFacts(TODAY)


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
            "No moderation visit": PLAIN,
            "has taken place yet": replace(VISITED, visits=(date(2026, 11, 21),)),
        },
    ),
    "incorrect-claim": Case(
        "Incorrect unit/grade claimed at moderation",
        named={"unit"},
        facts=PROCESSED,
        documents=("spreadsheet",),
        not_if={"No processed claim": VISITED},
    ),
    "reduction-in-assessment": Case(
        "Missing/incorrect reduction in assessment",
        named={"candidate"},
        confirmed={"reduction-requested"},
    ),
    "entry-change": Case(
        "Qualification entry (registration) change",
        named={"candidate"},
        confirmed={"entry-made"},
    ),
    "merge-records": Case(
        "Merge duplicate candidate numbers / records",
        named={"candidate", "other_ocr_number"},
        facts=TWO_RECORDS,
        not_if={
            "are the same": replace(TWO_RECORDS, other_ocr_number="50000001"),
            "merged already": replace(TWO_RECORDS, same_person=True),
        },
    ),
    "missing-tag": Case(
        "Missing teacher assessed grades (TAG) from June 2021",
        named={"candidate"},
        confirmed={"planned-in-2020-21"},
        documents=("evidence",),
    ),
    "missing-exam-result": Case(
        "Missing exam result",
        named={"candidate", "unit", "series"},
        confirmed={"register-checked"},
        documents=("attendance-register", "seating-plan", "despatch-log"),
    ),
}
EACH = pytest.mark.parametrize("slug", CASES)


def check(slug, **changes):
    case = CASES[slug]
    given = {
        "named": case.named,
        "facts": case.facts,
        "confirmed": case.confirmed,
        "documents": case.documents,
        "explanation": "It is missing.",
        "urgency": (False, ""),
        **changes,
    }
    rules.check_can_raise(BY_SLUG[slug], **given)


def problems(slug, **changes):
    with pytest.raises(rules.RequestNotReady) as refused:
        check(slug, **changes)
    return refused.value.problems


def test_every_type_has_a_case():
    assert list(CASES) == [kind.slug for kind in REQUEST_TYPES]


@EACH
def test_the_titles_are_the_board_s_own(slug):
    assert BY_SLUG[slug].title == CASES[slug].title


@EACH
def test_a_complete_request_can_be_raised(slug):
    check(slug)


@EACH
def test_the_case_names_all_that_the_type_asks_for(slug):
    kind, case = BY_SLUG[slug], CASES[slug]

    assert case.named == set(kind.needs)
    assert case.confirmed == {tick.slug for tick in kind.ticks}
    assert set(case.documents) == {one.slug for one in kind.documents if one.required}
    assert bool(case.not_if) == bool(kind.preconditions)


@EACH
def test_each_paper_must_be_sent(slug):
    for document in CASES[slug].documents:
        rest = tuple(one for one in CASES[slug].documents if one != document)

        assert [problem.field for problem in problems(slug, documents=rest)] == [document]


@EACH
def test_each_tick_must_be_there(slug):
    for tick in CASES[slug].confirmed:
        found = problems(slug, confirmed=CASES[slug].confirmed - {tick})

        assert [problem.field for problem in found] == [tick]


@EACH
def test_each_field_that_is_needed_must_be_filled_in(slug):
    for name in CASES[slug].named:
        found = problems(slug, named=CASES[slug].named - {name})

        assert [(problem.field, problem.sentence) for problem in found] == [
            (name, rules.NAMES[name])
        ]


@EACH
def test_it_cannot_be_raised_before_its_preconditions_hold(slug):
    for part, facts in CASES[slug].not_if.items():
        (problem,) = problems(slug, facts=facts)

        assert part in problem.sentence
        assert problem.field == ""


@EACH
def test_its_fields_are_known_to_the_form(slug):
    kind = BY_SLUG[slug]

    assert set(kind.needs + kind.may_name) <= set(FIELDS)
    assert len(kind.fields) == len(kind.needs + kind.may_name)


@EACH
def test_no_two_of_its_fields_have_one_name(slug):
    kind = BY_SLUG[slug]
    names = [
        *kind.fields,
        *(one.slug for one in kind.documents),
        *(one.slug for one in kind.ticks),
        *("explanation", "other", "urgent", "urgent_because", "email", "token", "remove"),
    ]

    assert len(names) == len(set(names))


def test_a_paper_of_no_known_name_counts_as_another_paper():
    kind = BY_SLUG["missing-exam-result"]

    assert kind.document("seating-plan").title == "Seating plan"
    assert kind.document("other").title == "Any other papers"
