"""Waiting for what another process or connection is about to do."""

import time

import pytest

PATIENCE = 60  # seconds, on a busy machine


def until(true):
    """Wait until the function gives something true, and give it; fail where it never does."""
    deadline = time.monotonic() + PATIENCE
    while not (found := true()):
        if time.monotonic() > deadline:
            pytest.fail("it did not come to that in time")
        time.sleep(0.05)
    return found
