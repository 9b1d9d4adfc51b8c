"""Knows what a figure measures, as a short noun phrase that reads well in a table."""

import re

from tracker.parsing.quantities import Quantity
from tracker.parsing.target_context import Context

_LONGEST = 24
_LEAD = re.compile(
    r"^(?:[\s(\"“”)]|确保|力争|争取|努力|实现|推动|促进|使|要|将|计划|预计|其中|全年|全市|年内|年底前?|同时|并|进一步|到?\d{4}年(?:年?底)?前?"
    r"|\d{1,2}月(?:底|末)?前?|[上下]半年|[一二三四]季度末?|和|及|与|以及|主要|总体|原则上|必须|应当?|继续|保持)+"
)
_CUE = re.compile(
    r"(?:[\s:(]|分别|均|各|要|应|总量|不得?(?:低|少|高|大|多|小)于|不得?超过|不下于|至少|最少|最多|超过?|突破|高于|低于|达到?|达成|稳定在?|保持在?"
    r"|维持在?|控制(?:在|到|至)|提[高升](?:到|至|了)?|增长(?:到|至|了)?|增加(?:到|至|了)?|上升(?:到|至|了)?|[降下][低降](?:到|至|了)?|压缩(?:到|至|在)?"
    r"|缩短(?:到|至)?|约|近|为|在|力争|确保|一般|原则上|[≥≤><=]|同比|较上年|比上年|完成|由|从)+$"
)
_DOING = re.compile(
    r"(?:新建改扩建及维修改造|规范提升|完善提升|新改扩建|新改建|改造提升|择优选取|建设|建成|新建|改建|创建|打造|完成|举办|开展|组织|召开|培育|争取|争创|新增|引进"
    r"|选树|评选|推出|开工|建立|发布|申报|安排|选派|选取|选择|推动|推进|实施|改造|提升|规范|增加|抽检|培训|招引|发放|新认定|认定|整治|治理|更新|加装"
    r"|淘汰|关停|处置|化解|盘活|办理|查办|检查|排查|走访|帮扶|创成|围绕产业需求布局建设)(?=[^。]{0,20}$)"
)
_NOUN = re.compile(r"(?:的|以上|左右)?([\u4e00-\u9fffA-Za-z“”()·-]{1,18})")
_NOUN_END = re.compile(
    r"(?:的)?(?:创建|建设|申报|开展|完成|实施|通过|达到|纳入|作为|全部|加快|要|应|进行|用于|,).*$|[)(]+$"
)


def metric_of(context: Context, quantity: Quantity, previous: str) -> str:
    """The words before the number (合格率达95%), else verb and noun around it (建成3个站点)."""
    item = _last_item(context.before)
    said = _cut(_CUE.sub("", item).strip())
    doing = _DOING.search(said)
    if said and not (doing and doing.end() == len(said)):
        return said if len(said) > 3 or not previous else f"{previous}({said})"[:_LONGEST]
    noun = _noun_behind(context.after)
    if noun:
        return _shorten(said + noun)
    return previous or said or _shorten(_cut(context.before))


def name_before(before: str) -> str:
    """What stands before 全覆盖 or 零的突破."""
    return _cut(_CUE.sub("", before).strip())


def _last_item(before: str) -> str:
    """From the last 、 on, as long as a number stands before it: otherwise the list is the subject."""
    for mark in reversed(list(re.finditer(r"[、]|(?<=[\u4e00-\u9fff%])和", before))):
        if re.search(r"\d", before[: mark.start()][-12:]):
            return before[mark.end() :]
    return before


def _cut(words: str) -> str:
    return _shorten(_LEAD.sub("", words).strip(' 的、(“"'))


def _noun_behind(after: str) -> str:
    found = _NOUN.match(after)
    return _NOUN_END.sub("", found[1]).strip("的和及与“") if found else ""


def _shorten(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    tail = words[-_LONGEST:]
    cut = max(tail.rfind("的"), tail.rfind("、"))
    return tail[cut + 1 :] if 0 <= cut < _LONGEST - 4 else tail
