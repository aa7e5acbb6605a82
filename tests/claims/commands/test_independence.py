"""Nobody samples or agrees the own work."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries
from claims.states import Status
from interchange.accounts.commands import remove
from interchange.accounts.models import Membership
from interchange.accounts.roles import CENTRE_ROLES, Role
from tests.factories import claims


def belonging(person, centre, role=Role.TUTOR):
    """The person, who now has a role of the centre's own too."""
    Membership.objects.create(user=person, centre=centre, role=role)
    return person


def steps(claim, by, at):
    """Everything a moderator does to a claim, each as a call."""
    told = {"claim": claim, "by": by, "at": at}
    return [
        lambda: commands.propose_sample(**told),
        lambda: commands.change_sample(ticked=[], unticked=[], **told),
        lambda: commands.send_sample(**told),
        lambda: commands.amend_sample(because="x", **told),
        lambda: commands.review(changes=[], **told),
        lambda: commands.agree(visited_on=at.date(), **told),
        lambda: commands.withdraw(because="x", **told),
        lambda: commands.save_report(to_do="x", **told),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("role", CENTRE_ROLES)
def test_nobody_moderates_a_claim_of_a_centre_to_which_they_belong(role, centre, moderator, at):
    ready = claims.claim_at("ready", centre=centre)
    belonging(moderator, centre, role)

    for step in steps(ready, moderator, at):
        with pytest.raises(PermissionDenied, match="You belong to 12345 Fernhill College"):
            step()
    assert not list(queries.allocated(moderator, Status.READY, at.date()))


@pytest.mark.slow
def test_who_left_the_centre_this_year_does_not_moderate_there_until_the_next(
    centre, centre_administrator, moderator, at
):
    ready = claims.claim_at("ready", centre=centre)
    belonging(moderator, centre)
    remove(person=moderator, centre=centre, by=centre_administrator, at=at)

    with pytest.raises(PermissionDenied, match="have belonged to it in this academic year"):
        commands.propose_sample(claim=ready, by=moderator, at=at)
    assert not list(queries.allocated(moderator, Status.READY, at.date()))

    next_year = at + timedelta(days=365)
    assert list(queries.allocated(moderator, Status.READY, next_year.date())) == [ready]
    assert commands.propose_sample(claim=ready, by=moderator, at=next_year)


@pytest.mark.slow
def test_nobody_agrees_what_they_marked(centre, tutor, moderator, at):
    draft = claims.a_draft(centre, by=tutor)
    draft.centre.assessors.update(name=moderator.name.upper())
    commands.save_grades(claim=draft, cells=claims.cells(draft), by=tutor, at=at)
    ready = commands.submit(claim=draft, declared=True, by=tutor, at=at)

    with pytest.raises(PermissionDenied, match="You are named as assessor on this claim"):
        commands.propose_sample(claim=ready, by=moderator, at=at)


@pytest.mark.slow
def test_of_a_subjects_moderators_only_those_from_elsewhere_are_written_to(
    centre, tutor, moderator, at, letters, settings
):
    draft = claims.claim_at("draft", centre=centre, by=tutor)
    belonging(moderator, centre)

    commands.submit(claim=draft, declared=True, by=tutor, at=at)

    assert ("claims/ready_for_sampling", settings.MODERATION_INBOX) in letters()
    assert ("claims/ready_for_sampling", moderator.email) not in letters()


@pytest.mark.slow
def test_elsewhere_who_teaches_moderates(centre, other_centre, moderator, at):
    ready = claims.claim_at("ready", centre=centre)
    belonging(moderator, other_centre)

    assert commands.propose_sample(claim=ready, by=moderator, at=at)


@pytest.mark.slow
def test_the_page_of_a_claim_says_why_another_moderator_does_it(
    sign_in, centre, centre_administrator, moderator, at, settings
):
    ready = claims.claim_at("ready", centre=centre)
    belonging(moderator, centre)
    remove(person=moderator, centre=centre, by=centre_administrator, at=at)
    browser = sign_in(moderator)

    page = browser.get(f"/centres/{centre.number}/assessors/claims/{ready.pk}/")
    sample = browser.get(f"/centres/{centre.number}/assessors/claims/{ready.pk}/sample/")

    assert "have belonged to it in this academic year" in page.content.decode()
    assert "Select the sample" not in page.content.decode()
    assert sample.status_code == 403
    assert "have belonged to it in this academic year" in sample.content.decode()
