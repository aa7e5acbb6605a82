"""Two records side by side: what each says and all that names it, in words."""


def side_by_side(sides, uci):
    """Row by row what, and the lines of each side; of the UCIs, the one that is kept is marked."""
    written = [_written(side, uci) for side in sides]
    return [(what, [each[what] for each in written]) for what in written[0]]


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
            f"Unit {each.unit.number}: {each.get_grade_display()} ({each.source})"
            for each in side.results
        ],
    }
