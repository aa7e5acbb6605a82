"""The board reads a claim's grades in a list of their own, a page at a time."""

import pytest
from django.urls import reverse

from tests.factories import claims

pytestmark = pytest.mark.slow
LINES = reverse("admin:claims_line_changelist")


@pytest.fixture
def pending(centre, moderator):
    return claims.claim_at("pending", centre=centre, moderator=moderator)


def test_a_claims_page_leads_to_its_grades(sign_in, processor, pending):
    browser = sign_in(processor)

    page = browser.get(reverse("admin:claims_claim_change", args=[pending.pk])).content.decode()

    assert f'<a href="{LINES}?claim={pending.pk}">4 grades</a>' in page
    shown = browser.get(LINES, {"claim": pending.pk}).context["cl"].result_list
    assert {one.pk for one in shown} == set(pending.lines.values_list("pk", flat=True))


def test_grades_of_claims_are_no_room_of_their_own(sign_in, processor):
    assert LINES not in sign_in(processor).get(reverse("admin:index")).content.decode()


def test_the_grades_of_one_claim_are_sorted_by_a_heading_those_of_all_by_none(
    sign_in, processor, pending
):
    browser = sign_in(processor)

    of_claim = browser.get(LINES, {"claim": pending.pk, "o": "-1"}).context["cl"]
    of_all = browser.get(LINES, {"o": "-1"}).context["cl"]

    assert of_claim.get_ordering_field_columns() and of_claim.sortable_by
    assert [one.pk for one in of_all.result_list] == list(
        pending.lines.order_by("claim_id", "candidate_id", "unit__in_order", "pk").values_list(
            "pk", flat=True
        )
    )
    assert not of_all.sortable_by
