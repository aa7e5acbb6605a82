"""An open request is why there is no result yet: the centre waits with its number, or answers."""

import pytest
from django.urls import reverse

from claims.states import Status as ClaimStatus
from mir import commands
from mir.request_types import MISSED_FROM_CLAIM
from mir.spreadsheets import MISSED
from results.diagnosis import RequestKind
from results.models import KeptStanding
from tests.factories import catalogue as offers
from tests.factories import claims
from tests.factories import entries as registered
from tests.factories import mir as asking
from tests.factories import results as held
from tests.results.kept import ON, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def entry(centre, at):
    entry = registered.an_entry(centre, offers.qualification("05839"), completes_in=2027)
    held.settle(at)
    return entry


def now(entry, at):
    """The reason that is kept once all is worked out, beside which nothing is kept wrongly."""
    held.settle_what_is_due(at)
    assert wrong() == []
    return KeptStanding.objects.get(entry=entry).reason_on(ON)


def test_a_request_is_waited_for_then_answered_then_decided(
    entry, post_result_full, board_administrator, at
):
    asked = asking.a_request(entry, post_result_full)
    waits = now(entry, at)
    assert (waits.code, waits.request) == ("request_open", None)
    assert waits.details == (f"request {asked.number}",)

    staff = {"by": board_administrator, "at": at}
    commands.take(request=asked, **staff)
    commands.ask(request=asked, question="Which record?", **staff)
    assert now(entry, at).code == "request_to_answer"

    commands.answer(request=asked, reply="Both.", token=asked.token, by=post_result_full, at=at)
    assert now(entry, at).code == "request_open"

    commands.reject(request=asked, reason="They are two people.", **staff)
    assert now(entry, at).code == "exams_and_units_missing"


@pytest.mark.parametrize("page", ["tracker:candidate", "results:test_results"])
def test_the_reason_leads_to_the_request_and_names_it_to_whom_requests_are_for(
    entry, post_result_full, tutor, sign_in, page, at
):
    asked = asking.a_request(entry, post_result_full)
    now(entry, at)
    whose = [entry.candidate.ocr_number] if page == "tracker:candidate" else []
    address = reverse(page, args=[entry.centre.number, *whose])
    request = reverse("mir:view", args=[entry.centre.number, asked.number])

    shown = {"show": "qualifications"}
    reads, others = (sign_in(who).get(address, shown).text for who in (post_result_full, tutor))

    assert f"request {asked.number}" in reads
    assert f'href="{request}"' in reads
    assert "Your centre has asked the board about this" in others
    assert str(asked.number) not in others


def test_of_several_requests_each_is_named_and_the_way_leads_to_a_list_of_them(
    entry, post_result_full, sign_in, at
):
    first = asking.a_request(entry, post_result_full)
    second = asking.a_request(entry, post_result_full, other_ocr_number="50999999")
    other = asking.a_request(registered.an_entry(entry.centre), post_result_full)
    waits = now(entry, at)
    assert waits.details == (f"request {first.number}", f"request {second.number}")

    page = sign_in(post_result_full)
    whose = [entry.centre.number, entry.candidate.ocr_number]
    reads = page.get(reverse("tracker:candidate", args=whose)).text
    way = f"{reverse('mir:requests', args=whose[:1])}?number={first.number}&number={second.number}"
    assert f"request {first.number}, request {second.number}" in reads
    assert "They are not decided yet" in reads
    assert way.replace("&", "&amp;") in reads

    listed = page.get(way)
    assert {one.number for one in listed.context["listing"]} == {first.number, second.number}
    assert other.number in {one.number for one in page.get(way.split("?")[0]).context["listing"]}


def test_a_request_whose_rows_name_the_candidate_is_waited_for(
    entry, post_result_full, board_administrator, at
):
    other = registered.an_entry(entry.centre, entry.qualification, registered.a_candidate("Mills"))
    visited = claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)
    unit = entry.qualification.units.filter(examined=False).last()
    assert not visited.lines.filter(unit=unit).exists()
    about = asking.unsent(entry, MISSED_FROM_CLAIM, unit=unit)
    asked = asking.a_request_of_rows(other, post_result_full, [asking.row_of(about, MISSED)])

    waits = now(entry, at)
    assert (waits.code, waits.details) == ("request_open", (f"request {asked.number}",))
    assert now(other, at).code != "request_open"

    staff = {"by": board_administrator, "at": at}
    commands.take(request=asked, **staff)
    commands.reject(request=asked, reason="It was claimed.", **staff)
    assert now(entry, at).code != "request_open"


def test_a_request_of_another_centre_explains_nothing_here(
    entry, other_centre, post_result_full, at
):
    there = registered.an_entry(other_centre, entry.qualification, candidate=entry.candidate)
    asked = asking.a_request(entry, post_result_full)
    held.settle(at)

    assert KeptStanding.objects.get(entry=there).reason_on(ON).code != "request_open"
    assert asked.kind == RequestKind.MERGE
    assert now(entry, at).code == "request_open"
