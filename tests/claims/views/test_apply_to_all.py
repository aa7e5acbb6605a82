"""One grade is applied to all the rows below."""

import pytest

from claims.models import Line
from tests.claims.views.pages import at_page, typed
from tests.factories import entries


@pytest.mark.slow
def test_apply_to_all_fills_the_rows_below_and_saves_nothing(browser, centre, claim, unit):
    entries.entries(centre, 2, claim.qualification)
    ids = [one.pk for one in entries_by_name(centre)]
    places = {(pk, unit.pk): "" for pk in ids} | {(ids[1], unit.pk): "M"}
    page = at_page("unit", centre, claim.pk, unit.number)

    answer = browser.post(page, typed(claim, places, apply=f"{ids[1]}-{unit.pk}"))

    assert [row.grade for row in answer.context["sheet"].rows] == ["", "M", "M", "M"]
    assert not Line.objects.exists()


@pytest.mark.slow
def test_apply_to_all_asks_before_it_replaces_a_grade(browser, centre, claim, unit):
    ids = [one.pk for one in entries_by_name(centre)]
    places = {(ids[0], unit.pk): "M", (ids[1], unit.pk): "P"}
    page, key = at_page("unit", centre, claim.pk, unit.number), f"{ids[0]}-{unit.pk}"

    asked = browser.post(page, typed(claim, places, apply=key))
    assert "1 row changes, 1 of them has another grade." in asked.content.decode()
    assert [row.grade for row in asked.context["sheet"].rows] == ["M", "P"]

    done = browser.post(page, typed(claim, places, everywhere=key))
    assert [row.grade for row in done.context["sheet"].rows] == ["M", "M"]
    assert sorted(claim.unsaved.values_list("grade", flat=True)) == ["M", "M"]

    before = dict(done.context["sheet"].applied.before)
    undone = browser.post(page, typed(claim, places, undo="1", **before))
    assert [row.grade for row in undone.context["sheet"].rows] == ["M", "P"]
    assert sorted(claim.unsaved.values_list("grade", flat=True)) == ["M", "P"]


@pytest.mark.slow
def test_what_apply_to_all_takes_back_is_no_longer_kept_as_typed(browser, centre, claim, unit):
    ids = [one.pk for one in entries_by_name(centre)]
    page, key = at_page("unit", centre, claim.pk, unit.number), f"{ids[0]}-{unit.pk}"
    browser.post(page, typed(claim, {(ids[1], unit.pk): "P"}, leave="1"))
    assert claim.unsaved.count() == 1

    places = {(ids[0], unit.pk): "", (ids[1], unit.pk): "P"}
    browser.post(page, typed(claim, places, everywhere=key))

    assert not claim.unsaved.exists()


def entries_by_name(centre):
    found = [entry.candidate for entry in centre.entries.select_related("candidate")]
    return sorted(found, key=lambda one: (one.name.casefold(), one.ocr_number))
