"""What a figure can be at all, by its kind, its unit and the name of what it measures.

What is impossible is refused. What is only unlikely is asked back: names are free text, and a
growth rate, an index or an over-fulfilled quota may well lie outside 0 to 100.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from tracker.domain.errors import RuleBroken
from tracker.domain.values import TargetKind

WHOLES = {"%": Decimal(100), "‰": Decimal(1000)}
_POINTS = frozenset({"个百分点", "百分点"})
# Units of sums that can fall below zero: a balance, a score, a temperature, an index.
_SIGNED = re.compile(r"(?:|分|点|度|℃|°C|.*元.*)")
# A change against something has no limits. 提升合格率 is about the rate, 合格率提升 about a change.
_CHANGE = re.compile(
    r"增长|增速|增幅|增减|增收|净增|净流|递增|涨幅|涨跌|降幅|幅度|同比|环比|变化|变动|波动|偏差|偏离"
    r"|差额|价差|顺差|逆差|盈|亏|利润|利率|毛利|净利|收益|回报"
    r"|(?:增加|提升|提高|上升|下降|降低|减少|压减|压降)(?!.+(?:率|度|比重|占比)$)"
)
# Ratios of two things, of which the first may be the larger: 拨备覆盖率, 毛入学率.
_RATIO = re.compile(
    r"完成率|达成率|完成进度|完成比例|执行率|负债率|周转率|产销率|自给率|毛入[学园]率|充足率|存贷比"
    r"|保值增值|拨备|流动性|偿债|利息|指数|相当于"
)
# Shares of a whole: what is part of something is never more than all of it.
_SHARE = re.compile(
    r"(?:合格|及格|优良|优秀|达标|办结|结案|及时|按时|按期|准时|满意|好评|知晓|覆盖|公开|公示|整改|处置"
    r"|处理|响应|回复|答复|反馈|受理|通过|成功|准确|差错|投诉|失业|就业|绿化|建档|接种|归档|化解|调解"
    r"|认领|激活|年报|持证|亮证)[\u4e00-\u9fff]?率|满意度|知晓度|占比|比重"
)
# Compared with something that it is no part of: 债务余额占GDP比重, 投资占年度计划比重.
_OF_ANOTHER = re.compile(r"GDP|生产总值|计划|预算|目标|任务|上年|去年|同期", re.IGNORECASE)


class Measure(Protocol):
    """What is measured: a target of a draft or of a task."""

    @property
    def metric(self) -> str: ...
    @property
    def kind(self) -> TargetKind: ...
    @property
    def unit(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Limits:
    """None: there is none. What lies outside one that is not sure is asked back."""

    least: Decimal | None
    most: Decimal | None
    is_sure: bool


def impossible(value: Decimal, measure: Measure, field: str) -> list[RuleBroken]:
    """Why it cannot be, at most one reason."""
    if measure.kind is TargetKind.YES_NO and value not in {0, 1}:
        return [RuleBroken("figure.yes-or-no", field=field)]
    if measure.kind is TargetKind.RANK and not _is_place(value, measure):
        return [RuleBroken("figure.no-place", field=field)]
    limits = _limits(measure)
    return _outside(value, limits, field) if limits.is_sure else []


def unlikely(value: Decimal, measure: Measure, field: str) -> list[RuleBroken]:
    """Why it may be wrong, at most one reason; whoever typed it can be sure of it."""
    limits = _limits(measure)
    return [] if limits.is_sure else _outside(value, limits, field)


def _outside(value: Decimal, limits: _Limits, field: str) -> list[RuleBroken]:
    if limits.least is not None and value < limits.least:
        code = "figure.negative" if limits.is_sure else "figure.negative-doubt"
        return [RuleBroken(code, field=field)]
    if limits.most is not None and value > limits.most:
        code = "figure.above-whole" if limits.is_sure else "figure.above-whole-doubt"
        return [RuleBroken(code, field=field, whole=limits.most)]
    return []


def _limits(measure: Measure) -> _Limits:
    unit = unicodedata.normalize("NFKC", measure.unit).strip()
    is_change = measure.kind is TargetKind.INCREASE or _CHANGE.search(measure.metric)
    if is_change or unit in _POINTS:
        return _Limits(None, None, is_sure=True)
    if unit in WHOLES:
        return _limits_of_rate(measure.metric, WHOLES[unit])
    return _Limits(Decimal(0), None, is_sure=not _SIGNED.fullmatch(unit))


def _limits_of_rate(metric: str, whole: Decimal) -> _Limits:
    if _RATIO.search(metric):
        return _Limits(Decimal(0), None, is_sure=False)
    is_share = _SHARE.search(metric) and not _OF_ANOTHER.search(metric)
    return _Limits(Decimal(0), whole, is_sure=bool(is_share))


def _is_place(value: Decimal, measure: Measure) -> bool:
    """第 1 位, 第 2 位; where it is told in percent (前 10%), any share of the field."""
    whole = WHOLES.get(unicodedata.normalize("NFKC", measure.unit).strip())
    if whole is not None:
        return 0 < value <= whole
    return value >= 1 and value == value.to_integral_value()
