"""Damaged files and files made to hurt: each ends in a draft or a refusal, in time."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fuzz import bombs
from tests.fuzz.__main__ import damaged
from tests.fuzz.bombs import BOMBS
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import UNITS
from tracker.domain.drafts.draft import PlanDraft
from tracker.domain.errors import UnreadableDocument
from tracker.sandbox import bounded
from tracker.sandbox.bounded import Limits, parse_bounded

LIMITS = Limits(seconds=2, megabytes=500)
SHARE = 0.02  # of the full size; the whole is thrown by `python -m tests.fuzz`
FILES, PART = 300, 50


@pytest.fixture(autouse=True)
def _no_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """By LibreOffice, which would take seconds for each old file that is damaged."""
    monkeypatch.setattr(bounded, "find_office", lambda: None)


def ends_in(data: bytes) -> PlanDraft | str:
    try:
        return parse_bounded("plan", data, year=2027, units=UNITS, limits=LIMITS)
    except UnreadableDocument as error:
        return error.code


@pytest.mark.parametrize("name", seeds())
def test_every_file_that_is_damaged_was_whole_before(name):
    draft = ends_in(seeds()[name])
    assert isinstance(draft, PlanDraft)
    assert len(draft.tasks) > 1


@pytest.mark.parametrize("first", range(0, FILES, PART))
def test_a_damaged_file_ends_in_a_draft_or_a_refusal(first):
    wrong = {"document.crashed", "document.too-slow", "document.too-heavy"}
    files = list(damaged(seed=20, files=first + PART))[first:]
    assert [name for name, data in files if ends_in(data) in wrong] == []


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_hurt_is_read_or_refused_in_time(name):
    bomb = BOMBS[name]
    data = bomb.make(SHARE)
    began = time.monotonic()
    end = ends_in(data)
    assert time.monotonic() - began < LIMITS.seconds + 1
    if isinstance(end, PlanDraft):
        assert bomb.may_be_read
    else:
        assert end in bomb.refusals


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


LURES = (bombs.entity, bombs.dtd, bombs.inclusion, bombs.page)


@pytest.mark.parametrize("lure", LURES)
def test_no_address_in_a_file_is_visited(lure: Callable[[str], bytes], listener):
    end = ends_in(lure(f"http://127.0.0.1:{listener.getsockname()[1]}/plan.xml"))
    assert isinstance(end, PlanDraft) or end == "document.broken"
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("lure", LURES)
def test_no_other_file_is_drawn_into_a_draft(lure: Callable[[str], bytes], tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不可外传的内容", encoding="utf-8")
    for address in (secret.as_uri(), str(secret)):
        end = ends_in(lure(address))
        assert "不可外传" not in (end.text if isinstance(end, PlanDraft) else end)
