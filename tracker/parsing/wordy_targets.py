"""Finds commitments without a counted unit: 全覆盖, 零的突破, 三个100%, 前三位, 提升至三级."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tracker.domain.drafts import TargetDraft
from tracker.domain.values import Op, SourceSpan, TargetKind
from tracker.parsing.metrics import name_around
from tracker.parsing.numerals import parse_number
from tracker.parsing.quotes import inside_quotes

_COVER = re.compile(r"全覆盖(?!的|式|型|性|率)|零的?突破")
_THREE_RATES = re.compile(r"[“\"]?([两二三四五六七八九]|[2-9])个\s?[“\"]?(\d+(?:\.\d+)?)%[”\"]?")
_N = r"(?P<{0}>\d{{1,3}}|[一二两三四五六七八九十]{{1,2}})"
_RANK = re.compile(
    r"(?:前|第)"
    + _N.format("place")
    + r"\s?(?P<word>位次|位|名|强)?(?![\d季个年月天日批期轮者次款条届项一二三四五六七八九十%]"
    r"|阶段|方阵|梯队|书记|议题|责任|时间)"
)
_RANKED = re.compile(
    r"排名|排位|位居|位列|名列|位次|保持|进入|跻身|稳居|列全|居全|进全|争[进创]|力争|全[省市国区县]|获得"
)
_LEVEL = re.compile(
    r"(?:提升|晋升|升级|提高|达|升|提档)(?:至|到|为)"
    + _N.format("level")
    + r"级(?:及?以上)?(?![\u4e00-\u9fff]{0,2}医院|[A-Za-z])"
)
_BREAK = re.compile(r"[。;:!?\n\r\t,]")
_BREAK_OR_END = re.compile(r"[。;:\n\t,、)]")
_LOOK = 60


def find_wordy_targets(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    yield from _coverage(body, start, end)
    yield from _several_rates(body, start, end)
    yield from _ranks(body, start, end)
    yield from _levels(body, start, end)


def _before(body: str, start: int, at: int) -> str:
    before = body[max(start, at - _LOOK) : at]
    cut = 0
    for mark in _BREAK.finditer(before):
        cut = mark.end()
    return before[cut:]


def _draft(
    match: re.Match[str], metric: str, kind: TargetKind, op: Op, value: Decimal, unit: str
) -> TargetDraft:
    return TargetDraft(SourceSpan(*match.span()), metric, kind, op, value, None, unit)


def _coverage(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    for match in _COVER.finditer(body, start, end):
        before = _before(body, start, match.start())
        if before.endswith(("%", "未", "非", "全方位、", "全方位", "横向")):
            continue
        if inside_quotes(body, start, match.start(), end):
            continue
        if match[0].startswith("零"):
            metric = name_around(before, "") or "突破"
            yield _draft(match, metric, TargetKind.REACH, Op.AT_LEAST, Decimal(1), "个")
        else:
            after = body[match.end() : min(end, match.end() + 12)]
            metric = (name_around(before, after) or "工作") + "覆盖率"
            yield _draft(match, metric, TargetKind.KEEP_AT_LEAST, Op.AT_LEAST, Decimal(100), "%")


def _several_rates(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    """三个100% over three rates named before or behind it; without their names it is a slogan."""
    for match in _THREE_RATES.finditer(body, start, end):
        count = parse_number(match[1])
        if count is None:
            continue
        names = _names_around(body, start, match, end, int(count))
        for name in names:
            yield _draft(match, name, TargetKind.KEEP_AT_LEAST, Op.AT_LEAST, Decimal(match[2]), "%")


def _names_around(body: str, start: int, match: re.Match[str], end: int, count: int) -> list[str]:
    before = name_around(_before(body, start, match.start()), "")
    behind = re.match(
        r"[^:(]{0,8}[:(]([^。;)\n]{4,60})", body[match.end() : min(end, match.end() + 80)]
    )
    for words in (before, behind[1] if behind else ""):
        names = [name.strip() for name in re.split(r"[、,和]", words) if name.strip()]
        if len(names) == count:
            return names
    return []


def _ranks(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    for match in _RANK.finditer(body, start, end):
        before = _before(body, start, match.start())
        if not _RANKED.search(before[-14:]) or inside_quotes(body, start, match.start(), end):
            continue
        alone = _BREAK_OR_END.match(body, match.end(), end) or match.end() == end
        if match[0].startswith("第") and not match["word"] and not alone:
            continue
        value = parse_number(match["place"])
        if value is None:
            continue
        metric = name_around(_RANKED.split(before)[0], "") or name_around(before, "")
        yield _draft(match, metric + "排名", TargetKind.RANK, Op.AT_MOST, value, "位")


def _levels(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    for match in _LEVEL.finditer(body, start, end):
        value = parse_number(match["level"])
        if value is None or inside_quotes(body, start, match.start(), end):
            continue
        metric = name_around(_before(body, start, match.start()), "") or "等级"
        yield _draft(match, metric, TargetKind.RANK, Op.AT_MOST, value, "级")
