"""A page of grades to type, By Candidate or By Unit: hand-written rows, because it has many."""

from dataclasses import dataclass, field

from claims import rules


@dataclass
class GradeRow:
    """A row of grades: the cell, what the page showed before, what is typed, what is wrong."""

    place: object
    was: str
    grade: str
    assessor: str
    error: str = ""

    @property
    def changed(self):
        """Whether something other was typed than the page showed; an assessor alone is nothing."""
        return self.was != told(self.grade, self.assessor)

    @property
    def overtaken(self):
        """Whether something else was saved since the page was opened, by whoever."""
        line = self.place.line
        now = told(line.claimed, line.assessor_id) if line else ""
        return now not in (self.was, told(self.grade, self.assessor))


@dataclass
class GradeSheet:
    """A page of grades to type: hand-written rows, read from and judged against their cells.

    Only rows that were changed become cells, so that two people with one page open do not undo
    each other's work.
    """

    places: list
    assessors: list
    data: dict | None = None
    rows: list = field(init=False)
    errors: list = field(default_factory=list)
    asking: bool = False  # whether to ask before what was typed is discarded

    def __post_init__(self):
        """Read the rows."""
        self.only = str(self.assessors[0].pk) if len(self.assessors) == 1 else ""
        self.rows = [self.row(place) for place in self.places]
        if missing := len(typed_places(self.data or {}) - {place.key for place in self.places}):
            self.errors.append(
                (
                    "",
                    f"{missing} of the rows you typed in can no longer be claimed,"
                    " because a registration ended. Press Save claim again for the others.",
                )
            )

    def row(self, place):
        """Read one row as typed, or as the claim has it."""
        line = place.line
        grade = line.claimed if line else ""
        assessor = str(line.assessor_id) if line else ""
        if self.data is None:
            return GradeRow(place, told(grade, assessor), grade, assessor or self.only)
        return GradeRow(
            place,
            self.data.get(f"was-{place.key}", told(grade, assessor)),
            self.data.get(f"grade-{place.key}", grade),
            self.data.get(f"assessor-{place.key}", assessor),
        )

    @property
    def changed(self):
        """The rows whose grade or assessor was changed."""
        return [row for row in self.rows if row.changed]

    @property
    def cells(self):
        """The changed rows as cells to save."""
        return [
            rules.Cell(
                row.place.candidate.pk,
                row.place.unit.pk,
                row.grade or None,
                int(row.assessor) if row.grade else None,
            )
            for row in self.changed
        ]

    def is_valid(self):
        """Whether every changed row can be read; says what is wrong with each that cannot."""
        known = {str(one.pk) for one in self.assessors}
        for row in self.changed:
            if row.grade and row.grade not in rules.CLAIMED_BY_CENTRES:
                self.say(row, "choose Not claiming, P, M or D.")
            elif row.grade and row.assessor not in known:
                self.say(row, "choose the centre assessor who marked the work.")
            elif row.overtaken:
                self.show_what_came_between(row)
        return not self.errors

    def show_what_came_between(self, row):
        """Ask whether the row takes the place of what was saved meanwhile; saved again, it does."""
        line = row.place.line
        row.was = told(line.claimed, line.assessor_id) if line else ""
        what = line.claimed if line else "Not claiming"
        self.say(row, f"{what} was saved meanwhile. Press Save claim again to replace it by yours.")

    def say(self, row, what):
        """Note what is wrong with a row, naming candidate and unit."""
        self.refuse(row, f"{row.place.candidate.name}, unit {row.place.unit.number}: {what}")

    def refuse(self, row, sentence):
        """Note the sentence at the row and on top of the page."""
        row.error = sentence
        self.errors.append((f"#row-{row.place.key}", sentence))

    def refuse_cells(self, problems):
        """Note the sentences of cells that could not be saved."""
        for row in self.rows:
            sentence = problems.pop((row.place.candidate.pk, row.place.unit.pk), None)
            if sentence:
                self.refuse(row, sentence)
        self.errors += [("", sentence) for sentence in problems.values()]

    def apply_below(self, key):
        """Give the grade and assessor of the row of that key to all rows below; count them."""
        keys = [row.place.key for row in self.rows]
        if key not in keys:
            return 0
        source = self.rows[keys.index(key)]
        below = [row for row in self.rows[keys.index(key) + 1 :] if row.place.is_open]
        for row in below:
            row.grade, row.assessor = source.grade, source.assessor or row.assessor
        return len(below)


def told(grade, assessor):
    """A grade and its assessor as a page remembers what it showed."""
    return f"{grade}:{assessor}" if grade else ""


def typed_places(data):
    """The keys of the rows of a page that was sent."""
    return {name.removeprefix("was-") for name in data if name.startswith("was-")}


def typed_ids(data):
    """The candidate ids of the rows of a page that was sent."""
    found = (key.split("-")[0] for key in typed_places(data))
    return set(map(int, filter(is_id, found)))


def is_id(text):
    """Whether the text is the number of a record."""
    return text.isdecimal() and len(text) < 19
