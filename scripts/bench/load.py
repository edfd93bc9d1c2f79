"""Requests over kept-alive connections to 127.0.0.1, for a bounded time, counting answers."""

import socket
import threading
import time


class Refused(Exception):
    """The server answered with something other than 200."""


def requests_per_second(port, path, *, cookie="", seconds=3.0, connections=8):
    """Answers with status 200 per second. Raises Refused with the first other answer."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    request = (request + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode()
    counts, failures = [0] * connections, []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_ask, args=(port, request, until, counts, number, failures))
        for number in range(connections)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise Refused(f"{path}: {failures[0]}")
    return sum(counts) / (time.perf_counter() - started)


def _ask(port, request, until, counts, number, failures):
    connection = None
    while time.perf_counter() < until and not failures:
        connection = connection or socket.create_connection(("127.0.0.1", port), timeout=30)
        connection.sendall(request)
        head, keeps = _read_answer(connection)
        if not head.startswith(b"HTTP/1.1 200"):
            failures.append(head.split(b"\r\n")[0].decode())
        counts[number] += 1
        if not keeps:
            connection.close()
            connection = None


def _read_answer(connection):
    """Read one whole answer; return its head and whether the connection stays open."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or _gone()
    head, _, body = received.partition(b"\r\n\r\n")
    lower = head.lower()
    length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 262_144)) or _gone())
    return head, b"connection: close" not in lower


def _gone():
    raise ConnectionError("The server closed the connection in the middle of an answer.")
