"""Columns are written as COPY reads them."""

import numpy as np
import pytest

from interchange import columns
from interchange.bulk import copy_columns
from interchange.notifications.models import Message

ODD = ["Ada", "", "a\tb", "back\\slash", "two\nlines", "\\N"]


def test_signs_of_copy_are_written_out():
    assert columns.texts(ODD) == ["Ada", "", "a\\tb", "back\\\\slash", "two\\nlines", "\\\\N"]
    assert columns.texts([]) == []
    assert columns.texts([""]) == [""]


def test_codes_become_arrays():
    codes = np.array([[0, 1, 2], [2, 0, 0]], dtype=np.uint8)

    assert columns.arrays(codes, ['""', "D", "1C"]) == ['{"",D,1C}', '{1C,"",""}']
    assert columns.arrays(codes[:, :0], ['""']) == ["{}", "{}"]
    assert columns.arrays(codes[:0], ['""']) == []


def test_flags_become_lists():
    flags = np.array([[True, False, True], [False, False, False], [False, True, False]])

    assert columns.lists(flags, ['"1"', '"12"', '"É3"']) == ['"1","É3"', "", '"12"']
    assert columns.lists(flags[:0], ['"1"', '"12"', '"3"']) == []


@pytest.mark.django_db
def test_columns_are_copied_in_as_they_are(at):
    copy_columns(
        Message, {"subject": columns.texts(ODD)}, to="a@b.example", queued_at=at, next_try_at=at
    )

    found = Message.objects.order_by("pk")
    assert list(found.values_list("subject", flat=True)) == ODD
    assert {one.to for one in found} == {"a@b.example"}
