"""What the board types to give a teacher assessed grade (TAG)."""

from interchange.look.fields import DateField
from results.forms import Banking

ONLY = "Only assessments of the one academic year that had TAGs."


class Tag(Banking):
    """Which unit of which candidate gets a TAG, for which day it was planned, and why."""

    series = None  # a TAG is of no exam
    planned_on = DateField(label="Day for which the assessment was planned", help_text=ONLY)
    field_order = (
        "centre",
        "candidate",
        "qualification",
        "number",
        "grade",
        "planned_on",
        "reason",
        "papers",
    )

    def __init__(self, *args, **kwargs):
        """Ask for the papers: a TAG rests on them."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why the TAG is given"
        self.fields["papers"].required = True
