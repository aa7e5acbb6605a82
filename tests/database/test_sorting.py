"""The database sorts names by the very key that Python makes of them."""

import unicodedata

import pytest
from django.db import connection

from entries.models import Candidate
from entries.rules.people import surname_first
from interchange.database.sorting import SortsAs
from interchange.look.paging import ByKeys
from interchange.sorting import sorts_as
from tests.factories.entries import a_candidate
from tests.test_sorting import IN_ORDER

pytestmark = pytest.mark.django_db


def test_every_letter_a_name_may_have_is_sorted_alike_by_the_database():
    letters = [
        one
        for one in map(chr, range(0x20, 0x1F00))
        if one in " -'." or (one.isalpha() and unicodedata.name(one, "").startswith("LATIN"))
    ]
    sql = str(SortsAs.template % {"expressions": "letter"}).replace("%", "%%")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT letter, {sql} FROM unnest(%s) AS letter", [letters])
        worked_out = dict(cursor.fetchall())
    assert worked_out == {one: sorts_as(one) for one in letters}


def test_candidates_stand_in_the_order_in_which_people_look_for_them():
    for surname, forenames in reversed(IN_ORDER):
        a_candidate(surname=surname, forenames=forenames)
    stand = [one.name for one in Candidate.objects.all()]
    assert stand == [surname_first(*one) for one in IN_ORDER]


def test_a_new_name_is_sorted_by_what_it_is_now():
    one = a_candidate(surname="Zoë", forenames="Ann")
    one.surname = "Ångström"
    one.save()
    one.refresh_from_db()
    assert one.sorts_as == sorts_as("Ångström", "Ann") == "angstrom  ann"


def test_pages_by_keys_go_on_where_the_one_before_ended():
    for surname, forenames in IN_ORDER:
        a_candidate(surname=surname, forenames=forenames)
    found = Candidate.objects.order_by("sorts_as", "pk")
    pages = ByKeys(found, 4, rows=Candidate.objects.all())
    stand = [one.name for number in pages.page_range for one in pages.page(number)]
    assert stand == [surname_first(*one) for one in IN_ORDER]


def test_a_list_by_name_is_read_in_the_order_of_its_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        found = Candidate.objects.order_by("sorts_as", "ocr_number").values("pk")[:50]
        plan = found.explain()
    assert "sorted_by_name" in plan
    assert "Sort" not in plan
