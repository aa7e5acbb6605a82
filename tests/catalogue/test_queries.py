"""The rules of a qualification as loaded."""

from dataclasses import replace

import pytest

from interchange.catalogue import queries
from interchange.catalogue.models import Qualification, SpecificationVersion
from interchange.catalogue.specification import codes, load


def test_the_loaded_rules_are_those_of_the_file(catalogue):
    found = queries.specification(Qualification.objects.get(code="05842"))

    assert found.version == 1
    assert replace(found, version=None) == load("05842")


@pytest.mark.slow
def test_rules_of_many_are_read_in_two_queries_and_then_in_one(
    catalogue, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        found = queries.specifications(codes())
    with django_assert_max_num_queries(1):
        again = queries.specifications(codes())

    assert sorted(found) == list(codes())
    assert again["05842"] is found["05842"]


@pytest.mark.slow
def test_rules_that_were_never_loaded_are_not_there(nothing_loaded):
    with pytest.raises(SpecificationVersion.DoesNotExist, match="no rules of 05842 are loaded"):
        queries.specification(Qualification(code="05842"))
