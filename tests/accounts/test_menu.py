import pytest
from django.test import RequestFactory

from interchange.accounts import menu
from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role

pytestmark = pytest.mark.django_db


def headings(person, path="/", centre=None):
    """The menu as the person sees it on the page."""
    request = RequestFactory().get(path)
    request.user = User.objects.get(pk=person.pk)
    request.user.is_verified = lambda: True
    request.session = {}
    if centre:
        request.centre = centre
    return {
        one.title: {item.title: item for item in one.items} for one in menu.menu(request)["menu"]
    }


def test_what_a_person_may_do_is_a_link_and_the_rest_names_the_role(tutor):
    technicals = headings(tutor)["Cambridge Technicals"]
    entries = headings(tutor)["Entries"]

    assert technicals["Make claims"].allowed
    assert technicals["Make claims"].url == "/centres/12345/claims/make/"
    assert not entries["Register candidates"].allowed
    assert entries["Register candidates"].needs == "Centre Administrator or Exams Officer"


def test_the_page_one_is_on_is_marked(tutor):
    home = headings(tutor, "/centres/12345/")["Home"]["Home"]

    assert home.current


def test_a_centre_sees_nothing_of_assessors_or_the_board(centre_administrator):
    assert not {"Assessors", "The board's side"} & set(headings(centre_administrator))


def test_a_moderator_sees_assessors_and_no_centre(moderator):
    assert list(headings(moderator)) == ["Home", "Assessors"]


def test_board_staff_see_their_side(processor):
    assert list(headings(processor)) == ["The board's side"]


def test_who_is_not_past_the_second_factor_sees_no_menu(tutor):
    request = RequestFactory().get("/")
    request.user = tutor
    tutor.is_verified = lambda: False

    assert menu.menu(request)["menu"] == ()


@pytest.mark.slow
def test_one_centre_needs_no_switch_and_two_do(tutor, other_centre):
    def switch():
        request = RequestFactory().get("/")
        request.user = User.objects.get(pk=tutor.pk)
        request.user.is_verified = lambda: True
        request.session = {}
        return menu.menu(request)["switch_centre_url"]

    assert switch() == ""
    Membership.objects.create(user=tutor, role=Role.TUTOR, centre=other_centre)
    assert switch() == "/centres/"


def test_the_menu_costs_one_query(tutor, django_assert_num_queries):
    person = User.objects.get(pk=tutor.pk)
    person.is_verified = lambda: True
    request = RequestFactory().get("/")
    request.user, request.session = person, {}

    with django_assert_num_queries(1):
        list(menu.menu(request)["menu"])
