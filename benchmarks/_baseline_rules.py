"""What the baselines know of the invented qualifications, as tables and as arithmetic.

Every mandatory unit must be achieved; of the optional ones so many of each size count as one of
the ways lets (each reaches the GLH asked for, and no unit could be left out), the strongest first.
Points are GLH by a rate for the grade, so what exceeds the size costs at the lowest rates. With
`upto[g]` the GLH counted at grade g or a better one, the optional units earn

    sum over the grades of (rate of g - rate of the next lower) * min(upto[g], GLH asked for).
"""

from functools import cache
from itertools import product

BLOCK = 30  # GLH; every size is a multiple
SIZES = (1, 2, 3)  # in blocks
GRADES = "DMPR"  # that achieve, best first
TABLES = """
DROP TABLE IF EXISTS baseline_unit, baseline_way, baseline_boundary, baseline_rules;
CREATE TABLE baseline_unit (unit_id int, mandatory bool, size int);
CREATE TABLE baseline_way (qualification_id bigint, size1 int, size2 int, size3 int);
CREATE TABLE baseline_boundary (qualification_id bigint, points int, grade text);
CREATE TABLE baseline_rules (qualification_id bigint, specification_id bigint, code text,
                             mandatory int, need int, thresholds int[], grades text[]);
"""
# What the awards that were worked out elsewhere become; `awarded` is entry_id, outcome, grade,
# points. Ours writes the working and where each stands besides.
WRITE = """
made AS (
    INSERT INTO results_qualificationresult
           (entry_id, due, outcome, grade, points, pathway, counted, specification_id, issued_at,
            cause)
    SELECT awarded.entry_id, due.due, awarded.outcome, awarded.grade, awarded.points, '', '[]',
           rules.specification_id, '{at}', ''
    FROM awarded
    JOIN entries_awarddue due ON due.entry_id = awarded.entry_id
    JOIN entries_qualificationentry entry ON entry.id = awarded.entry_id
    JOIN baseline_rules rules USING (qualification_id)
    RETURNING id, entry_id, outcome, grade
), settled AS (
    UPDATE entries_awarddue SET done = due, attempts = 0, problem = '' WHERE done < due
)
INSERT INTO audit_event (name, at, by_id, centre, about, label, detail)
SELECT 'qualificationresult.issue', '{at}', {by}, centre.number, 'qualificationresult:' || made.id,
       candidate.surname || ', ' || candidate.forenames || ' for ' || rules.code || ': '
       || coalesce(nullif(made.grade, ''), made.outcome), '{{}}'
FROM made
JOIN entries_qualificationentry entry ON entry.id = made.entry_id
JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
JOIN accounts_centre centre ON centre.id = entry.centre_id
JOIN baseline_rules rules USING (qualification_id)
"""


def write_rules():
    """Write the tables that all baselines may use, and read the rates; it is not timed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for table, rows in _rows().items():
            values = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO baseline_{table} VALUES ({values})", rows)
        rates()
        cursor.execute("ANALYZE baseline_unit, baseline_way, baseline_boundary, baseline_rules")


@cache
def rates():
    """What a block earns: {grade: points}, best first; in all invented specifications alike."""
    rules = next(iter(_specifications().values()))
    points = {(row.size, row.grade): row.points for row in rules.points}
    return {grade: points[BLOCK, grade] for grade in GRADES}


def steps():
    """By how much a block earns more at each grade than at the next lower, best first."""
    points = [*rates().values()]
    return [one - lower for one, lower in zip(points, [*points[1:], 0], strict=True)]


def _specifications():
    """{version of the rules: the specification}, of each qualification that is taken."""
    from interchange.catalogue import queries
    from interchange.catalogue.models import Qualification

    versions = queries.versions(Qualification.objects.values("code"))
    rules = queries.rules_of(versions.values())
    return {version: rules[version.pk] for version in versions.values()}


def _rows():
    """The rows of each table."""
    from interchange.catalogue.models import QualificationUnit

    found = {"unit": [], "way": [], "boundary": [], "rules": []}
    for version, rules in _specifications().items():
        key, (first, second) = version.qualification_id, rules.groups
        need = second.size // BLOCK
        upwards = [(one.points, one.grade) for one in reversed(rules.boundaries)]
        thresholds, grades = map(list, zip(*upwards, strict=True))
        found["rules"].append((key, version.pk, rules.code, first.counts, need, thresholds, grades))
        found["boundary"] += [(key, *one) for one in upwards]
        blocks = {unit.number: unit.size // BLOCK for unit in rules.units}
        found["way"] += [(key, *way) for way in _ways([blocks[one] for one in second.units], need)]
        takes = QualificationUnit.objects.filter(qualification=key).select_related("unit")
        found["unit"] += [
            (one.unit_id, one.unit.number in first.units, blocks[one.unit.number]) for one in takes
        ]
    return found


def _ways(sizes, need):
    """How many of each size can count: enough together, and none of them too many."""
    most = [range(sizes.count(size) + 1) for size in SIZES]
    for way in product(*most):
        total = sum(size * number for size, number in zip(SIZES, way, strict=True))
        smallest = min((size for size, number in zip(SIZES, way, strict=True) if number), default=0)
        if need <= total < need + smallest:
            yield way
