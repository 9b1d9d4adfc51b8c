"""Knows which figures only sum up what is named, what is there or what is no product of work."""

import re

from tracker.parsing.figures.context import Context
from tracker.parsing.figures.cues import is_committed
from tracker.parsing.figures.measure_units import MONEY
from tracker.parsing.figures.quantities import Quantity
from tracker.parsing.text.endings import ending

# What is counted in slogans and in lists just given, and is no product of work.
_SLOGAN = (
    "制度|机制|底线|红线|规定|责任|行动|战略|体系|清单|举措|措施|能力|转变|文章|硬仗|攻坚战|维护|意识|自信"
    "|革命|原则|要求|统一|导向|理念|方面|环节|层面|维度"
)
_TALLIED = (
    f"{_SLOGAN}|领域|步骤|阶段|要素|板块|任务|(?:重点|关键)(?:工作|任务|领域|环节|$)|产业|行业|部门|抓手|目标|指标|问题|短板|关系|政策|意见"
    "|方案|条例|确保|计划|整治|坚持|坚定|服从|结合|融合|到位|不准|必须|一批|严禁|工作|内容|类型|情形|方式|形式|途径|实事"
)
# 26条产业路 and 3个行动中心 are things, however they begin.
_COMPOUND = (
    "(?!旺|兴|强|优|园|路|基地|中心|站|点|链|集群|项目|工程|区|带|标准|书|人|员|试点|示范|平台|学院|联盟|协会|大会|企业|室|楼|街"
    "|岗|卡)"
)
_NAMED = re.compile(
    "(?:重点|主要|具体|改革|创新|提升|专项|惠企|便民|民生|攻坚|工作|重大|核心|基本|关键)?"
    rf"(?:{_TALLIED}){_COMPOUND}|[\u4e00-\u9fff]{{1,4}}(?:政策|举措|措施|规定|机制){_COMPOUND}"
)
NAMED_IN_CHARACTERS = re.compile(
    rf"[^,。;、]{{0,2}}?(?:{_TALLIED}){_COMPOUND}|[^,。;、]{{3,6}}?(?:{_SLOGAN}){_COMPOUND}|[^,。;、]{{0,6}}?队伍"
)
_SCOPE = re.compile(
    r"(?:全[国省市区县州镇乡街校院系局域盟旗]|辖区内?|[我本][国省市区县局校院镇街]|下辖|涉及[\u4e00-\u9fff]{0,4}|所辖|原|(?<![\d个项条处家])共|包括|包含|共有|共计|总共|分为|其余|剩余|围绕)\s?$"
)
_PLACES = re.compile("乡镇|镇|街道|县|区|市|地市|行政村|村|社区")
# 保留的2家养殖场 are there; 完成下达的500批次 are to be done.
_TO_DO = re.compile(r"完成|实现|建设|建成|新增|创建|确保|力争|推进|下达|任务|交办")
# 6个园区实现产值8亿元: the figure is the one behind the verb.
_DOES = re.compile(r"[^,。;、\d]*(?:达到?|实现|完成|增长|突破|控制|保持)[^,。;、\d]*\d")
_BOUND_BEFORE = re.compile(r"不[低少高]于|不超过|达到|提[高升][到至]")
_GIVEN = re.compile(r"[^,。;]*?(?:配备|安装|配置|提供|发放|购买|办理|建立)")
_BUILT = re.compile(
    r"(?:开工|新建|改建|扩建|建设|建成|改造|修缮|实施|推进|完成|引进|打造)[^,。;]{2,}、"
)
# ,共计260批次: the sum of a clause of its own, which no place begins
_SUM = re.compile(r"\s*(?:共|共计|合计|总共|总计)\s?")
_ALL_TO_DO = re.compile(r"(?:完成|实现)(?:对?[全我本][\u4e00-\u9fff]|其余|剩余)$")
_ALL_OF_THEM = re.compile(r"全部|全覆盖|完成|实现|建成|达到|纳入")
_TOPIC = re.compile(r"(?:章|条款|部分|方面|类|大类|板块|环节)")
_BY = re.compile(r"(?:按照|依据|根据)\s?$")
_PLUS = re.compile(r"^[^,。;、]{0,6}\+")
# 完成5项任务 sums up; 完成减排3万吨任务 and 税收2亿元目标 say how much.
_AIM = re.compile("(?:的)?(?:目标|任务)")
_COUNTS_AIMS = frozenset({"个", "项", "大", "类", "条", "件", "批", "种"})
_NEVER_TALLIED = frozenset(
    {"名", "位", "人", "家", "户", "台", "套", "辆", "所", "座", "人次", "公里", "亩", "间", "栋"}
)


def is_tally(quantity: Quantity, context: Context) -> bool:
    before, after = context.near, context.after
    if quantity.unit == "类" and after[:1].isdecimal():
        return True
    if _PLUS.match(after) or "+" in before[-8:]:
        return True
    if quantity.unit not in MONEY and ending(_BY, before, 3):
        return True
    if quantity.high is not None or quantity.tail or is_committed(before):
        return False
    if is_listed(quantity, context) or (before.endswith("对") and _PLACES.match(after)):
        return True
    if _AIM.match(after) and quantity.unit not in _COUNTS_AIMS:
        return False
    return _is_there_already(context) or (
        quantity.unit not in _NEVER_TALLIED and _NAMED.match(after) is not None
    )


def is_listed(quantity: Quantity, context: Context) -> bool:
    """甲、乙、丙三个示范区, 甲、乙等2个市场: the figure sums up the names before it.

    开工建设甲、乙等3个工程 is to be done all the same.
    """
    if context.near.rstrip().endswith("等") and _BUILT.search(context.before):
        return _NAMED.match(context.after) is not None
    summed = quantity.spoken or context.near.rstrip().endswith("等")
    return summed and context.before.count("、") + 1 == quantity.value > 1


def _is_there_already(context: Context) -> bool:
    """全区8个乡镇, 保留的2家养殖场, 6个园区实现产值8亿元: not what is to be brought about."""
    before, after = context.near, context.after
    if _SUM.fullmatch(context.before):
        return _PLACES.match(after) is not None or _TOPIC.match(after) is not None
    if ending(_SCOPE, before, 8):
        if _ALL_TO_DO.search(before) or ("为" in before and _GIVEN.match(after)):
            return False
        return not _ALL_OF_THEM.search(after) or _DOES.match(after) is not None
    if not context.before.strip() and _DOES.match(after):
        return True
    if not before.rstrip().endswith("的"):
        return False
    return not (_TO_DO.search(context.before) or _BOUND_BEFORE.search(context.before))
