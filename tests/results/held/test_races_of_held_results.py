"""Two tell what was held at once, a file comes in between, a worker is killed: each result once."""

from datetime import date

import pytest

from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results import commands
from results.commands import releasing
from results.exam_file import HEADER_LINE
from results.models import HeldResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories.results import DIPLOMA
from tests.racing import at_once
from tests.results.held.files import AFTER, enter, grades_told, line, tell

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_two_sweepers_tell_each_result_and_each_centre_once(
    entry, june, load, other_centre, monkeypatch
):
    monkeypatch.setattr(releasing, "PIECE", 1)
    theirs = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    enter(theirs, june)
    load(line(entry), line(entry, "2"), line(theirs))

    at_once(lambda: tell(AFTER), lambda: tell(AFTER))
    tell(AFTER)

    assert UnitResult.objects.count() == 3
    assert Message.objects.filter(template="results/exam_results").count() == 2
    assert not HeldResult.objects.exists()


def test_what_a_killed_worker_leaves_is_held_still_and_told_by_the_next(
    entry, june, load, monkeypatch
):
    load(line(entry), line(entry, "2"))
    bring = releasing.bring

    def killed(*args, **how):
        bring(*args, **how)
        raise KeyboardInterrupt  # after everything was written, before the commit

    monkeypatch.setattr(releasing, "bring", killed)
    with pytest.raises(KeyboardInterrupt):
        tell(AFTER)

    assert HeldResult.objects.count() == 2
    assert not UnitResult.objects.exists()
    assert not Message.objects.exists()

    monkeypatch.setattr(releasing, "bring", bring)
    tell(AFTER)

    assert grades_told() == {"1": "M", "2": "M"}
    assert Message.objects.count() == 1


def test_a_file_and_what_is_held_come_to_the_file_whichever_is_first(entry, load, service):
    load(line(entry, grade="P"))
    text = f"{HEADER_LINE}\n{line(entry, grade='D')}\n"

    at_once(
        lambda: commands.import_exam_results(text, correct=True, by=service, at=AFTER),
        lambda: tell(AFTER),
    )
    tell(AFTER)

    assert grades_told() == {"1": "D"}


def test_another_day_that_is_set_while_telling_begins_holds_it_on(entry, june, load, monkeypatch):
    load(line(entry))
    ready = releasing.held_queries.series_to_tell(AFTER)
    monkeypatch.setattr(releasing.held_queries, "series_to_tell", lambda at: ready)
    Series.objects.filter(pk=june.pk).update(results_on=date(2026, 8, 20))

    assert not commands.tell_held(at=AFTER)
    assert not UnitResult.objects.exists()
