"""`manage.py specification 05842`: the published rules of a qualification, as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from interchange.catalogue import specification as specifications

HOW_TO_READ = {
    "total": "The GLH or credits (see `measure`) that the units counted must reach together.",
    "units": "Those that may count. `grades` stand best first; a unit is achieved at its `minimum`"
    " grade or better. `size` is in the measure. Only an `examined` unit can run out of attempts.",
    "closed": "Units of the subject that do not count towards this size.",
    "groups": "Every group must be met: at least `counts` of its units must count, and those that"
    " count must be worth at least `size` together; 0 asks for nothing. A unit that stands in two"
    " groups counts in both, and once in the total; one that stands in no group (of the pathway)"
    " cannot count, not even towards the total. The units of a group that counts all of its units"
    " are mandatory. Where `others` is true, units of another awarding body count in the group as"
    " well.",
    "other_awarding_bodies": "Whether achieved units of another awarding body can count. They are"
    " never mandatory, and come after all other numbers: the smaller ones first, of one size those"
    " with most points first.",
    "pathways": "The groups of a pathway come on top of the common ones. For a candidate without a"
    " pathway the collections of all pathways are compared, as `award` and `not_yet` say; where two"
    " pathways count the same units for the same points, the first of this list is taken. It is"
    " named, unless other pathways have the same groups.",
    "points": "Where `points_per` is unit: what a unit of that size and grade earns. Where it is"
    " credit: what each credit of a unit at that grade earns.",
    "surplus": "What the units counted have together beyond `total`. Where it `earns`, they keep"
    " all their points. Where it `earns nothing`, it is taken from the counted units that are not"
    " mandatory: first from the one with the fewest points per GLH or credit, of equal ones from"
    " the highest number, until nothing is left to take. What remains of a unit earns its share:"
    " points × what remains ÷ size, rounded down. A unit of which nothing remains earns 0 and still"
    " counts in its groups.",
    "boundaries": "The best grade first: the first whose points are reached is awarded.",
    "award": "Of the collections of achieved units that meet every group and the total, each unit"
    " with its whole size, and from which no unit could be left out, the one with the most points"
    " counts, after `surplus`. Ties go to the lower unit numbers: the lowest number in which two"
    " collections differ decides.",
    "unclassified": "The combination is complete and its points are below the last boundary; or all"
    " it lacks are exams that may not be sat again. The grade is then that of `fail`.",
    "not_yet": "Something else is lacking. Counted meanwhile is what would count if the units"
    " lacking were added: as few exams that may not be sat again as can be, then as little size"
    " still to do, then most points (after `surplus`, of the units achieved alone), then the lower"
    " unit numbers.",
}


class Command(BaseCommand):
    """Print a whole specification: enough to calculate any award from it."""

    help = "Units, groups, pathways, points and boundaries of an entry code, as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the entry code, and the series whose figures are wanted."""
        parser.add_argument("code", help="the entry code, such as 05842")
        parser.add_argument("--series", help="the figures of that series, such as 2017-06")

    def handle(self, *, code, series, **options):
        """Print it; exit 2 with a sentence where there is none."""
        try:
            found = specifications.load(code, series)
        except (LookupError, ValueError, specifications.SpecificationError) as error:
            raise CommandError(str(error), returncode=2) from None
        told = {**specifications.to_dict(found), "how_to_read": HOW_TO_READ}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
