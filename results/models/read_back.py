"""How did an award come about? Its working, read back by the rules it was issued by."""

from dataclasses import asdict

from django.utils.functional import cached_property

from interchange.catalogue.queries import rules_of
from results.awarding import working


class ReadBack:
    """What a qualification result says of how it came about; it keeps bytes, or a list of units.

    `only` are the (unit, grade) that whoever reads it may see; None for all.
    """

    only: frozenset | None = None

    @cached_property
    def working(self):
        """The units counted, each with how much of it counted.

        Results issued before anything could exceed the size counted the whole unit.
        """
        return [one for one in self._counted if self._may_be_read(one)]

    @property
    def hides(self):
        """Whether a unit counted that whoever reads it may not see; its points tell of that one."""
        return len(self.working) < len(self._counted)

    @property
    def _counted(self):
        if self.packed is None:
            return [{"size_counted": one["size"], **one} for one in self.counted]
        return [asdict(one) for one in working.counted(self._rules, bytes(self.packed))]

    def _may_be_read(self, one):
        return self.only is None or (one["unit"], one["grade"]) in self.only

    @property
    def titled_working(self):
        """The same, each unit with its title as the rules have it; those of others have theirs."""
        titles = {unit.number: unit.title for unit in self._rules.units}
        return [{**one, "title": titles.get(one["unit"], "")} for one in self.working]

    @property
    def has_surplus(self):
        """Whether a unit counted in part alone, because the rest exceeds the size."""
        return any(one["size_counted"] < one["size"] for one in self.working)

    @property
    def ladder(self):
        """Each grade of the rules with the points at which it begins, the best first."""
        return [(one.grade, one.points) for one in self._rules.boundaries]

    @property
    def begins_at(self):
        """The points at which its grade begins; None for a grade that has no boundary."""
        found = (one.points for one in self._rules.boundaries if one.grade == self.grade)
        return next(found, None)

    @property
    def _rules(self):
        return rules_of([self.specification])[self.specification_id]
