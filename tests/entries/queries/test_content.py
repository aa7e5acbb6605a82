"""A file's bytes, as they are fetched."""

import pytest

from entries.queries import files as queries
from tests.factories import edi


@pytest.mark.slow
def test_a_files_bytes_come_whole_however_many_pieces_they_are(centre, exams_officer, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 100)
    file = edi.a_checked_file(centre, exams_officer)
    whole = bytes(file.content)

    pieces = list(queries.content_of(file))

    assert b"".join(pieces) == whole and len(pieces) == len(whole) // 100 + 1 > 2
