"""Knows what a figure measures, as a short noun phrase that reads well in a table."""

import re

from tracker.parsing.measure_units import DURATIONS, MONEY, RATES
from tracker.parsing.quantities import Quantity
from tracker.parsing.target_context import Context
from tracker.parsing.target_cues import DONE_WITHIN

_LONGEST = 24
# 对12家, 等12家: what is counted stands behind the number.
_POINTING = re.compile(r"(?:[等的在每对将向为和及与]|[我全本][省市区县局校院])$")
_SHORT = 2
_PAIRS = (("“", "”"), ("(", ")"), ("《", "》"))
_MARKS = frozenset("“”()《》")
_ALL = re.compile(r"(?:全部|全面|均|都)?(?:实现|达到?)?(?:全部|全面)?$")
_COUNTED = re.compile(
    r"^.*?(?:对|[全我本][国省市区县局校])?\d+(?:余|多)?[个家所座户台处条名](?!性|百分)"
)
_ABOUT = re.compile(
    r"^(?:围绕|聚焦|针对|对|在|突出)[^,。;]*?等[\u4e00-\u9fff]{0,4}(?:领域|行业|方面|环节)(?=..)"
)
# The names of what is then counted: 围绕甲、乙2条产业链.
_NAMES = re.compile(r"^(?:围绕|聚焦|针对|突出)")
_GOING_ABOUT = re.compile(r"(?:进行|实施|开展|推进|实现)$")
_MARK = re.compile(r"^\s*(?:\(?[\d一二三四五六七八九十]{1,3}(?:[.)、]|是|要)|[①-⑳])\s*")
_LEAD = re.compile(
    r"^(?:[\s(\"”)]|确保|力争|争取|努力|实现|推动|促进|使|要(?!素)|将(?!军)|计划|预计|其中|全年|全市|年内|年底前?|同时|并"
    r"|进一步|到?\d{4}年(?:年?底)?前?|\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?前?|[上下]半年前?|第?[一二三四]季度末?前?|和|及|与|以及|主要(?=[^农])"
    r"|总体|原则上|[一二两三四五]年内|必须|应当|继续|保持|带动|配合|做好)+"
)
_BINDS = (
    r"[\s:(]|分别|(?<![人户亩生])均|各|要|应|不得?(?:低|少|高|大|多|小)于|不得?超过|不下于|至少|最少|最多|超过?|突破|高于|低于"
    r"|达到?|达成|稳定在?|保持在?|维持在?|控制(?:在|到|至)|提[高升](?:到|至)|增[长加](?:到|至)|上升(?:到|至)"
    r"|[降下][低降](?:到|至)|压缩(?:到|至|在)|缩短(?:到|至)|约|近|为|在|力争|确保|一般|原则上|[≥≤><=]|同比|较上年|比上年"
    r"|由|从|走|\d{4}年"
)
_CUE = re.compile(rf"(?:{_BINDS})+$")
# 规范提升6家 and 完成3个 keep their verb; 合格率提升5% and 收入完成3亿元 do not need it.
_GROWTH_CUE = re.compile(
    rf"(?:{_BINDS}|提[高升]了?|增[长加]了?|上升了?|[降下][低降]了?|压缩|缩短|完成)+$"
)
_FELL = re.compile(r"(?:降低|下降|减少|压降|压减|缩减)(?:了)?\s*$")
_FROM = re.compile("[由从]")
_STEP = re.compile(
    r"[由从][^,。;、]*?\d[^,。;、]*?(?=(?:提[高升]|增|扩|下降|压|缩|降|减|调|升)[^,。;、]*[到至为])"
)
_DOING = re.compile(
    r"(?:新建改扩建及维修改造|规范提升|完善提升|新改扩建|新改建|改造提升|择优选取|建设|建成|新建|改建|创建|打造|完成|举办|开展"
    r"|组织|召开|培育|争取|争创|新增|引进|选树|评选|推出|开工|建立|发布|申报|安排|选派|选取|选择|推动|推进|实施|改造|提升|规范"
    r"|增加|抽检|培训|招引|发放|认定|整治|治理|更新|加装|淘汰|关停|处置|化解|盘活|办理|查办|检查|排查|走访|帮扶|创成|完善)$"
)
# Verbs that say by themselves what is counted: 培训420人次.
_WORK = frozenset({"培训", "抽检", "检查", "排查", "走访", "帮扶", "整治"})
_NOT_NOUN = re.compile(
    r"并|和|及|与|以(?!上)|用于|左右|作为|给|,|开展|进行|全部|要|应|达到|通过|的?$"
)
_NOUN = re.compile(
    r"(?:的|以上|左右)?("
    r"(?:“[^“”\n]{1,16}”|[\u4e00-\u9fffA-Za-z“\d])(?:“[^“”\n]{1,16}”|[\u4e00-\u9fffA-Za-z“”()·\d-]){0,17})"
)
_NOUN_END = re.compile(
    r"(?:的)?(?:创建|建设|申报|开展|完成|通过|达到|纳入|作为|全部|加快|要|应|实现|进行|用于|下沉|(?:检查|监管)?全覆盖|和|与|及(?!以)|,|(?<=[^\d.-])\d).*$"
)
_IS_RATE = re.compile(r"(?:率|比|比例|比重|度|份额|幅|速|指数|占)$")
_RANKED_PART = re.compile(r"(?:国家|省|市|县|区|乡|校|院)级")
_FIGURE = re.compile(r"\d(?![\d年月日号])")
_DIGIT = re.compile(r"\d")
_LIST_MARK = re.compile(r"、|(?<=[\u4e00-\u9fff%])和")


def metric_of(context: Context, quantity: Quantity, previous: str) -> str:
    """The words before the number (合格率达95%), else verb and noun around it (建成3个站点)."""
    before = _STEP.sub("", context.before) if _FROM.search(context.before) else context.before
    before = _last_item(_MARK.sub("", before))
    cue = _GROWTH_CUE if quantity.unit in RATES or quantity.unit in MONEY else _CUE
    said = _cut(_without_cue(cue, _ABOUT.sub("", before)))
    if quantity.unit in DURATIONS and (done := DONE_WITHIN.match(context.after)):
        return said + done[0] + "时限"
    if quantity.unit in RATES:
        return _rate(before, said, context.after) or previous
    doing = _DOING.search(said)
    behind = doing or _follows_list(said) or _NAMES.match(said) or len(said) <= _SHORT
    if behind and quantity.unit not in MONEY and (noun := _noun_behind(context.after)):
        return _around(said, noun)
    if doing and doing[0] == said and previous and said not in _WORK:
        return previous
    return _named(said, previous) or _noun_behind(context.after) or previous


def name_in(clause: str) -> str:
    """Of 设定合理的负债率 before 控制在65%以内: what the clause ends with."""
    return _cut(clause.rpartition("的")[2] or clause)


def name_around(before: str, after: str) -> str:
    """What 全覆盖 or 零的突破 is said of: 抽查全覆盖, 开展全覆盖检查, 对12家粮库检查全覆盖."""
    said = _cut(_COUNTED.sub("", _without_cue(_CUE, _ALL.sub("", _MARK.sub("", before)))))
    if not said or _GOING_ABOUT.search(said):
        return _noun_behind(after) or _GOING_ABOUT.sub("", said)
    return said


def _without_cue(cue: re.Pattern[str], before: str) -> str:
    """Cues stand right before the figure: there is no need to look for them further off."""
    found = cue.search(before, max(0, len(before) - _LONGEST))
    return before[: found.start()] if found else before


def _rate(before: str, said: str, after: str) -> str:
    """100%实施 and 80%以上的单位 have behind them what is measured."""
    if after and not _IS_RATE.search(said) and (noun := _noun_behind(after)):
        return noun + "占比"
    if said and _FELL.search(before.rstrip()):
        return _FELL.sub("", said) + "降幅"
    return said


def _follows_list(said: str) -> bool:
    return _POINTING.search(said) is not None


def _around(said: str, noun: str) -> str:
    """等12条高速公路 is about the roads, not about the examples before them."""
    alone = _follows_list(said) or _NAMES.match(said)
    return _balanced(noun if alone else _shorten(said + noun))


def _named(said: str, previous: str) -> str:
    root = previous.partition("(")[0]
    if root and (len(said) <= 2 or _RANKED_PART.fullmatch(said)):
        return f"{root}({said})" if said else previous
    return said


def _last_item(before: str) -> str:
    """From the last 、 behind a number on: without a number before it the list is the subject."""
    opened = before.rfind("(")
    if opened > before.rfind(")"):
        return before[opened + 1 :]
    for mark in reversed(list(_LIST_MARK.finditer(before))) if _DIGIT.search(before) else ():
        if _FIGURE.search(before, max(0, mark.start() - 12), mark.start()):
            return before[mark.end() :]
    return before


def _cut(words: str) -> str:
    return _balanced(_shorten(_LEAD.sub("", words.strip()).strip(' 、("')))


def _noun_behind(after: str) -> str:
    if not after or _NOT_NOUN.match(after):
        return ""
    found = _NOUN.match(after)
    return _balanced(_NOUN_END.sub("", found[1]).strip("的和及与")) if found else ""


def _shorten(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    tail = words[-_LONGEST:]
    cut = max(tail.rfind("的"), tail.rfind("、"))
    return tail[cut + 1 :] if 0 <= cut < _LONGEST - 4 else tail


def _balanced(words: str) -> str:
    """A mark whose partner was cut off goes, too."""
    if _MARKS.isdisjoint(words):
        return words
    for opening, closing in _PAIRS:
        if words.count(opening) < words.count(closing):
            words = words.replace(closing, "", 1)
        elif words.count(opening) > words.count(closing):
            words = words.replace(opening, "", 1)
    return words
