"""Files of evidence: how a name is cleaned, how large and how many, until when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.doing import Doing, Policy
from tracker.domain.errors import RuleBroken
from tracker.domain.evidence import (
    ENDINGS,
    MAX_FILES,
    MAX_NAME,
    MEDIA_TYPES,
    can_be_shown,
    check_number,
    check_size,
    clean_name,
    ending_of,
    refusal_to_attach,
)
from tracker.domain.values import Actor, EvidenceKind, Role

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("验收单.pdf", "验收单.pdf"),
        ("C:\\我的文档\\验收单.pdf", "验收单.pdf"),
        ("../../etc/验收单.pdf", "验收单.pdf"),
        ("照片\u202efdp.exe", "照片fdp.exe"),
        ("验收\x00单\n.pdf", "验收单.pdf"),
        (" 验收单.pdf. ", "验收单.pdf"),
        ("...", "未命名"),
        ("", "未命名"),
        ("长" * 300 + ".xlsx", "长" * (MAX_NAME - 5) + ".xlsx"),
    ],
)
def test_a_name_keeps_its_words_and_its_ending_and_nothing_that_misleads(name, clean) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_a_clean_name_stays_as_it_is(name) -> None:
    clean = clean_name(name)
    assert clean
    assert "/" not in clean
    assert "\\" not in clean
    assert clean.isprintable()


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), ("a.", "")]
)
def test_the_ending_is_what_stands_after_the_last_dot(name, ending) -> None:
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    ("size", "code"),
    [
        (0, "evidence.empty"),
        (1, None),
        (20 * MB, None),
        (20 * MB + 1, "evidence.too-large"),
        (21 * MB, "evidence.too-large"),
    ],
)
def test_a_file_holds_something_and_at_most_so_much(size, code) -> None:
    if code is None:
        check_size("a.pdf", size, limit_mb=20)
        return
    with pytest.raises(RuleBroken, match=code) as refused:
        check_size("a.pdf", size, limit_mb=20)
    assert refused.value.field == "evidence"


def test_so_many_files_at_once_and_no_more() -> None:
    check_number(MAX_FILES)
    with pytest.raises(RuleBroken, match="too-many"):
        check_number(MAX_FILES + 1)


@pytest.mark.parametrize(
    ("unit_id", "later", "expected"),
    [
        (3, timedelta(0), None),
        (3, timedelta(days=1), None),
        (3, timedelta(days=1, seconds=1), "evidence.too-late"),
        (4, timedelta(0), "evidence.other-unit"),
    ],
)
def test_files_are_added_within_a_day_and_to_what_one_s_own_unit_wrote(unit_id, later, expected):
    chief = Actor(7, "周甲", frozenset({Role.CHIEF}), 3)
    refused = refusal_to_attach(unit_id, NOW, Doing(chief, NOW + later, Policy()))
    assert (refused and refused.code) == expected


def test_every_kind_that_is_taken_can_be_served() -> None:
    assert set(MEDIA_TYPES) == set(EvidenceKind)
    assert {kind for kinds in ENDINGS.values() for kind in kinds} <= set(MEDIA_TYPES)


def test_pictures_are_shown_whatever_their_ending_and_nothing_else_is() -> None:
    """A phone writes .jpg, an editor .jpeg: the page asks for neither."""
    shown = {ending for ending, kinds in ENDINGS.items() if any(map(can_be_shown, kinds))}
    assert shown == {"png", "jpg", "jpeg", "webp"}
