"""The awards by pandas and numpy, reading and writing by ADBC."""

from benchmarks import _adbc
from benchmarks._baseline_rules import GRADES, SIZES, rates, steps


def award():
    """By pandas, and numpy for what is counted."""
    import numpy as np
    import pandas as pd

    with _adbc.connected() as database:
        units, rules, ways, boundaries = (
            _adbc.table(database, name).to_pandas() for name in ("unit", "rules", "way", "boundary")
        )
        results = _adbc.read(database).to_pandas()
        results["rate"] = results.pop("grade").map(rates())
        results = results.dropna(subset="rate")
        best = results.groupby(["entry_id", "unit_id"], sort=False, as_index=False).max()
        best = best.merge(units, on="unit_id")
        held = _held(np, pd, best)
        found = [
            _award(np, pd, held[held.qualification_id == key], one, ways, boundaries)
            for key, one in rules.set_index("qualification_id").iterrows()
        ]
        _adbc.write(database, _arrow(pd.concat(found)))


def _held(np, pd, best):
    """A row an entry, as of polars."""
    codes, entries = pd.factorize(best.entry_id)
    held = pd.DataFrame({"entry_id": entries})
    held["qualification_id"] = best.qualification_id[~best.entry_id.duplicated()].to_numpy()
    mandatory, size, rate = (best[name].to_numpy() for name in ("mandatory", "size", "rate"))

    def counted(which, weights=None):
        if weights is not None:
            weights = weights[which]
        return np.bincount(codes[which], weights, minlength=len(entries)).astype(np.int64)

    held["mandatory"] = counted(mandatory)
    held["points"] = counted(mandatory, size * rate)
    for grade in GRADES:
        for each in SIZES:
            which = ~mandatory & (size == each) & (rate >= rates()[grade])
            held[f"{grade}{each}"] = counted(which)
    return held


def _award(np, pd, part, rules, ways, boundaries):
    """The entries of one qualification that are complete, with the best of all ways."""
    part = part[part.mandatory == rules.mandatory]
    best = np.full(len(part), -1)
    columns = {name: part[name].to_numpy() for name in part}
    for _, *taken in ways[ways.qualification_id == rules.name].itertuples(index=False):
        numbers = list(zip(SIZES, taken, strict=True))
        earned = sum(
            np.minimum(
                sum(
                    np.minimum(columns[f"{grade}{size}"], number) * size for size, number in numbers
                ),
                rules.need,
            )
            * step
            for grade, step in zip(GRADES, steps(), strict=True)
        )
        enough = np.all([columns[f"{GRADES[-1]}{size}"] >= number for size, number in numbers], 0)
        best = np.maximum(best, np.where(enough, earned, -1))
    points = (columns["points"] + best)[best >= 0]
    these = boundaries[boundaries.qualification_id == rules.name].sort_values("points")
    reached = np.searchsorted(these.points.to_numpy(), points, side="right")
    return pd.DataFrame(
        {
            "entry_id": columns["entry_id"][best >= 0],
            "outcome": np.where(reached > 0, "award", "unclassified"),
            "grade": np.array(["U", *these.grade])[reached],
            "points": points.astype(np.int32),
        }
    )


def _arrow(frame):
    import pyarrow

    return pyarrow.Table.from_pandas(frame, preserve_index=False)
