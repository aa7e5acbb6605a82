"""A page of grades to type, By Candidate or By Unit: hand-written rows, because it has many."""

from dataclasses import dataclass, field

from claims import rules
from claims.forms.applying import Applied, Applying, applying, asked_about, chosen_in, put_back


@dataclass
class GradeRow:
    """A row of grades: the cell, what the page showed before, what is typed, what is wrong."""

    place: object
    was: str
    grade: str
    assessor: str
    error: str = ""
    prospect: object = None  # what the candidate holds, and what the claim would add

    @property
    def holding(self):
        """What the candidate holds of the unit already; None without anything, or if not asked."""
        return self.prospect and self.prospect.achieved.get(self.place.unit.number)

    @property
    def coming(self):
        """Where else the unit is on its way; None if it is not."""
        return self.prospect and self.prospect.under_way.get(self.place.unit.number)

    @property
    def could_help(self):
        """Whether the unit could give what the candidate still needs."""
        return bool(self.prospect) and self.place.unit.number in self.prospect.could_be

    @property
    def changed(self):
        """Whether something other was typed than the page showed; an assessor alone is nothing."""
        return self.was != rules.remembered(self.grade, self.assessor)

    @property
    def cell(self):
        """The row as a cell to save."""
        return rules.Cell(
            self.place.candidate.pk,
            self.place.unit.pk,
            self.grade or None,
            int(self.assessor) if self.grade and is_id(self.assessor) else None,
            seen=self.was,
            other_awarding_body=self.place.awarding_body if self.grade else "",
        )


@dataclass
class GradeSheet:
    """A page of grades to type: hand-written rows, read from and judged against their cells.

    Rows show what their typist has typed and not saved. Only rows that were changed become cells,
    so that two people with one page open do not undo each other's work.
    """

    places: list
    assessors: list
    data: dict | None = None
    rows: list = field(init=False)
    errors: list = field(default_factory=list)
    teacher: str = ""  # whose name may be that of an assessor, who is then preset
    asking: bool = False  # whether to ask before what was typed is discarded
    applying: Applying | None = None  # what Apply to all would replace, to ask before
    applied: Applied | None = None  # what Apply to all has just done, to undo

    def __post_init__(self):
        """Read the rows."""
        preset = rules.preset_assessor(self.assessors, self.teacher)
        self.only = str(preset.pk) if preset else ""
        self.rows = [self.row(place) for place in self.places]
        if missing := len(_typed_places(self.data or {}) - {place.key for place in self.places}):
            self.errors.append(
                (
                    "",
                    f"{missing} of the rows you typed in can no longer be claimed,"
                    " because a registration ended. Press Save claim again for the others.",
                )
            )

    def row(self, place):
        """Read one row as sent, as typed before, or as the claim has it."""
        shown = self.shown(place)
        if self.data is None:
            return shown
        line = place.line
        grade, assessor = (line.claimed, str(line.assessor_id)) if line else ("", "")
        return GradeRow(
            place,
            self.data.get(f"was-{place.key}", rules.remembered(grade, assessor)),
            self.data.get(f"grade-{place.key}", grade),
            self.data.get(f"assessor-{place.key}", assessor),
        )

    def shown(self, place):
        """Give the row as the page shows it before anything is sent."""
        if typed := place.typed:
            return GradeRow(place, typed.seen, typed.grade, str(typed.assessor_id or self.only))
        line = place.line
        grade, assessor = (line.claimed, str(line.assessor_id)) if line else ("", "")
        return GradeRow(place, rules.remembered(grade, assessor), grade, assessor or self.only)

    @property
    def candidate_ids(self):
        """Whose grades are on the page."""
        return {place.candidate.pk for place in self.places}

    def show(self, prospects):
        """Let each row tell what its candidate holds, by {candidate id: Prospect}."""
        for row in self.rows:
            row.prospect = prospects.get(row.place.candidate.pk)

    @property
    def changed(self):
        """The rows whose grade or assessor was changed."""
        return [row for row in self.rows if row.changed]

    @property
    def cells(self):
        """The changed rows as cells to save."""
        return [row.cell for row in self.changed]

    def is_valid(self):
        """Whether every changed row can be read; says what is wrong with each that cannot."""
        known = {str(one.pk) for one in self.assessors}
        for row in self.changed:
            if row.grade and row.grade not in rules.CLAIMED_BY_CENTRES:
                self.say(row, "choose Not claiming, P, M or D.")
            elif row.grade and row.assessor not in known:
                self.say(row, "choose the centre assessor who marked the work.")
        return not self.errors

    def say(self, row, what):
        """Note what is wrong with a row, naming candidate and unit."""
        self.refuse(row, f"{row.place.candidate.name}, unit {row.place.unit.number}: {what}")

    def refuse(self, row, sentence):
        """Note the sentence at the row and on top of the page."""
        row.error = sentence
        self.errors.append((f"#row-{row.place.key}", sentence))

    def refuse_cells(self, problems):
        """Note what is wrong with cells that could not be saved.

        Where somebody else was quicker the page has now shown their value: saved again, the row
        takes its place.
        """
        problems = dict(problems)
        for row in self.rows:
            found = problems.pop((row.place.candidate.pk, row.place.unit.pk), None)
            if found and found.overtaken:
                row.was = found.now.remembered if found.now else ""
                self.refuse(row, f"{found.sentence} {ASK}")
            elif found:
                self.refuse(row, found.sentence)
        self.errors += [("", one.sentence) for one in problems.values()]

    def apply_below(self, key, *, everywhere=False, where_empty=False):
        """Give what was chosen in the row of that key to the rows below it.

        Where that replaces another grade or assessor it is asked first: `everywhere` and
        `where_empty` are the two answers. Gives the rows that changed.
        """
        keys = [row.place.key for row in self.rows]
        if key not in keys:
            return []
        at = keys.index(key)
        answers = everywhere or where_empty
        given = (answers and asked_about(self.data)) or chosen_in(self.rows[at], self.only)
        found = applying(self.rows[at], given, self.rows[at + 1 :])
        if found.replacing and not answers:
            self.applying = found
            return []
        self.applied = found.carry_out(everywhere)
        return self.applied.rows

    def undo(self):
        """Let the rows that Apply to all changed say what they said before; give them."""
        return put_back(self.rows, self.data or {})


ASK = "Press Save claim again to replace it by yours, or choose what is there to keep it."


def typed_cells(data):
    """The rows of a page that was sent as cells, whatever the claim says of them now."""
    return [
        rules.Cell(
            *map(int, key.split("-")),
            data.get(f"grade-{key}") or None,
            int(assessor) if is_id(assessor := data.get(f"assessor-{key}", "")) else None,
            seen=data[f"was-{key}"][:24],
        )
        for key in _typed_places(data)
        if [is_id(part) for part in key.split("-")] == [True, True]
    ]


def _typed_places(data):
    """The keys of the rows of a page that was sent."""
    return {name.removeprefix("was-") for name in data if name.startswith("was-")}


def typed_ids(data):
    """The candidate ids of the rows of a page that was sent."""
    found = (key.split("-")[0] for key in _typed_places(data))
    return set(map(int, filter(is_id, found)))


def is_id(text):
    """Whether the text is the number of a record."""
    return text.isdecimal() and len(text) < 19
