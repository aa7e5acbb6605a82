"""When a certificate may be issued again, and a run be made."""

import pytest

from certificates import rules
from certificates.rules import CertificateRefused, ToPrint


def test_the_last_certificate_of_an_award_that_stands_is_issued_again():
    rules.check_can_reissue(stands=True, is_last=True, waits=False)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"stands": False}, "does not stand any more"),
        ({"is_last": False}, "issued in the place of this one"),
        ({"waits": True}, "to be issued again already"),
    ],
)
def test_none_is_issued_again_without_an_award_or_twice(facts, said):
    known = {"stands": True, "is_last": True, "waits": False, **facts}

    with pytest.raises(CertificateRefused, match=said):
        rules.check_can_reissue(**known)


def test_a_run_is_what_the_page_showed_and_never_empty():
    rules.check_can_make(ToPrint(2, 1), ToPrint(2, 1))
    with pytest.raises(CertificateRefused, match="not what the page showed"):
        rules.check_can_make(ToPrint(2, 1), ToPrint(3, 1))
    with pytest.raises(CertificateRefused, match="nothing to print"):
        rules.check_can_make(ToPrint(0, 0), ToPrint(0, 0))
