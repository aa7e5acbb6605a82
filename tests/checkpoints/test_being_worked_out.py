"""Of whom something has come that is not worked out yet, no list of the checkpoint tells."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from checkpoints import commands, queries
from checkpoints.rules import CheckpointRefused
from checkpoints.rules.units import BY_SLUG
from entries.models import AwardDue
from tests.factories import results
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

EXAMINED = BY_SLUG["examined"]


def page(name, centre, *more):
    """The address of a page of the checkpoint."""
    return reverse(f"checkpoints:{name}", args=[centre.number, *more])


def test_whose_last_unit_has_just_come_stands_on_no_list_and_is_said_to_be_worked_out(
    sign_in, centre, lacking, post_result_full
):
    client = sign_in(post_result_full)
    assert lacking.candidate.name in text(client.get(page("section", centre, "examined")))

    results.hold([lacking], {"1": "P"})

    listed = client.get(page("section", centre, "examined"))
    assert lacking.candidate.name not in text(listed)
    for answer in (listed, client.get(page("units", centre))):
        assert "1 more is being worked out anew, and counted in a moment" in text(answer)
        assert "Tell the board of this one" not in text(answer)
    assert [number for _, number in queries.sections(centre, localdate())] == [0, 0, 0]
    with pytest.raises(CheckpointRefused, match="told of every candidate"):
        commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())


def test_who_could_not_be_worked_out_stands_on_no_list_and_is_with_the_board(
    sign_in, centre, lacking, post_result_full
):
    results.hold([lacking], {"1": "P"})
    AwardDue.objects.filter(entry=lacking).update(problem="No rules")

    listed = text(sign_in(post_result_full).get(page("section", centre, "examined")))

    assert lacking.candidate.name not in listed
    assert "1 could not be worked out: the board looks into it." in listed
