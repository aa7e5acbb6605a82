"""The regulator's table of expected results: who is in it, as what, and what it lacks."""

import csv

import pytest
from django.urls import reverse

from checkpoints import queries
from checkpoints.models import Declaration, DeclaredResult
from checkpoints.rules.delivery import COLUMNS, expected_problems, expected_row
from entries.states import Status
from tests.factories import catalogue as offers
from tests.factories import entries as registered
from tests.factories import results as held
from tests.results.kept import ON

KNOWN = {
    "ReportingDate": "2027-05-04",
    "CentreURN": "",
    "CentreNCN": "12345",
    "Centre_name": "Fernhill School",
    "Postcode": "",
    "CentreType": "3",
    "UniqueLearnerNumber": "",
    "UniqueCandidateIdentifier": "",
    "CandidateIdentifierOther": "50000001",
    "forenames": "Ada Mary",
    "Surname": "Okafor",
    "DOB": "2009-03-14",
    "QualificationNumber": "601/7098/0",
    "ExpectingResult": "Y",
}


def row_of(**known):
    row = expected_row({**KNOWN, **known})
    return dict(zip([column.name for column in COLUMNS], row, strict=True)), expected_problems(row)


def test_what_nobody_knows_is_minus_two_and_the_first_columns_are_those_that_were_read():
    row, problems = row_of()

    assert problems == {}
    assert [row[name] for name in ("CentreURN", "CentreIdentifierOther", "Postcode")] == ["-2"] * 3
    assert list(row)[:9] == [
        "ReportingDate", "CentreURN", "CentreNCN", "CentreIdentifierOther", "Centre_name",
        "Postcode", "Country", "CentreType", "UniqueLearnerNumber",
    ]  # fmt: skip
    assert row["CandidateIdentifierOther"] == "50000001"


@pytest.mark.parametrize(
    ("name", "value"),
    [("CentreType", ""), ("CentreType", "15"), ("ExpectingResult", "N"), ("CentreURN", "1234567")],
)
def test_a_value_against_the_rules_is_told_by_its_column(name, value):
    _, problems = row_of(**{name: value})

    assert set(problems) == {name}


def expects(on=ON):
    place = queries.EXPECTED_COLUMNS.index("ExpectingResult")
    other = queries.EXPECTED_COLUMNS.index("CandidateIdentifierOther")
    return {row[other]: row[place] for row in queries.expected_rows(on)}


@pytest.fixture
def declared(centre, exams_officer, at):
    """A centre's declaration for summer 2027 with one registration."""
    entry = registered.an_entry(centre)
    made = Declaration.objects.create(
        centre=centre, summer=2027, registered=1, expecting=1, declared_at=at,
        declared_by=exams_officer,
    )  # fmt: skip
    DeclaredResult.objects.create(declaration=made, entry=entry)
    return entry


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue")
def test_declared_added_and_unexpected_results_are_told_apart(centre, other_centre, declared):
    added = registered.an_entry(centre)
    early = registered.an_entry(centre, completes_in=2028)
    held.settle()
    held.a_result(early)
    larger = offers.qualification("05842")
    registered.an_entry(centre, larger, declared.candidate, replaces=declared)
    type(declared).objects.filter(pk=declared.pk).update(status=Status.REPLACED)
    registered.an_entry(centre, completes_in=2028)
    registered.an_entry(other_centre)  # which did not declare

    assert expects() == {
        declared.candidate.ocr_number: "Y",
        added.candidate.ocr_number: "YL",
        early.candidate.ocr_number: "AC",
    }
    assert queries.expected_counts(ON) == {"Y": 1, "YL": 1, "AC": 1}
    assert queries.undeclared(ON) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue")
def test_what_is_lacking_is_listed_with_where_it_is_mended_before_the_table_leaves(
    centre, declared, sign_in, processor, monkeypatch
):
    monkeypatch.setattr("checkpoints.admin.timezone.localdate", lambda *args: ON)
    page = sign_in(processor)

    answer = page.get(reverse("admin:checkpoints_expected")).content.decode()
    assert "CentreType is empty" in answer
    assert reverse("admin:accounts_centre_change", args=[centre.pk]) in answer

    type(centre).objects.filter(pk=centre.pk).update(regulators_type=3, postcode="CB1 2EU")
    answer = page.get(reverse("admin:checkpoints_expected")).content.decode()
    assert "Nothing is lacking" in answer
    handed = page.get(reverse("admin:checkpoints_expected_csv"))
    text = b"".join(handed.streaming_content).decode("utf-8-sig")
    names, row = csv.reader(text.splitlines())
    assert tuple(names) == queries.EXPECTED_COLUMNS
    assert row[names.index("Postcode")] == "CB1 2EU"
    assert row[names.index("ExpectingResult")] == "Y"


@pytest.mark.slow
def test_only_the_board_sees_the_table(centre_administrator, sign_in):
    page = sign_in(centre_administrator)

    assert page.get(reverse("admin:checkpoints_expected"), follow=True).status_code == 403
    assert page.get(reverse("admin:checkpoints_expected_csv"), follow=True).status_code == 403
