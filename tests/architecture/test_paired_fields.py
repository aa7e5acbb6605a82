"""Who did something and when are kept together: `_by` and `_at`, both or neither."""

import pytest
from django.apps import apps
from django.db import models

from tests.house import APPS

WITHOUT_A_PERSON = {  # instants that name nobody, and why
    "accounts.AskedReset.at": "asked by nobody known",
    "accounts.EmailChange.asked_at": "asked by the person it is of",
    "accounts.FailedTry.at": "a failed log-in is by nobody known",
    "interrupted.InterruptedForm.sent_at": "sent by its typist",
    "mir.Draft.typed_at": "typed by whose draft it is",
    "notifications.Message.given_up_at": "given up by the sender, after too many tries",
    "accounts.User.codes_told_at": "told by no person",
    "accounts.User.passwords_told_at": "told by no person",
    "audit.Event.at": "stands beside `by`, which is null for who was not logged in",
    "audit.Seal.sealed_at": "sealed by the clock",
    "cases.Case.closed_at": "closed by the clock",
    "cases.Case.came_to_board_at": "brought by the clock",
    "cases.Case.opened_at": "opened by the clock",
    "catalogue.EnteredRules.entered_at": "the trail names who entered them",
    "catalogue.Series.released_at": "the trail names who released its results",
    "catalogue.SpecificationVersion.loaded_at": "the trail names who loaded it",
    "claims.Claim.agreed_at": "the trail names the moderator",
    "claims.Claim.processed_at": "the trail names the member of staff",
    "claims.Claim.sampled_at": "the trail names the moderator",
    "claims.FeedbackReport.sent_at": "the claim's trail names the moderator",
    "claims.Sample.sent_at": "the claim's trail names the moderator",
    "entries.AwardDue.raised_at": "raised by any change of results",
    "entries.Candidate.created_at": "the entry says who made it",
    "entries.DuplicateAnswer.parted_at": "the board's own answer names who parted them",
    "entries.NumberTwice.noted_at": "noted by a migration",
    "jobs.JobRun.ran_at": "run by the sweeper",
    "jobs.JobRun.reckoned_at": "run by the sweeper",
    "reminders.CalendarAddress.hour_at": "read by a calendar",
    "reminders.CalendarAddress.made_at": "made by the person it is of",
    "reminders.WrongCalendar.at": "asked by nobody known",
    "notifications.Message.next_try_at": "sent by no person",
    "notifications.Message.queued_at": "queued by a change, whose event names the person",
    "notifications.Message.sent_at": "sent by no person",
    "results.AwardRange.foreseen_at": "worked out by no person; the run names who began it",
    "results.AwardRange.issued_at": "issued by no person; the run's trail names who confirmed it",
    "results.Look.before_at": "the same person's look before",
    "results.QualificationResult.issued_at": "awarded by no person",
    "results.Untold.issued_at": "awarded by no person",
}
PERSON_MAY_BE_UNKNOWN = {  # the instant is always there, the person is not for old records
    "entries.QualificationEntry.made_at",
    "entries.Submission.made_at",
    "entries.UnitEntry.made_at",
}


def our_models():
    """Every model of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith(APPS)]


def instants():
    """Each instant of our models: its name, the model, the field, the `_by` beside it or None."""
    for model in our_models():
        fields = {field.name: field for field in model._meta.get_fields() if field.concrete}
        for name, field in fields.items():
            if isinstance(field, models.DateTimeField) and name != "last_login":
                person = fields.get(f"{name.removesuffix('at')}by")
                yield f"{model._meta.label}.{name}", model, field, person


ALL = list(instants())


@pytest.mark.parametrize("name, model, field, person", ALL, ids=[one[0] for one in ALL])
def test_an_instant_names_its_person_or_says_why_not(name, model, field, person):
    assert field.name == "at" or field.name.endswith("_at")
    assert person is not None or name in WITHOUT_A_PERSON


@pytest.mark.parametrize("name, model, field, person", ALL, ids=[one[0] for one in ALL])
def test_instant_and_person_are_both_there_or_neither(name, model, field, person):
    if person is None or name in {*WITHOUT_A_PERSON, *PERSON_MAY_BE_UNKNOWN}:
        return
    if field.null or person.null:
        assert paired_by_a_constraint(model, field, person)


def paired_by_a_constraint(model, field, person):
    """Whether a check constraint of the model speaks of both fields."""
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return any({field.name, person.name} <= names_in(check.condition) for check in checks)


def names_in(condition):
    """The fields a condition speaks of."""
    found = set()
    for child in condition.children:
        found |= names_in(child) if isinstance(child, models.Q) else {child[0].split("__")[0]}
    return found


def test_every_day_ends_in_on():
    for model in our_models():
        for field in model._meta.get_fields():
            if field.concrete and type(field) is models.DateField:
                assert field.name == "on" or field.name.endswith("_on"), f"{model}.{field.name}"


def test_the_list_of_exceptions_holds_no_stale_name():
    assert {*WITHOUT_A_PERSON, *PERSON_MAY_BE_UNKNOWN} <= {name for name, *_ in ALL}
