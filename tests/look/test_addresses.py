"""Addresses filled in are those of Django."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from interchange.look.addresses import address


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("tracker:candidate", ("60001", "50000001")),
        ("tracker:completion", ("60002", 7)),
        ("tracker:completion", ("00012", 0)),
        ("tracker:candidate", ("60001", "a b-ü")),
        ("accounts:log_in", ()),
    ],
)
def test_an_address_is_that_of_django(name, args):
    for _ in range(2):
        assert address(name, *args) == reverse(name, args=args)


def test_no_page_has_no_address_and_a_template_may_ask():
    asks = Template("{% url 'no:page' 1 as it %}[{{ it }}]")

    with pytest.raises(NoReverseMatch):
        address("no:page", 1)
    with pytest.raises(NoReverseMatch):
        Template("{% url 'no:page' 1 %}").render(Context())
    assert asks.render(Context()) == "[]"


def test_a_template_draws_the_address():
    drawn = Template("{% url 'tracker:completion' number 7 %}").render(Context({"number": "60001"}))

    assert drawn == reverse("tracker:completion", args=["60001", 7])
