"""What the tests of a module share that takes long to make: made once, and each plays in a copy.

The module's transaction is open while its tests play; what each of them does is rolled back to what
was shared, as it is rolled back to nothing elsewhere.
"""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def shared(blocker):
    """Whatever is made within stays for the tests of the module, and goes after the last.

    `blocker` is pytest-django's; a module that shares belongs in `TOGETHER` of tests/machine.py.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
