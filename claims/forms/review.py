"""A page of lines for the moderator to judge."""

from dataclasses import dataclass

from claims import rules


@dataclass
class ReviewRow:
    """A line as the moderator judges it: what the page showed, what is typed."""

    line: object
    was: str
    grade: str
    reason: str

    @property
    def changed(self):
        """Whether something other was typed than the page showed."""
        return self.was != judged(self.grade, self.reason)

    @property
    def change(self):
        """What to make of the line."""
        return rules.Change(self.line.pk, self.grade or None, self.reason)


def reviewed(data, lines):
    """The lines as rows to review, as typed in `data` or as they stand."""
    return [review_row(data, line) for line in lines]


def review_row(data, line):
    """One line as typed, or as it stands; withdrawn is no grade."""
    grade = line.grade if line.live else ""
    return ReviewRow(
        line,
        data.get(f"was-{line.pk}", judged(grade, line.reason)),
        data.get(f"grade-{line.pk}", grade),
        data.get(f"reason-{line.pk}", line.reason).replace("\x00", ""),
    )


def judged(grade, reason):
    """A grade and its reason as a page remembers what it showed."""
    return f"{grade}:{reason}"
