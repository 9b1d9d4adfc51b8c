"""Knows which figures commit nobody to anything: names, tallies, classes, what is there already."""

import re

from tracker.parsing.measure_units import CLASS_UNITS, DURATIONS, MONEY, RATES
from tracker.parsing.quantities import LARGE, Quantity
from tracker.parsing.target_context import NEAR, Context
from tracker.parsing.target_cues import DONE_WITHIN, is_committed
from tracker.parsing.told_past import is_done, is_past

# What is counted in slogans and in lists just given, and is no product of work.
_SLOGAN = (
    "制度|机制|底线|红线|规定|责任|行动|战略|体系|清单|举措|措施|能力|转变|文章|硬仗|攻坚战|维护|意识|自信"
    "|革命|原则|要求|统一|导向|理念|方面|环节|层面|维度"
)
_TALLIED = (
    f"{_SLOGAN}|领域|步骤|阶段|要素|板块|任务|重点|关键|产业|行业|部门|抓手|目标|指标|问题|短板|关系|政策|意见"
    "|方案|条例|确保|计划|整治|坚持|坚定|服从|结合|融合|到位|不准|必须|一批|严禁|工作|内容|类型|情形|方式|形式|途径"
)
# 26条产业路 and 3个行动中心 are things, however they begin.
_COMPOUND = (
    "(?!园|路|基地|中心|站|点|链|集群|项目|工程|区|带|标准|书|人|员|试点|示范|平台|学院|联盟|协会|大会|企业|室|楼|街"
    "|岗|卡)"
)
_NAMED = re.compile(
    "(?:重点|主要|具体|改革|创新|提升|专项|惠企|便民|民生|攻坚|工作|重大|核心|基本|关键)?"
    rf"(?:{_TALLIED}){_COMPOUND}"
)
_NAMED_SPOKEN = re.compile(
    rf"[^,。;、]{{0,2}}?(?:{_TALLIED}){_COMPOUND}|[^,。;、]{{3,6}}?(?:{_SLOGAN}){_COMPOUND}|[^,。;、]{{0,6}}?队伍"
)
_ON_TOP = re.compile(r"(?:的|为)?[\u4e00-\u9fff]{0,14}基础(?:上|之上)")
_SCOPE = re.compile(
    r"(?:全[国省市区县州镇乡街校院系局域盟旗]|辖区内?|[我本][国省市区县局校院镇街]|下辖|涉及[\u4e00-\u9fff]{0,4}|所辖|原|(?<![\d个项条处家])共|包括|包含|共有|共计|总共|分为|其余|剩余|围绕)\s?$"
)
_PLACES = re.compile("乡镇|镇|街道|县|区|市|地市|行政村|村|社区")
# 保留的2家养殖场 are there; 完成下达的500批次 are to be done.
_KNOWN = re.compile(r"的\s?$")
_TO_DO = re.compile(r"完成|实现|建设|建成|新增|创建|确保|力争|推进|下达|任务|交办")
# 6个园区实现产值8亿元: the figure is the one behind the verb.
_DOES = re.compile(r"[^,。;、\d]*(?:达到?|实现|完成|增长|突破|控制|保持)[^,。;、\d]*\d")
_ALL_OF_THEM = re.compile(r"全部|全覆盖|完成|实现|建成|达到|纳入")
_TIED = re.compile(
    r"(?:[+/×#&第]|(?<=\d)\*)\s?[“‘]?$|[A-Za-z]$|(?:附件|附表|图|表|专栏|注|令|号|类别|代码|电话|热线|文件|版本|型号)\s?$"
)
# 六个100% is a slogan of its own; where its rates are named, it has been read already.
_OF_SEVERAL = re.compile(r"[两三四五六七八九\d]个[“\"]?$")
_SEVERAL = re.compile(r"[“\"]?\d+(?:\.\d+)?%")
_SIZED = re.compile(r"级|范围|半径")
_MADE = re.compile(r"(?:[年日]产|[年日]处理|年加工|时速)\s?$")
_LETTER = re.compile(r"[A-Za-z]")
_WHO_HAS = re.compile(r"的(?!目标|任务|规模|水平|投资|资金|额度)[\u4e00-\u9fff]")
_TIME = re.compile(r"一批|季度|月|年|星期|学期|小时|世纪|交易日|自然日|时段")
_PLUS = re.compile(r"^[^,。;、]{0,6}\+")
_PROFILE = re.compile(
    r"(?:总投资额?|投资额|注册资[本金]|占地(?:面积)?|总?建筑面积|总?面积|全长|总长度?|长度|规模|估值|造价|预算|年产|年处理|日产|日处理|年加工|时速|[长宽高深])[约达近为超过\s]*$"
)
# 管网工程总投资3亿元 describes the work.
_OF_A_PROJECT = re.compile(
    r"^(?!.*(?:签约|开工|引进|招引|新增|力争|争取|确保)).*(?:项目|工程|园区?|厂|基地|中心|线)(?:计划|概算|估算|预计|预算|共)?总?投资额?[约达近为]?\s?$"
)
_CONDITION = re.compile(
    r"(?:(?<!不)低于|不足|未达到?|超过|高于|大于|(?<!不)少于|超出|逾期|(?<!圆)满|连续|达标线为?|及格线为?|合格线为?|满分为?|起付线|门槛|罚款|处以|(?<!折)扣|计分|加分)\s?$"
)
_OF = re.compile(r"\s?的")
_AGAIN = re.compile(r"(?:发现|查处|办结|成熟|报道|曝光|整改|验收|见效|发生)\s?$")
_KEPT = re.compile(r"(?:稳定|保持|完成|落实|新增|新建|建成|实施|推广|扩大|改造|治理)\s?$")
_AREA = re.compile(r"的?[\u4e00-\u9fff]{0,6}(?:面积|任务|规模|管网|绿道|建设|改造|治理)")
_CLASS_NOUN = re.compile(
    r"的?(?!并|和|及|与|任务|目标|规模|水平|用于|以|的(?:任务|目标)|$)[\u4e00-\u9fff]"
)
_MONEY_NOUN = re.compile(
    r"(?!(?:支持|用于|建设|实施|推进|扶持|补助|改造|帮助|开展|打造|奖励|购买|投入|完成|助力|服务|推动|保障|发放|惠及|解决))(?:级|的|以上|规模)*[\u4e00-\u9fff“”]{0,6}?(?:项目|企业|工程|产业|集群|基地|主体|采购|合同|案件|大户|园区|规上|强镇|强村|单体)"
)
_SHORTENED = re.compile(
    r"(?:压缩|缩短|缩减|控制|压减|不超过|不少于|不低于|至少|达到?|超过|提速|减少|保持|稳定|降)[\u4e00-\u9fff]{0,3}$|天数[\u4e00-\u9fff]{0,4}$"
)
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
_AT_LEAST_ONE = re.compile(r"(?:至少|不少于|不低于)[\u4e00-\u9fff]{1,4}$")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,6}$")
# 每月开展一次 says how often, not how much.
_EACH_TIME = re.compile(
    r"[每逐](?:学[年期]|年|月|季度?|半年|周|日|天|旬|两周|[两三]个?月)[^,。;、]{0,24}$"
)
_BOUNDS = frozenset({"以上", "及以上", "以下", "及以下", "以内", "及以内", "之内", "内"})
_AT_LEAST = frozenset({"以上", "及以上"})
# 有两项以上不合格的 says who is meant.
_IF = re.compile(r"(?:对|凡|有|发生|存在|连续|累计|具有|具备|满|由)$")
_NEVER_TALLIED = frozenset(
    {"名", "位", "人", "家", "户", "台", "套", "辆", "所", "座", "人次", "公里", "亩", "间", "栋"}
)
_EVENTS = frozenset({"次", "轮次", "场次", "场", "期", "轮", "堂", "节", "讲", "批次"})
_WATCHED = frozenset({"个", "支", "项", "条", "件", "位", "名", "处", "批", "块", "部", "本", "倍"})


def is_no_target(quantity: Quantity, context: Context) -> bool:
    before, after = context.near, context.after
    if quantity.value == 1 and quantity.unit in _EVENTS and _EACH_TIME.search(context.before):
        return not (quantity.tail or is_committed(before) or _AT_LEAST_ONE.search(before))
    if _TIED.search(before) or _LETTER.match(after):
        return True
    if quantity.unit == "个" and (_TIME.match(after) or _SEVERAL.match(after)):
        return True
    if quantity.unit == "%" and _OF_SEVERAL.search(before):
        return True
    if quantity.bare:
        return not _binds_without_unit(quantity, context)
    if quantity.spoken and quantity.unit not in RATES and _is_name(quantity, context):
        return True
    if (
        is_past(context.before)
        or is_done(context.before, context.after)
        or _ON_TOP.match(after)
        or _is_condition(quantity, context)
    ):
        return True
    if quantity.unit in RATES:
        return False
    return _is_class(quantity, context) or _is_counted(quantity, context)


def _binds_without_unit(quantity: Quantity, context: Context) -> bool:
    """达到95以上, 突破500亿: a cue before it and a stop behind it."""
    if quantity.spoken or not context.near or re.match(r"年|月|日|号|时|[\d.]", context.after):
        return False
    if "亿" in quantity.magnitude:
        return not re.match(r"[级强]", context.after)
    stops = bool(quantity.tail) or not re.match(r"[\u4e00-\u9fffA-Za-z]", context.after)
    return stops and is_committed(context.near)


def _is_condition(quantity: Quantity, context: Context) -> bool:
    """对低于60分的, 超过3次的, 连续2次: who is meant, not what is to be done."""
    if _AGAIN.search(context.near) and quantity.value == 1:
        return True
    found = _CONDITION.search(context.near)
    if not found:
        return False
    if found[0].strip() in ("超过", "高于", "大于", "低于", "少于"):
        return bool(_OF.match(context.after))
    return True


def _is_class(quantity: Quantity, context: Context) -> bool:
    """3吨以下起重机械, 5亿元以上项目: a size that sets a class apart."""
    if quantity.unit in DURATIONS:
        return not (_SHORTENED.search(context.near) or DONE_WITHIN.match(context.after))
    if quantity.unit in MONEY:
        described = _PROFILE.search(context.near) and _OF.match(context.after)
        meant = quantity.tail and _WHO_HAS.match(context.after)
        told = not quantity.tail and _OF_A_PROJECT.search(context.before)
        return bool(described or meant or told or _MONEY_NOUN.match(context.after))
    if quantity.unit == "分" and not (quantity.tail or is_committed(context.near)):
        return True
    if quantity.unit not in CLASS_UNITS:
        return False
    if _SIZED.match(context.after) or (_MADE.search(context.near) and context.after):
        return True
    if _PROFILE.search(context.near) and _OF.match(context.after):
        return True
    if quantity.tail not in _BOUNDS or not _CLASS_NOUN.match(context.after):
        return False
    return not (_KEPT.search(context.near) and _AREA.match(context.after))


def _is_counted(quantity: Quantity, context: Context) -> bool:
    before, after = context.near, context.after
    if _PLUS.match(after) or "+" in before[-8:]:
        return True
    if quantity.high is not None or quantity.tail or is_committed(before):
        return False
    if before.endswith("对") and _PLACES.match(after):
        return True
    if _SCOPE.search(before):
        return not _ALL_OF_THEM.search(after) or bool(_DOES.match(after))
    if not context.before.strip() and _DOES.match(after):
        return True
    if _KNOWN.search(before) and not _TO_DO.search(context.before):
        return True
    if before.rstrip().endswith("等") and context.before.count("、") + 1 == quantity.value:
        return True
    return quantity.unit not in _NEVER_TALLIED and bool(_NAMED.match(after))


def has_verb_before(body: str, start: int, quantity: Quantity) -> bool:
    """Characters mostly count in names (三项制度); a verb of doing must stand right before them."""
    if quantity.value >= LARGE:
        return True
    near = body[max(start, quantity.start - NEAR) : quantity.start]
    if quantity.tail in _AT_LEAST and quantity.unit not in _EVENTS:
        return not _IF.search(near)
    if quantity.unit in _EVENTS:
        return quantity.tail == "以上" or bool(
            _EVENT_VERB.search(near) or _COMMIT_VERB.search(near)
        )
    return bool(_COMMIT_VERB.search(near))


def _is_name(quantity: Quantity, context: Context) -> bool:
    """一次性, 至少一个, 建立三项制度: what a number in characters counts after a verb."""
    before, after = context.near, context.after
    if _WHOLE_WORD.match(after) or (quantity.unit == "期" and _OF_A_STAGE.match(after)):
        return True
    if quantity.unit in _EVENTS:
        return False
    if quantity.value == 1:
        return not (is_committed(before) or _AT_LEAST_ONE.search(before) or _EACH.search(before))
    return quantity.unit in _WATCHED and bool(_NAMED_SPOKEN.match(after))
