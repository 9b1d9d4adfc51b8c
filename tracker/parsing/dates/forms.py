"""Knows the words in which a plan says by when, as one pattern over folded text."""

import re

from tracker.parsing.dates.beginnings import anchor
from tracker.parsing.text.anchors import Anchored

_NUMERAL = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TWENTY = r"(?:20\d\d|二[〇○零][一二三四五][〇○零一二三四五六七八九])"
_SAID = "[今明次翌来当本去上]"
_YEAR = rf"(?:(?:(?P<{{0}}year>{_TWENTY})|(?P<{{0}}said>{_SAID}))\s?年)"
_BEFORE = r"(?:之?前|以前|为止)"
# 3月1日-15日 is due on the later day and starts on the first.
_DAY = (
    r"(?:(?:(?P<{0}first>\d{{1,2}})\s?[日号]?\s?[-–—―~至到]{{1,2}}\s?)?(?P<{0}day>\d{{1,2}})\s?[日号]"
    r"|(?P<{0}third>[上中下])旬|(?P<{0}edge>底|末|初|中(?=[前旬,、:;。)]|$)))"
)
# A month, and what part of it; the year may stand before it.
_DATE = rf"(?:(?:{_YEAR}|年)年?\s?)?(?<!\d)(?P<{{0}}month>{_NUMERAL})\s?月份?{_DAY}?"
_DASH = r"\s?(?:-{1,2}|[–—―~]{1,2}|至|到)\s?"

_RANGE = (
    rf"[自从]?(?:{_YEAR.format('from_')}\s?)?(?<!\d)(?P<from_month>{_NUMERAL})\s?"
    rf"(?:(?:月份?{_DAY.format('from_')}?(?:起|开始)?)?{_DASH}|、|月(?=\d))"
    + _DATE.format("to_")
    + rf"(?:止|(?P<range_before>{_BEFORE}))?"
)
_SINGLE = _DATE.format("") + rf"(?P<before>{_BEFORE})?"
_DOTTED = (
    r"(?<![\d.])(?P<dot_year>20\d\d)[./-](?P<dot_month>1[0-2]|0?[1-9])"
    r"(?:[./-](?P<dot_day>3[01]|[12]\d|0?[1-9]))?(?![\d./-]|年|版|\s?\d{1,2}:\d\d)"
)
# 时间:9.1-9.30
_DOTTED_RANGE = (
    r"(?<![\d.])(?P<dots_month>1[0-2]|0?[1-9])\.(?P<dots_day>3[01]|[12]\d|0?[1-9])"
    rf"{_DASH}(?P<dots_to_month>1[0-2]|0?[1-9])\.(?P<dots_to_day>3[01]|[12]\d|0?[1-9])(?![\d.%‰])"
)
_QUARTER = (
    _YEAR.format("q_")
    + r"?(?:(?<![每按逐分])第?(?P<quarter>[一二三四1-4])|前(?P<quarters>[二两三]|2|3)个?"
    r"|[一1](?:至|到|-)(?P<quarter_to>[二三四2-4]))季度(?P<q_edge>[末底初内])?(?P<q_before>之?前)?"
)
_HALF = _YEAR.format("h_") + r"?(?P<half>[上下])半年度?(?:[末底内])?(?:之?前)?"
_YEAR_END = (
    rf"(?:(?:(?P<e_year>{_TWENTY}|(?<![\d.])2\d(?=年[底末]))\s?|(?P<e_said>{_SAID}))年年?"
    # 三年内 and 半年内 count from somewhere, 青年中 is no time at all.
    r"|(?<![\d一二两三四五六七八九十几多近数百半青少成童老壮幼学])年)"
    r"(?P<e_edge>内|度内(?![部控审])|[底末终](?!考核|考评|绩效|述职|评优|评先|总结|奖)"
    r"|中(?![国央心学医药小部华间级考]))(?:之?前|以前)?|岁末(?!年初)"
)
# 全年抽查任务 names a task and no time.
_WHOLE = r"(?P<whole>全年)(?!龄|[\u4e00-\u9fff]{0,6}(?:目标|任务|指标|计划|预算|总量|产量))"
# 将在今年实施: by the end of the year
_THIS_YEAR = (
    r"(?P<this_year>(?:(?<=[将争保划取望])|(?<=[将争保划取望][于在]))今年)"
    r"(?=[\u4e00-\u9fff]{0,4}(?:实施|完成|建成|投用|开工|竣工|通车|投产|启用|落地|交付|上线))"
)
_BEFORE_YEAR = rf"(?P<before_year>{_TWENTY})年(?:之?前|以前)(?![后\d一二两三列])"
_BY_YEAR = rf"(?:[到至在于]|力争|争取|确保)(?P<by_year>{_TWENTY})年(?![度底末内级\d-])"
_FIVE_YEARS = r"[“\"']?十(?P<five>[四五六])五[”\"']?(?:时?期?)末"
_WITHIN = (
    r"(?<![近前后去满十\d\-—~至一二三四五六七八九])(?:(?P<within>[1-9]\d?|十[一二三四五]?|[一二两三四五六七八九])"
    r"|(?P<half_within>半))年"
    r"(?:之|以)?内(?!的)"
)
_NO_EVE = r"(?:到来|来临)?之?前(?![夕后往期])"
_FEAST = (
    _YEAR.format("f_") + r"?“?(?P<feast>元旦|春节|春运|元宵|妇女节|清明|五一|劳动节|六一|儿童节"
    rf"|端午|七一|八一|教师节|中秋|国庆|十一|高考)”?节?(?:假期|长假)?{_NO_EVE}"
)
_SEASON = (
    _YEAR.format("s_") + r"?(?P<season>[入主]?汛期?|(?:[春秋]季(?:学期)?)?开学"
    rf"|[采供取]暖[季期]?|入冬|冬季){_NO_EVE}"
)
# 每周一次 is once a week, 每周一上午 is a Monday.
_WEEKDAY = r"(?P<each_weekday>[一二三四五六日天])(?=上午|下午|晚|下班|之?前|[,、:;。()]|召开|定期)"
_EACH = (
    r"每(?:个|一)?(?P<each>周|星期|月|季度?|半年|年|学期|学年)度?(?!龄|每?[人户亩]|每[生名家村院校所])"
    rf"(?:(?<=[周期]){_WEEKDAY}|(?:末?月?的?|最后一个?月)"
    r"(?:(?<=年)(?P<each_month>1[0-2]|[1-9])月份?)?(?:(?P<each_day>\d{1,2})[日号]|[底末])?(?:之?前)?)"
    r"|[逐按](?P<each_by>周|月|季度?|半年|年度)"
    r"|(?P<each_run>月月|季季)(?=[\u4e00-\u9fff])"
    r"|(?:一|(?<![每上下一二三四])(?=半[月年]|季度))"
    r"(?P<each_one>周|月|季度?|半[月年]|年)一(?=[\u4e00-\u9fff])(?!度)"
    r"|(?<![每一二三四五六七八九十\d个本上下当半正满几逐按双])(?P<each_verb>周|月|季度?|半年)度?"
    r"(?=有?(?:调度|通报|分析|研判|报告|报送|例会|会商|点评|晾晒|排名|小结|汇总|反馈|督查|督导|推进会|盘点))"
    r"|(?:每隔?[两二2]个?|双|每(?=旬|半月))(?P<each_about>周|星期|半?月|旬)(?![刊报历])"
)

# In the order in which they are tried; `lastgroup` of a match is the name of its form.
_FORMS = {
    "five_years": _FIVE_YEARS,
    "recurring": _EACH,
    "counted": _WITHIN,
    "before_feast": _FEAST,
    "range": _RANGE,
    "date": _SINGLE,
    "dotted": _DOTTED,
    "dotted_range": _DOTTED_RANGE,
    "quarter_of_year": _QUARTER,
    "half_of_year": _HALF,
    "year_end": _YEAR_END,
    "before_a_year": _BEFORE_YEAR,
    "by_a_year": _BY_YEAR,
    "whole_year": _WHOLE,
    "in_this_year": _THIS_YEAR,
    "before_season": _SEASON,
}
TIME = Anchored(
    anchor(), re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
)
ONLY_A_YEAR = re.compile(r"\s*(20\d\d)\s?年?\s*")

# Words that make a date something else than a time to be done by.
NOT_BEFORE = re.compile(
    r"(?:去年|上年度?|自|已于|已在|截至目前|始于|成立于|颁布于|印发于|今冬|每[\u4e00-\u9fff])\s?$"
)
NOT_AFTER = re.compile(
    r"\s?(?:起(?!草|步|底)|开始(?!前)|以来|印发的|施行|发布的|出台的|召开的|成立的|建成的|启用的|上线的|颁布"
    r"|制定的|下发的|公布的|无休|365|不打烊"
    r"|(?:世界|国际|全国|国家|中国|全民)[\u4e00-\u9fff]{1,8}日|[\u4e00-\u9fff]{0,6}(?:工作)?(?:思路|打算|工作要点|形势)"
    r"|工作(?:计划|安排|总结|报告)|重点工作|(?:的|基础)"
    r"|,?(?:全[省市县区]|我[省市县区局]|累计|共)?已|[^,。;]{0,24}[同环]比(?!例))"
)
# 1-6月,全市 and 上半年全市实现 open an account of what has been done; so does 截至 with 已 or 共.
TOLD_AFTER = re.compile(
    r"份?,?(?:(?:全[省市县区]|我[省市县区])(?:实现|累计|共)|[\u4e00-\u9fff]{0,8}(?:累计|共)(?!同))"
)
TIME_BEFORE = re.compile(r"(?:时间|日期|时限|期限|阶段|周期)[^,。;]{0,4}$")
UNTIL_BEFORE = re.compile(r"截[至止]到?\s?$")
DONE_AFTER = re.compile(r"[^。;]{0,10}?(?:已|共|累计|有\d)")
