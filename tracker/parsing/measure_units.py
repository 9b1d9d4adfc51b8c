"""Knows the words that a figure counts in, and which of them only count under conditions."""

import re

_RATES = ("%", "‰", "个百分点", "百分点")
_MONEY = ("元", "美元", "欧元", "港元", "人民币")
_COMPOUND = (
    "批次", "人次", "户次", "家次", "车次", "场次", "班次", "件次", "台次", "例次", "标箱", "标准箱",
    "吨标准煤", "台套", "人天",
)  # fmt: skip
_MEASURES = (
    "平方公里", "平方千米", "平方米", "立方米", "千瓦时", "兆瓦时", "千瓦", "兆瓦", "吉瓦", "千伏安", "公里", "千米",
    "公斤", "千克", "公顷", "海里", "毫克", "微克", "毫升", "吨", "亩", "米", "斤", "担", "桶", "升", "克", "度",
    "MW", "GW", "kW", "kWh", "km", "TEU", "PB", "TB", "P", "EFLOPS",
)  # fmt: skip
_COUNTS = (
    "个", "家", "项", "件", "条", "次", "场", "期", "轮", "批", "篇", "幅", "部", "本", "册", "份", "套",
    "台", "辆", "艘", "架", "座", "栋", "幢", "间", "处", "所", "片", "块", "张", "只", "头", "羽", "株", "棵",
    "粒", "枚", "支", "队", "组", "班", "节", "门", "类", "种", "款", "例", "起", "宗", "单", "笔", "股", "道",
    "孔", "口", "眼", "盏", "根", "袋", "瓶", "盒", "箱", "户", "人", "名", "位", "对", "集", "首", "堂", "课时",
    "学时", "学分", "分", "倍", "字", "万字", "匹", "尾", "枝", "盆", "面", "顶", "床", "村", "校", "岗", "站", "点",
    "讲", "届次", "标段", "车位", "床位", "学位", "泊位", "席",
)  # fmt: skip
# Durations are targets only where something is shortened to them or kept for so long.
DURATIONS = ("个工作日", "工作日", "个小时", "小时", "分钟", "天", "秒", "个月")
_PER = r"(?:/\s?(?:千人|万人|百人|人|年|月|季度|季|周|天|日|户|家|亩|平方米|立方米|平方公里|公里|吨|次|所|县|村|校|个|生|班|升|小时|米))?"


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_LETTERS = r"(?![A-Za-z])"
ALL_UNITS = (
    rf"(?:(?:{_any_of(_RATES + _COMPOUND + _MONEY + DURATIONS)}|{_any_of(_MEASURES + _COUNTS)}){_LETTERS})"
    rf"{_PER}"
)
# What a number in characters may count; 个 and 项 are watched more closely than the others.
CHINESE_UNITS = r"(?:个百分点|批次|人次|个|家|次|场|项|件|条|期|轮|批|篇|部|所|座|处|名|位|辆|台|套|户|例|起|支|本|间|块|倍|节|堂|讲)"
PERCENT = frozenset({"%", "‰"})
POINTS = frozenset({"个百分点", "百分点"})
RATES = PERCENT | POINTS
MONEY = frozenset(_MONEY)
# Sizes that set a class apart when a noun follows: 3吨以下起重机械, 50人以上会议.
CLASS_UNITS = frozenset({
    "吨", "米", "平方米", "立方米", "公里", "千瓦", "兆瓦", "千伏安", "人", "张", "床", "升", "公斤", "度", "分",
    "天", "小时", "分钟", "平方公里", "亩", "倍", "次", "起", "层", "公顷", "千克",
})  # fmt: skip


def base_unit(unit: str) -> str:
    """The unit to count in: 元/家 is money like any other, 批次/千人 is a rate of its own."""
    head = unit.partition("/")[0].strip()
    return head if head in MONEY else unit.replace(" ", "")
