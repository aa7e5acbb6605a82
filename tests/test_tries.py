"""A try is the item's own; trouble with the database is nobody's, and is not counted."""

import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
)

from interchange import tries


def error(kind, code=None):
    """An error as Django raises it: with the driver's own, which has PostgreSQL's code, behind."""
    problem = kind("a problem")
    problem.__cause__ = type("DriverError", (Exception,), {"pgcode": code})()
    return problem


@pytest.mark.parametrize(
    "problem",
    [
        error(InterfaceError),
        error(OperationalError),
        error(DatabaseError),
        OperationalError("connection refused"),
        DatabaseError("server closed the connection unexpectedly"),
        *(error(OperationalError, code) for code in ("08006", "40P01", "57P01", "57P03", "53300")),
        error(DatabaseError, "58030"),
    ],
    ids=repr,
)
def test_trouble_with_the_database_is_told_from_an_items(problem):
    assert tries.is_the_databases(problem)


@pytest.mark.parametrize(
    "problem",
    [
        ZeroDivisionError(),
        error(IntegrityError, "23505"),
        error(DataError, "22003"),
        DataError("out of range"),
        error(OperationalError, "57014"),  # it takes too long, each time
        error(OperationalError, "53200"),  # it needs too much memory, each time
    ],
    ids=repr,
)
def test_what_an_item_comes_to_each_time_is_its_own(problem):
    assert not tries.is_the_databases(problem)


@pytest.fixture
def taken(monkeypatch):
    """What was taken back; the database is there again once `away` is empty."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    taken, away = [], []

    def take_back():
        if away:
            raise away.pop()
        taken.append("once")

    take_back.taken, take_back.away = taken, away
    yield take_back
    tries.owed.clear()


def work(take_back, problem):
    with tries.counted_already(take_back):
        if problem:
            raise problem


def test_a_try_is_taken_back_where_the_database_failed(taken):
    with pytest.raises(OperationalError):
        work(taken, error(OperationalError, "57P01"))

    assert taken.taken == ["once"]


@pytest.mark.parametrize("problem", [None, ZeroDivisionError()])
def test_a_try_that_ends_otherwise_stays_counted(problem, taken):
    if problem:
        with pytest.raises(ZeroDivisionError):
            work(taken, problem)
    else:
        work(taken, None)

    tries.settle_up()
    assert not taken.taken


def test_a_try_is_taken_back_later_while_the_database_is_away(taken):
    taken.away[:] = [error(OperationalError), error(InterfaceError)]

    with pytest.raises(OperationalError):
        work(taken, error(OperationalError, "57P01"))
    tries.settle_up()
    assert not taken.taken

    tries.settle_up()
    tries.settle_up()
    assert taken.taken == ["once"]
