"""`flask serve`: a first start on a bare machine, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack

import pytest

from tests.architecture.source import ROOT

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")


@pytest.fixture
def served(tmp_path):
    """The address it says, with an instance folder that is still empty."""
    mine = {"INSTANCE_PATH": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    settings = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY")}
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "serve", "--port", "0"],
        cwd=ROOT,
        env={**settings, **mine},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=0,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if found := ADDRESS.search(line):
            break
    assert said, "it said nothing"
    assert found, "".join(said)
    yield found[0], process
    process.kill()
    process.wait()
    process.stdout.close()


def asked(address: str, head: str) -> socket.socket:
    """A connection over which only this has been sent."""
    host, _, port = address.removeprefix("http://").partition(":")
    connection = socket.create_connection((host, int(port)), timeout=10)
    connection.sendall(head.replace("\n", "\r\n").encode())
    return connection


def test_what_is_too_large_is_refused_unread_and_who_is_slow_holds_up_nobody(served):
    address, _ = served
    size = 300 * 1024 * 1024
    head = f"POST /login HTTP/1.1\nHost: x\nContent-Length: {size}\n\n"
    with asked(address, head) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    half = "POST /login HTTP/1.1\nHost: x\nContent-Length: 100\n\nlogin="
    with ExitStack() as stack:
        for _ in range(120):
            stack.enter_context(asked(address, half))
        with urllib.request.urlopen(f"{address}/login", timeout=10) as answer:  # noqa: S310
            assert answer.status == 200


def test_it_makes_its_database_serves_pages_and_ends_when_told_to(served, tmp_path, sleep_allowed):
    address, process = served
    with urllib.request.urlopen(f"{address}/login", timeout=10) as answer:  # noqa: S310
        assert answer.status == 200
        assert "登录" in answer.read().decode()
    assert (tmp_path / "tracker.sqlite3").exists()
    assert [p.name for p in tmp_path.rglob("*") if p.stat().st_mode & 0o077] == []
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) in (0, -signal.SIGTERM)
