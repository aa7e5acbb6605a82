"""What the database itself promises of claims."""

import pytest
from django.db import IntegrityError

from claims.models import CentreAssessor, Claim, Line
from claims.states import Outcome
from tests.factories import claims


@pytest.fixture
def claim(centre):
    """A claim ready for sampling."""
    return claims.claim_at("ready", centre=centre)


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.slow
def test_one_claim_is_in_progress_a_qualification(centre, at):
    draft = claims.a_draft(centre)

    with refused("one_open_claim"):
        Claim.objects.create(
            centre=centre,
            qualification=draft.qualification,
            created_at=at,
            created_by=draft.created_by,
        )


@pytest.mark.slow
def test_a_numbered_claim_says_when_it_was_submitted(claim):
    with refused("submitted_means_numbered"):
        Claim.objects.filter(pk=claim.pk).update(submitted_at=None)


@pytest.mark.slow
def test_a_reference_comes_with_the_visit(claim):
    with refused("a_reference_means_agreed"):
        Claim.objects.filter(pk=claim.pk).update(reference="500001")


@pytest.mark.slow
def test_a_unit_is_on_one_live_line(claim, centre):
    line = claim.lines.first()
    other = claims.a_draft(centre, candidates=1)
    values = {"claimed": "P", "grade": "P", "saved_at": line.saved_at, "saved_by": line.saved_by}

    with refused("one_live_line"):
        Line.objects.create(
            claim=other,
            candidate=line.candidate,
            unit=line.unit,
            assessor=line.assessor,
            **values,
        )


@pytest.mark.slow
def test_a_withdrawn_line_does_not_live(claim):
    with refused("only_standing_lines_live"):
        claim.lines.update(outcome=Outcome.WITHDRAWN)


@pytest.mark.slow
def test_centres_claim_p_m_or_d(claim):
    with refused("centres_claim_p_m_or_d"):
        claim.lines.update(claimed="U")


def test_initials_are_unique_whatever_their_capitals(centre):
    claims.an_assessor(centre, initials="AL")

    with refused("initials"):
        CentreAssessor.objects.create(centre=centre, name="Al Lang", initials="al")
