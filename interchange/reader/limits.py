"""How much may reading one file cost?"""

import resource
import signal

MEMORY = 128 * 1024 * 1024  # bytes of addresses, the interpreter's own among them
PROCESSOR = 1.8  # seconds of a processor
PATIENCE = 10  # seconds that may pass on a clock, on a busy machine
MOST_ROWS, MOST_COLUMNS = 5_000, 200
MOST_CELLS = 250_000  # that hold something
MOST_SIGNS = 10_000_000  # in all cells together
MOST_SHEETS = 20
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet in any program


def set_limits() -> None:
    """Limit this process; what goes beyond ends it, and nobody else."""
    _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_CPU, int(PROCESSOR) + 1)
    _at_most(resource.RLIMIT_FSIZE, 0)  # it writes no file
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_NOFILE, 16)
    _at_most(resource.RLIMIT_NPROC, 0)  # it starts nothing
    signal.setitimer(signal.ITIMER_PROF, PROCESSOR)
    signal.alarm(PATIENCE)


def _at_most(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))
