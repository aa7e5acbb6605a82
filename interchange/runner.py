"""How is work done that waits in the background, such as a file to be read, loaded or made?

By a page where it is short, a worker, or the sweeper: one thing at a time, whoever takes it. It is
held by a lock of the database that goes with its holder, so what was left by one that was killed is
taken again and begun anew; each step is one transaction, or finds what of it is done already, so
nothing is done twice. A thing is tried so often and then given up, with a sentence for whoever
waits for it (docs/adr/0075).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model
from django.db.models.functions import Coalesce

from interchange import tries, workflow
from interchange.accounts.commands import service_account
from interchange.holding import Work, held_alone
from interchange.workflow import Move, MoveRefused

log = logging.getLogger(__name__)

MOST_TRIES = 3
LOOKED_AT = 20  # of those that wait, how many are asked whether somebody else works on them


@dataclass(frozen=True)
class Runner:
    """Records of one kind, with a `status` and `tries`, and what is to be done with them.

    `steps` says what to do with one of a status: a function of the record and `at`, and of what
    else the runner is called with. `lock` is what one is held by, `since` which of its fields say
    from when it waits, the first that is set. `give_up` is the move of one that cannot be done;
    `given_up` and `no_right` are what its fields say then: after too many tries, or where whoever
    asked for it has lost the right. `related` is read with it, `big` is not.
    """

    model: type[Model]
    lock: Work
    steps: Mapping[str, Callable[..., None]]
    since: tuple[str, ...]
    give_up: Move
    given_up: Mapping[str, Any]
    no_right: Mapping[str, Any]
    related: tuple[str, ...] = ()
    big: tuple[str, ...] = field(default=())

    def work_next(self, *, at: datetime, older_than: timedelta = timedelta(0), **how: Any) -> bool:
        """Work on what has waited longest, of what was tried least; give whether there was any.

        `older_than` leaves out what began to wait only just now. Call it outside of a transaction.
        Trouble with the database is raised, and no try of the record.
        """
        waiting = self._records().filter(status__in=list(self.steps))
        begins = Coalesce(*self.since) if len(self.since) > 1 else F(*self.since)
        waiting = waiting.annotate(waits_since=begins).filter(waits_since__lte=at - older_than)
        waiting = waiting.order_by("tries", "waits_since")
        for pk in list(waiting.values_list("pk", flat=True)[:LOOKED_AT]):
            if self.work(pk, at=at, **how):
                return True
        return False

    def work(self, pk: int, *, at: datetime, **how: Any) -> bool:
        """Take the step that the record waits for; give whether anything was done."""
        tries.settle_up()
        with held_alone(self.lock, pk) as mine:
            if not mine:
                return False
            found = self._records().select_related(*self.related).defer(*self.big)
            record: Any = found.get(pk=pk)
            if record.status not in self.steps:
                return False
            self._records().filter(pk=pk).update(tries=F("tries") + 1)
            with tries.counted_already(partial(self._take_back, pk)):
                self._try(record, at, how)
        return True

    def _records(self) -> Any:
        return self.model._default_manager.all()

    def _take_back(self, pk: int) -> None:
        """Take back a try that was none of the record's."""
        self._records().filter(pk=pk, tries__gt=0).update(tries=F("tries") - 1)

    def _try(self, record: Any, at: datetime, how: Mapping[str, Any]) -> None:
        tried = record.tries  # a move that is taken back has set it anew
        if tried >= MOST_TRIES:
            self._give_up(record, self.given_up, at)
            return
        try:
            self.steps[record.status](record, at=at, **how)
        except PermissionDenied:
            self._give_up(record, self.no_right, at)
        except MoveRefused:
            pass  # it was cancelled meanwhile
        except Exception as problem:
            if tries.is_the_databases(problem):
                raise
            log.exception("%s could not be worked on", record)
            if tried + 1 >= MOST_TRIES:
                self._give_up(record, self.given_up, at)

    def _give_up(self, record: Any, says: Mapping[str, Any], at: datetime) -> None:
        """Give the record up, with the reason for its page."""
        workflow.perform(self.give_up, record, by=service_account(), at=at, **says)
