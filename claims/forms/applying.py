"""Apply to all: what one row of a page of grades gives to the rows below it, and the way back."""

from dataclasses import dataclass

from claims import rules

BEFORE = "before-"  # the fields that carry what rows said before: grade, colon, assessor's number
GRADE, ASSESSOR = "applies-grade", "applies-assessor"  # and those of what it is asked about


@dataclass(frozen=True)
class Application:
    """What is given to rows: only what was chosen.

    `grade` or `assessor` is None where it was not chosen; a grade of "" is Not claiming.
    """

    grade: str | None
    assessor: str | None

    def to(self, row):
        """Give what the row says afterwards, as (grade, assessor)."""
        if self.grade == "":
            return "", row.assessor
        return row.grade if self.grade is None else self.grade, self.assessor or row.assessor

    def changes(self, row):
        """Whether the row says something other afterwards.

        Whoever may not be claimed can still be taken off.
        """
        open_to_it = row.place.is_open or (self.grade == "" and row.place.line is not None)
        return open_to_it and self.to(row) != (row.grade, row.assessor)

    def loses(self, row):
        """Which choice of the row is replaced by another: its "grade", its "assessor" or ""."""
        grade, assessor = self.to(row)
        if not row.grade:
            return ""
        if row.grade != grade:
            return "grade"
        return "assessor" if row.assessor and row.assessor != assessor else ""


@dataclass(frozen=True)
class Applying:
    """A press of Apply to all: the row it comes from, what is given, and the rows that change."""

    key: str
    application: Application
    rows: list

    @property
    def replacing(self):
        """The rows in which another grade or assessor is replaced."""
        return [row for row in self.rows if self.application.loses(row)]

    @property
    def adding(self):
        """How many rows change without losing anything."""
        return len(self.rows) - len(self.replacing)

    @property
    def question(self):
        """How many rows would change, and what they would lose."""
        return f"{_counted(self.rows, 'change')}{self.lost(self.rows, 'has', 'have')}."

    @property
    def asked_about(self):
        """What is given, as the fields that the answer sends back."""
        given = ((GRADE, self.application.grade), (ASSESSOR, self.application.assessor))
        return [(name, value) for name, value in given if value is not None]

    def carry_out(self, everywhere):
        """Give it to the rows, `everywhere` or where nothing is lost; give what was done."""
        rows = [row for row in self.rows if everywhere or not self.application.loses(row)]
        lost = self.lost(rows, "had", "had")
        before = [(f"{BEFORE}{row.place.key}", f"{row.grade}:{row.assessor}") for row in rows]
        for row in rows:
            row.grade, row.assessor = self.application.to(row)
        return Applied(rows, f"{_counted(rows, 'changed')}{lost}.", before)

    def lost(self, rows, singular, plural):
        """Say of how many rows which choice is replaced; "" for none."""
        kinds = [self.application.loses(row) for row in rows]
        told = [
            f"{count} of them {singular if count == 1 else plural} another {kind}"
            for kind in ("grade", "assessor")
            if (count := kinds.count(kind))
        ]
        return f", {', '.join(told)}" if told else ""


@dataclass(frozen=True)
class Applied:
    """What was applied: the rows that changed, how many in words, and what they said before.

    `before` are fields, as (name, value), that the page carries so that it can be undone.
    """

    rows: list
    sentence: str
    before: list


def chosen_in(row, preset):
    """Give what was chosen in a row, as an Application; `preset` is the assessor it began with.

    Chosen is what the claim does not say yet; where it says all of it, all that the row says.
    """
    grade, _, assessor = row.was.partition(":")
    chosen_grade = row.grade if row.grade != grade else None
    chosen_assessor = row.assessor if row.assessor != (assessor or preset) else None
    if chosen_grade is None and not chosen_assessor:
        return Application(row.grade, row.assessor)
    return Application(chosen_grade, chosen_assessor)


def asked_about(data):
    """Give what an answer was asked about, as an Application; None for what asks nothing."""
    if GRADE not in data and ASSESSOR not in data:
        return None
    return Application(data.get(GRADE), data.get(ASSESSOR))


def applying(source, given, below):
    """Give what becomes of the rows `below` the source by what is `given`."""
    return Applying(source.place.key, given, [row for row in below if given.changes(row)])


def put_back(rows, data):
    """Undo: let rows say again what the page carries as said before; give those that do."""
    back = []
    for row in rows:
        grade, colon, assessor = data.get(f"{BEFORE}{row.place.key}", "").partition(":")
        if colon and grade in ("", *rules.CLAIMED_BY_CENTRES):
            row.grade, row.assessor = grade, assessor
            back.append(row)
    return back


def _counted(rows, verb):
    """Count rows in words, with what becomes of them."""
    if len(rows) == 1:
        return f"1 row {verb if verb.endswith('d') else f'{verb}s'}"
    return f"{len(rows) or 'No'} rows {verb}"
