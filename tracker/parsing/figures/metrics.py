"""Knows what a figure measures, as a short noun phrase that reads well in a table."""

import re
from functools import lru_cache

from tracker.parsing.figures.context import Context
from tracker.parsing.figures.cues import DONE_WITHIN, GROWTH
from tracker.parsing.figures.measure_units import COUNTED, DURATIONS, MONEY, RATES
from tracker.parsing.figures.metric_words import (
    CUE,
    GROWTH_CUE,
    NAMES,
    balanced,
    cut,
    last_item,
    noun_behind,
    shorten,
    without_cue,
    words_before,
)
from tracker.parsing.text.endings import ending

# 对12家, 等12家: what is counted stands behind the number.
_POINTING = re.compile(r"(?:[等的在每对将向为和及与]|[我全本][省市区县局校院])$")
_SHORT = 2
_ALL = re.compile(r"(?:全部|全面|均|都)?(?:实现|达到?)?(?:全部|全面)?$")
_COUNTED = re.compile(
    r"^.*?(?:对|[全我本][国省市区县局校])?\d+(?:余|多)?[个家所座户台处条名](?!性|百分)"
)
_GOING_ABOUT = re.compile(r"(?:进行|实施|开展|推进|实现)$")
_FELL = re.compile(r"(?:降低|下降|减少|压降|压减|缩减|精简)(?:了)?\s*$")
_DOING = re.compile(
    r"(?:新建改扩建及维修改造|规范提升|完善提升|新改扩建|新改建|改造提升|择优选取|建设|建成|新建|改建|创建|打造|完成|举办|开展"
    r"|组织|召开|培育|争取|争创|新增|引进|选树|评选|推出|开工|建立|发布|申报|安排|选派|选取|选择|推动|推进|实施|改造|提升|规范"
    r"|增加|抽检|培训|招引|发放|认定|整治|治理|更新|加装|淘汰|关停|处置|化解|盘活|办理|查办|检查|排查|走访|帮扶|创成|完善)$"
)
# Verbs that say by themselves what is counted: 培训420人次.
_WORK = frozenset({"培训", "抽检", "检查", "排查", "走访", "帮扶", "整治"})
_STANDARD = re.compile(r"(?:/[\u4e00-\u9fff])?的?标准(?:发放|给予|支付|落实)?")
_GIVING = re.compile(r"(?:提供|发放|安排|争取|筹措|拨付)$")
_IS_RATE = re.compile(r"(?:率|比|比例|比重|度|份额|幅|速|指数|占)$")
_RANKED_PART = re.compile(r"(?:国家|省|市|县|区|乡|校|院)级")
# 粮食播种面积9万亩、产量3万吨: the second measure is one of the same thing.
_MEASURE = re.compile(r"(?:产量|总产|产值|面积|税收|收入|销量|销售额|投资|产能)$")
_AREA = re.compile(r"(?:播种|种植|养殖|生产|建设)?(?:面积|产量|规模)$")


@lru_cache(maxsize=2048)
def metric_of(context: Context, unit: str, previous: str) -> str:
    """The words before the number (合格率达95%), else verb and noun around it (建成3个站点)."""
    before = words_before(context.before)
    cue = GROWTH_CUE if unit in RATES or unit in MONEY else CUE
    said = cut(without_cue(cue, before))
    if unit in DURATIONS and (done := DONE_WITHIN.match(context.after)):
        return said + done[0] + "时限"
    if unit in MONEY and (standard := _STANDARD.match(context.after)):
        return (noun_behind(context.after[standard.end() :]) or said) + "标准"
    if unit in RATES:
        return _rate(before, said, context.after) or previous
    if _is_behind(said, unit) and (noun := noun_behind(context.after)):
        return _around(said, noun)
    if previous and said not in _WORK and _DOING.fullmatch(said):
        return previous
    return _named(said, previous) or noun_behind(context.after) or previous


def name_in(clause: str) -> str:
    """Of 设定合理的负债率 before 控制在65%以内: what the clause ends with."""
    return cut(words_before(clause).rpartition("的")[2] or clause)


def name_around(before: str, after: str) -> str:
    """What 全覆盖 or 零的突破 is said of: 抽查全覆盖, 开展全覆盖检查, 对12家粮库检查全覆盖."""
    said = without_cue(CUE, _ALL.sub("", last_item(words_before(before))))
    said = cut(_COUNTED.sub("", said))
    if not said or _GOING_ABOUT.search(said):
        return noun_behind(after) or _GOING_ABOUT.sub("", said)
    return said


def _is_behind(said: str, unit: str) -> bool:
    """Whether the noun stands behind the figure: 办好2个项目, but not 播种面积9亩."""
    if unit in MONEY:
        return _GIVING.search(said) is not None
    if unit in COUNTED or len(said) <= _SHORT:
        return True
    return bool(ending(_DOING, said, 12) or _follows_list(said) or NAMES.match(said))


def _rate(before: str, said: str, after: str) -> str:
    """100%实施 and 80%以上的单位 have behind them what is measured."""
    if (
        after
        and not ending(_IS_RATE, said, 2)
        and not GROWTH.match(after)
        and (noun := noun_behind(after))
    ):
        return noun + "占比"
    if said and _FELL.search(before.rstrip()):
        return _FELL.sub("", said) + "降幅"
    return said


def _follows_list(said: str) -> bool:
    return _POINTING.search(said) is not None


def _around(said: str, noun: str) -> str:
    """等12条高速公路 is about the roads, not about the examples before them."""
    alone = _follows_list(said) or NAMES.match(said)
    return balanced(noun if alone else shorten(said + noun))


def _named(said: str, previous: str) -> str:
    root = previous.partition("(")[0]
    if not root or len(said) > 2 * _SHORT:
        return said
    if _RANKED_PART.fullmatch(said) or len(said) < _SHORT:
        return f"{root}({said})" if said else previous
    if _MEASURE.fullmatch(said) and _AREA.search(root):
        return _AREA.sub("", root) + said
    return said
