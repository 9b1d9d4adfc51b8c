"""`flask serve --seed` killed after some seconds, and started again."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress

from tests.architecture.source import ROOT
from tests.trial.table import Result

KILLED_AFTER = (5, 8, 12)  # seconds


def interrupted() -> Result:
    """The next start completes it: what is there afterwards adds up, and all people can log in."""
    with tempfile.TemporaryDirectory() as folder:
        own = {key: os.environ[key] for key in os.environ.keys() - {"DATABASE_URL", "SECRET_KEY"}}
        environment = own | {"INSTANCE_PATH": folder, "FLASK_APP": "wsgi"}
        for seconds in KILLED_AFTER:
            _killed(environment, seconds)
        faults = [f"half a seeding was left: {left}"] if (left := _plans(environment)) else []
        _said(environment, "db", "upgrade")
        told = _said(environment, "seed", "--demo")
        faults += [] if re.search(r"计划 3 份", told) else [told]
        for check in (("rollups", "check"), ("audit", "verify")):
            answer = _run(environment, *check)
            faults += [answer.stdout] if answer.returncode else []
    return Result("a first start is killed", len(KILLED_AFTER), told.strip(), faults)


def at_once() -> Result:
    """Two `flask serve` on an empty folder: both serve in the end."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ) | {"INSTANCE_PATH": folder, "FLASK_APP": "wsgi"}
        both = [_started(environment, "serve", "--port", "0") for _ in range(2)]
        faults = [said for each in both if "已启动" not in (said := _until(each, "已启动"))]
        for each in both:
            each.kill()
            each.communicate()
    return Result("two first starts at once", 2, f"{2 - len(faults)} of 2 serve", faults)


def _killed(environment: Mapping[str, str], seconds: float) -> None:
    process = _started(environment, "serve", "--seed", "--port", "0", "--no-scheduler")
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _plans(environment: Mapping[str, str]) -> list[object]:
    """None as well where it was killed before all tables were there."""
    listed = _run(environment, "plans", "list", "--json")
    plans: list[object] = json.loads(listed.stdout) if listed.returncode == 0 else []
    return plans


def _started(environment: Mapping[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until(process: subprocess.Popen[str], word: str) -> str:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if word in line:
            break
    return "".join(said)


def _run(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def _said(environment: Mapping[str, str], *arguments: str) -> str:
    answer = _run(environment, *arguments)
    return answer.stdout if answer.returncode == 0 else answer.stdout + answer.stderr
