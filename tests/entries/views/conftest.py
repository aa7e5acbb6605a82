"""Who looks at the pages of entries."""

from dataclasses import replace

import pytest
from django.utils import timezone

from entries import commands
from entries.models import Candidate
from entries.rules import details as rules
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import papers


@pytest.fixture
def page(sign_in, exams_officer):
    """The exams officer's browser."""
    return sign_in(exams_officer)


@pytest.fixture
def ada(centre):
    """A candidate of the centre's."""
    return make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate


@pytest.fixture
def change(centre, exams_officer, ada, at):
    """A function that sends a change of Ada's details, with proof."""

    def send(**typed):
        seen = rules.of(Candidate.objects.get(pk=ada.pk))
        what = {"seen": seen, "new": replace(seen, **typed), "proofs": [papers.a_file()]}
        who = {"candidate": ada, "centre": centre, "by": exams_officer}
        return commands.change_details(at=at, **who, **what)

    return send


@pytest.fixture
def june(db):
    """A series that takes entries whenever the test is run."""
    return make_catalogue.a_series(2028, 6, today=timezone.localdate())


@pytest.fixture
def exam():
    """An examined unit."""
    return make_catalogue.unit(1)
