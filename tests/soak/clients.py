"""What each of the people does, over and over until the time is up."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.soak.browser import Answer, Browser

TRIES = 5  # of one report, when somebody else was faster


@dataclass(slots=True)
class Findings:
    """What all saw together. A report is known by its narrative."""

    statuses: Counter[int] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    beaten: int = 0  # told that somebody else was faster
    given_up: int = 0
    faults: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def saw(self, answer: Answer, what: str) -> None:
        with self._lock:
            self.statuses[answer.status] += 1
            if answer.status >= 500:
                self.faults.append(f"{what} answered {answer.status}")

    def took(self, narrative: str) -> None:
        with self._lock:
            self.accepted.append(narrative)

    def lost_race(self, *, for_good: bool) -> None:
        with self._lock:
            self.beaten += 1
            self.given_up += for_good

    def failed(self, what: str) -> None:
        with self._lock:
            self.faults.append(what)


@dataclass(frozen=True, slots=True)
class Chief:
    """Reports on the tasks of a unit that has another chief, who does the same."""

    login: str
    password: str
    task_ids: Sequence[int]
    mark: str = ""  # tells the reports of one round from those of the next

    def work(self, browser: Browser, findings: Findings, until: float) -> None:
        browser.log_in(self.login, self.password)
        chance, number = random.Random(self.login), 0  # noqa: S311 -- the same lives each time
        while time.monotonic() < until:
            number += 1
            self._report(browser, findings, chance, f"{self.login}{self.mark}第{number}次报送")
            if number % 5 == 0:
                findings.saw(browser.get("/mine"), "/mine")

    def _report(
        self, browser: Browser, findings: Findings, chance: random.Random, narrative: str
    ) -> None:
        path = f"/tasks/{chance.choice(self.task_ids)}/progress"
        page = browser.get(path)
        findings.saw(page, path)
        if page.status != 200:
            return
        figure = str(chance.randint(1, 99))
        for attempt in range(1, TRIES + 1):
            form = page.hidden() | dict.fromkeys(page.readings(), figure)
            form |= {name.replace("reading", "sure"): "y" for name in page.readings()}
            words = {"narrative": narrative, "setback_reason": "重新核实", "confidence": "sure"}
            words["problem"] = "正在核实"  # asked for where the light is red
            page = browser.post(path, form | words | {"percent": figure})
            findings.saw(page, f"POST {path}")
            if page.status != 409:
                break
            findings.lost_race(for_good=attempt == TRIES)
        if page.status == 303:
            findings.took(narrative)


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks at the pages that leaders look at."""

    login: str
    password: str
    pages: Sequence[str] = ("/", "/ledger", "/inbox")

    def work(self, browser: Browser, findings: Findings, until: float) -> None:
        browser.log_in(self.login, self.password)
        while time.monotonic() < until:
            for path in self.pages:
                findings.saw(browser.get(path), path)
