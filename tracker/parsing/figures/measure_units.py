"""Knows the words that a figure counts in, and which of them only count under conditions."""

import re
from functools import cache

_MONEY = "元|美元|欧元|港元|人民币"
_RATES = "%|‰|个百分点|百分点"
_COMPOUND = (
    "批次|个次|艘次|辆次|架次|处次|所次|组次|人次|户次|家次|条次|车次|场次|班次|件次|台次|例次|届次|轮次|项次|课次|趟次|标箱|标准箱|吨标准煤|台套|台件|人天|人年|万字|课时|学时|学分"
    "|车位|床位|学位|泊位|标段"
)
_MEASURES = (
    "平方公里|平方千米|平方米|平方|立方米|千瓦时|兆瓦时|千瓦|兆瓦|吉瓦|千伏安|公里|千米|公斤|千克|公顷|海里|毫克|微克|毫升"
    "|吨|亩|米|㎡|方|斤|担|桶|升|克|度|MW|GW|kW|kWh|km|TEU|PB|TB|P|EFLOPS"
)
_COUNTS = (
    "个|家|项|件|条|次|场|期|轮|批|篇|幅|部|本|册|份|套|台|辆|艘|架|座|栋|幢|间|处|所|片|块|张|只|头|羽|株|棵"
    "|粒|枚|支|队|组|班|节|门|类|种|款|例|起|宗|单|笔|股|道|孔|口|眼|盏|根|袋|瓶|盒|箱|户|人|名|位|对|集|首|堂"
    "|分|倍|字|匹|尾|枝|盆|面|顶|床|村|校|岗|站|点|讲|席|岁|列"
)
# Characters that make another word of the unit: 985项目, 三部门, 12345对接. The second bracket lets
# a word begin behind the unit all the same: 50名师生, 30名校长.
_WORD_BEGINS = (
    r"(?!项目|列(?:入|出|为|席|车|支|举)|对(?:接|于|标|照|外|应|口)|个(?:体(?!验|育|系|现)|人(?!工|才|民)|性|案)|位(?:于|列|置|居(?!民))"
    r"|分(?:别|类|级|工|布|析|散|片|区|层|批|步|期|管|局)|面(?:向|对|积)|点(?:位|对|击)|站位|条(?:例|款)|门(?:户|店|诊|槛)"
    r"|部(?:门|署|分|队|委)|班子|组(?:织|建|合|团)|队伍|类(?:别|型|似)|种(?:植|类|子|养|业|粮)|道路|口(?:岸|碑|径)"
    r"|台(?:风|账|海|湾|胞|商|阶)|根(?:治|除|据|本)|张(?:贴|榜)|支(?:持|撑|付)|块(?:状|头)"
    r"|名(?:单|称|录|牌|师(?!生)|校(?!长)|医|城(?![乡镇]))|家(?:庭(?!院)|园|乡(?![村镇])|电(?![梯站厂商影力子网池])|禽|居|政(?!府))|人(?:才|口|均|大|社|居|文|防)"
    r"|方(?:面|式|案|阵|便|向|针|位|法|舱|言|能|可|才)|户(?:籍|均|口|外(?!来))|次(?:日|年|数|月)|期(?:间|货|限|刊|末)|本(?:地(?!方)|级|科|市|区|县|年|土))"
)
# Durations are targets only where something is shortened to them or kept for so long.
_DURATIONS = "个工作日|工作日|个小时|小时|分钟|天|秒|个月"
_SHARED_BY = (
    "百万人|千人|万人|百人|万平方公里|百平方公里|万户|人|年|月|季度|季|周|天|日|户|家|亩|平方米|立方米|平方公里|公里|吨|次|所|县|村|校|个|生|班|升"
    "|小时|米"
)
_PER = rf"(?:/\s?(?:{_SHARED_BY}))?"


def _any_of(*words: str) -> str:
    """One alternation, longest first, so that 人次 is not read as 人."""
    every = {word for some in words for word in some.split("|")}
    beginnings = sorted({word[0] for word in every})
    return "|".join(_beginning_with(sign, every) for sign in beginnings)


def _beginning_with(sign: str, words: set[str]) -> str:
    """人(?:次|天|年)?: one look at the first character rules out all words with another one."""
    rest = {word[1:] for word in words if word[0] == sign}
    longer = _any_of("|".join(rest - {""})) if rest - {""} else ""
    if not longer:
        return re.escape(sign)
    return f"{re.escape(sign)}(?:{longer}){'?' if '' in rest else ''}"


_ALL = (_RATES, _COMPOUND, _MONEY, _DURATIONS, _MEASURES, _COUNTS)
_EVERY = _any_of(*_ALL)
# The characters that a unit begins with.
UNIT_HEADS = "".join(sorted({word[0] for words in _ALL for word in words.split("|")}))
ALL_UNITS = (
    rf"(?:(?=[{UNIT_HEADS}]){_WORD_BEGINS}(?:{_EVERY})(?!(?<=[A-Za-z])[A-Za-z]){_PER}|/10万|/十万)"
)
# What a small number in characters may count.
_SPOKEN = (
    "个百分点|批次|人次|轮次|场次|个|家|次|场|项|件|条|期|轮|批|篇|部|所|座|处|名|位|辆|台|套|户"
    "|例|起|支|本|间|块|倍|节|堂|讲"
)
SPOKEN_UNITS = frozenset(_SPOKEN.split("|"))
PERCENT = frozenset({"%", "‰"})
POINTS = frozenset({"个百分点", "百分点"})
RATES = PERCENT | POINTS
MONEY = frozenset(_MONEY.split("|"))
DURATIONS = frozenset(_DURATIONS.split("|"))
# What is counted by the piece and so stands behind its number: 3个站点, 20名网格员.
COUNTED = frozenset("个家项条件座处所台套辆支名位栋间部块片张款种类只株场例")
_CLASSES = (
    "吨|米|平方米|立方米|千瓦|兆瓦|千伏安|人|张|床|升|公斤|度|分|天|小时|分钟|亩|倍|次|起"
    "|公顷|千克|公里|平方公里|方|立方"
)
# Sizes that set a class apart when a noun follows: 3吨以下起重机械, 50人以上会议.
CLASS_UNITS = frozenset(_CLASSES.split("|"))


@cache
def base_unit(unit: str) -> str:
    """The unit to count in: 元/家 is money like any other, 批次/千人 is a rate of its own."""
    head = unit.partition("/")[0].strip()
    if head == "平方":
        return "平方米"  # what it stands for where no other unit follows
    return head if head in MONEY else unit.replace(" ", "")
