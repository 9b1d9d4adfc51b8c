"""Knows which figures say how large, dear or late a thing is that is meant, and set it apart."""

import re

from tracker.parsing.figures.context import Context
from tracker.parsing.figures.cues import DONE_WITHIN, is_committed
from tracker.parsing.figures.measure_units import CLASS_UNITS, DURATIONS, MONEY
from tracker.parsing.figures.quantities import Quantity
from tracker.parsing.text.endings import ending

_CONDITION = re.compile(
    r"(?=[低不未超高大少逾满连达及合起门罚处扣计加])"
    r"(?:(?<!不)低于|不足|未达到?|超过|高于|大于|(?<!不)少于|超出|逾期|(?<!圆)满|连续|达标线为?|及格线为?|合格线为?|满分为?"
    r"|起付线|门槛|罚款|处以|(?<!折)扣|计分|加分)\s?$"
)
_OF = re.compile(r"\s?的")
_AGAIN = re.compile(r"(?:发现|查处|办结|成熟|报道|曝光|整改|验收|见效|发生)\s?$")
_SIZED = re.compile(r"级|范围|半径")
_MADE = re.compile(
    r"(?:[年日](?:产|处理|加工|供水|供气|输气|吞吐)量?|时速|(?:输气|供水|供气|处理|生产)能力)\s?$"
)
_WHO_HAS = re.compile(r"的(?!目标|任务|规模|水平|投资|资金|额度)[\u4e00-\u9fff]")
_PROFILE = re.compile(
    r"(?:总投资额?|投资额|注册资[本金]|占地(?:面积)?|总?建筑面积|总?面积|全长|总长度?|长度|规模|估值|造价|预算|年产|年处理|日产|日处理|年加工|时速|[长宽高深])[约达近为超过\s]*$"
)
# 3座桥(总长90米): the size of what is counted.
_IN_BRACKETS = re.compile(r"\([^(),]{0,6}$")
# 管网工程总投资3亿元 describes the work.
_OF_A_PROJECT = re.compile(
    r"^(?!.*(?:签约|开工|引进|招引|新增|力争|争取|确保)).*(?:项目|工程|园区?|厂|基地|中心|线)(?:(?:计划|预计|共)?总|概算|估算|预算)投资额?[约达近为]?\s?$"
)
_KEPT = re.compile(r"(?:稳定|保持|完成|落实|新增|新建|建成|实施|推广|扩大|改造|治理)\s?$")
_AREA = re.compile(r"的?[\u4e00-\u9fff]{0,6}(?:面积|任务|规模|管网|绿道|建设|改造|治理)")
_HAMLET = re.compile(r"的?(?:自然村|村|集中|居民点|聚居|人口)")
_CLASS_NOUN = re.compile(
    r"的?(?!并|和|及|与|任务|目标|规模|水平|用于|以|的(?:任务|目标)|$)[\u4e00-\u9fff]"
)
_MONEY_NOUN = re.compile(
    r"(?!(?:支持|用于|建设|实施|推进|扶持|补助|改造|帮助|开展|打造|奖励|购买|投入|完成|助力|服务|推动|保障|发放|惠及|解决))(?:级|的|以上|规模)*[\u4e00-\u9fff“”]{0,6}?(?:项目|企业|工程|产业|集群|基地|主体|采购|合同|案件|大户|园区|规上|强镇|强村|单体)"
)
_SHORTENED = re.compile(
    r"(?:压缩|缩短|缩减|控制|压减|不超过|不少于|不低于|至少|达到?|超过|提速|减少|保持|稳定|降)[\u4e00-\u9fff]{0,3}$|天数[\u4e00-\u9fff]{0,4}$"
)
_BOUNDS = frozenset({"以上", "及以上", "以下", "及以下", "以内", "及以内", "之内", "内"})


def is_class(quantity: Quantity, context: Context) -> bool:
    """3吨以下起重机械, 5亿元以上项目: a size that sets a class apart."""
    if quantity.unit in DURATIONS:
        return not (_SHORTENED.search(context.near) or DONE_WITHIN.match(context.after))
    if quantity.unit in MONEY:
        return _is_price(quantity, context)
    if quantity.unit == "分" and not (quantity.tail or is_committed(context.near)):
        return True
    if quantity.unit == "岁":
        return "寿命" not in context.before
    if quantity.unit == "户" and quantity.tail and _HAMLET.match(context.after):
        return True
    return quantity.unit in CLASS_UNITS and _is_size(quantity, context)


def _is_price(quantity: Quantity, context: Context) -> bool:
    described = _PROFILE.search(context.near) and _OF.match(context.after)
    meant = quantity.tail and _WHO_HAS.match(context.after)
    told = not quantity.tail and _OF_A_PROJECT.search(context.before)
    return bool(described or meant or told or _MONEY_NOUN.match(context.after))


def _is_size(quantity: Quantity, context: Context) -> bool:
    if _SIZED.match(context.after) or (_MADE.search(context.near) and context.after):
        return True
    if _PROFILE.search(context.near) and (
        _OF.match(context.after) or _IN_BRACKETS.search(context.near)
    ):
        return True
    if quantity.tail not in _BOUNDS or not _CLASS_NOUN.match(context.after):
        return False
    return not (_KEPT.search(context.near) and _AREA.match(context.after))


def is_condition(quantity: Quantity, context: Context) -> bool:
    """对低于60分的, 超过3次的, 连续2次: who is meant, not what is to be done."""
    if quantity.value == 1 and ending(_AGAIN, context.near, 3):
        return True
    found = ending(_CONDITION, context.near, 6)
    if not found:
        return False
    if found[0].strip() in ("超过", "高于", "大于", "低于", "少于"):
        return bool(_OF.match(context.after))
    return True
