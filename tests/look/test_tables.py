"""Long lists are sorted by their headings and cut into pages, on the server."""

from dataclasses import dataclass

import pytest
from django.test import RequestFactory

from interchange.accounts.models import Centre
from interchange.look import tables


@dataclass
class Candidate:
    surname: str
    forenames: str
    hours: int | None


CLASS = [Candidate("Patel", "Dev", 60), Candidate("Ashworth", "Ben", None)]
CLASS += [Candidate("Ashworth", "Ada", 180), Candidate("Mensah", "Esi", 90)]
SORTS = {"name": ("surname", "forenames"), "hours": "hours"}


def listing(address="", items=CLASS, **options):
    return tables.listing(
        RequestFactory().get(f"/{address}"), items, sorts=SORTS, default="name", **options
    )


def names(address=""):
    return [f"{one.forenames} {one.surname}" for one in listing(address)]


def test_rows_come_in_the_default_order():
    assert names() == ["Ada Ashworth", "Ben Ashworth", "Esi Mensah", "Dev Patel"]


def test_a_heading_turns_the_order_round():
    assert names("?sort=-name") == names()[::-1]


def test_nothing_stands_after_something():
    assert names("?sort=hours") == ["Dev Patel", "Esi Mensah", "Ada Ashworth", "Ben Ashworth"]


@pytest.mark.parametrize("asked", ["password", "-", "--name", "surname"])
def test_only_the_words_of_the_table_are_obeyed(asked):
    assert names(f"?sort={asked}") == names()


def test_a_heading_tells_how_the_table_is_sorted():
    headings = listing("?sort=-hours").headings

    assert headings["hours"].direction == "descending"
    assert headings["name"].direction == "none"


def test_links_keep_the_filters_and_start_at_the_first_page():
    heading = listing("?status=Sampled&page=2&sort=name", per_page=2).headings["name"]

    assert heading.href == "?status=Sampled&sort=-name"


def test_a_page_holds_so_many_rows_and_says_which():
    page = listing("?page=2", per_page=3)

    assert (page.first, page.last, page.total, len(page)) == (4, 4, 4, 1)
    assert (page.previous, page.following) == ("?page=1", "")


@pytest.mark.parametrize("asked", ["0", "99", "-1", "x", ""])
def test_a_page_that_is_not_there_shows_one_that_is(asked):
    assert len(listing(f"?page={asked}", per_page=2)) == 2


def test_one_page_needs_no_links():
    assert listing().pages == []


def test_many_pages_are_shortened():
    pages = listing("?page=5", CLASS * 10, per_page=4).pages

    assert [page.number for page in pages] == [1, None, 4, 5, 6, None, 10]
    assert [page.number for page in pages if page.current] == [5]


def test_an_empty_list_has_a_page_of_nothing():
    page = listing(items=[])

    assert (page.total, page.first, page.rows, page.pages) == (0, 0, [], [])


@pytest.mark.parametrize(
    ("sort", "expected"), [("name", ["name", "number"]), ("-name", ["-name", "-number"])]
)
def test_a_queryset_is_sorted_in_the_database(sort, expected):
    found = tables.ordered(Centre.objects.all(), {"name": ("name", "number")}, sort)

    orders = [one if isinstance(one, str) else sign(one) for one in found.query.order_by]
    assert orders == [*expected, "pk"]


def sign(order):
    return f"{'-' if order.descending else ''}{order.expression.name}"


def test_a_table_costs_two_queries(centre, django_assert_num_queries):
    request = RequestFactory().get("/")

    with django_assert_num_queries(2):
        tables.listing(request, Centre.objects.all(), sorts={"name": "name"}, default="name")
