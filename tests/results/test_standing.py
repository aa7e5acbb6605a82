"""What stands of the results is asked in one way, which the database can plan."""

import re

import pytest

from results import commands
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.house import PACKAGES, ROOT


def test_nobody_asks_what_stands_in_another_way():
    files = [path for app in PACKAGES for path in (ROOT / app).rglob("*.py")]

    asking = [path for path in files if re.search(r"superseded_by(__isnull)?=", path.read_text())]

    assert files
    assert [path.relative_to(ROOT) for path in asking] == []


@pytest.mark.slow
def test_what_was_corrected_stands_no_more(centre, catalogue, processor, at):
    entry = factory.an_entry(centre, offers.qualification("05838"))
    held.hold([entry], {"1": "M", "2": "M"})
    commands.award_due(at=at)
    wrong = UnitResult.objects.get(unit__number="1")
    right = commands.correct(result=wrong, grade="P", cause="Wrong paper", by=processor, at=at)
    commands.award_due(at=at)

    results = UnitResult.objects.filter(unit__number="1")
    assert (results.standing().get(), results.superseded().get()) == (right, wrong)
    assert QualificationResult.objects.standing().get().supersedes is not None
    assert QualificationResult.objects.superseded().get().supersedes is None
