"""The routes to an award: pathways, and what holds on each."""

import pytest

from interchange.catalogue import specification as specifications
from results.awarding.pathway import UnknownPathway, position, routes


def test_a_qualification_without_pathways_has_one_route():
    (route,) = routes(specifications.load("05878"))

    assert route.pathways == ()
    assert route.only_pathway is None


def test_each_pathway_adds_its_groups_to_the_common_ones():
    interactive, moving_image = routes(specifications.load("05845"))

    assert [group.title for group in interactive.groups] == [
        "Mandatory units",
        "Optional units",
        "Mandatory in this pathway",
    ]
    assert moving_image.groups == interactive.groups[:2]
    assert interactive.only_pathway == "Digital Content for Interactive Media"


def test_pathways_with_equal_rules_are_one_route_that_tells_no_pathway():
    (route,) = routes(specifications.load("05842"))

    assert len(route.pathways) == 4
    assert route.only_pathway is None


def test_a_pathway_has_its_place_and_none_means_the_best():
    ways = routes(specifications.load("05845"))

    assert position(ways, "05845", "Moving Image and Audio Production") == 1
    assert position(ways, "05845", None) == -1
    with pytest.raises(UnknownPathway, match="05845 has no pathway 'Pottery'"):
        position(ways, "05845", "Pottery")


def test_a_unit_is_taken_where_a_group_names_it():
    (route,) = routes(specifications.load("05878"))

    assert route.takes("22")
    assert not route.takes("18")
