"""Who registered under older rules finishes by them, or by newer ones where these are better."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries.commands.older_rules import RulesCannotGoOn
from entries.models import QualificationEntry
from interchange.audit.models import Event
from interchange.catalogue.models import OlderRules
from results import commands, queries
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.results.commands.award_runs import nothing_due, unawarded, worked
from tests.results.commands.issued import latest
from tracker.queries import sizes

pytestmark = pytest.mark.slow
STRICTER = '"D*D" = 206, DD = 204'  # the 200 points of the official example were DD
MILDER = '"D*D" = 200, DD = 196'


@pytest.fixture
def entries(centre, catalogue):
    """Three registered under the first version, who hold 200 points and are not awarded yet."""
    return unawarded(centre, 3, offers.qualification(DIPLOMA))


@pytest.fixture
def publish_for_all(publish, board_administrator, at):
    """Publish other boundaries for DD, and put them in force."""

    def publish_for_all(boundaries):
        publish(new=boundaries)
        run = worked(commands.begin_trial(by=board_administrator, at=at), at)
        commands.put_in_force(run=run, by=board_administrator, at=at)

    return publish_for_all


@pytest.fixture
def goes_on(board_administrator, at):
    """Let the first version go on for who was registered before a day, tomorrow unless given."""

    def goes_on(before=None, by=board_administrator):
        return entries_commands.let_rules_go_on(
            version=first(), before=before or localdate(at), because=WHY, by=by, at=at
        )

    return goes_on


WHY = "They were taught by the old boundaries."


def first():
    return offers.qualification(DIPLOMA).versions.get(version=1)


def awarded(entries, at):
    held.settle_what_is_due(at)
    return [(latest(one).grade, latest(one).specification.version) for one in entries]


def registered(entries, at, days):
    """They were registered so many days ago."""
    QualificationEntry.objects.filter(pk__in=[one.pk for one in entries]).update(
        made_at=at - timedelta(days=days)
    )


def test_newer_rules_count_for_everybody_where_the_board_has_said_nothing(
    entries, publish_for_all, at
):
    publish_for_all(STRICTER)

    assert awarded(entries, at) == [("DM", 2)] * 3


def test_who_was_registered_before_the_day_finishes_by_the_older_rules(
    entries, publish_for_all, goes_on, at
):
    registered(entries[:2], at, 30)
    publish_for_all(STRICTER)

    goes_on(before=localdate(at) - timedelta(days=7))

    assert awarded(entries, at) == [("DD", 1), ("DD", 1), ("DM", 2)]


def test_newer_rules_count_where_they_are_better(entries, publish_for_all, goes_on, at):
    registered(entries, at, 30)
    publish_for_all(MILDER)

    goes_on()

    assert awarded(entries, at) == [("D*D", 2)] * 3


def test_a_dry_run_shows_what_comes_of_older_rules(
    entries, publish, goes_on, board_administrator, at
):
    registered(entries[:1], at, 30)
    goes_on()
    nothing_due(entries)
    publish(new=STRICTER)

    run = worked(commands.begin_trial(by=board_administrator, at=at), at)
    shown = sorted(row[-1] for row in queries.changes_of(run))

    assert shown == ["DD", "DM", "DM"]
    commands.put_in_force(run=run, by=board_administrator, at=at)
    assert awarded(entries, at) == [("DD", 1), ("DM", 2), ("DM", 2)]


def test_who_was_transferred_keeps_the_rules_of_the_first_registration(
    entries, publish_for_all, goes_on, other_centre, at
):
    registered(entries[:1], at, 30)
    old = entries[0]
    QualificationEntry.objects.filter(pk=old.pk).update(status="moved")
    moved = QualificationEntry.objects.create(
        candidate=old.candidate,
        centre=other_centre,
        qualification=old.qualification,
        candidate_number="0001",
        completes_in=old.completes_in,
        made_at=at,
        made_by=old.made_by,
        replaces=old,
    )
    publish_for_all(STRICTER)

    goes_on()

    assert awarded([moved], at) == [("DD", 1)]


def test_what_was_issued_by_older_rules_stays_when_newer_count_for_everybody(
    entries, publish_for_all, goes_on, board_administrator, at
):
    registered(entries, at, 30)
    publish_for_all(STRICTER)
    goes_on()
    assert awarded(entries, at) == [("DD", 1)] * 3

    entries_commands.let_newer_rules_count(
        version=first(), because="The figures were wrong.", by=board_administrator, at=at
    )

    assert awarded(entries, at) == [("DD", 1)] * 3
    assert [*Event.objects.filter(name__startswith="olderrules").values_list("name", flat=True)]


def test_the_working_says_why_it_is_by_older_rules(
    entries, publish_for_all, goes_on, centre, exams_officer, sign_in, at
):
    registered(entries, at, 30)
    publish_for_all(STRICTER)
    goes_on()
    awarded(entries, at)

    page = sign_in(exams_officer).get(
        reverse("results:working", args=[centre.number, entries[0].pk])
    )

    assert f"{DIPLOMA} version 1" in page.text and WHY in page.text
    assert f"Goes on for who was registered before {localdate(at):%-d %B %Y}" in page.text


def test_said_twice_it_is_decided_once(entries, goes_on):
    assert goes_on() == goes_on()
    assert OlderRules.objects.count() == 1


def test_a_day_to_come_and_a_stranger_are_refused(entries, goes_on, at, exams_officer):
    with pytest.raises(RulesCannotGoOn, match="day to come"):
        goes_on(before=localdate(at) + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        goes_on(by=exams_officer)
    assert not OlderRules.objects.exists()


def test_what_is_kept_of_who_is_not_awarded_yet_is_by_the_rules_of_then(
    centre, catalogue, publish_for_all, goes_on, at
):
    [entry] = unawarded(centre, 1, offers.qualification(DIPLOMA), {"1": "M"})
    registered([entry], at, 30)
    publish_for_all(STRICTER)

    goes_on()
    held.settle_what_is_due(at)

    entry.refresh_from_db()
    assert entry.kept.specification.version == 1


def test_what_if_goes_by_the_rules_that_count_for_the_candidate(
    entries, publish_for_all, goes_on, at
):
    registered(entries, at, 30)
    publish_for_all(STRICTER)
    goes_on()

    [standing] = queries.standings_seen(entries[:1]).values()

    assert queries.grade_of_what_is_seen(standing) == "DD"


def test_a_size_is_tried_by_the_newest_rules_by_who_is_not_registered_for_it(
    entries, centre, publish_for_all, goes_on
):
    publish_for_all(STRICTER)
    goes_on()
    entry = make.an_entry(centre, offers.qualification("05839"))

    tried = sizes.as_if(entry, entries[0].qualification, pk=-1)

    assert queries.standings_seen([tried])[-1].version.version == 2
