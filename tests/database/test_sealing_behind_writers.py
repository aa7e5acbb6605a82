"""What is sealed is what nobody can come before any more: two connections, one in mid-air."""

import pytest

from interchange.audit import commands, queries
from interchange.audit.models import Event
from tests.conftest import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WRITE = (
    "INSERT INTO audit_event (name, at, centre, about, label, detail)"
    " VALUES ('claim.submit', now(), '', 'claim:1', 'a claim', '{}') RETURNING id"
)


def test_nothing_is_sealed_while_somebody_may_still_write_before_it(serving, monkeypatch):
    monkeypatch.setattr(commands, "LONGEST", 0.2)
    commands.seal(at=NOW)
    serving.autocommit = False
    try:
        with serving.cursor() as cursor:
            cursor.execute(WRITE)  # has its number, and is not committed
        Event.objects.create(name="claim.submit", at=NOW, about="claim:1", label="after it")
        assert commands.seal(at=NOW) == 0
    finally:
        serving.rollback()
        serving.autocommit = True

    assert commands.seal(at=NOW) == 1  # the number that came to nothing is a gap
    assert list(queries.breaks()) == []
