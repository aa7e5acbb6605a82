"""Two moderators at once on one claim, on two connections of the real database."""

import pytest

from claims import commands, queries
from claims.models import Claim, FeedbackReport
from claims.rules import Change, GradeRefused
from claims.rules.reports import ReportOvertaken
from claims.states import Outcome, Status
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from interchange.workflow import MoveRefused
from tests.factories import accounts, claims
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(centre, moderator):
    """Two moderators of the centre's IT."""
    other = accounts.with_role(
        Role.MODERATOR, centre, Subject.objects.get(code="IT"), name="Max Moderator"
    )
    return moderator, other


@pytest.fixture
def sampled(centre, moderator):
    """A claim that waits for its review."""
    return claims.claim_at("sampled", centre=centre, moderator=moderator)


def fresh(person):
    """The person as another request would load them."""
    return User.objects.get(pk=person.pk)


@pytest.mark.slow
def test_two_on_one_line_one_is_saved_and_the_other_is_asked(sampled, two, at):
    line = sampled.lines.get(candidate=sampled.lines.first().candidate, claimed="P")
    seen = f"{line.grade}:"

    outcomes = at_once(
        *(
            lambda by=by, grade=grade: commands.review(
                claim=sampled,
                changes=[Change(line.pk, grade, "Seen.", seen=seen)],
                by=fresh(by),
                at=at,
            )
            for by, grade in zip(two, ("U", None), strict=True)
        )
    )

    (refused,) = [one for one in outcomes if isinstance(one, GradeRefused)]
    line.refresh_from_db()
    told = refused.objections[line.pk]
    assert told.now == ("U:Seen." if line.live else ":Seen.")
    assert "saved meanwhile by" in told.sentence


@pytest.mark.slow
def test_two_on_other_lines_are_both_saved(sampled, two, at):
    lines = list(sampled.lines.all()[:2])

    outcomes = at_once(
        *(
            lambda by=by, line=line: commands.review(
                claim=sampled,
                changes=[Change(line.pk, "U", "Seen.", seen=f"{line.grade}:")],
                by=fresh(by),
                at=at,
            )
            for by, line in zip(two, lines, strict=True)
        )
    )

    assert outcomes == [1, 1]
    assert sampled.lines.filter(outcome=Outcome.CHANGED).count() == 2


@pytest.mark.slow
def test_a_change_never_slips_past_an_agreement(sampled, two, at):
    line = sampled.lines.first()

    changed, agreed = at_once(
        lambda: commands.review(
            claim=sampled, changes=[Change(line.pk, "U", "Seen.")], by=fresh(two[0]), at=at
        ),
        lambda: commands.agree(
            claim=sampled, visited_on=at.date(), unbooked=True, by=fresh(two[1]), at=at
        ),
    )

    line.refresh_from_db()
    assert agreed.status == Status.PENDING
    assert line.grade == ("U" if changed == 1 else line.claimed)
    assert changed == 1 or isinstance(changed, MoveRefused)


@pytest.mark.slow
def test_nothing_is_submitted_that_its_page_did_not_show(sampled, two, at):
    line, seen = sampled.lines.first(), queries.shown_to_agree(sampled)

    changed, agreed = at_once(
        lambda: commands.review(
            claim=sampled, changes=[Change(line.pk, "U", "Seen.")], by=fresh(two[0]), at=at
        ),
        lambda: commands.agree(
            claim=sampled, visited_on=at.date(), unbooked=True, seen=seen, by=fresh(two[1]), at=at
        ),
    )

    assert isinstance(changed, MoveRefused) or isinstance(agreed, Exception)
    assert changed == 1 or isinstance(agreed, Claim)


@pytest.mark.slow
def test_two_who_begin_a_report_at_once_write_one(sampled, two, at):
    outcomes = at_once(
        *(
            lambda by=by: commands.save_report(
                claim=sampled, to_do=by.name, seen="", by=fresh(by), at=at
            )
            for by in two
        )
    )

    assert sum(isinstance(one, ReportOvertaken) for one in outcomes) == 1
    assert FeedbackReport.objects.count() == 1
