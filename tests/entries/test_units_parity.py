"""Units taken by themselves are judged alike in a form, a spreadsheet and a file of entries."""

from datetime import timedelta
from itertools import product

import pytest

from entries import queries
from entries.file_states import Outcome
from tests.entries.commands.desk import Desk
from tests.entries.test_parity import a_record, as_told, of_verdict, some, somebody
from tests.entries.ways import from_a_spreadsheet, typed
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

FACTS = {
    "record": ("none", "known", "alike", "another's UCI"),
    "whole": ("none", "open", "withdrawn"),
    "entry": ("none", "here", "withdrawn", "elsewhere"),
    "number": ("own", "held by another"),
}
KNOWN = {**FACTS, "record": ("known",), "number": ("own",)}  # all that turns on what is there


def test_a_unit_by_itself_is_judged_alike(centre, other_centre, exams_officer, at):
    it, unit = make_catalogue.qualification("05349"), make_catalogue.unit(1, "05349")
    lines = []
    for number, facts in enumerate([*some(product(*FACTS.values())), *product(*KNOWN.values())], 1):
        line = {**somebody(number), "options": ["534901"]}
        put_there(centre, other_centre, line, facts, number, unit, at)
        lines.append(line)

    file = Desk(centre, exams_officer, at).send(*lines)

    told = [as_told(line) for line in queries.lines_of(file)]
    for people in (typed(lines), from_a_spreadsheet(lines)):
        planned = queries.plan_people(centre, it, people, at.date(), units=[unit])
        assert [of_verdict(one) for row in planned for _, one in row.verdicts] == told
    outcomes = {line.outcome for line in queries.lines_of(file)}
    assert outcomes == {Outcome.NEW, Outcome.ALREADY, Outcome.REFUSED, Outcome.LIKELY}


def put_there(centre, other_centre, line, facts, number, unit, at):
    """Put into the database what is true of the person whom the line names."""
    record, whole, entry, numbered = facts
    known = {
        "known": {},
        "alike": {"uci": ""},
        "another's UCI": {"born_on": line["born_on"] - timedelta(days=400)},
    }
    if record != "none":
        candidate = a_record(line, **known[record])
        where = other_centre if entry == "elsewhere" else centre
        status = {"open": "registered", "withdrawn": "withdrawn"}.get(whole, "removed")
        own = line["candidate_number"] if numbered == "own" else f"{number + 5000:04}"
        told = {"status": status, "candidate_number": own}
        of_whole = make.an_entry(where, make_catalogue.qualification("05349"), candidate, **told)
        if entry != "none":
            status = "withdrawn" if entry == "withdrawn" else "entered"
            by = {"withdrawn_at": at, "withdrawn_by": of_whole.made_by}
            ended = by if status == "withdrawn" else {}
            make.a_unit_entry(of_whole, unit, status=status, **ended)
    if numbered == "held by another":
        other = a_record(somebody(number + 3000))
        make.an_entry(centre, candidate=other, candidate_number=line["candidate_number"])
