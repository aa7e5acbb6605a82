"""When do results of a series reach whom? The board, then who reads early, then the rest."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Series

LONDON = ZoneInfo("Europe/London")
HOUR = datetime(2026, 8, 13, 8, tzinfo=LONDON)
OVER = datetime(2026, 8, 14, 9, 30, tzinfo=LONDON)
MINUTE = timedelta(minutes=1)


def a_series(**dates):
    """June 2026, with a results day, and the embargo that is given."""
    known = {"entries_open_on": date(2026, 1, 5), "results_on": date(2026, 8, 13)}
    return Series(year=2026, month=6, **known | dates)


UNDER = {"others_on": date(2026, 8, 14), "others_time": time(9, 30)}


@pytest.mark.parametrize(
    ("at", "opened", "out"),
    [(HOUR - MINUTE, False, False), (HOUR, True, False), (OVER - MINUTE, True, False)]
    + [(OVER, True, True)],
)
def test_an_embargo_begins_with_the_results_hour_and_ends_at_its_own(at, opened, out):
    june = a_series(**UNDER)

    assert (june.is_opened(at), june.is_out(at)) == (opened, out)


def test_without_one_everybody_reads_results_at_their_hour():
    june = a_series()

    assert (june.is_out(HOUR - MINUTE), june.is_out(HOUR)) == (False, True)
    assert (june.candidates_at, june.keeps_from_candidates(HOUR)) == (None, False)


def test_a_release_opens_results_and_ends_no_embargo():
    june = a_series(**UNDER, released_at=HOUR - timedelta(days=3))

    assert june.is_opened(HOUR - timedelta(days=2))
    assert not june.is_out(OVER - MINUTE)
    assert june.out_on == date(2026, 8, 14)
    assert june.results_come == "14 August 2026, 09:30"


def test_candidates_are_told_no_sooner_than_everybody_at_centres():
    assert a_series(**UNDER).candidates_at == OVER
    later = a_series(**UNDER, candidates_on=date(2026, 8, 20))

    assert later.keeps_from_candidates(OVER)
    assert not later.keeps_from_candidates(datetime(2026, 8, 20, 8, tzinfo=LONDON))
    assert later.embargo_on_candidates == (
        "Results of June 2026 are not to be given to candidates before 20 August 2026, 08:00."
    )


@pytest.mark.parametrize(
    ("dates", "field", "said"),
    [
        ({"results_on": None, "others_on": date(2026, 8, 14)}, "others_on", "with the results day"),
        ({"others_on": date(2026, 8, 12)}, "others_on", "Put the two in order"),
        ({**UNDER, "candidates_on": date(2026, 8, 13)}, "candidates_on", "Put the two in order"),
        ({"others_on": date(2026, 8, 13), "others_time": time(7)}, "others_time", "results hour"),
        ({"candidates_on": date(2027, 12, 1)}, "candidates_on", "is not near the series"),
    ],
)
def test_an_embargo_that_cannot_be_names_the_date_that_is_wrong(dates, field, said):
    with pytest.raises(ValidationError) as refused:
        a_series(**dates).clean()

    assert said in str(refused.value.message_dict[field])


def test_the_board_reads_beside_the_date_who_reads_early():
    named = " ".join(Series._meta.get_field("others_on").help_text.split())

    for role in permissions.needed(Permission.READ_EARLY).split(" or "):
        assert f"{role}s" in named
