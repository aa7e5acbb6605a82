"""The board sees who is late, by cause, code, centre, subject and moderator, as it stands now."""

import csv
from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from claims import commands as claims
from claims.states import Status
from interchange.accounts.roles import Role
from results import queries
from results.diagnosis import Code, Owner
from tests.factories import accounts, visits
from tests.factories import catalogue as offers
from tests.factories import entries as registered
from tests.factories import results as held
from tests.factories.claims import claim_at
from tests.results.kept import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def late(centre, other_centre, at):
    """Two who lack units at one centre, one at another, one for IT, and one in no hurry."""
    registered.an_entry(centre)
    registered.an_entry(centre)
    registered.an_entry(other_centre)
    registered.an_entry(centre, completes_in=2028)
    held.settle(at)


def counted(by):
    return {one.name: one.count for one in queries.late(by, ON)}


def test_late_ones_are_counted_by_cause_with_who_acts_and_by_code(late):
    [one] = queries.late("cause", ON)

    assert (one.cause, one.count, one.code) == ("exams_and_units_missing", 3, Code.NOT_CLAIMED)
    assert one.by_owner == [3, 0, 0, 0]
    assert (one.by_urgency, one.at_risk) == ([0, 0, 0, 3], 0)
    assert queries.OWNERS[0] is Owner.CENTRE
    assert [(one.code, one.count) for one in queries.late("code", ON)] == [(Code.NOT_CLAIMED, 3)]


def test_the_figures_tell_who_is_late_from_who_is_past_their_summer(late, centre, at):
    registered.an_entry(centre, completes_in=2026, made_at=at.replace(year=2025))
    held.settle(at)

    for on, expected in (
        (ON, [0, 0, 1, 3]),
        (date(2027, 6, 1), [3, 0, 1, 0]),
        (date(2027, 6, 16), [3, 0, 1, 0]),
        (date(2027, 9, 1), [0, 0, 4, 1]),
    ):
        [one] = queries.late("cause", on)
        assert one.by_urgency == expected
        assert one.at_risk == expected[0] + expected[1]


def test_late_ones_are_counted_by_centre_subject_and_moderator(
    late, centre, other_centre, moderator
):
    subject = offers.qualification().subject
    assert counted("centre") == {str(centre): 2, str(other_centre): 1}
    assert counted("subject") == {subject.title: 3}
    here = {moderator.name} if moderator.memberships.filter(centre=centre).exists() else set()
    assert counted("moderator").keys() == here | {"Nobody allocated"}
    assert sum(counted("moderator").values()) == 3


def test_what_a_concern_keeps_from_being_processed_counts_as_malpractice_for_the_board_alone(
    centre, moderator, at, sign_in, board_administrator
):
    certificate = offers.qualification("05839")
    claim = claim_at(
        Status.SAMPLED, centre=centre, qualification=certificate, candidates=1, units=2
    )
    entry = centre.entries.get(qualification=certificate)
    held.hold([entry], {"1": "M", "2": "M", "3": "M"})
    visits.visit_at(centre=centre, subject=certificate.subject.code)
    claims.raise_concern(claim=claim, about="Twice the same work.", by=moderator, at=at)
    claim.status, claim.agreed_at = Status.PENDING, at
    claim.save()
    held.settle(at)

    [found] = [one for one in queries.late("code", ON)]

    assert (found.code, found.count) == (Code.MALPRACTICE, 1)
    [kept] = queries.without_result(ON)
    assert kept.cause == "pending"
    assert queries.regulators_code(kept.cause, kept.is_suspected) == Code.MALPRACTICE
    [row] = queries.return_rows(ON)
    assert row[-1] == Code.MALPRACTICE
    page = sign_in(board_administrator)
    listed = page.get(reverse("admin:results_keptstanding_changelist")).content.decode()
    assert ">L4<" in listed and ">L6<" not in listed


def test_the_figures_and_the_list_open_for_whoever_works_on_results(
    late, sign_in, board_administrator, monkeypatch
):
    page = sign_in(board_administrator)
    for by in ("cause", "code", "centre", "subject", "moderator", "nonsense"):
        answer = page.get(reverse("admin:results_keptstanding_figures"), {"by": by})
        assert answer.status_code == 200
    address = reverse("admin:results_keptstanding_changelist")
    listed = page.get(address, {"cause": "exams_and_units_missing", "urgency": "ON_COURSE"})
    assert listed.status_code == 200 and "On course" in listed.content.decode()


def test_the_regulators_table_is_checked_before_it_is_handed_over(
    late, sign_in, board_administrator
):
    page = sign_in(board_administrator)
    address = reverse("admin:results_keptstanding_return")
    on = localdate()

    shown = page.get(address)
    handed = page.get(reverse("admin:results_keptstanding_return_csv"))
    rows = list(csv.reader(b"".join(handed).decode("utf-8-sig").splitlines()))

    assert shown.status_code == 200
    assert rows[0] == list(queries.RETURN_COLUMNS)
    assert len(rows) - 1 == queries.without_result(on).count()


def test_who_has_a_cause_without_a_code_is_left_out_of_the_regulators_table(
    late, centre, sign_in, board_administrator, at
):
    waits = registered.an_entry(centre, offers.qualification("05839"))
    held.hold([waits], {"2": "M", "3": "M", "4": "M", "6": "M"})
    held.enter([waits], ["1"], offers.a_series(2027, 6))
    held.settle(at)

    assert queries.without_result(ON).get(entry=waits).cause == "entered_for_exam"
    assert len(list(queries.return_rows(ON))) == queries.without_result(ON).count() - 1
    page = sign_in(board_administrator).get(reverse("admin:results_keptstanding_return"))
    assert "whose cause has no code" in " ".join(page.content.decode().split())


def test_whoever_may_not_bank_results_sees_no_figures(late, sign_in, centre):
    reads = accounts.with_role(Role.EXAMS_OFFICER, centre)
    assert sign_in(reads).get(reverse("admin:results_keptstanding_figures")).status_code != 200
