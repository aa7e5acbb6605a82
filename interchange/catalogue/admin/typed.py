"""What somebody types into the page of a qualification's rules, checked by the loader itself."""

from functools import cached_property

from interchange.catalogue import entered
from interchange.catalogue import specification as specifications
from interchange.catalogue.forms.figures import Figures, GroupRows, UnitRows, typed
from interchange.catalogue.specification import Lack, Specification, SpecificationError

OF_KEY = {"size": "total", "scheme": "points", "boundaries": "boundaries", "qan": None}
HALF = "not complete yet"  # while it is looked at what is lacking


class TypedRules:
    """The forms of a qualification's page, filled with what is known or what was sent.

    `seen` is the number of what was entered last when the page was drawn.
    """

    def __init__(self, qualification, sent=None):
        """Take the qualification and what was sent, None where the page is opened."""
        self.qualification, self.sent = qualification, sent
        self.source = entered.source_of(qualification)
        rules = self.source.rules
        given = (sent,) if sent is not None else ()
        self.figures = Figures(*given, rules=rules, initial=_figures(rules))
        units, groups = specifications.as_typed(rules)
        more = [{**_row_of(one), "size": one.size} for one in entered.of_the_same_units(rules)]
        self.units = UnitRows(*given, initial=[*map(_row_of, units), *more], prefix="unit")
        self.groups = GroupRows(*given, initial=[_group(one) for one in groups], prefix="group")
        self.text = ""

    @property
    def purpose(self):
        """What the page's hidden box is for."""
        return f"rules of {self.qualification.code}"

    @property
    def seen(self):
        """The number of what was entered last when the page was drawn."""
        said = self.sent.get("seen", "") if self.sent else ""
        return (
            int(said)
            if said.isascii() and said.isdecimal() and len(said) < 9
            else (self.source.number)
        )

    @cached_property
    def shows(self):
        """What the page shows, to be compared with what is confirmed."""
        return {self.qualification.code: {"rules": self.text}}

    def checked(self) -> Specification | None:
        """The rules as they were typed; None, with sentences beside the fields, where not sound."""
        if self.sent is None or not all(
            [self.figures.is_valid(), self.units.is_valid(), self.groups.is_valid()]
        ):
            return None
        found = typed(self.figures, self.units, self.groups)
        rules = self._loaded(found if found.not_offered_because else _half(found))
        if rules is None or found.not_offered_because:
            return rules
        lacks = list(specifications.lacking(rules))
        for lack in lacks:
            self._say(lack)
        return None if lacks else self._loaded(found)

    def _loaded(self, found) -> Specification | None:
        """The rules as the loader reads them; what it refuses is said beside the field."""
        self.text = specifications.entered(self.source.table, self.source.rules, found)
        try:
            return specifications.load(
                self.qualification.code, folder=specifications.FOLDER, text=self.text
            )
        except SpecificationError as problem:
            self._say_of_line(problem)
            return None

    def _say(self, lack: Lack):
        row = self._row_named(lack.text)
        sentence = f"{lack.sentence[:1].upper()}{lack.sentence[1:]}."
        if lack.key == "group":
            self.groups.forms[0].add_error("units", sentence)
        elif row is not None:
            row.add_error("size" if "number" in row.fields else None, sentence)
        else:
            self.figures.add_error(OF_KEY.get(lack.key), sentence)

    def _say_of_line(self, problem):
        """Say what is wrong beside the row or the field that its line was made of."""
        lines = self.text.splitlines()[: problem.line]
        block = next(
            (at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith("[")), None
        )
        sentence = f"{problem.sentence[:1].upper()}{problem.sentence[1:]}."
        header = lines[block].strip("[]") if block is not None else ""
        named = self.text.splitlines()[block + 1].partition(" = ")[2].strip('"') if header else ""
        row = self._row_named(named) if header in ("unit", "group", "pathway.group") else None
        if row is not None:
            row.add_error(None, sentence)
        else:
            field = {"ladder": "boundaries", "points": "points"}.get(header)
            self.figures.add_error(field, sentence)

    def _row_named(self, name):
        """The row of the unit of that number, or of the rule of that title; None for neither."""
        rows = [(row, "number") for row in self.units] + [(row, "title") for row in self.groups]
        found = (row for row, what in rows if row.cleaned_data.get(what) == name and name)
        return next(found, None)


def _half(found):
    return specifications.Typed(**{**vars(found), "not_offered_because": HALF})


def _row_of(one):
    """A unit as its row begins."""
    return {
        "number": one.number,
        "title": one.title,
        "size": one.size,
        "examined": one.examined,
        "reference": one.reference,
    }


def _figures(rules):
    points = {}
    for one in rules.points:
        points.setdefault(one.size, []).append(f"{one.grade} {one.points}")
    return {
        "total": rules.total,
        "boundaries": "\n".join(f"{one.grade} {one.points}" for one in rules.boundaries),
        "points": "\n".join(f"{size}: {', '.join(of)}" for size, of in points.items()),
        "offered": True,
    }


def _group(one):
    return {
        "pathway": one.pathway,
        "title": one.title,
        "counts": one.counts or None,
        "size": one.size or None,
        "units": ", ".join(one.units),
        "others": one.others,
    }
