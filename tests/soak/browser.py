"""A person at a browser, as plain HTTP: logs in, opens a form, sends it, reads the answer."""

import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

_HIDDEN = re.compile(r'name="(csrf_token|version)"[^>]*?value="([^"]*)"')
_HIDDEN_TURNED = re.compile(r'value="([^"]*)"[^>]*?name="(csrf_token|version)"')
_READING = re.compile(r'name="(reading-\d+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str

    def hidden(self) -> dict[str, str]:
        """What the form sends by itself; of several forms the last, which is the page's own."""
        found = dict(_HIDDEN.findall(self.text))
        return found | {name: value for value, name in _HIDDEN_TURNED.findall(self.text)}

    def readings(self) -> list[str]:
        return _READING.findall(self.text)


@dataclass(slots=True)
class Browser:
    """One person's connection and cookie, and how long each answer took."""

    port: int
    cookie: str = ""
    taken: list[float] = field(default_factory=list)

    def log_in(self, login: str, password: str) -> None:
        form = self.get("/login").hidden()
        answer = self.post("/login", form | {"login": login, "password": password})
        assert answer.status == 303, f"login answered {answer.status}"

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, form: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        self.taken.append(time.perf_counter() - began)
        for value in response.headers.get_all("Set-Cookie") or ():
            self.cookie = value.partition(";")[0]
        return Answer(response.status, text)
