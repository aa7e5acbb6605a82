"""The awards by polars, reading and writing by ADBC."""

from benchmarks import _adbc
from benchmarks._baseline_rules import GRADES, SIZES, rates, steps


def award():
    """By polars, qualification by qualification once the best grades are known."""
    import polars as pl

    with _adbc.connected() as database:
        units, rules, ways, boundaries = (
            pl.from_arrow(_adbc.table(database, name))
            for name in ("unit", "rules", "way", "boundary")
        )
        worth = pl.DataFrame({"grade": list(rates()), "rate": list(rates().values())})
        held = _held(pl, pl.from_arrow(_adbc.read(database)), units, worth)
        ways = ways.partition_by("qualification_id", as_dict=True)
        boundaries = boundaries.partition_by("qualification_id", as_dict=True)
        needs = {row["qualification_id"]: row for row in rules.iter_rows(named=True)}
        parts = held.partition_by("qualification_id", as_dict=True)
        found = [
            _award(pl, part, needs[key[0]], ways[key], boundaries[key])
            for key, part in parts.items()
        ]
        _adbc.write(database, pl.concat(found).to_arrow())


def _held(pl, results, units, worth):
    """Each entry: mandatory units and their points, optional units by size and lowest grade."""
    optional = ~pl.col("mandatory")
    best = (
        results.lazy()
        .join(worth.lazy(), on="grade")
        .group_by("entry_id", "unit_id")
        .agg(pl.col("rate").max(), pl.col("qualification_id").first())
        .join(units.lazy(), on="unit_id")
    )
    counts = [
        (optional & (pl.col("size") == size) & (pl.col("rate") >= rates()[grade]))
        .sum()
        .cast(pl.Int32)
        .alias(f"{grade}{size}")
        for grade in GRADES
        for size in SIZES
    ]
    of_mandatory = pl.when("mandatory").then(pl.col("size") * pl.col("rate")).sum()
    return (
        best.group_by("entry_id")
        .agg(
            pl.col("qualification_id").first(),
            pl.col("mandatory").sum(),
            of_mandatory.alias("points").cast(pl.Int32),
            *counts,
        )
        .collect()
    )


def _award(pl, part, rules, ways, boundaries):
    """The entries of one qualification that are complete, with the best of all ways."""
    each = []
    for _, *taken in ways.iter_rows():
        enough = pl.all_horizontal(
            pl.col(f"{GRADES[-1]}{size}") >= number
            for size, number in zip(SIZES, taken, strict=True)
        )
        earned = pl.sum_horizontal(
            pl.min_horizontal(_upto(pl, grade, taken), pl.lit(rules["need"])) * step
            for grade, step in zip(GRADES, steps(), strict=True)
        )
        each.append(pl.when(enough).then(earned).otherwise(-1))
    awarded = (
        part.filter(pl.col("mandatory") == rules["mandatory"])
        .select("entry_id", pl.col("points"), best=pl.max_horizontal(each))
        .filter(pl.col("best") >= 0)
        .select("entry_id", points=(pl.col("points") + pl.col("best")).cast(pl.Int32))
        .sort("points")
    )
    reached = awarded.join_asof(
        boundaries.select("points", "grade").sort("points"), on="points", strategy="backward"
    )
    return reached.select(
        "entry_id",
        pl.when(pl.col("grade").is_null())
        .then(pl.lit("unclassified"))
        .otherwise(pl.lit("award"))
        .alias("outcome"),
        pl.col("grade").fill_null("U"),
        "points",
    )


def _upto(pl, grade, taken):
    return pl.sum_horizontal(
        pl.min_horizontal(pl.col(f"{grade}{size}"), pl.lit(number)) * size
        for size, number in zip(SIZES, taken, strict=True)
    )
