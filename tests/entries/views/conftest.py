"""Who looks at the pages of entries."""

import pytest


@pytest.fixture
def page(sign_in, exams_officer):
    """The exams officer's browser."""
    return sign_in(exams_officer)
