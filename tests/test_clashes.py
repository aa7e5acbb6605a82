"""Who comes second at the same moment reads a sentence, wherever the database noticed it."""

from functools import partial
from threading import Barrier

import pytest
from django.apps import apps
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import IntegrityError, connection, models, transaction
from django.test import RequestFactory

from claims import commands as claims
from claims.models import Claim
from interchange import clashes, problems
from interchange.accounts.models import Centre
from interchange.board import actions
from tests.factories import accounts
from tests.factories import claims as make_claims
from tests.house import APPS
from tests.racing import at_once


def test_every_unique_constraint_says_what_it_means_to_come_second():
    silent = {
        one.name
        for model in apps.get_models()
        if model.__module__.startswith(APPS)
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
        if "is violated" in one.get_violation_error_message()
    }

    assert silent == set()


def broken_by(act):
    """The error of the database that the act ends in."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return refused.value


def test_a_value_that_is_taken_is_a_clash_that_names_it(centre):
    error = broken_by(lambda: Centre.objects.create(number=centre.number, name="Twin"))

    assert str(clashes.clash_of(error)).startswith("There is already a centre with this")


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue")
def test_a_constraint_tells_its_own_sentence(centre, tutor):
    claim = make_claims.claim_at("draft", centre=centre, by=tutor)
    again = {"created_at": claim.created_at, "created_by": tutor, "centre": centre}

    error = broken_by(lambda: Claim.objects.create(qualification=claim.qualification, **again))

    assert "is in progress already" in str(clashes.clash_of(error))


def test_what_no_second_person_can_cause_stays_a_bug(centre):
    error = broken_by(lambda: Centre.objects.create(number="77777", name=None))

    assert clashes.clash_of(error) is None
    answer = problems.Problems(None).process_exception(RequestFactory().get("/"), error)
    assert answer is None


def test_a_clash_that_a_page_let_through_becomes_a_page(centre):
    error = broken_by(lambda: Centre.objects.create(number=centre.number, name="Twin"))

    page = problems.Problems(None).process_exception(RequestFactory().get("/"), error)

    assert page.status_code == 409
    assert "There is already a centre" in page.content.decode()
    assert problems.api_answer(error, {}).status_code == 409


def test_a_clash_in_an_action_of_the_board_is_reported_and_keeps_no_other_from_being_done(
    centre, board_administrator, at
):
    request = RequestFactory().post("/")
    request.user, request.session = board_administrator, {}
    request._messages = FallbackStorage(request)

    def name_like(record, by, at):
        record.number = centre.number
        record.save()

    other = accounts.a_centre("22222", "Other")
    refused = actions.carry_out(request, name_like, "Name", [other, centre])

    assert list(refused) == [other]
    assert "There is already a centre" in refused[other]
    assert [str(one) for one in request._messages] == ["Name: 1 done."]


# On real connections


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_wait_for_each_other_are_let_go_with_a_sentence():
    met = Barrier(2)

    def cross(one, other):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [one])
            met.wait(timeout=10)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [other])
        return "done"

    outcomes = at_once(partial(cross, 1, 2), partial(cross, 2, 1))

    assert sorted(map(str, outcomes)) == sorted([clashes.MEANWHILE, "done"])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_claim_recalled_while_another_is_started_leaves_one_in_progress(
    centre, tutor, catalogue, at, monkeypatch
):
    claim = make_claims.claim_at("ready", centre=centre, by=tutor)
    check = claims.submitting.rules.check_can_recall

    def start_meanwhile(*given):
        check(*given)
        new = {"centre": centre, "qualification": claim.qualification, "by": tutor, "at": at}
        at_once(lambda: claims.start(**new))

    monkeypatch.setattr(claims.submitting.rules, "check_can_recall", start_meanwhile)

    [refused] = at_once(lambda: claims.recall(claim=claim, by=tutor, at=at))

    assert "is in progress already" in str(refused)
    assert Claim.objects.get(pk=claim.pk).status == "ready"
