"""What a centre sees of a person: its own, and what agreed transfers brought."""

from datetime import UTC, datetime

import pytest

from entries.rules.seeing import Moved, Window, windows

IT, SPORT = 1, 2
A, B, C = 11, 12, 13


def day(number):
    return datetime(2026, 11, number, tzinfo=UTC)


def sees(centre, moves, through, subject=IT, at=1):
    return any(one.shows(through, subject, day(at)) for one in windows(centre, moves))


def test_a_centre_sees_its_own_whatever_moved_since():
    assert sees(A, [Moved(A, B, IT, day(10))], A, at=20)


def test_nothing_of_another_centre_is_seen_without_a_transfer():
    assert not sees(B, [], A)
    assert windows(B, []) == (Window(B),)


@pytest.mark.parametrize(
    ("subject", "at", "shown"), [(IT, 10, True), (IT, 11, False), (SPORT, 9, False)]
)
def test_a_transfer_brings_what_its_subject_had_until_then(subject, at, shown):
    assert sees(B, [Moved(A, B, IT, day(10))], A, subject, at) is shown


def test_the_old_centre_does_not_see_what_came_after_the_transfer():
    assert not sees(A, [Moved(A, B, IT, day(10))], B, at=11)


def test_what_came_by_one_transfer_goes_along_with_the_next():
    moves = [Moved(A, B, IT, day(10)), Moved(B, C, IT, day(20))]

    assert sees(C, moves, A, at=5)
    assert not sees(C, moves, A, at=15)
    assert sees(C, moves, B, at=15)


def test_another_subject_is_not_carried_on():
    moves = [Moved(A, B, SPORT, day(10)), Moved(B, C, IT, day(20))]

    assert not sees(C, moves, A, SPORT, 5)
    assert not sees(C, moves, A, IT, 5)


def test_who_went_and_came_back_is_seen_by_both_as_far_as_they_were_told():
    moves = [Moved(A, B, IT, day(10)), Moved(B, A, IT, day(20))]

    assert sees(A, moves, B, at=15)
    assert not sees(A, moves, B, at=25)
    assert not sees(B, moves, A, at=25)
