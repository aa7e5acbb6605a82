"""How do rules that the board types come in the place of a qualification's file?"""

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import specification as specifications
from interchange.catalogue.models import EnteredRules, Qualification
from interchange.refusals import RuleBroken


class RulesOvertaken(RuleBroken):
    """Somebody has entered other rules since; the message says what to do."""


@transaction.atomic
def enter_rules(*, qualification, text, seen, by, at) -> EnteredRules:
    """Keep the text as what the qualification's file says from now on; give what is kept.

    It counts as a file does: for whom nobody is registered once the files are loaded, else once
    its dry run was looked at (docs/adr/0055). `seen` is the number of what was entered last when
    the page was drawn, 0 for nothing. The same text again is the one that is kept already. Raises
    RulesOvertaken where something else was entered since, SpecificationError naming file and line
    where it does not load.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    specifications.load(qualification.code, folder=specifications.FOLDER, text=text)
    last = _held(qualification)
    if last and last.text == text:
        return last
    return _kept(qualification, last, seen, text, "enteredrules.enter", by, at)


@transaction.atomic
def let_the_file_count(*, entered, by, at) -> EnteredRules:
    """Have the installation's own file count again in the place of what was entered; give that.

    Raises RulesOvertaken where it is not what counts, or something else was entered since.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    last = _held(entered.qualification)
    return _kept(entered.qualification, last, entered.number, "", "enteredrules.give_up", by, at)


def _held(qualification):
    """What was entered last, with the qualification held against others who enter."""
    Qualification.objects.select_for_update(no_key=True).get(pk=qualification.pk)
    return qualification.entered_rules.order_by("number").last()


def _kept(qualification, last, seen, text, what, by, at):
    number = last.number if last else 0
    if number != seen:
        raise RulesOvertaken(
            f"Other rules of {qualification.code} were entered since you opened this page. Open it"
            " anew, look at those, and enter what is still missing."
        )
    made = EnteredRules.objects.create(
        qualification=qualification, number=number + 1, text=text, entered_at=at
    )
    trail.record(what, about=made, by=by, at=at)
    return made
