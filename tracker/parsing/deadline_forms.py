"""Knows the words in which a plan says by when, as one pattern over folded text."""

import re

_NUMERAL = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:(?P<{0}year>20\d\d)|(?P<{0}said>[今明次翌来当本去上]))\s?年)"
_BEFORE = r"(?:之?前|以前|为止)"
# 3月1日-15日 is due on the later day.
_DAY = (
    r"(?:(?:\d{{1,2}}\s?[日号]?\s?[-–—―~至到]{{1,2}}\s?)?(?P<{0}day>\d{{1,2}})\s?[日号]"
    r"|(?P<{0}third>[上中下])旬|(?P<{0}edge>底|末|初|中(?=[前旬,、:;。)]|$)))"
)
# A month, and what part of it; the year may stand before it.
_DATE = rf"{_YEAR}?(?:年)?\s?(?<!\d)(?P<{{0}}month>{_NUMERAL})\s?月份?{_DAY}?"
_DASH = r"\s?(?:-{1,2}|[–—―~]{1,2}|至|到)\s?"

_RANGE = (
    rf"{_YEAR.format('from_')}?\s?(?<!\d)(?P<from_month>{_NUMERAL})\s?"
    rf"(?:(?:月份?{_DAY.format('from_')}?)?{_DASH}|、|月(?=\d))"
    + _DATE.format("to_")
    + rf"(?P<range_before>{_BEFORE})?"
)
_SINGLE = _DATE.format("") + rf"(?P<before>{_BEFORE})?"
_DOTTED = (
    r"(?<![\d.])(?P<dot_year>20\d\d)[./-](?P<dot_month>1[0-2]|0?[1-9])"
    r"(?:[./-](?P<dot_day>3[01]|[12]\d|0?[1-9]))?(?![\d./-]|年|版)"
)
_QUARTER = (
    _YEAR.format("q_")
    + r"?(?:(?<![每按逐分])第?(?P<quarter>[一二三四1-4])|前(?P<quarters>[二两三]|2|3)个?"
    r"|[一1](?:至|到|-)(?P<quarter_to>[二三四2-4]))季度(?P<q_edge>[末底初内])?(?P<q_before>之?前)?"
)
_HALF = _YEAR.format("h_") + r"?(?P<half>[上下])半年度?(?:[末底内])?(?:之?前)?"
_YEAR_END = (
    r"(?:(?:(?P<e_year>20\d\d)\s?|(?P<e_said>[今明次翌来当本去上]))年年?"
    # 三年内 counts from somewhere, 青年中 is no time at all.
    r"|(?<![\d一二两三四五六七八九十几多近数百青少成童老壮幼学])年)"
    r"(?P<e_edge>内|[底末终](?!考核|考评|绩效|述职|评优|评先|总结|奖)|中(?![国央心学医药小部华间级]))(?:之?前|以前)?|岁末"
)
_WHOLE = r"(?P<whole>全年)(?!龄)"
_BY_YEAR = r"[到至在于](?P<by_year>20\d\d)年(?![度底末内级\d-])"
_FIVE_YEARS = r"[“\"']?十(?P<five>[四五六])五[”\"']?(?:时?期?)末"
_WITHIN = r"(?<![近前后去满])(?P<within>[一二两三四五1-5])年(?:之|以)?内(?!的)"
_HOLIDAY = r"(?P<holiday>国庆节?|五一|“五一”|七一|“七一”|十一|“十一”|元旦)节?(?:之?前)"

_EACH = (
    r"每(?:个|一)?(?P<each>周|星期|月|季度?|半年|年|学期)度?(?!龄)"
    r"(?:(?:(?<=年)(?P<each_month>1[0-2]|[1-9])月份?)?(?:(?P<each_day>\d{1,2})[日号]|[底末])?(?:之?前)?)"
    r"|[逐按](?P<each_by>周|月|季度?|半年|年度)"
    r"|(?P<each_run>月月|季季)(?=[\u4e00-\u9fff])"
    r"|一(?P<each_one>周|月|季度?|半年|年)一(?=[\u4e00-\u9fff])(?!度)"
    r"|(?<![每一二三四五六七八九十\d个本上下当半正满几逐按])(?P<each_verb>周|月|季度?|半年)度?"
    r"(?=调度|通报|分析|研判|报告|报送|例会|会商|点评|晾晒|排名|小结|汇总|反馈|督查|督导|推进会|盘点)"
)

DEADLINE = re.compile(
    "|".join(
        (
            _FIVE_YEARS, _EACH, _WITHIN, _RANGE, _SINGLE, _DOTTED, _QUARTER, _HALF,
            _YEAR_END, _BY_YEAR, _WHOLE, _HOLIDAY,
        )
    )
)  # fmt: skip
# No form begins otherwise; this is many times cheaper to look for than the forms themselves.
ANCHOR = re.compile(
    r"[0-9今明次翌来当本去上下第前年岁全每逐按月季一二两三四五六七八九十周半到至在于国元“]"
    r"(?=[0-9年月季半周星学度底末内终中个一二两三四五六七八九十至到庆旦 –—―~、./-]"
    r"|[调通分研报例会点晾排小汇反督推盘])"
)
ONLY_A_YEAR = re.compile(r"\s*(20\d\d)\s?年?\s*")

# Words that make a date something else than a time to be done by.
NOT_BEFORE = re.compile(
    r"(?:去年|上年|自|已于|已在|截至目前|始于|成立于|颁布于|印发于|今冬|每[\u4e00-\u9fff])\s?$"
)
NOT_AFTER = re.compile(
    r"\s?(?:起(?!草|步|底)|开始(?!前)|以来|印发的|施行|发布的|出台的|召开的|成立的|建成的|启用的|上线的|颁布"
    r"|制定的|下发的|公布的|无休|365|不打烊"
    r"|(?:世界|国际|全国|国家|中国|全民)[\u4e00-\u9fff]{1,8}日|[\u4e00-\u9fff]{0,6}(?:工作)?(?:思路|打算|工作要点|形势)"
    r"|工作(?:计划|安排|总结|报告)|重点工作|(?:的|基础))"
)
