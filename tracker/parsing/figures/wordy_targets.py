"""Finds commitments without a counted unit: 全覆盖, 零事故, 三个100%, 前三位, 三分之二, 翻一番."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from tracker.domain.drafts.draft import TargetDraft
from tracker.domain.values import Op, SourceSpan, TargetKind
from tracker.parsing.figures.cues import bound, kind_of
from tracker.parsing.figures.metrics import name_around
from tracker.parsing.text.anchors import Anchored
from tracker.parsing.text.numerals import factor_of, parse_number, whole_number
from tracker.parsing.text.quotes import inside_quotes
from tracker.parsing.text.told_past import is_past

_ANCHOR = re.compile(
    r"全(?:[省市县区镇乡村域员]|行业|流程|链条)?覆盖|零的?突破|零(?:事故|伤亡|死亡|发生)|个(?=\s?[“\"]?\d)|前(?=[\d一二两三四五六七八九十])"
    r"|第(?=[\d一二三四五六七八九十])|提[升高档][至到为]|晋升[至到为]|升[至到为]|升级[至到为]|达(?=[到至为万千百十])"
    r"|突破(?=[万千百十])|超过?(?=[万千百十])|跨[越上入]|迈[过上]|冲刺|站上|分之(?=[一二三四五六七八九])|翻[一两]?番"
    r"|控制[在到至](?=[一二三四五六七八九两])|精减[到至](?=[一二三四五六七八九两])|压减[到至](?=[一二三四五六七八九两])"
)
_COVER = Anchored(
    _ANCHOR, re.compile(r"全(?:[省市县区镇乡村域员]|行业|流程|链条)?覆盖(?!的|式|型|性|率)")
)
_ZERO = Anchored(_ANCHOR, re.compile(r"零(?:的?(?P<first>突破)|(?P<none>事故|伤亡|死亡|发生))"))
_UNIT_OF_NONE = {"事故": "起", "发生": "起", "伤亡": "人", "死亡": "人"}
_ASSURED = re.compile(r"实现|确保|力争|争取|保持|做到|达到|努力")
_SEVERAL = Anchored(
    _ANCHOR,
    re.compile(r"[“\"]?([两二三四五六七八九]|[2-9])个\s?[“\"]?(\d+(?:\.\d+)?)%[”\"]?"),
    lead=2,
)
_N = r"(?P<{0}>\d{{1,3}}|[一二两三四五六七八九十]{{1,2}})"
_RANK = Anchored(
    _ANCHOR,
    re.compile(
        r"(?:前|第)"
        + _N.format("place")
        + r"\s?(?P<word>位次|位|名|强)?(?![\d季个年月天日批期轮者次款条届项一二三四五六七八九十%]"
        r"|阶段|方阵|梯队|书记|议题|责任|时间)"
    ),
)
_RANKED = re.compile(
    r"排名|排位|位居|位列|名列|位次|保持|进入|跻身|稳居|列全|居全|进全|争[进创]|力争|全[省市国区县]|获得"
)
_LEVEL = Anchored(
    _ANCHOR,
    re.compile(
        r"(?:提升|晋升|升级|提高|达|升|提档)(?:至|到|为)"
        + _N.format("level")
        + r"级(?:及?以上)?(?![\u4e00-\u9fff]{0,2}医院|[A-Za-z])"
    ),
)
_MILESTONE = Anchored(
    _ANCHOR,
    re.compile(
        r"(?:突破|达到?|超过?|跨[越上入]|迈[过上]|冲刺|站上)(?P<figure>万亿|[千百十]亿|[千百十]万)"
        r"(?P<unit>元|斤|吨|人次)(?!级|以上[\u4e00-\u9fff])"
    ),
)
# 控制在两级以内: levels in characters, of which a small number is no name here
_LEVELS = Anchored(
    _ANCHOR,
    re.compile(
        r"(?:控制[在到至]|[精压]减[到至])(?P<most>[一二两三四五六七八九])(?P<unit>级|个|项|次|道|层)"
        r"(?:及?以内|之内|内)"
    ),
)
_FRACTION = Anchored(
    _ANCHOR,
    re.compile(
        r"(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])(?P<tail>及?以上|及?以内|左右|上下)?"
    ),
    lead=1,
)
_BOUND = re.compile(
    r"(?:达到?|不低于|不少于|超过?|至少|提[高升][到至]|占比?|增[长加]|下降|减少|压[减缩]|缩短|降低)(?:近|约)?$"
)
_DOUBLING = Anchored(_ANCHOR, re.compile(r"翻(?P<times>[一两]?)番(?!计划|行动|工程|方案)"))
_YEARS = re.compile(r"(?:\d|[一两二三四五])年内?(?:实现)?$")
_REACHED = re.compile(r"^(?:达到|做到|实现|确保|力争|保持)+")
_BREAK = re.compile(r"[。;:!?\n\r\t,]")
_BREAK_OR_END = re.compile(r"[。;:\n\t,、)]")
_LOOK = 60
# In one task; no plan comes near, and a text made to be slow is cut off here.
_MOST = 30_000


class _Place(NamedTuple):
    """Where a word stands that may commit to something; `before` is the clause up to it."""

    body: str
    start: int
    at: int
    end: int

    def match(self, form: Anchored) -> re.Match[str] | None:
        return form.at(self.body, self.at, self.start, self.end)

    def before(self, at: int) -> str:
        words = self.body[max(self.start, at - _LOOK) : at]
        cut = 0
        for mark in _BREAK.finditer(words):
            cut = mark.end()
        return words[cut:]

    def is_quoted(self) -> bool:
        return inside_quotes(self.body, self.start, self.at, self.end)


def find_wordy_targets(body: str, start: int, end: int) -> Iterator[TargetDraft]:
    """In the order of the text, and never two over one another."""
    last = start
    for anchor in islice(_ANCHOR.finditer(body, start, end), _MOST):
        if anchor.start() < last:
            continue
        place = _Place(body, start, anchor.start(), end)
        for target in _READERS[anchor[0][0]](place):
            last = target.span.end
            yield target


def _draft(
    match: re.Match[str], metric: str, kind: TargetKind, op: Op, value: Decimal, unit: str
) -> TargetDraft:
    return TargetDraft(SourceSpan(*match.span()), metric, kind, op, value, None, unit)


def _coverage(place: _Place) -> Iterator[TargetDraft]:
    match = place.match(_COVER)
    if match is None or place.is_quoted():
        return
    before = place.before(place.at)
    if before.endswith(("%", "未", "非", "全方位、", "全方位", "横向")) or is_past(before):
        return
    after = place.body[match.end() : min(place.end, match.end() + 12)]
    metric = (name_around(before, after) or "工作") + "覆盖率"
    yield _draft(match, metric, TargetKind.KEEP_AT_LEAST, Op.AT_LEAST, Decimal(100), "%")


def _zero(place: _Place) -> Iterator[TargetDraft]:
    match = place.match(_ZERO)
    if match is None:
        return
    before = place.before(place.at)
    if match["first"] and not (is_past(before) or place.is_quoted()):
        metric = name_around(before, "") or "突破"
        yield _draft(match, metric, TargetKind.REACH, Op.AT_LEAST, Decimal(1), "个")
    elif match["none"] and _ASSURED.search(before) and not _is_slogan(place, match):
        metric = name_around(_ASSURED.sub("", before).strip("“"), "") + match["none"] + "数"
        unit = _UNIT_OF_NONE[match["none"]]
        yield _draft(match, metric, TargetKind.KEEP_AT_MOST, Op.AT_MOST, Decimal(0), unit)


def _is_slogan(place: _Place, match: re.Match[str]) -> bool:
    """“零上访、零事故、零案件” is a campaign of several noughts."""
    return place.body.startswith("、零", match.end()) or place.body.endswith("、", 0, match.start())


def _several_rates(place: _Place) -> Iterator[TargetDraft]:
    """三个100% over three rates named before or behind it; without their names it is a slogan."""
    match = place.match(_SEVERAL)
    count = parse_number(match[1]) if match else None
    if match is None or count is None:
        return
    for name in _names_around(place, match, int(count)):
        yield _draft(match, name, TargetKind.KEEP_AT_LEAST, Op.AT_LEAST, Decimal(match[2]), "%")


def _names_around(place: _Place, match: re.Match[str], count: int) -> list[str]:
    before = _REACHED.sub("", place.before(match.start()))
    following = place.body[match.end() : min(place.end, match.end() + 80)]
    behind = re.match(r"[^:(]{0,8}[:(]([^。;)\n]{4,60})", following)
    for words in (before, behind[1] if behind else ""):
        names = [name_around(name, "") for name in re.split(r"[、,和]", words) if name.strip()]
        if len(names) == count:
            return names
    return []


def _rank(place: _Place) -> Iterator[TargetDraft]:
    match = place.match(_RANK)
    if match is None:
        return
    before = place.before(place.at)
    if not _RANKED.search(before[-14:]) or is_past(before) or place.is_quoted():
        return
    alone = _BREAK_OR_END.match(place.body, match.end(), place.end) or match.end() == place.end
    value = parse_number(match["place"])
    if value is None or (match[0].startswith("第") and not match["word"] and not alone):
        return
    said = name_around(_RANKED.split(before)[0], "")
    metric = said if len(said) > 1 else name_around(before, "")
    named = metric.removesuffix("排名") + "排名"
    yield _draft(match, named, TargetKind.RANK, Op.AT_MOST, value, "位")


def _level_or_milestone(place: _Place) -> Iterator[TargetDraft]:
    if level := place.match(_LEVEL):
        yield from _level(place, level)
    elif milestone := place.match(_MILESTONE):
        yield from _milestone(place, milestone)


def _level(place: _Place, match: re.Match[str]) -> Iterator[TargetDraft]:
    value, before = parse_number(match["level"]), place.before(place.at)
    if value is None or is_past(before) or place.is_quoted():
        return
    metric = name_around(before, "") or "等级"
    yield _draft(match, metric, TargetKind.RANK, Op.AT_MOST, value, "级")


def _milestone(place: _Place, match: re.Match[str]) -> Iterator[TargetDraft]:
    """突破千亿元: a one is meant before the magnitude."""
    before = place.before(place.at)
    if is_past(before) or place.is_quoted():
        return
    value = Decimal(factor_of(match["figure"]))
    metric = name_around(before, "") or "总量"
    yield _draft(match, metric, TargetKind.REACH, Op.AT_LEAST, value, match["unit"])


def _few(place: _Place) -> Iterator[TargetDraft]:
    match = place.match(_LEVELS)
    if match is None or place.is_quoted():
        return
    metric = name_around(place.before(place.at), "") or "数量"
    value = Decimal(whole_number(match["most"]))
    yield _draft(match, metric, TargetKind.KEEP_AT_MOST, Op.AT_MOST, value, match["unit"])


def _fraction(place: _Place) -> Iterator[TargetDraft]:
    """三分之二以上, as a share in per cent."""
    match = place.match(_FRACTION)
    if match is None:
        return
    before = place.before(match.start())
    if is_past(before) or not (match["tail"] or _BOUND.search(before)):
        return
    above, below = whole_number(match["above"]), whole_number(match["below"])
    share = round(Decimal(100 * above) / below, 2)
    op = bound(match["tail"] or "", before)
    after = place.body[match.end() : min(place.end, match.end() + 12)]
    metric = name_around(before, "") or name_around("", after) + "占比"
    yield _draft(match, metric, kind_of(op, "%", metric), op, share, "%")


def _doubling(place: _Place) -> Iterator[TargetDraft]:
    """翻一番 is growth by 100 %, 翻两番 by 300 %."""
    match = place.match(_DOUBLING)
    before = place.before(place.at)
    if match is None or is_past(before) or place.is_quoted():
        return
    growth = Decimal(300 if match["times"] == "两" else 100)
    metric = name_around(_YEARS.sub("", before), "") or "总量"
    yield _draft(match, metric, TargetKind.INCREASE, Op.INCREASE, growth, "%")


_READERS: dict[str, Callable[[_Place], Iterator[TargetDraft]]] = {
    "全": _coverage,
    "零": _zero,
    "个": _several_rates,
    "分": _fraction,
    "翻": _doubling,
    **dict.fromkeys("控精压", _few),
    **dict.fromkeys("前第", _rank),
    **dict.fromkeys("提晋升达突超跨迈冲站", _level_or_milestone),
}
