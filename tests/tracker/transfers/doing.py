"""The board processes a transfer."""

from tracker import commands


def process(transfer, by, at):
    return commands.process_transfer(transfer=transfer, by=by, at=at)
