"""Knows which numbers written in characters count work to be done, and which belong to a name."""

import re

from tracker.parsing.figures.context import NEAR, Context
from tracker.parsing.figures.cues import is_committed
from tracker.parsing.figures.quantities import LARGE, Quantity
from tracker.parsing.figures.tallies import NAMED_IN_CHARACTERS, is_listed

_COMMIT_VERB = re.compile(
    r"(?:建设|建成|新建|改建|创建|打造|创成|举办|举行|召开|培育|培养|争取|争创|新增|引进|选树|评选|推出|开工|投用|建立|设立|开设"
    r"|发布|申报|获批|获得|选派|选取|选择|参加|承办|编印|出版|拍摄|修建|改造|招引|新改建|储备|签约|落地|达到?|完成|至少|不少于"
    r"|不低于|最少|每(?:年|月|季度?|半年|周|学期|村|镇|街道|社区|县|校|单位|科室|人|个[\u4e00-\u9fff]{1,5}))"
    r"(?:了|好|出|创建|建设|申报|组织|开展|召开|举办|进行|安排)?(?:\d{4}年|全年|年内)?(?:至少|不少于|不低于|各)?\s?$"
)
_EVENT_VERB = re.compile(
    r"(?:开展|组织|举办|召开|进行|做好|安排|举行|参加|实施|承办|至少|不少于|不低于|每(?:年|月|季度?|半年|周|学期|天))"
    r"(?:了|好|召开|开展|组织|进行)?(?:\d{4}年|全年|年内)?(?:至少|不少于|各)?\s?$"
)
_WHOLE_WORD = re.compile(r"性|以上学|体化")
_OF_A_STAGE = re.compile(r"上线|建设|工程|项目|开发|验收|改造")  # 一期上线 is the first stage
AT_LEAST_ONE = re.compile(r"(?:至少|不少于|不低于)[\u4e00-\u9fff]{1,4}$")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,6}$")
_AT_LEAST = frozenset({"以上", "及以上"})
# 有两项以上不合格的 says who is meant.
_IF = re.compile(r"(?:对|凡|有|发生|存在|连续|累计|具有|具备|满|由)$")
EVENTS = frozenset({"次", "轮次", "场次", "场", "期", "轮", "堂", "节", "讲", "批次"})
_WATCHED = frozenset({"个", "支", "项", "条", "件", "位", "名", "处", "批", "块", "部", "本", "倍"})


def has_verb_before(body: str, start: int, quantity: Quantity) -> bool:
    """Characters mostly count in names (三项制度); a verb of doing must stand right before them."""
    if quantity.value >= LARGE:
        return True
    near = body[max(start, quantity.start - NEAR) : quantity.start]
    if quantity.tail in _AT_LEAST and quantity.unit not in EVENTS:
        return not _IF.search(near)
    if quantity.unit in EVENTS:
        return quantity.tail == "以上" or bool(
            _EVENT_VERB.search(near) or _COMMIT_VERB.search(near)
        )
    return bool(_COMMIT_VERB.search(near))


def is_name(quantity: Quantity, context: Context) -> bool:
    """一次性, 至少一个, 建立三项制度: what a number in characters counts after a verb."""
    before, after = context.near, context.after
    if is_listed(quantity, context) or _WHOLE_WORD.match(after):
        return True
    if quantity.unit in EVENTS:
        return quantity.unit == "期" and _OF_A_STAGE.match(after) is not None
    if quantity.value == 1:
        return not (is_committed(before) or AT_LEAST_ONE.search(before) or _EACH.search(before))
    return quantity.unit in _WATCHED and NAMED_IN_CHARACTERS.match(after) is not None
