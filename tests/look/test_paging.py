"""A list's page is found by the keys of its rows, the last ones from behind."""

import pytest
from django.db.models import Case, F, OrderBy, Q, Value, When

from claims.models import CentreAssessor
from entries.models import QualificationEntry
from interchange.accounts.models import Centre
from interchange.look.groups import in_groups
from interchange.look.paging import ByKeys, sorted_apart
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def centres():
    return [accounts.a_centre(f"{30001 + place}") for place in range(7)]


@pytest.mark.parametrize("order", ["number", "-number"])
@pytest.mark.parametrize(("number", "rows"), [(1, (0, 3)), (2, (3, 6)), (3, (6, 7))])
def test_each_page_has_the_rows_of_its_place(order, number, rows, centres):
    found = Centre.objects.filter(pk__in=[one.pk for one in centres]).order_by(order)

    page = ByKeys(found, 3, rows=Centre.objects.all()).page(number)

    assert list(page) == list(found)[slice(*rows)]


def test_an_empty_list_has_one_empty_page():
    assert list(ByKeys(Centre.objects.none(), 3, rows=Centre.objects.all()).page(1)) == []


def test_the_last_page_is_read_from_behind(centres, django_assert_num_queries):
    found = Centre.objects.order_by("number")
    last, pages = found.last(), ByKeys(found, 3, rows=Centre.objects.all())

    with django_assert_num_queries(2) as asked:
        assert list(pages.page(pages.num_pages))[-1] == last

    assert '"number" DESC' in asked[1]["sql"]


def test_no_more_rows_are_counted_than_have_a_page(centres, django_assert_num_queries):
    found = Centre.objects.filter(pk__in=[one.pk for one in centres]).order_by("number")
    pages = ByKeys(found, 2, rows=Centre.objects.all(), most=5)

    with django_assert_num_queries(2) as asked:
        last = list(pages.page(pages.num_pages))

    assert (pages.count, pages.is_more, last) == (5, True, [centres[4]])
    assert "LIMIT 6" in asked[0]["sql"] and "DESC" not in asked[1]["sql"]


@pytest.mark.parametrize("most", [7, 8])
def test_a_list_that_has_no_more_is_counted_whole(centres, most):
    found = Centre.objects.filter(pk__in=[one.pk for one in centres]).order_by("number")
    pages = ByKeys(found, 2, rows=Centre.objects.all(), most=most)

    assert (pages.count, pages.is_more) == (7, False)


@pytest.mark.parametrize("backwards", [False, True])
def test_who_is_sorted_by_what_is_worked_out_stands_among_the_others(centres, backwards):
    moved = {centres[0].pk: "30005.5", centres[6].pk: "30000"}
    sorts = Case(*(When(pk=pk, then=Value(to)) for pk, to in moved.items()), default=F("number"))
    found = Centre.objects.filter(pk__in=[one.pk for one in centres]).annotate(by=sorts)
    found = sorted_apart(found, Q(pk__in=moved), by=F("number"))
    found = found.order_by(OrderBy(F("by"), descending=backwards), "pk")
    pages = ByKeys(found, 2, rows=found)

    shown = [one for number in pages.page_range for one in pages.page(number)]

    expected = sorted(centres, key=lambda one: moved.get(one.pk, one.number), reverse=backwards)
    assert shown == expected


@pytest.mark.parametrize("order", ["centre", "-centre", "centre__number"])
def test_rows_sorted_by_few_records_are_found_record_by_record(order, centres):
    made = [
        CentreAssessor.objects.create(centre=centre, name=f"{name}{name}", initials=name)
        for centre in centres[:4]
        for name in "CAB"
    ]
    found = CentreAssessor.objects.filter(pk__in=[one.pk for one in made]).order_by(order, "name")
    pages = ByKeys(found, 2, rows=CentreAssessor.objects.all(), most=10)

    shown = [one for number in pages.page_range for one in pages.page(number)]

    assert pages.is_more and shown == list(found)[:10]


def test_registrations_are_sorted_by_their_qualification_all_at_once():
    every = QualificationEntry.objects.all()

    assert in_groups(every.order_by("qualification__code", "candidate__surname")) is None
    assert in_groups(every.order_by("centre__number", "pk")).order[0].expression.name == (
        "centre__number"
    )
