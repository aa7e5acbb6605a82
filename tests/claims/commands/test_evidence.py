"""Evidence of units from another awarding body: attached, taken away, and kept under our names."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, rules
from claims.models import Evidence
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused
from tests.factories import claims, papers

pytestmark = pytest.mark.usefixtures("kept_papers")


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with a line from another awarding body."""
    found = claims.claim_at("draft", centre=centre, by=tutor)
    claims.from_elsewhere(found)
    return found


def add(claim, by, at, upload=None, **chosen):
    """Attach a file to the claim's line from elsewhere."""
    line = claim.lines.filter(**(chosen or {"other_awarding_body": "Pearson"})).first()
    return commands.add_evidence(line=line, upload=upload or papers.a_file(), by=by, at=at)


@pytest.mark.slow
def test_a_file_is_kept_under_a_name_of_ours(claim, tutor, at, events, kept_papers):
    evidence = add(claim, tutor, at)

    assert (evidence.name, evidence.content_type) == ("register.pdf", "application/pdf")
    (file,) = (kept_papers / "evidence").iterdir()
    assert "register" not in file.name
    assert file.read_bytes() == papers.PDF
    assert events(claim)[-1] == "claim.add_evidence"


@pytest.mark.slow
def test_the_same_file_sent_twice_is_kept_once(claim, tutor, at, kept_papers):
    assert add(claim, tutor, at) == add(claim, tutor, at)
    assert len(list((kept_papers / "evidence").iterdir())) == 1


@pytest.mark.slow
def test_the_centres_own_units_take_none(claim, tutor, at):
    with pytest.raises(rules.OtherBodyRefused, match="another awarding body"):
        add(claim, tutor, at, other_awarding_body="")


@pytest.mark.slow
def test_what_is_no_paper_is_refused(claim, tutor, at, kept_papers):
    with pytest.raises(UploadRefused):
        add(claim, tutor, at, papers.a_file("register.pdf", b"MZ not a paper"))
    assert not Evidence.objects.exists()


@pytest.mark.slow
def test_only_who_makes_claims_attaches(claim, exams_officer, at):
    with pytest.raises(PermissionDenied):
        add(claim, exams_officer, at)


@pytest.mark.slow
@pytest.mark.parametrize("status", ["ready", "sampled"])
def test_evidence_may_follow_until_the_claim_is_agreed(centre, tutor, at, status):
    claim = claims.claim_at(status, centre=centre, by=tutor)
    claims.from_elsewhere(claim)

    assert add(claim, tutor, at).claim == claim


@pytest.mark.slow
def test_an_agreed_claim_takes_none(centre, tutor, at):
    claim = claims.claim_at("pending", centre=centre, by=tutor)
    claims.from_elsewhere(claim)

    with pytest.raises(MoveRefused, match="Pending"):
        add(claim, tutor, at)


@pytest.mark.slow
def test_what_is_taken_away_is_deleted(
    claim, tutor, at, events, kept_papers, django_capture_on_commit_callbacks
):
    evidence = add(claim, tutor, at)

    with django_capture_on_commit_callbacks(execute=True):
        commands.remove_evidence(evidence=evidence, by=tutor, at=at)
        assert list((kept_papers / "evidence").iterdir())  # until it is certain

    assert not Evidence.objects.exists()
    assert not list((kept_papers / "evidence").iterdir())
    assert events(claim)[-1] == "claim.remove_evidence"


@pytest.mark.slow
def test_taken_away_twice_is_once(claim, tutor, at, events):
    evidence = add(claim, tutor, at)
    again = Evidence.objects.get()
    commands.remove_evidence(evidence=evidence, by=tutor, at=at)

    commands.remove_evidence(evidence=again, by=tutor, at=at)

    assert events(claim).count("claim.remove_evidence") == 1


@pytest.mark.slow
def test_nothing_is_taken_away_after_submission(claim, tutor, at):
    evidence = add(claim, tutor, at)
    commands.submit(claim=claim, declared=True, by=tutor, at=at)

    with pytest.raises(MoveRefused, match="submitted this claim"):
        commands.remove_evidence(evidence=evidence, by=tutor, at=at)


@pytest.mark.slow
def test_the_moderators_letter_mentions_units_from_elsewhere(claim, tutor, at, moderator):
    from interchange.notifications.models import Message

    commands.submit(claim=claim, declared=True, by=tutor, at=at)

    letter = Message.objects.filter(template="claims/ready_for_sampling").get()
    assert "From another awarding body: 1 unit." in letter.body
