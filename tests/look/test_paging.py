"""A list's page is found by the keys of its rows, the last ones from behind."""

import pytest

from interchange.accounts.models import Centre
from interchange.look.paging import ByKeys
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
