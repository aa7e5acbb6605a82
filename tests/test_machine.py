"""What is skipped for want of something on this machine fails where nothing may be skipped."""

import pytest

from tests import machine


@pytest.mark.parametrize("because", [machine.HINT, "no pg_dump beside this server"])
def test_what_could_be_installed_may_not_be_missing_where_nothing_is_skipped(because, monkeypatch):
    monkeypatch.delenv("NOTHING_SKIPPED", raising=False)
    assert machine.unwanted(because) == ""

    monkeypatch.setenv("NOTHING_SKIPPED", "1")

    assert because in machine.unwanted(because)


def test_every_reason_that_no_installing_helps_is_one_that_a_test_gives(monkeypatch):
    monkeypatch.setenv("NOTHING_SKIPPED", "1")
    sources = "\n".join(path.read_text() for path in machine.HERE.rglob("test_*.py"))

    for because in machine.CANNOT_BE:
        assert machine.unwanted(because) == ""
        assert f'reason="{because}"' in sources
