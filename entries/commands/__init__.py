"""What changes: who is registered, who is entered for which unit, and which awards become due."""

from entries.commands.approving import (
    approve,
    approve_centre,
    ask_approval,
    decline_approval,
    end_approval,
)
from entries.commands.awards import (
    dates_are_otherwise,
    lateness_is_otherwise,
    put_rules_in_force,
    raise_award_due,
    raise_award_due_of,
    results_come_otherwise,
    years_are_otherwise,
)
from entries.commands.changing import (
    ask_back,
    decline_back,
    process_withdrawal,
    reinstate,
    set_completion,
    set_completions,
    undo_withdrawal,
    undo_withdrawals,
    withdraw,
    withdraw_all,
)
from entries.commands.crediting import credit, credit_by_hand, pay_back, settle_payback
from entries.commands.details import (
    approve_details,
    cancel_details,
    change_details,
    correct_details,
    refuse_details,
)
from entries.commands.duplicates import answer_duplicate, part_duplicate
from entries.commands.entering import enter_for_exams, enter_units_only, register
from entries.commands.entering_again import enter_again
from entries.commands.files import (
    answer_likely,
    cancel_file,
    confirm_file,
    send_file,
    work_a_file,
    work_file,
)
from entries.commands.groups import (
    add_to_group,
    change_group,
    delete_group,
    make_group,
    take_out_of_group,
)
from entries.commands.identity_questions import (
    ask_identity,
    decline_question,
    say_same_person,
    say_somebody_else,
    take_back_question,
)
from entries.commands.invoicing import (
    answer_query,
    charge,
    charge_replacement,
    charge_service,
    charge_top_ups,
    query_invoice,
)
from entries.commands.likeness_keys import (
    keep_likeness_keys,
    make_likeness_keys_anew,
    make_likeness_keys_of,
)
from entries.commands.locking import hold_people
from entries.commands.numbers import give_number, pass_on_numbers
from entries.commands.numbers_twice import say_whose_number
from entries.commands.older_rules import let_newer_rules_count, let_rules_go_on
from entries.commands.persons import carry_details, join_record, own_details, part_record
from entries.commands.replacing import put_in_place_of
from entries.commands.rules_typed import RulesOvertaken, enter_rules, let_the_file_count
from entries.commands.transferring import (
    agree_transfer,
    ask_transfer,
    cancel_transfer,
    decline_transfer,
    prove_transfer,
    reject_transfer,
)

__all__ = [
    "RulesOvertaken",
    "add_to_group",
    "let_newer_rules_count",
    "let_rules_go_on",
    "agree_transfer",
    "answer_duplicate",
    "answer_likely",
    "answer_query",
    "approve",
    "approve_centre",
    "approve_details",
    "ask_approval",
    "ask_back",
    "ask_identity",
    "ask_transfer",
    "cancel_details",
    "cancel_file",
    "cancel_transfer",
    "carry_details",
    "change_details",
    "change_group",
    "charge",
    "charge_replacement",
    "charge_service",
    "charge_top_ups",
    "confirm_file",
    "correct_details",
    "credit",
    "credit_by_hand",
    "dates_are_otherwise",
    "decline_approval",
    "decline_back",
    "decline_question",
    "decline_transfer",
    "delete_group",
    "end_approval",
    "enter_again",
    "enter_for_exams",
    "enter_rules",
    "enter_units_only",
    "give_number",
    "hold_people",
    "join_record",
    "keep_likeness_keys",
    "lateness_is_otherwise",
    "let_the_file_count",
    "make_group",
    "make_likeness_keys_anew",
    "make_likeness_keys_of",
    "own_details",
    "part_duplicate",
    "part_record",
    "pass_on_numbers",
    "pay_back",
    "process_withdrawal",
    "prove_transfer",
    "put_in_place_of",
    "put_rules_in_force",
    "query_invoice",
    "raise_award_due",
    "raise_award_due_of",
    "refuse_details",
    "register",
    "reinstate",
    "reject_transfer",
    "results_come_otherwise",
    "say_same_person",
    "say_somebody_else",
    "say_whose_number",
    "send_file",
    "set_completion",
    "set_completions",
    "settle_payback",
    "take_back_question",
    "take_out_of_group",
    "undo_withdrawal",
    "undo_withdrawals",
    "withdraw",
    "withdraw_all",
    "work_a_file",
    "work_file",
    "years_are_otherwise",
]
