"""A candidate, and a centre that changes details."""

from dataclasses import replace

import pytest

from entries import commands
from entries.models import Candidate
from entries.rules import details as rules
from tests.factories import entries as make


@pytest.fixture
def ada(centre):
    """A candidate of the centre's."""
    return make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate


@pytest.fixture
def change(centre, exams_officer, at):
    """A function that sends a change of a candidate's details, as typed beside what is saved."""

    def send(candidate, *, by=exams_officer, where=centre, seen=None, proofs=(), **typed):
        seen = seen or rules.of(Candidate.objects.get(pk=candidate.pk))
        token = typed.pop("token", None)
        new = replace(seen, **typed)
        what = {"seen": seen, "new": new, "proofs": proofs, "token": token}
        return commands.change_details(candidate=candidate, centre=where, by=by, at=at, **what)

    return send
