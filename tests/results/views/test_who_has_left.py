"""Test Results tell a former centre the name of when it last had the person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from entries import commands
from entries.rules import details as rules
from tests.factories import entries as make
from tests.factories import results

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/results/"


@pytest.fixture
def gone(centre, other_centre, processor, at):
    """Okafor, with a result, withdrawn at the centre; at another Jones, then Mills."""
    entry = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    results.hold([entry], {"4": "M"})
    type(entry).objects.filter(pk=entry.pk).update(status="removed")
    make.an_entry(other_centre, candidate=entry.candidate)
    for days, surname in ((1, "Jones"), (2, "Mills")):
        seen = rules.of(entry.candidate)
        said = {"reason": "Deed poll.", "by": processor, "at": at + timedelta(days=days)}
        new = replace(seen, surname=surname)
        commands.correct_details(candidate=entry.candidate, seen=seen, new=new, **said)
        entry.candidate.refresh_from_db()
    return entry


@pytest.mark.parametrize("address", [URL, f"{URL}export/", f"/api{URL}"])
def test_the_name_of_then_is_told(sign_in, exams_officer, centre, gone, address):
    answer = sign_in(exams_officer).get(address)
    told = b"".join(answer) if answer.streaming else answer.content

    assert b"Okafor" in told and b"Jones" not in told and b"Mills" not in told


@pytest.mark.parametrize("address", [URL, "/centres/12345/entries/"])
def test_only_the_names_of_then_find_the_candidate(sign_in, exams_officer, gone, address):
    client, number = sign_in(exams_officer), gone.candidate.ocr_number

    def shown(words):
        asked = {"q": words, "status": "removed"}
        return f">{number}</td>" in client.get(address, asked).content.decode()

    words = ("okafor", "ada okafor", f"ada {number[:7]}", "jones", "mills")
    assert [shown(one) for one in words] == [True, True, True, False, False]
