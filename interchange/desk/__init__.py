"""The board's desk: who has which item of work in hand, and what staff note of it.

What waits is not kept here: each list of the board's side says of its records which wait
(`board.Waiting`). An item is named by its record, kind and number.
"""
