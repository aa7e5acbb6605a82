"""What a benchmark prints of a figure: the ratio, the goal, and whether it is met."""

import json

import pytest

from benchmarks._figures import Figure, report, share, times


@pytest.mark.parametrize(
    "figure, ratio, is_met",
    [
        (share("a share", 2, 10, at_most=0.25), 0.2, True),
        (share("a share", 3, 10, at_most=0.25), 0.3, False),
        (times("times as fast", 2, 100, at_least=50), 50, True),
        (times("times as fast", 2, 99, at_least=50), 49.5, False),
        (Figure("by itself", 257, unit="MB", at_most=256), None, False),
        (Figure("by itself", 0.96, unit="", at_least=0.95), None, True),
        (share("without a goal", 3, 2), 1.5, None),
    ],
)
def test_a_figure_is_met_by_its_ratio_or_else_by_itself(figure, ratio, is_met):
    assert (figure.ratio, figure.is_met) == (ratio, is_met)


def test_figures_are_printed_a_row_each_and_added_to_the_file(tmp_path, monkeypatch, capsys):
    path = tmp_path / "figures.json"
    monkeypatch.setenv("JSON", str(path))

    report("one", [share("ours beside theirs", 0.5, 1.5, at_most=0.25)])
    report("another", [Figure("memory", 12, unit="MB", at_most=256)])

    _, row, *_ = capsys.readouterr().out.splitlines()
    assert row.split() == ["ours", "beside", "theirs", "0.500", "s", "1.50", "s"] + [
        *("0.33", "×", "≤", "0.25", "short")
    ]
    first, second = json.loads(path.read_text())
    assert (first["benchmark"], first["met"], first["ours"]) == ("one", False, 0.5)
    assert (second["benchmark"], second["met"], second["unit"]) == ("another", True, "MB")
