"""Plant causes in candidates and see that each is found: `python -m tests.causes [CANDIDATES]`.

Each cause alone and every two together, of an exam, a marked unit and a registration, by rows as
the portal's commands leave them; then recall and precision of each, and whatever was said wrongly.
Acts as the database's owner.
"""

import os
import sys

from benchmarks._database import database


def main(words):
    """Say how well each is found. Gives 1 if anything is not."""
    candidates = int(words[0]) if words else 100_000
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    with database():
        from interchange.catalogue.commands import load_catalogue
        from tests.causes.judging import figures, play, wrong
        from tests.factories.results import NOW

        load_catalogue(by=None, at=NOW)
        judged = play(candidates)
    print(f"{len(judged):,} candidates")
    for code, number, recall, precision in figures(judged):
        print(f"{code:24} {number:8,}  recall {recall:6.2f} %  precision {precision:6.2f} %")
    found = wrong(judged)
    for (planted, expected, said), number in found.most_common(40):
        print(f"{number:,} × {planted}: {expected} is told as {said or 'nothing'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
