"""A number that no record can have is nobody's, and no error either."""

import pytest
from django.urls import reverse

from interchange.keys import as_key


@pytest.mark.parametrize(
    ("text", "key"),
    [("7", 7), ("0", 0), ("9" * 18, 10**18 - 1)]
    + [(text, None) for text in ("", "-7", "7.0", " 7", "٧", "²", "9" * 19, "9" * 5000)],
)
def test_a_text_names_a_record_or_none(text, key):
    assert as_key(text) == key


ENDLESS = "9" * 5000
FORMS = [
    ("entries:answer_duplicate", [], {"one": ENDLESS, "other": "1", "answer": "two"}),
    ("entries:register_for", ["05838"], {"act": f"remove-{ENDLESS}", "rows": ENDLESS}),
    ("entries:register_for", ["05838"], {"act": "pick", "pick": ENDLESS}),
    ("entries:withdraw_units", [], {"entry": ENDLESS}),
    ("tracker:change_size", [], {"entry": ENDLESS}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "more", "sent"), FORMS)
def test_a_number_without_end_is_answered(page, more, sent, sign_in, exams_officer, catalogue):
    centre = exams_officer.memberships.get().centre
    browser = sign_in(exams_officer)
    browser.raise_request_exception = False

    answer = browser.post(reverse(page, args=[centre.number, *more]), sent)

    assert answer.status_code < 500
