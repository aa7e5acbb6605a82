"""Where does the demo listen, and is that place free?"""

import os
import socket
import time
import urllib.error
import urllib.request

from local.problem import CannotStart

HOST = "127.0.0.1"
USUAL = 8000
PATIENCE = 60  # seconds until a web server that does not answer has failed


def chosen():
    """Give the port that PORT names; CannotStart if that is no port."""
    wanted = os.environ.get("PORT") or str(USUAL)
    if not (wanted.isdecimal() and 0 < int(wanted) < 65536):
        raise CannotStart(f"PORT={wanted} is no port: choose a number from 1024 to 65535.")
    return int(wanted)


def check_free(port):
    """Raise CannotStart if something else listens on the port."""
    another = port + 1 if port < 65535 else USUAL
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except PermissionError:
        raise CannotStart(f"Port {port} is reserved: try 'make demo PORT={USUAL}'.") from None
    except OSError:
        raise CannotStart(
            f"Port {port} is in use: stop what uses it, or try 'make demo PORT={another}'."
        ) from None


def wait_for_page(port, process, log):
    """Wait until the portal answers at all; CannotStart if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(f"http://{HOST}:{port}/health/"):
            return
        time.sleep(0.1)
    raise CannotStart(f"The web server does not answer; {log} tells why.")


def _answers(address):
    """Whether there is an answer, whatever it says."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
