"""`manage.py load_catalogue`, as an administrator types it."""

import io

import pytest
from django.core.management import CommandError, call_command

from interchange.audit.models import Event
from interchange.catalogue import commands
from interchange.catalogue.models import Qualification
from interchange.catalogue.specification import SpecificationError

pytestmark = [pytest.mark.django_db]


def run():
    """What the command prints."""
    out = io.StringIO()
    call_command("load_catalogue", stdout=out)
    return out.getvalue()


@pytest.mark.slow
def test_it_says_what_was_loaded_and_then_that_nothing_is_new(nothing_loaded):
    assert run().startswith("Loaded 66 qualifications: 05307, 05309")
    assert run() == "The catalogue is up to date.\n"
    assert Qualification.objects.count() == 66


@pytest.mark.slow
def test_it_acts_as_the_service_account(nothing_loaded):
    run()

    event = Event.objects.filter(name="specification.load").latest("pk")
    assert event.by.name == "Service account"


@pytest.mark.slow
def test_a_broken_file_is_told_and_nothing_is_loaded(monkeypatch):
    def broken(**_):
        raise SpecificationError("2016/05842.toml, line 22: it counts 4 of 3 units")

    monkeypatch.setattr(commands, "load_catalogue", broken)

    with pytest.raises(CommandError, match="nothing was loaded: 2016/05842.toml, line 22"):
        run()
