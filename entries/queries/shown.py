"""What does a page of entries show that is confirmed on it? Told from the plan, twice the same.

The page carries it (interchange.shown), and the command compares it with its own plan: who is
entered for what, and at what charge.
"""

from collections import Counter, defaultdict

from entries.file_states import Outcome
from entries.models import Candidate
from entries.queries.charges import Estimates, charges, charges_of
from entries.queries.files import new_in_file
from entries.rules import exams
from entries.rules.charging import REGISTRATION, fees_of_unit

CHARGED = {Outcome.NEW, Outcome.LIKELY}
FEES = "Fees"
WHO = "Candidate"
LOOKS_LIKE = "Looks like"


def charges_of_exams(planned, on) -> Estimates:
    """The charges for the planned sittings that will be made, at the fees of the day `on`."""
    return charges(on, _counted(one.verdict for one in planned))


def charges_of_people(rows, qualification, on) -> Estimates:
    """The charges for what planned rows ask for, at the fees of the day `on`."""
    return charges(on, _counted(one for row in rows for _, one in row.verdicts), qualification)


def _counted(verdicts):
    """How many of each fee there are; what waits for an answer is counted, what is refused not."""
    settled = (one for one in verdicts if one.outcome in CHARGED)
    return Counter(fee for one in settled for fee in one.charges)


def charges_of_file(file, on) -> Estimates:
    """The charges for what is new in a file, at the fees of the day `on`."""
    exam = file.series.month in exams.MONTHS
    stage = exams.stage(file.series, on)
    counts = defaultdict(Counter)
    for qualification, registers, resit, count in new_in_file(file):
        fees = [REGISTRATION] if registers else fees_of_unit(exam=exam, resit=resit, stage=stage)
        for fee in fees:
            counts[qualification][fee] += count
    return charges_of(on, counts)


def shown_of_exams(planned, stage, charged) -> dict[str, dict[str, str]]:
    """What the page shows of planned sittings: each candidate's units, the stage, the charges."""
    lines = {}
    for one in planned:
        units = lines.setdefault(f"{one.candidate.name} ({one.candidate.ocr_number})", {})
        units[f"unit {one.unit.number}"] = _attempt(one)
    return {
        **lines,
        "Entries": {"made": stage.label.lower()},
        FEES: _fees(charged),
    }


def shown_of_people(rows, charged, *, pathway="", summer="", units=()) -> dict[str, dict[str, str]]:
    """What the page shows of planned rows: each person, what all of them take, the charges."""
    return {
        **{_row_name(place): _row(row) for place, row in enumerate(rows)},
        "All of them": {
            "pathway": pathway,
            "expected to complete in": str(summer),
            "units": ", ".join(sorted(unit.number for unit in units)),
        },
        FEES: _fees(charged),
    }


def shown_of_file(file, counted, charged) -> dict[str, dict[str, str]]:
    """What the page shows of a checked file: how many lines do what, the answers, the charges.

    `counted` is its tally.
    """
    answers = file.asked.exclude(answer="").order_by("number", "place")
    counts = {one.label: str(counted.counts[one]) for one in Outcome if counted.counts[one]}
    return {
        "Lines": counts,
        "New candidates": {"": str(counted.people)},
        "Answers": {
            f"line {number}": f"{answer}, {Outcome(outcome).label.lower()}"
            for number, answer, outcome in answers.values_list("number", "answer", "outcome")
        },
        FEES: _fees(charged),
    }


def answered(lines, answers) -> dict[str, dict[str, str]]:
    """What a page had shown, once it was answered there who somebody is.

    `answers` are the OCR candidate numbers picked, by the row's place.
    """
    told = dict(lines)
    for place, number in answers.items():
        parts = lines.get(_row_name(place), {})
        if record := parts.get(f"{LOOKS_LIKE} {number}"):
            kept = {part: text for part, text in parts.items() if not part.startswith(LOOKS_LIKE)}
            told[_row_name(place)] = {**kept, WHO: record, LOOKS_LIKE: ""}
    return told


def _row_name(place):
    """How a row of the sheet is called, by its place from 0 on."""
    return f"Row {place + 1}"


def _attempt(planned):
    attempt = "further attempt, charged" if planned.verdict.resit else "first attempt"
    last = ", the last" if planned.verdict.is_last else ""
    return planned.refusal or f"number {planned.candidate_number}, {attempt}{last}"


def _row(row):
    parts = {
        WHO: _record(row.candidate) if row.person.picked else _typed(row),
        "candidate number": row.person.candidate_number,
        "note": row.note,
    }
    parts |= {
        f"{LOOKS_LIKE} {one.candidate.ocr_number}": _record(one.candidate) for one in row.ours
    }
    return {**parts, LOOKS_LIKE: row.elsewhere}


def _typed(row):
    record = "an existing record" if row.candidate else "a new number"
    return f"{_details(row.person)}, {record}"


def _record(candidate):
    return f"{_details(candidate)}, {candidate.ocr_number}"


def _details(one):
    born = f"born {one.born_on:%-d %B %Y}" if one.born_on else ""
    sex = Candidate.Sex(one.sex).label if one.sex else ""
    return ", ".join(filter(None, [one.name, born, sex, one.uci, one.uln]))


def _fees(found):
    return {one.title: f"{one.count} × {one.each or 'not set yet'}" for one in found}
