"""What moderators write, judged without a database."""

from types import SimpleNamespace

import pytest

from claims import rules
from claims.rules import reports

EMPTY = SimpleNamespace(went_well=" ", to_improve="", to_do="\n")
WRITTEN = SimpleNamespace(went_well="", to_improve="Cite the evidence.", to_do="")


def test_a_report_may_be_saved_with_nothing_in_it():
    reports.check_report({"what went well": ""}, seen="", now="")


def test_a_box_has_its_limit():
    with pytest.raises(reports.ReportRefused, match="what went well: shorten this to 4000"):
        reports.check_report({"what went well": "x" * 4001}, seen="", now="")


def test_a_report_saved_by_another_meanwhile_is_not_overwritten_unasked():
    with pytest.raises(reports.ReportOvertaken, match="Morgan saved this report meanwhile"):
        reports.check_report({}, seen="", now="2026-11-20", by="Morgan")
    reports.check_report({}, seen=None, now="2026-11-20")


def test_an_empty_report_is_not_sent():
    reports.check_can_send_report(WRITTEN)
    for report in (None, EMPTY):
        with pytest.raises(reports.ReportRefused, match="nothing to send"):
            reports.check_can_send_report(report)


def test_a_concern_says_what_it_is_about():
    with pytest.raises(rules.reports.ConcernRefused, match="Say what makes you suspect"):
        reports.check_concern(" ")
    with pytest.raises(reports.ConcernRefused, match="it has 4001"):
        reports.check_concern("x" * 4001)
