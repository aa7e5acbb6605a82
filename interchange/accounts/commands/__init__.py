"""What changes about people: log-ins, second factors, passwords, colleagues, board staff."""

from interchange.accounts.commands.board import (
    close,
    create_board_administrator,
    invite_by_board,
    reopen,
    reset_second_factor,
)
from interchange.accounts.commands.centres import set_accounts_contact
from interchange.accounts.commands.log_in import (
    check_code,
    check_password,
    check_recovery_code,
    log_in,
)
from interchange.accounts.commands.passwords import change_password, choose_password, send_reset
from interchange.accounts.commands.people import invite, invite_again, remove, set_roles
from interchange.accounts.commands.second_factor import enrol, make_codes
from interchange.accounts.commands.service import service_account

__all__ = [
    "change_password",
    "check_code",
    "check_password",
    "check_recovery_code",
    "choose_password",
    "close",
    "create_board_administrator",
    "enrol",
    "invite",
    "invite_again",
    "invite_by_board",
    "log_in",
    "make_codes",
    "remove",
    "reopen",
    "reset_second_factor",
    "send_reset",
    "service_account",
    "set_accounts_contact",
    "set_roles",
]
