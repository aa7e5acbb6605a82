"""Passwords are hashed cheaply here: tested is who is let in, not how long hashing takes."""

import pytest


@pytest.fixture(autouse=True)
def cheap_hashing(settings):
    """Hash in no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def staff(sign_in, board_administrator):
    """A board administrator's browser."""
    return sign_in(board_administrator)
