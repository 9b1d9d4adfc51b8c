"""Behind a real nginx that speaks TLS: `flask serve` and gunicorn, with the limits and headers that
the README names, and with the headers that nginx sends by itself."""

import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.architecture.source import ROOT
from tests.databases import close_engines, make_app
from tests.make import PASSWORD
from tests.people import make_people

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed"),
]

CLIENT = "127.0.0.7"
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECOMMENDED = "\n".join(re.findall(r"proxy_set_header .+?;", README))
LIMITS = "\n".join(re.findall(r"client_\w+ \w+;", README)).replace("15s", "1s")
GUNICORN = re.findall(r"gunicorn .*(--limit-request-line \d+)", README)[0].split()
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log stderr;
events {{ }}
http {{
access_log off;
{limits}
client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
{servers}
}}
"""
SERVER = "server {{ listen 127.0.0.1:{port} ssl; location / {{ {headers}\
 proxy_pass http://127.0.0.1:{behind}; }} }}"
COMMANDS = {
    "flask serve": ["flask", "serve", "--no-scheduler", "--port"],
    "gunicorn": ["gunicorn", "--threads", "2", *GUNICORN, "wsgi:app", "-b"],
}
HEADERS = {"recommended": RECOMMENDED, "default": ""}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(*command: str, port: int, env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            assert process.poll() is None, command
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, open_databases) -> Path:
    """With a database in which there are people, and a certificate made just now."""
    folder = tmp_path_factory.mktemp("proxy")
    app = make_app(open_databases("sqlite").copy_to(folder / "tracker.sqlite3"), folder)
    with app.app_context():
        make_people()
    close_engines(app)
    certificate = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    files = ["-nodes", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"]
    name = ["-subj", "/CN=plan.example", "-days", "1"]
    subprocess.run(["openssl", *certificate, *files, *name], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def ports(folder: Path) -> Iterator[dict[tuple[str, str], int]]:
    """The port of nginx for each server behind it and each choice of headers, and of the server
    itself."""
    env = {
        "INSTANCE_PATH": str(folder),
        "BASE_URL": "https://plan.example",
        "TRUSTED_PROXIES": "1",
        "PATH": "/usr/bin:/bin",
    }
    found: dict[tuple[str, str], int] = {}
    servers = []
    with ExitStack() as stack:
        for name, command in COMMANDS.items():
            behind = free_port()
            place = str(behind) if command[0] == "flask" else f"127.0.0.1:{behind}"
            stack.enter_context(
                running(sys.executable, "-m", *command, place, port=behind, env=env)
            )
            found[name, "without"] = behind
            for choice, headers in HEADERS.items():
                found[name, choice] = free_port()
                values = {"port": found[name, choice], "headers": headers, "behind": behind}
                servers.append(SERVER.format(**values))
        conf = folder / "nginx.conf"
        given = {"folder": folder, "limits": LIMITS, "servers": "\n".join(servers)}
        conf.write_text(NGINX.format(**given), encoding="ascii")
        nginx = shutil.which("nginx") or ""
        stack.enter_context(running(nginx, "-c", str(conf), port=values["port"], env=env))
        yield found


class Browser:
    """Keeps its cookies, and comes from an address of its own."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._trusted = ssl.create_default_context(cafile=str(folder / "cert.pem"))
        self._trusted.check_hostname = False
        self._cookies: dict[str, str] = {}

    def ask(self, method: str, address: str, **form: str) -> tuple[HTTPResponse, str]:
        connection = HTTPSConnection(
            "127.0.0.1",
            self._port,
            source_address=(CLIENT, 0),
            context=self._trusted,
            timeout=20,
        )
        headers = {
            "Host": "plan.example",
            "Referer": "https://plan.example/login",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Forwarded-For": "10.9.9.9",  # what anybody can claim
        }
        with closing(connection):
            connection.request(method, address, urlencode(form), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            assert "Secure" in cookie
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer, text

    def log_in(self, login: str, password: str) -> HTTPResponse:
        _, page = self.ask("GET", "/login")
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        assert token
        answer, _ = self.ask("POST", "/login", login=login, password=password, csrf_token=token[1])
        return answer


def address_of(folder: Path, login: str) -> str:
    with closing(sqlite3.connect(folder / "tracker.sqlite3")) as database:
        (address,) = database.execute(
            "SELECT address FROM login_failures WHERE login = ?", [login]
        ).fetchone()
        return str(address)


@pytest.mark.parametrize("choice", HEADERS)
@pytest.mark.parametrize("server", COMMANDS)
def test_forms_work_https_stays_and_the_log_knows_from_where(
    ports, folder, sleep_allowed, server, choice
):
    browser, stranger = Browser(ports[server, choice], folder), f"{server} {choice}"
    refused = browser.log_in(stranger, "wrong")
    assert refused.status == 422
    assert refused.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert browser.log_in("office", PASSWORD).status == 303
    answer, page = browser.ask("GET", "/")
    assert (answer.status, "秦督办" in page) == (200, True)
    if choice == "recommended":
        assert address_of(folder, stranger) == CLIENT


def said_to(ports, folder, server: str, way: str) -> socket.socket:
    """An open line, over TLS where nginx stands before the server."""
    line = socket.create_connection(("127.0.0.1", ports[server, way]), timeout=20)
    if way == "without":
        return line
    trusted = ssl.create_default_context(cafile=str(folder / "cert.pem"))
    trusted.check_hostname = False
    return trusted.wrap_socket(line)


@pytest.mark.parametrize("way", ["recommended", "without"])
@pytest.mark.parametrize("server", COMMANDS)
def test_a_body_of_300_mb_is_refused_before_it_is_sent(ports, folder, server, way):
    with said_to(ports, folder, server, way) as line:
        line.sendall(
            b"POST /login HTTP/1.1\r\nHost: plan.example\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 314572800\r\n\r\n"
        )
        assert b" 413 " in line.recv(100)


@pytest.mark.parametrize(
    ("server", "way", "size"),
    [
        ("gunicorn", "recommended", 9_000),
        ("gunicorn", "without", 9_000),
        ("flask serve", "recommended", 9_000),
        ("flask serve", "without", 33_000),
    ],
)
def test_a_line_that_is_too_long_is_refused(ports, folder, server, way, size):
    with said_to(ports, folder, server, way) as line:
        line.sendall(b"GET /" + b"a" * size + b" HTTP/1.1\r\nHost: plan.example\r\n\r\n")
        assert re.match(rb"HTTP/1.. 4(00|14|31) ", line.recv(100))


@pytest.mark.parametrize("server", COMMANDS)
def test_half_sent_requests_keep_nobody_waiting_and_end(ports, folder, server):
    with ExitStack() as stack:
        halves = [
            stack.enter_context(said_to(ports, folder, server, "recommended")) for _ in range(30)
        ]
        for half in halves:
            half.sendall(b"POST /login HTTP/1.1\r\nHost: plan.example\r\nX-Slow: ")
        began = time.monotonic()
        answer, _ = Browser(ports[server, "recommended"], folder).ask("GET", "/login")
        assert answer.status == 200
        assert time.monotonic() - began < 5
        assert {half.recv(100)[:12] for half in halves} <= {b"", b"HTTP/1.1 408"}
