"""How fast are we, beside the obvious ways to do the same? One script a figure; none is a test.

Each makes a database of its own and empties tables, so all of them act as the database's owner.
"""

import os

if os.environ.get("DATABASE_OWNER_URL"):
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
