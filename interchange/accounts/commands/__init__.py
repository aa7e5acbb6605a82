"""What changes about people: log-ins, second factors, passwords, colleagues, board staff."""

from interchange.accounts.commands.board import (
    close,
    create_board_administrator,
    invite_by_board,
    reopen,
    reset_second_factor,
)
from interchange.accounts.commands.centres import hold_centre, set_accounts_contact
from interchange.accounts.commands.emails import ask_for_email, take_email, tell_both
from interchange.accounts.commands.guesses import forget_old_failures
from interchange.accounts.commands.log_in import (
    check_code,
    check_password,
    check_recovery_code,
    confirm,
    log_in,
)
from interchange.accounts.commands.passwords import (
    ask_for_reset,
    change_password,
    choose_password,
    send_reset,
    send_resets,
)
from interchange.accounts.commands.people import invite, invite_again, remove, set_roles
from interchange.accounts.commands.second_factor import enrol, make_codes
from interchange.accounts.commands.service import service_account

__all__ = [
    "ask_for_email",
    "ask_for_reset",
    "change_password",
    "check_code",
    "check_password",
    "check_recovery_code",
    "choose_password",
    "close",
    "confirm",
    "create_board_administrator",
    "enrol",
    "forget_old_failures",
    "hold_centre",
    "invite",
    "invite_again",
    "invite_by_board",
    "log_in",
    "make_codes",
    "remove",
    "reopen",
    "reset_second_factor",
    "send_reset",
    "send_resets",
    "service_account",
    "set_accounts_contact",
    "set_roles",
    "take_email",
    "tell_both",
]
