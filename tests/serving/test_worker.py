"""Whoever sends slowly, or stops half-way, holds nobody else up."""

import time
from contextlib import suppress

import pytest

from interchange.serving.arriving import SMALL
from tests.serving.conftest import THREADS, read_all

GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
MANY = 8 * THREADS


def head(length, path="/", more=""):
    return f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n{more}\r\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "begun",
    [
        "",
        "POST / HTTP/1.1\r\nHost:",
        head(100),
        head(100) + "half of it",
        head(SMALL) + "x" * (SMALL - 1),
        head(100, more="Expect: 100-continue\r\n"),
        head(10_000_000),
        head(10_000_000) + "x" * 100_000,
        head(10_000_000, path="/unread/"),
        "POST /unread/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        GET.replace("close", "keep-alive") + head(100),  # after one that is whole
    ],
    ids=lambda begun: repr(begun[:60]),
)
def test_many_who_stop_half_way_hold_nobody_up(served, begun):
    stalled = [served.send(begun) for _ in range(MANY)]
    time.sleep(0.2)  # so that they are all in

    began = time.monotonic()
    answers = [served.ask(GET) for _ in range(THREADS)]
    small = served.ask(head(5, more="Connection: close\r\n") + "whole")

    assert time.monotonic() - began < 3  # on a busy machine; they stall for PATIENCE and more
    assert all(answer.endswith("GET 0") for answer in answers)
    assert small.endswith("POST 5")
    for connection in stalled:
        connection.close()


@pytest.mark.slow
def test_a_request_that_comes_in_pieces_is_answered_when_it_is_whole(served):
    with served.send(head(10, more="Connection: close\r\n")[:25]) as connection:
        for piece in (head(10, more="Connection: close\r\n")[25:], "12345", "67890"):
            time.sleep(0.05)
            connection.sendall(piece.encode())

        assert read_all(connection).endswith("POST 10")


def test_a_large_body_is_read_whole(served):
    size = 3_000_000

    answer = served.ask(head(size, more="Connection: close\r\n") + "x" * size)

    assert answer.endswith(f"POST {size}")


@pytest.mark.slow
def test_large_bodies_that_drip_hold_the_next_large_one_up_for_a_while_only(served):
    """Steady drops are no silence, so a thread would read them for hours."""
    dripping = [served.send(head(10_000_000)) for _ in range(THREADS)]
    began = time.monotonic()
    with served.send(head(300_000, more="Connection: close\r\n") + "x" * 300_000) as whole:
        whole.settimeout(0.2)
        answer = b""
        while not answer and time.monotonic() - began < 15:
            for connection in dripping:
                with suppress(OSError):
                    connection.send(b"x" * 10)
            with suppress(TimeoutError):
                answer = whole.recv(1)
        whole.settimeout(10)
        answer = answer.decode() + read_all(whole)
    for connection in dripping:
        connection.close()

    assert answer.endswith("POST 300000")


def test_requests_on_one_connection_are_answered_in_turn(served):
    both = head(3) + "one" + head(5) + "three" + GET

    assert [part[-6:] for part in served.ask(both).split("HTTP/1.1")[1:]] == [
        "POST 3",
        "POST 5",
        "\nGET 0",
    ]


def test_a_client_that_waits_for_a_word_before_its_body_gets_it(served):
    with served.send(head(5, more="Expect: 100-continue\r\nConnection: close\r\n")) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"whole")

        assert read_all(connection).endswith("POST 5")


def test_a_connection_whose_body_was_left_unread_goes_on_to_nothing_else(served):
    answer = served.ask(head(200_000, path="/unread/") + "x" * 100 + GET)

    assert answer.endswith("POST 0")
    assert answer.count("HTTP/1.1 200") == 1


def test_who_reads_a_list_that_breaks_off_half_way_is_told_that_it_is_not_whole(served):
    with served.send(head(0, "/cut/", "Connection: close\r\n")) as connection:
        answer = read_all(connection)

    assert "Transfer-Encoding: chunked" in answer and "a line" in answer
    assert not answer.endswith("0\r\n\r\n")  # the piece that ends what is whole
