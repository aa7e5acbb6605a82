"""Made-up small qualifications and candidates: mixed sizes, several groups, pathways, and so on."""

from dataclasses import replace

from interchange.catalogue import specification as specifications
from interchange.catalogue.specification import Boundary, Group, Pathway, Unit, UnitPoints
from results.awarding import Achievements, OtherUnit

EXAMINED, MODERATED = ("D", "M", "P", "R", "U"), ("D", "M", "P", "U")


def unit(number, size, examined=False):
    """A unit of a made-up qualification."""
    grades = EXAMINED if examined else MODERATED
    minimum = "R" if examined else "P"
    return Unit(
        number,
        f"Unit {number}",
        size,
        examined,
        "",
        grades,
        minimum,
        number,
        None,
        None,
        "",
        (),
        "",
    )


def group(title, numbers, counts=0, size=0, others=False):
    """A rule of combination of a made-up qualification."""
    return Group(title, tuple(numbers), counts, size, others, "", False, "")


def pathway(name, own):
    """A pathway of a made-up qualification, with one group of its own."""
    return Pathway(name, (own,), "", False, "")


def qualification(units, groups, total, pathways=(), suite="2016", surplus="earns nothing"):
    """A made-up qualification; its boundaries are P and M throughout, and a bit less."""
    base = specifications.load("05842" if suite == "2016" else "05352")
    each = total // 30 if suite == "2016" else total
    return replace(
        base,
        units=tuple(units),
        closed=(),
        groups=tuple(groups),
        pathways=tuple(pathways),
        total=total,
        surplus=surplus,
        other_awarding_bodies=any(one.others for one in groups),
        boundaries=(
            Boundary("D", 9 * each, "", False),
            Boundary("M", 8 * each, "", False),
            Boundary("P", 7 * each, "", False),
        ),
    )


def random_qualification(random, least=4, most=8):
    """A qualification of so many units that can be completed on each of its routes."""
    suite = random.choice(["2016", "2016", "2012"])
    sizes = [30, 60, 90, 120] if suite == "2016" else [5, 10, 15]
    examined = 0.4 if suite == "2016" else 0
    units = [
        unit(str(number), random.choice(sizes), random.random() < examined)
        for number in random.sample(range(1, 30), random.randint(least, most))
    ]
    units.sort(key=lambda one: int(one.number))
    groups = [
        random_group(random, f"Group {number}", units, suite == "2012")
        for number in range(random.randint(1, 3))
    ]
    ways = [
        Pathway(
            f"Way {number}", (random_group(random, f"Own {number}", units, False),), "", False, ""
        )
        for number in range(random.choice([0, 0, 2, 3]))
    ]
    total = random_total(random, units, groups, ways)
    surplus = random.choice(["earns nothing", "earns nothing", "earns nothing", "earns"])
    rules = qualification(units, groups, total, ways, suite, surplus)
    return replace(rules, points=random_points(random, sizes)) if suite == "2016" else rules


def random_points(random, sizes):
    """Points as they are published, or uneven ones: a share of a unit is then a broken number."""
    if random.random() < 0.4:
        return specifications.load("05842").points
    return tuple(
        UnitPoints(size, grade, points, "", False)
        for size in sizes
        for grade, points in zip("DMPR", uneven(random, size), strict=True)
    )


def uneven(random, size):
    """Points of the four grades, best first; some are equal."""
    return sorted((random.randint(1, size // 10 + 3) for _ in "DMPR"), reverse=True)


def random_group(random, title, units, may_take_others):
    """A group over some of the units that they can meet."""
    inside = random.sample(units, random.randint(1, len(units)))
    kind = random.choice(["mandatory", "counts", "size", "both"])
    counts = len(inside) if kind == "mandatory" else random.randint(1, len(inside))
    size = random.randint(1, sum(one.size for one in inside))
    return group(
        title,
        [one.number for one in inside],
        counts=0 if kind == "size" else counts,
        size=size if kind in {"size", "both"} else 0,
        others=may_take_others and kind != "mandatory" and random.random() < 0.6,
    )


def random_total(random, units, groups, ways):
    """A total size that can be reached on every route."""
    sizes = {one.number: one.size for one in units}
    reachable = min(
        sum(sizes[number] for number in {n for one in (*groups, *own) for n in one.units})
        for own in ([way.groups for way in ways] or [()])
    )
    return random.randint(1, reachable)


def random_candidate(random, qualification):
    """A candidate who holds some of the units."""
    held = [one for one in qualification.units if random.random() < 0.75]
    exams = [one.number for one in qualification.units if one.examined]
    others = random.randint(0, 3) if qualification.other_awarding_bodies else 0
    return Achievements(
        grades={one.number: random.choice(one.grades) for one in held},
        pathway=random.choice([None, *(way.name for way in qualification.pathways)]),
        no_attempts_left=frozenset(exam for exam in exams if random.random() < 0.2),
        other=tuple(
            OtherUnit(f"Other {number}", random.choice([5, 10, 12]), random.choice(MODERATED))
            for number in range(others)
        ),
    )
