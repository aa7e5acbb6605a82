"""gunicorn's worker with threads, which wait for nobody.

gunicorn's threads wait for whoever sends slowly: a few requests that stop half-way, and nobody is
answered. Here the loop that takes connections collects each request first, all side by side, and
hands it to a thread when what the thread would wait for is here. Only bodies above SMALL (files
that people send) are read by threads, by half of them at most, and a thread gives one up after
SILENCE. Closing waits for nobody either. docs/adr/0032-nobody-holds-others-up.md
"""

import selectors
import socket
import struct
import time
from collections import deque
from contextlib import suppress
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker

from interchange.serving.arriving import Arriving

PATIENCE = 15  # seconds until a small request is here whole
SILENCE = 20  # seconds without a byte, either way, after which a thread gives up
LARGEST = 180  # seconds until a large request is here whole, however steadily its bytes drip
LINGER = 2  # seconds for a client to read the end of an answer before we hang up
MOST_THROWN_AWAY = 32 * 1024 * 1024  # bytes, of somebody who sends on meanwhile
PIECE = 64 * 1024
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(TConn):
    """A connection that is collected from, and closed, without anybody waiting."""

    def __init__(self, cfg, sock, client, server, hang_up):
        """Take a function that closes it once its client has read the answer."""
        super().__init__(cfg, sock, client, server)
        self.hang_up = hang_up
        self.arriving = self.deadline = None
        self.is_large = False
        self.thrown_away = 0
        patience = struct.pack("ll", SILENCE, 0)
        for side in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            sock.setsockopt(socket.SOL_SOCKET, side, patience)

    def begin(self):
        """Begin to collect the next request, with what was read beyond the last."""
        self.init()
        self.sock.setblocking(False)
        self.arriving = Arriving()
        self.arriving.add(self.parser.unreader.take_buffered())
        self.deadline = time.monotonic() + PATIENCE

    def take(self):
        """Take what has come since; whether there is nothing more to wait for."""
        if self.arriving.is_here:
            return True
        try:
            data = self.sock.recv(PIECE)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            data = b""
        self.arriving.add(data)
        self.say_go_on()
        return not data or self.arriving.is_here

    def say_go_on(self):
        """Tell a client that waits for that to send its body."""
        if self.arriving.waits_for_word:
            self.arriving.waits_for_word = False
            with suppress(OSError):
                self.sock.send(GO_ON)

    def hand_over(self):
        """Give what has come to gunicorn's parser."""
        self.is_large = self.arriving.is_large
        self.parser.unreader.unread(bytes(self.arriving.data))
        self.arriving = None

    def close(self, graceful=False):
        """Close at once, or once the client has read what it was sent."""
        if graceful:
            self.hang_up(self)
        else:
            super().close()


class Worker(ThreadWorker):
    """Collects requests in its loop, answers them in threads, and hangs up in its loop."""

    def __init__(self, *args, **kwargs):
        """Begin with no connection."""
        super().__init__(*args, **kwargs)
        self.collecting, self.lingering = set(), set()
        self.large_waiting, self.large_running = deque(), set()

    def accept(self, listener):
        """Take a connection and begin to collect its request."""
        try:
            sock, client = listener.accept()
        except OSError:  # another worker took it, or it is gone
            return
        self.nr_conns += 1
        server = listener.getsockname()
        self.enqueue_req(Connection(self.cfg, sock, client, server, self.hang_up))

    def enqueue_req(self, conn):
        """Collect a request; a thread takes it when it is here."""
        conn.begin()
        if conn.take():
            self.dispatch(conn)
        else:
            self.collecting.add(conn)
            self.watch(conn, self.on_arriving)

    def watch(self, conn, callback):
        """Have the loop call when something comes."""
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(callback, conn))

    def on_arriving(self, conn, _):
        """Go on collecting."""
        if conn.take():
            self.poller.unregister(conn.sock)
            self.collecting.remove(conn)
            self.dispatch(conn)

    def dispatch(self, conn):
        """Have a thread take the request; a large one once fewer than half of them have such.

        Whoever hung up before it was whole is not answered.
        """
        if not conn.arriving.is_here:
            self.nr_conns -= 1
            conn.close()
            return
        conn.hand_over()
        if conn.is_large:
            self.large_waiting.append(conn)
            self.begin_large()
        else:
            super().enqueue_req(conn)

    def begin_large(self):
        """Have threads take large requests that wait, as many as may at once."""
        while self.large_waiting and len(self.large_running) < max(1, self.cfg.threads // 2):
            conn = self.large_waiting.popleft()
            conn.deadline = time.monotonic() + LARGEST
            self.large_running.add(conn)
            super().enqueue_req(conn)

    def finish_request(self, conn, fs):
        """A thread is done: go on with the connection, and with large requests that wait."""
        if conn.is_large:
            conn.is_large = False
            self.large_running.discard(conn)
            self.begin_large()
        super().finish_request(conn, fs)

    def _keepalive_after(self, conn, keepalive):
        """Whether the connection goes on: not where a body was left unread, which takes time."""
        return bool(keepalive) and not self.is_incomplete(conn)

    def is_incomplete(self, conn):
        """Whether some of the request's body may still be unread; of chunks nobody can tell."""
        return not conn.parser.mesg or getattr(conn.parser.mesg.body.reader, "length", None) != 0

    def hang_up(self, conn):
        """Say that there is no more, and close when the client has read it, or after LINGER."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.watch(conn, self.on_lingering)
        except (OSError, KeyError, ValueError):  # gone already
            conn.close()
            return
        conn.deadline = time.monotonic() + LINGER
        self.lingering.add(conn)

    def on_lingering(self, conn, _):
        """Throw away what comes after the answer; its end closes."""
        with suppress(BlockingIOError, InterruptedError):
            try:
                more = conn.sock.recv(PIECE)
            except ConnectionError:
                more = b""
            conn.thrown_away += len(more)
            if not more or conn.thrown_away > MOST_THROWN_AWAY:
                self.lingering.remove(conn)
                self.let_go(conn)

    def murder_pending(self):
        """Close what has taken too long; gunicorn's loop calls this once a second at least."""
        super().murder_pending()
        now = time.monotonic()
        for conn in {each for each in self.collecting if each.deadline <= now}:
            self.collecting.remove(conn)
            self.nr_conns -= 1
            self.let_go(conn)
        for conn in {each for each in self.lingering if each.deadline <= now}:
            self.lingering.remove(conn)
            self.let_go(conn)
        for conn in {each for each in self.large_running if each.deadline <= now}:
            if self.is_incomplete(conn):  # its thread reads the end, and gives up
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def let_go(self, conn):
        """Close a connection that the loop watches."""
        self.poller.unregister(conn.sock)
        conn.close()
