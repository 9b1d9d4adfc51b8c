"""Knows the words that tell how a figure binds: 不低于, 控制在, 增长, 左右."""

import re

from tracker.domain.values import Op, TargetKind
from tracker.parsing.figures.context import Context
from tracker.parsing.figures.measure_units import MONEY, POINTS, RATES
from tracker.parsing.figures.quantities import Quantity

# A few words may stand between the cue and its number.
_GAP = r"(?:[\s:(]|约|近|了|为|到|至|在|各|全省|全市|全区|全县|每年|全年|年均|原则上)*$"
_REACHED = re.compile(r"(?:达到?|达成|提[高升]到|提[高升]至|增[加长]到|增[加长]至)" + _GAP)
_NOT_LESS = re.compile(
    r"(?:不得?(?:低|少|小)于|不下于|至少|最少|超过?|突破|高于|大于|多于|≥|>=?|以上为)" + _GAP
)
_NOT_MORE = re.compile(
    r"(?:不得?(?:超过|高于|大于|多于|突破)|控制(?:在|到|至)|压减?[短减降]?(?:到|至|在)|缩减?[短减降]?(?:到|至|在)"
    r"|削减?[短减降]?(?:到|至|在)|降[低降](?:到|至|为)|下[低降](?:到|至|为)|降(?:到|至)|减(?:少|至|到)(?:到|至)"
    r"|低于(?<!不低于)|小于(?<!不小于)|少于(?<!不少于)|≤|<=?|最多|最高不)" + _GAP
)
_GREW = re.compile(
    r"(?:增长率?|增幅|增速|涨幅|增收|递增|同比增|净增|增加|提高|提升|上升|回升|上涨)"
    r"(?:(?:了|率|速度|幅度|不低于|不少于|达到?|超过?|在|为|至少|保持|力争|实现|高于|分别|均|各|约|近|力争|确保|争取|达成|控制)|:)*\s?$"
)
GROWTH = re.compile(r"的?(?:年均)?(?:增速|增幅|增长)(?!点|极)")
_TO = re.compile(r"(?<!达)[到至]\s?$")
_FELL = re.compile(
    r"(?:降低|下降|减少|压降|压减|降幅|削减|压缩|缩短|缩减|节约|节省)[\u4e00-\u9fff]{0,3}$"
)
# What is given to each is an exact sum, not a floor.
_STANDARD = re.compile(
    r"(?:标准(?:为|是|提[高升][到至]|上?调[到至]|达到?)?|给予|奖励|补助|补贴|救助|奖补)(?:[^,。;]{0,4})$"
)
_OF_STANDARD = re.compile(r"的?标准")
_FOR_EACH = re.compile(
    r"每(?:人|户|名|位|家|个|月|生|亩|例|件|次|年|村|校|台|套|辆|份|日|天)[^每]{0,8}$"
)
_BAD_RATE = re.compile(
    r"失业|死亡|事故|发生率|能耗|浓度|不合格|负债|不良|投诉率|流失|辍学|赤字|缺陷|差错"
)
# 3个工作日内办结: the time is a limit for the work, not a date.
DONE_WITHIN = re.compile(
    r"(?:办[结好成理](?!率)|受理|审[结批核]|答复|回复|反馈|响应|出[证件具]|拨付|兑[现付])"
)
_AMONG_FIRST = re.compile(r"(?<![以之提])前\s?$")
_BELOW = frozenset({"以下", "及以下", "以内", "及以内", "之内", "内"})
_ABOVE = frozenset({"以上", "及以上"})
_ABOUT = frozenset({"左右", "上下"})
_RANKED = frozenset({"位", "名", "级"})


def comparator(quantity: Quantity, context: Context) -> Op:
    """How a figure with its unit binds."""
    before, tail = context.near, quantity.tail
    if quantity.high is not None:
        return Op.RANGE
    if tail in _BELOW:
        return Op.AT_MOST
    if quantity.unit in RATES and (grows(quantity, before) or GROWTH.match(context.after)):
        return Op.INCREASE
    if tail not in _ABOVE and not _NOT_MORE.search(before):
        if quantity.unit == "%" and _AMONG_FIRST.search(before):
            return Op.AT_MOST
        if _is_standard(quantity, context):
            return Op.EQUAL
    return bound(tail, before)


def bound(tail: str, before: str) -> Op:
    """How a level binds by the words behind and before it; with none a number that is committed to
    is a floor. 左右 is an equality, unless a word before says to which side: 达到90%左右.
    """
    if tail in _BELOW:
        return Op.AT_MOST
    if tail in _ABOVE:
        return Op.AT_LEAST
    if _NOT_MORE.search(before):
        return Op.AT_MOST
    if _REACHED.search(before):
        return Op.AT_LEAST
    return Op.EQUAL if tail in _ABOUT else Op.AT_LEAST


def grows(quantity: Quantity, before: str) -> bool:
    if _TO.search(before):
        return False
    if quantity.unit in POINTS:
        return not _FELL.search(before)
    return bool(_GREW.search(before))


def _is_standard(quantity: Quantity, context: Context) -> bool:
    if quantity.unit not in MONEY or quantity.value >= 10**6:
        return False
    if _NOT_LESS.search(context.near):
        return False
    return bool(
        _STANDARD.search(context.near)
        or _FOR_EACH.search(context.near)
        or _OF_STANDARD.match(context.after)
    )


def is_committed(before: str) -> bool:
    """A cue stands right before the number, so that it is no name and no tally."""
    return bool(_NOT_LESS.search(before) or _NOT_MORE.search(before) or _REACHED.search(before))


def kind_of(op: Op, unit: str, metric: str) -> TargetKind:
    if op is Op.INCREASE:
        return TargetKind.INCREASE
    if op is Op.AT_MOST:
        return TargetKind.RANK if unit in _RANKED else TargetKind.KEEP_AT_MOST
    if unit in RATES:
        bad = op is Op.EQUAL and _BAD_RATE.search(metric)
        return TargetKind.KEEP_AT_MOST if bad else TargetKind.KEEP_AT_LEAST
    return TargetKind.REACH
