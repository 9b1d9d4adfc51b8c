"""Knows which figures commit nobody to anything: names, what is past, what only recurs."""

import re

from tracker.parsing.figures.context import Context
from tracker.parsing.figures.cues import is_committed
from tracker.parsing.figures.in_characters import AT_LEAST_ONE, EVENTS, is_name
from tracker.parsing.figures.measure_units import RATES
from tracker.parsing.figures.quantities import Quantity
from tracker.parsing.figures.size_classes import is_class, is_condition
from tracker.parsing.figures.tallies import is_tally
from tracker.parsing.text.endings import ending
from tracker.parsing.text.told_past import is_done, is_past

_TIED = re.compile(r"(?=[+/×#&第*A-Za-z])(?:(?:[+/×#&第]|(?<=\d)\*)\s?[“‘]?$|[A-Za-z]$)")
# 附件3, 96333热线: a number that counts nothing; 更换水表3万只 does.
_LABEL = re.compile(
    r"(?=[附图表专注令号类代电热文版型])"
    r"(?:附件|附表|图|表|专栏|注|令|(?<![信型])号|类别|代码|电话|热线|文件|版本|型号)\s?$"
)
# 六个100% is a slogan of its own; where its rates are named, it has been read already.
_OF_SEVERAL = re.compile(r"[两三四五六七八九\d]个[“\"]?$")
_SEVERAL = re.compile(r"[“\"]?\d+(?:\.\d+)?%")
_LETTER = re.compile(r"[A-Za-z]")
_TIME = re.compile(r"一批|季度|月|年|星期|学期|小时|世纪|交易日|自然日|时段")
_ON_TOP = re.compile(r"(?:的|为)?[\u4e00-\u9fff]{0,14}基础(?:上|之上)")
# 每月开展一次 says how often, not how much.
_EACH_TIME = re.compile(
    r"[每逐](?:学[年期]|年|月|季度?|半年|周|日|天|旬|两周|[两三]个?月)[^,。;、]{0,24}$"
)
# 下午3点召开, 每日8时: a time of day.
_DAYTIME = re.compile(r"(?:上午|下午|中午|凌晨|早上|晚上|傍晚|晚|早|每[日天])\s?$")
# 72海里小镇, 31度渔湾: a name on a map
_PLACE = re.compile(r"[\u4e00-\u9fff]{0,3}(?:小镇|湾|岛|古?街|广场|码头|驿站|景区|公园|度假村)")
_MAP_UNITS = frozenset({"海里", "度", "公里", "里"})
# 针对186户502人的帮扶对象: whom it is about
_CONCERNING = re.compile(r"(?:针对|面向|围绕)\s?(?:\d+[户名个家])?$")
_CONCERNED = re.compile(
    r"(?:\d+[人户名家])?的?[\u4e00-\u9fff]{0,6}(?:对象|群体|人群|人员|家庭|企业|问题|任务)"
)
_NO_COUNT = re.compile(r"[年月日号时\d.]")
# 普职比6.5, 恩格尔系数28: a measure that has no unit
_RATIO = re.compile(r"(?:比|比例|系数|指数|指标值)(?:达到?|为|至|到)?\s?$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def is_no_target(quantity: Quantity, context: Context) -> bool:
    if _only_recurs(quantity, context):
        return True
    if _is_part_of_a_name(quantity, context) or _is_told(quantity, context):
        return True
    if quantity.bare:
        return not _binds_without_unit(quantity, context)
    if quantity.unit in RATES:
        return False
    if quantity.spoken and is_name(quantity, context):
        return True
    return is_class(quantity, context) or is_tally(quantity, context)


def _only_recurs(quantity: Quantity, context: Context) -> bool:
    """每月开展一次 says how often, not how much; 每月至少一次 is a floor."""
    if quantity.value != 1 or quantity.unit not in EVENTS:
        return False
    if quantity.tail or is_committed(context.near) or AT_LEAST_ONE.search(context.near):
        return False
    return _EACH_TIME.search(context.before) is not None


def _is_part_of_a_name(quantity: Quantity, context: Context) -> bool:
    before, after = context.near, context.after
    if ending(_TIED, before, 3) or _is_on_the_map(quantity, after):
        return True
    if quantity.unit in ("点", "时") and _DAYTIME.search(before):
        return True
    if quantity.bare and (ending(_LABEL, before, 5) or _LETTER.match(after)):
        return True
    if quantity.unit == "个":
        return bool(_TIME.match(after) or _SEVERAL.match(after))
    return quantity.unit == "%" and ending(_OF_SEVERAL, before, 3) is not None


def _is_on_the_map(quantity: Quantity, after: str) -> bool:
    return quantity.unit in _MAP_UNITS and _PLACE.match(after) is not None


def _is_told(quantity: Quantity, context: Context) -> bool:
    """What has been done, what is built upon, and under which condition something is done."""
    return bool(
        is_past(context.before)
        or is_done(context.before, context.after)
        or _ON_TOP.match(context.after)
        or is_condition(quantity, context)
        or (_CONCERNING.search(context.near) and _CONCERNED.match(context.after))
    )


def _binds_without_unit(quantity: Quantity, context: Context) -> bool:
    """达到95以上, 突破500亿: a cue before it and a stop behind it."""
    if quantity.spoken or not context.near or _NO_COUNT.match(context.after):
        return False
    if "亿" in quantity.magnitude:
        return not context.after.startswith(("级", "强"))
    stops = bool(quantity.tail) or not _WORD.match(context.after)
    return stops and (is_committed(context.near) or _RATIO.search(context.near) is not None)
