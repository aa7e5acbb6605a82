"""Each option of the drop-down: what it needs, and what happens when one thing of that is missing.

Adding a request type without its case here fails.
"""

from dataclasses import replace

import pytest

from mir import rules
from mir.judged import ASKED_OF_MISSED, ASKED_OF_WRONG
from mir.preconditions import claim_is_processed, visit_has_happened
from mir.request_types import BY_SLUG, FIELDS, REQUEST_TYPES
from tests.mir.kinds import CASES, HELD, VISITED

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
def test_each_precondition_has_facts_that_break_it(slug):
    broken = [
        {one for one in BY_SLUG[slug].preconditions if one(facts)}
        for facts in CASES[slug].not_if.values()
    ]

    assert set().union(*broken) == set(BY_SLUG[slug].preconditions)


@pytest.mark.parametrize(
    ("slug", "asked_of_rows", "of_the_whole"),
    [
        ("missed-from-claim", ASKED_OF_MISSED, visit_has_happened),
        ("incorrect-claim", ASKED_OF_WRONG, claim_is_processed),
    ],
)
def test_a_row_is_asked_what_a_request_of_its_own_is(slug, asked_of_rows, of_the_whole):
    assert {*asked_of_rows, of_the_whole} == {*BY_SLUG[slug].preconditions}


def test_an_exam_of_which_a_tag_would_be_better_may_lack_one():
    facts = replace(CASES["missing-tag"].facts, unit="1", examined=True, held=HELD)

    check("missing-tag", facts=facts)


def test_whether_the_moderator_has_to_come_again_follows_from_the_unit():
    further = BY_SLUG["missed-from-claim"].further_visit

    assert further(VISITED) == ""
    assert "is expected" in further(replace(VISITED, unit="9"))
    assert "no further visit" in further(replace(VISITED, unit="9", seen_by_moderator=(1003,)))


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
