"""Three centres, four persons and the clock: every move of entries, in any order.

`world` is the cast and the clock, `entering`, `changing`, `exams` and `records` hold the moves,
made by the real commands; `truths` are what holds after each. `test_moves.py` plays a share by
Hypothesis, which makes a fault small; `make machine ARGS=1000000` plays as many steps as wanted.
"""
