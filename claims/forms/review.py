"""A page of lines for the moderator to judge: hand-written rows, because it has many."""

from dataclasses import dataclass, field

from django import forms

from claims import rules
from claims.forms.grades import is_id
from interchange.look.filters import Filters

ASK = "Press Save review again to replace it by yours, or press Keep what is there."


@dataclass
class ReviewRow:
    """A line as the moderator judges it: what the page showed, what is typed, what is wrong.

    `overtaken` where somebody else made something other of it since the page was opened.
    """

    line: object
    was: str
    grade: str
    reason: str
    error: str = ""
    overtaken: bool = False

    @property
    def changed(self):
        """Whether something other was typed than the page showed."""
        return self.was != rules.judged(self.grade, self.reason)

    @property
    def change(self):
        """What to make of the line."""
        return rules.Change(self.line.pk, self.grade or None, self.reason, seen=self.was)


@dataclass
class ReviewSheet:
    """A page of lines as typed in `data`, or as they stand.

    Only rows that were changed are saved, so that two moderators with one page open do not undo
    each other's work. The row of a pressed Keep what is there says again what the line says.
    """

    lines: list
    data: dict
    rows: list = field(init=False)
    errors: list = field(default_factory=list)

    def __post_init__(self):
        """Read the rows."""
        self.rows = [self.row(line) for line in self.lines]

    def row(self, line):
        """One line as typed, or as it stands; withdrawn is no grade."""
        grade = line.grade if line.live else ""
        stands = ReviewRow(line, rules.judged(grade, line.reason), grade, line.reason)
        if f"was-{line.pk}" not in self.data or self.data.get("keep") == str(line.pk):
            return stands
        return ReviewRow(
            line,
            self.data[f"was-{line.pk}"],
            self.data.get(f"grade-{line.pk}", grade),
            self.data.get(f"reason-{line.pk}", line.reason).replace("\x00", ""),
        )

    @property
    def changes(self):
        """What was typed, of each line that was changed."""
        return [row.change for row in self.rows if row.changed]

    def refuse(self, objections):
        """Note at each row, and on top of the page, why it could not be saved.

        Where somebody else was quicker the page has now shown theirs: saved again, the row takes
        its place.
        """
        objections = dict(objections)
        for row in self.rows:
            found = objections.pop(row.line.pk, None)
            if found is None:
                continue
            row.error, row.overtaken = found.sentence, found.now is not None
            if row.overtaken:
                row.was, row.error = found.now, f"{found.sentence} {ASK}"
            self.errors.append((f"#grade-{row.line.pk}", row.error))
        self.errors += [("", one.sentence) for one in objections.values()]


def judged_ids(data):
    """The ids of the lines that a page which was sent had shown, in its order."""
    found = (name.removeprefix("was-") for name in data if name.startswith("was-"))
    return [int(one) for one in found if is_id(one)]


class ReviewFilters(Filters):
    """Which lines of the claim to look at."""

    q = forms.CharField(label="Candidate name or number", required=False, max_length=100)
    unit = forms.ChoiceField(label="Unit", required=False)
    assessor = forms.ChoiceField(label="Centre assessor", required=False)
    grade = forms.ChoiceField(
        label="Grade claimed",
        required=False,
        choices=[("", "All grades"), *((one, one) for one in rules.CLAIMED_BY_CENTRES)],
    )
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ("", "Everything"),
            ("sample", "Only the sample"),
            ("changed", "Only what is changed or withdrawn"),
        ],
    )

    def __init__(self, *args, units, assessors, **kwargs):
        """Offer the units on the claim, and who marked on it."""
        super().__init__(*args, **kwargs)
        people = ((str(one.pk), f"{one.name} ({one.initials})") for one in assessors)
        self.fields["assessor"].choices = [("", "All assessors"), *people]
        named = ((one.number, f"{one.number} {one.title}") for one in units)
        self.fields["unit"].choices = [("", "All units"), *named]
