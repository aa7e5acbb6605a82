"""The words after `python -m local`."""

import argparse
import os
import sys
from pathlib import Path

from local import places
from local.problem import CannotStart


def main(arguments):
    """Do what the words say. Gives the exit code."""
    chosen = _words().parse_args(arguments)
    try:
        return chosen.do(chosen)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1


def _words():
    """Give what can be said, and what does it."""
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    run = verbs.add_parser("run", help="run a command beside throw-away servers")
    run.add_argument("command", nargs="+", metavar="COMMAND")
    run.set_defaults(do=_run_command)
    look = verbs.add_parser("look", help="build the style sheet and the script")
    look.set_defaults(do=_build_look)
    for name, do, what in (
        ("demo", _keep_demo, "serve the demo until Ctrl-C"),
        ("reset", _reset_demo, "delete what the demo has kept"),
    ):
        verb = verbs.add_parser(name, help=what)
        verb.add_argument("--data", type=Path, default=places.ROOT / "var", metavar="FOLDER")
        verb.set_defaults(do=do)
    demo = verbs.choices["demo"]
    demo.add_argument("--with-parent", action="store_true", help="end when the starter has ended")
    return parser


def _run_command(chosen):
    from local import run

    return run.run(chosen.command)


def _build_look(chosen):
    from local import look

    return look.build()


def _keep_demo(chosen):
    from local import demo

    return demo.demo(chosen.data, os.getppid() if chosen.with_parent else None)


def _reset_demo(chosen):
    from local import demo

    return demo.reset(chosen.data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
