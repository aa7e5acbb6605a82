"""What changes: units that could not be assessed get a grade in another way."""

from assessed.commands.assessing import assess, assess_where_raised
from assessed.commands.considering import (
    accept_consideration,
    answer_consideration,
    apply_for_consideration,
    ask_about_consideration,
    refuse_consideration,
    shown_of_taking_back,
    take_back_acceptance,
    withdraw_consideration,
)
from assessed.commands.papers import drop_papers, forget_papers, keep_paper
from assessed.commands.reducing import reduce_as_board, take_back_as_board
from assessed.commands.reductions import report_reductions
from assessed.commands.tags import give_tag

__all__ = [
    "accept_consideration",
    "answer_consideration",
    "apply_for_consideration",
    "ask_about_consideration",
    "assess",
    "assess_where_raised",
    "drop_papers",
    "forget_papers",
    "give_tag",
    "keep_paper",
    "reduce_as_board",
    "refuse_consideration",
    "report_reductions",
    "shown_of_taking_back",
    "take_back_acceptance",
    "take_back_as_board",
    "withdraw_consideration",
]
