"""When awards become due."""

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands
from entries.models import AwardDue
from interchange.catalogue import commands as catalogue_commands
from tests.factories import catalogue, entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_new_rules_of_a_qualification_make_its_awards_and_those_of_other_sizes_due(
    monkeypatch, centre, board_administrator, at
):
    concerned = entries.an_entry(centre, catalogue.qualification("05839"))
    larger = entries.an_entry(centre, catalogue.qualification("05842"))  # may move down to it
    entries.an_entry(centre, catalogue.qualification("05831"))  # of another subject
    monkeypatch.setattr(catalogue_commands, "load_catalogue", lambda **_: ["05839"])

    changed = commands.put_rules_in_force(by=board_administrator, at=at)

    assert changed == ["05839"]
    assert [due.entry for due in AwardDue.objects.order_by("entry")] == [concerned, larger]


def test_where_no_rules_are_new_no_award_is_due(centre, board_administrator, at):
    entries.an_entry(centre)

    assert commands.put_rules_in_force(by=board_administrator, at=at) == []
    assert not AwardDue.objects.exists()


def test_processing_staff_do_not_put_rules_in_force(processor, at):
    with pytest.raises(PermissionDenied):
        commands.put_rules_in_force(by=processor, at=at)
