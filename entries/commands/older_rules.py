"""Who finishes by older rules than those in force? The board says so, version by version."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from entries.commands.awards import rules_are_otherwise
from interchange.accounts import permissions
from interchange.accounts.models import User
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import OlderRules, Qualification, SpecificationVersion
from interchange.refusals import RuleBroken


class RulesCannotGoOn(RuleBroken):
    """They cannot go on like that; the message says why and what to do."""


@transaction.atomic
def let_rules_go_on(
    *, version: SpecificationVersion, before: date, because: str, by: User, at: datetime
) -> OlderRules:
    """Have whoever was registered before the day finish by the version, or newer ones if better.

    Their awards are due. Said again, it is what was decided already. Raises RulesCannotGoOn of
    rules by which nobody can be awarded, and of a day to come.
    """
    if not version.offered:
        raise RulesCannotGoOn(
            f"Nobody can be awarded by {version}. Choose the version that awarded before it."
        )
    if before > localdate(at):
        raise RulesCannotGoOn(
            "Nobody is registered yet on a day to come. Give the day from which the newer rules"
            " count alone, at the latest today."
        )
    return _decided(version, before, because, "olderrules.go_on", by, at)


@transaction.atomic
def let_newer_rules_count(
    *, version: SpecificationVersion, because: str, by: User, at: datetime
) -> OlderRules:
    """Have the newer rules count alone, also for who was registered under the version.

    What was issued by it stays (docs/adr/0084). Said again, it is what was decided already.
    """
    return _decided(version, None, because, "olderrules.end", by, at)


def _decided(version, before, because, what, by, at) -> OlderRules:
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    Qualification.objects.select_for_update(no_key=True).get(pk=version.qualification_id)
    last = catalogue_queries.older_rules_of(version)
    if (last and last.before_on) == before:
        return last
    made = OlderRules.objects.create(
        version=version,
        before_on=before,
        because=because,
        decided_at=at,
        decided_by=by,
    )
    trail.record(what, about=made, by=by, at=at)
    rules_are_otherwise(Qualification.objects.filter(pk=version.qualification_id), at=at)
    return made
