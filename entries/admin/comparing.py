"""Records side by side: what each says and all that names it, in words."""

from entries.states import OPEN


def side_by_side(sides, uci):
    """Row by row what, and the lines of each side; of the UCIs, the one that is kept is marked."""
    written = [_written(side, uci) for side in sides]
    return [(what, [each[what] for each in written]) for what in written[0]]


def beside_typed(question, records):
    """What a centre typed, and beside it each queries.Compared: the heads, and row by row what."""
    there = f"{question.qualification.code} at {question.centre}: asked for"
    typed = {
        "Because": ["the centre asks"],
        "Name": [question.name],
        "Former names": [],
        "Date of birth": [f"{question.born_on:%-d %B %Y}"],
        "Sex": [question.get_sex_display()],
        "UCI": _if_any(question.uci),
        "ULN": _if_any(question.uln),
        "OCR candidate numbers": [],
        "Open registrations": [there] if question.is_open else [],
        "Other registrations": [],
    }
    heads, rows = beside(records)
    columns = [(what, [typed[what], *written]) for what, written in rows]
    return ["As the centre typed it", *heads], columns


def beside(records):
    """Each queries.Compared beside the others: the heads, and row by row what."""
    written = [_person(one) for one in records]
    rows = [(what, [each[what] for each in written]) for what in written[0]]
    return [one.record.ocr_number for one in records], rows


def _person(one):
    record = one.record
    return {
        "Because": [one.because],
        "Name": [record.name],
        "Former names": [
            f"{before.name}, born {before.born_on:%-d %B %Y}" if before.born_on else before.name
            for before in dict.fromkeys(one.formerly)
        ],
        "Date of birth": [f"{record.born_on:%-d %B %Y}"],
        "Sex": [record.get_sex_display()],
        "UCI": _if_any(record.uci),
        "ULN": _if_any(record.uln),
        "OCR candidate numbers": one.ocr_numbers,
        "Open registrations": [_where(each) for each in one.registrations if each.status in OPEN],
        "Other registrations": [
            _where(each) for each in one.registrations if each.status not in OPEN
        ],
    }


def _if_any(number):
    return [number] if number else []


def _where(entry):
    return f"{entry.qualification.code} at {entry.centre}: {entry.get_status_display()}"


def _written(side, uci):
    one = side.record
    earliest = f"{one.uci} (earliest, kept)" if one.uci == uci else one.uci
    return {
        "Name": [one.name],
        "Date of birth": [f"{one.born_on:%-d %B %Y}"],
        "Sex": [one.get_sex_display()],
        "UCI": [earliest] if one.uci else [],
        "ULN": [one.uln] if one.uln else [],
        "Registrations": [
            f"{each.qualification.code} at {each.centre}: {each.get_status_display()}"
            for each in side.entries
        ],
        "Exam entries": [
            f"Unit {each.unit.number}{f', {each.series}' if each.series else ''}"
            f" at {each.centre.number}: {each.get_status_display()}"
            for each in side.unit_entries
        ],
        "On claims in progress": [
            f"Unit {each.unit.number}, grade {each.grade}, at {each.claim.centre.number}"
            for each in side.lines
        ],
        "Unit results": [
            f"Unit {each.unit.number}: {each.shown} ({each.source})" for each in side.results
        ],
    }
