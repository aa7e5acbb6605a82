"""The figures of a qualification as the board types them, with where they stand."""

import re

from django import forms

from interchange.catalogue.specification import Specification, Typed, TypedGroup, TypedUnit

MORE_UNITS, MORE_GROUPS = 8, 3  # empty rows; there are as many again once a page was checked
WIDE, NARROW = {"class": "vTextField"}, {"size": 6}
RUNG = re.compile(r"(\S+?)[:=]?\s+(\d{1,4})")
ROW = re.compile(r"(\d{1,4})\s*:\s*(.+)")


class Figures(forms.Form):
    """What is one figure a qualification, and the source of all that is typed."""

    source = forms.CharField(
        max_length=200,
        label="Where these figures stand",
        widget=forms.TextInput(WIDE),
        help_text="Such as: Handbook of Level 2 Sport, version 3, page 14.",
        error_messages={"required": "Say where the figures stand: every figure has its source."},
    )
    url = forms.URLField(
        required=False, label="Its address", assume_scheme="https", widget=forms.URLInput(WIDE)
    )
    verified = forms.BooleanField(
        required=False,
        label="I have read all of them there",
        help_text="Without it they are labelled provisional.",
    )
    total = forms.IntegerField(
        required=False, min_value=1, max_value=5000, label="GLH or credits required in all"
    )
    boundaries = forms.CharField(
        required=False,
        label="Boundaries",
        help_text="A line for each grade, highest first: D* 40",
        widget=forms.Textarea({"rows": 6}),
    )
    points = forms.CharField(
        required=False,
        label="Points of a unit",
        help_text=(
            "A line for each size of a unit (1: of one credit), with its grades:"
            " 60: D 14, M 12, P 10"
        ),
        widget=forms.Textarea({"rows": 6}),
    )
    grades = forms.CharField(
        required=False,
        label="Grades of a unit",
        help_text="Best first, with the one that is not achieved last: D, M, P, U",
    )
    lowest = forms.CharField(required=False, label="Lowest grade that achieves a unit")
    offered = forms.BooleanField(
        required=False,
        label="Offer it",
        help_text="Everything that an award needs must be there. Without it, it is kept as it is.",
    )

    def __init__(self, *given, rules: Specification, **kwargs):
        """Take what was sent, and the rules as they are known now."""
        super().__init__(*given, **kwargs)
        self.rules = rules
        if rules.points or rules.measure != "credits" or rules.suite != "2012":
            del self.fields["grades"], self.fields["lowest"]

    def clean_boundaries(self):
        """Give the (grade, points) pairs."""
        return tuple(self._rungs(_lines(self.cleaned_data["boundaries"])).items())

    def clean_points(self):
        """Give the points by size and grade."""
        found = {}
        for line in _lines(self.cleaned_data["points"]):
            match = ROW.fullmatch(line)
            if not match:
                raise forms.ValidationError(
                    f"“{line}” gives no points. Write the size, a colon and the grades:"
                    " 60: D 14, M 12"
                )
            if int(match[1]) in found:
                raise forms.ValidationError(f"Size {match[1]} stands in two lines. Keep one.")
            found[int(match[1])] = self._rungs([one.strip() for one in match[2].split(",")])
        return found

    def clean(self):
        """Raise ValidationError where a scheme is half typed."""
        grades = _words(self.cleaned_data.get("grades", ""))
        lowest = self.cleaned_data.get("lowest", "")
        if bool(grades) != bool(lowest) or (lowest and lowest not in grades):
            self.add_error(
                "lowest", "Give the grades of a unit and which of them is the lowest that achieves."
            )
        if "grades" in self.fields and not grades and self.cleaned_data.get("points"):
            self.add_error("grades", "Say first how its units are graded.")
        return {**self.cleaned_data, "grading": (grades, lowest) if grades else None}

    def _rungs(self, texts):
        found = {}
        for grade, points in map(self._rung, texts):
            if grade in found:
                raise forms.ValidationError(f"{grade} is given twice. Keep one of the two.")
            found[grade] = points
        return found

    @staticmethod
    def _rung(text):
        match = RUNG.fullmatch(text)
        if not match:
            raise forms.ValidationError(
                f"“{text}” is no grade with its points. Write the grade, a space and the number:"
                " D 38"
            )
        return match[1], int(match[2])


class UnitRow(forms.Form):
    """One unit; a row in which nothing is typed is none."""

    number = forms.CharField(required=False, max_length=3, widget=forms.TextInput({"size": 3}))
    title = forms.CharField(required=False, max_length=160, widget=forms.TextInput(WIDE))
    size = forms.IntegerField(
        required=False, min_value=1, max_value=1000, widget=forms.NumberInput(NARROW)
    )
    examined = forms.BooleanField(required=False, label="By exam")
    reference = forms.CharField(required=False, max_length=12, widget=forms.TextInput({"size": 12}))

    def clean(self):
        """Raise ValidationError where a unit has no number or no title."""
        said = any(self.cleaned_data.get(name) for name in ("number", "title", "size", "reference"))
        for name, what in (("number", "number"), ("title", "title")):
            if said and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"Give the unit's {what}, or empty the row.")


class GroupRow(forms.Form):
    """A rule of combination; a row in which nothing is typed is none."""

    pathway = forms.CharField(required=False, max_length=80)
    title = forms.CharField(required=False, max_length=120)
    counts = forms.IntegerField(
        required=False, min_value=0, max_value=60, label="Units that must count",
        widget=forms.NumberInput(NARROW),
    )  # fmt: skip
    size = forms.IntegerField(
        required=False, min_value=0, max_value=5000, label="or GLH or credits",
        widget=forms.NumberInput(NARROW),
    )  # fmt: skip
    units = forms.CharField(required=False, label="Of these units")
    others = forms.BooleanField(required=False, label="Other bodies’ units count")

    def clean(self):
        """Raise ValidationError where a rule has no title or no units."""
        given = ("pathway", "title", "counts", "size", "units")
        if not any(self.cleaned_data.get(name) for name in given):
            return
        for name, what in (("title", "title"), ("units", "units, such as 1, 2, 3")):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"Give the rule's {what}, or empty the row.")


class _Rows(forms.BaseFormSet):
    def get_form_kwargs(self, index):
        """Read every row that is sent, also one that says what is known by now."""
        return {**super().get_form_kwargs(index), "empty_permitted": False}


class _Units(_Rows):
    def clean(self):
        """Raise ValidationError where a number stands twice."""
        numbers = [one.number for one in _typed_units(self)]
        for number in dict.fromkeys(numbers):
            if numbers.count(number) > 1:
                raise forms.ValidationError(
                    f"Unit {number} stands in two rows. Empty one of the two."
                )


UnitRows = forms.formset_factory(
    UnitRow, formset=_Units, extra=MORE_UNITS, max_num=150, absolute_max=150
)
GroupRows = forms.formset_factory(
    GroupRow, formset=_Rows, extra=MORE_GROUPS, max_num=60, absolute_max=60
)


def typed(figures, units, groups) -> Typed:
    """What was typed into the form and the two sets of rows, all of them valid."""
    found = figures.cleaned_data
    because = "" if found["offered"] else figures.rules.not_offered_because
    return Typed(
        units=tuple(_typed_units(units)),
        groups=tuple(_group(row.cleaned_data) for row in groups if row.cleaned_data.get("title")),
        total=found["total"],
        boundaries=found["boundaries"],
        points=found["points"],
        grading=found["grading"],
        source=found["source"],
        url=found["url"],
        verified=found["verified"],
        not_offered_because=because or ("" if found["offered"] else "the board has closed it"),
    )


def _typed_units(rows) -> list[TypedUnit]:
    """The units of the rows in which one is typed."""
    given = [getattr(row, "cleaned_data", {}) for row in rows]
    return [
        TypedUnit(
            one["number"], one["title"], one.get("size"), one["examined"], one.get("reference", "")
        )
        for one in given
        if one.get("number") and one.get("title")
    ]


def _group(row):
    return TypedGroup(
        row["pathway"],
        row["title"],
        row["counts"] or 0,
        row["size"] or 0,
        _words(row["units"]),
        row["others"],
    )


def _words(text):
    return tuple(dict.fromkeys(re.split(r"[\s,;]+", text.strip()))) if text.strip() else ()


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
