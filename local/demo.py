"""How does one command serve the whole portal, with a term already played?"""

import contextlib
import os
import sys
from functools import partial

from local import data as kept_data
from local import lock, places, port, processes, servers, trying
from local.keeper import Kept, keep
from local.problem import CannotStart

MANAGE = (sys.executable, str(places.ROOT / "manage.py"))


def demo(data, parent=None):
    """Serve the demo whose data are in the folder until it is asked to end. Gives the exit code.

    Takes the number of the `parent` without which it shall not go on, if there is one. Raises
    CannotStart, before anything is started, where the port or the folder is in use.
    """
    number = port.chosen()
    port.check_free(number)
    data = data.resolve()
    data.mkdir(mode=0o755, exist_ok=True)
    with lock.hold(data / "lock"):
        try:
            with processes.ending_cleanly(), processes.guarded() as guard:
                _serve(data, number, guard, parent)
        except processes.Ended:
            _say("\nEverything has stopped. The data are kept; 'make demo' goes on from here.")
    return 0


def _serve(data, number, guard, parent):
    """Start the servers, prepare the database, start the portal, and keep all of it running."""
    own = not os.environ.get("DATABASE_URL")
    if own:
        kept_data.go_on(data, _say)
    log = data / "log"
    log.mkdir(exist_ok=True)
    _say("Getting the database and the broker ready …")
    variables, running = _start_servers(data, guard, log)
    owning = {**os.environ, **_settings(data, number), **variables}
    environment = {name: value for name, value in owning.items() if name != "DATABASE_OWNER_URL"}
    if not own or not kept_data.is_up_to_date(data):
        _prepare(owning, environment, guard)
    if own:
        kept_data.mark_prepared(data)
    _say("Starting the portal …\n")
    kept = [Kept(each.name, each.start, each.process) for each in running]
    kept += _start_portal(number, environment, guard, log)
    _manage("demo_people", environment=environment, guard=guard)
    port.wait_for_page(number, kept[-1].process, log / "web.log")
    _say(f"\nThe portal is at http://localhost:{number}/")
    _say("Ctrl-C stops it and keeps the data; 'make demo-reset' deletes them.")
    keep(kept, guard=guard, say=_say, parent=parent)


def _start_servers(data, guard, log):
    """Start the database and the broker. Gives the variables that lead to them, and the servers."""
    sockets, spare = places.socket_folder(data), places.spare_folder(data)
    guard.throw_away(sockets)
    return servers.start(data, sockets, guard=guard, spare=spare, log=log)


def _prepare(owning, environment, guard):
    """Bring the database up to date as its owner; the first time, play a term as who serves."""
    _say("Making the tables and loading the catalogue …")
    _manage("prepare", "--verbosity", "0", environment=owning, guard=guard)
    _say("Playing a term …")
    _manage("play_demo_term", environment=environment, guard=guard)


def _start_portal(number, environment, guard, log):
    """Start the portal's own processes, the web server last. Gives what is to be kept running."""
    return [
        Kept(
            name,
            partial(
                processes.start,
                command,
                guard=guard,
                log=log / f"{name}.log",
                env=environment,
            ),
        )
        for name, command in portal(number).items()
    ]


def portal(number):
    """Give the commands of the portal's own processes by name."""
    return {
        "worker": (
            *(sys.executable, "-m", "celery", "-A", "interchange.celery", "worker"),
            *("--concurrency", "2", "--loglevel", "warning", "--without-gossip"),
        ),
        "sweeper": (*MANAGE, "sweep"),
        "web": (
            *(sys.executable, "-m", "gunicorn", "--config", str(places.ROOT / "gunicorn.conf.py")),
            *("--bind", f"{port.HOST}:{number}", "--preload", "--log-level", "warning"),
        ),
    }


def _settings(data, number):
    """Give the environment variables of the demo's processes, with a secret key of its own."""
    return {
        **trying.settings(),
        "PORTAL_DEMO": "1",
        "PORTAL_DATA": str(data),
        "PORTAL_ADDRESS": f"http://localhost:{number}",
        "SECRET_KEY": kept_data.secret_key(data),
        "DJANGO_SETTINGS_MODULE": "interchange.settings",
        "PYTHONPATH": str(places.ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def _manage(*command, environment, guard):
    """Run a command of the portal; CannotStart where it fails."""
    process = processes.start((*MANAGE, *command), guard=guard, env=environment)
    code = process.wait()
    guard.remove(process.pid)
    if code:
        raise CannotStart(f"'manage.py {command[0]}' failed; what it said stands above.")


def reset(data):
    """Delete what the demo keeps in the folder. Gives the exit code.

    Raises CannotStart while a demo runs there, for a database that we did not start, and for a
    folder that another installation keeps its data in.
    """
    if os.environ.get("DATABASE_URL"):
        raise CannotStart(
            "DATABASE_URL names a server of yours, which the portal does not empty: "
            "drop that database and create it again."
        )
    if data.exists():
        kept_data.check_is_the_demos(data)
        with lock.hold(data / "lock"):
            kept_data.delete(data)
    _say("The demo's data are deleted; 'make demo' starts over.")
    return 0


def _say(line):
    """Print the line, if there is still a terminal."""
    with contextlib.suppress(OSError):
        print(line, flush=True)
