"""The page that brings the catalogue up to date with the specification files."""

from django import forms

from entries import commands as entries_commands
from entries.queries import rules_that_wait
from interchange import board
from interchange.accounts.roles import Permission
from interchange.catalogue.specification import SpecificationError
from interchange.refusals import RuleBroken


class Sure(forms.Form):
    """What loading does, and the tick that it is meant."""

    sure = forms.BooleanField(
        label="Load what has changed",
        help_text=(
            "A qualification whose file has changed gets a new version of its rules, which holds"
            " for awards from now on. Awards already made keep the version they were made by. What"
            " somebody is registered for waits until its new rules were tried, by an award run."
        ),
    )


class CannotLoad(RuleBroken):
    """A specification file is broken; the message names file and line."""


@board.page("Load the specification files", Permission.MANAGE_CATALOGUE, form=Sure)
def load_the_specification_files(by, at, sure):
    """Bring the catalogue up to date with the files of this installation."""
    try:
        changed = entries_commands.put_rules_in_force(by=by, at=at)
        waiting = rules_that_wait()
    except SpecificationError as problem:
        raise CannotLoad(f"Nothing was loaded: {problem}") from problem
    said = f"New rules are loaded for {', '.join(changed)}." if changed else ""
    if waiting:
        said += (
            f" Those of {', '.join(waiting)} wait to be tried: “Try new rules”, by an award run."
        )
    return said.strip() or "The catalogue is up to date: no specification has changed."
