"""Knows which words beside a figure belong to the name of what it measures, and trims the rest."""

import re

from tracker.parsing.text.endings import ending

_LONGEST = 24
_PAIRS = (("“", "”"), ("(", ")"), ("《", "》"))
_MARK = re.compile("[“”()《》]")
_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})+[.、]?(?=\s)|\(?[\d一二三四五六七八九十]{1,3}(?:[.)、]|是|要)|[①-⑳])\s*\*?\s*"
)
_WHERE = r"全[省市区县州镇乡街]|[我本][省市区县局校院镇街]"
_LEAD = re.compile(
    rf"^(?:[\s(\"”*)]|确保|力争|争取|努力|实现|推动|促进|使|要(?!素)|将(?!军)|计划|预计|其中|全年|{_WHERE}|年内|年底前?|同时|并"
    r"|进一步|到? ?\d{4} ?年 ?(?:年?底)?前?|\d{4}年?[-—至]\d{4}年|本年度"
    r"|[在于到]?\d{1,2} ?月 ?(?:\d{1,2} ?日|底|末|[上中下]旬)?前?|[上下]半年前?"
    r"|第?[一二三四]季度末?前?|和|及|与|以及|主要(?=[^农])|总体|原则上|(?:\d{1,2}|[一二两三四五])年内|必须|应当"
    r"|继续(?!教育|医学)|再(?![生造制就])有?|全力(?:冲刺|完成|确保)?|冲刺|紧盯|紧扣|瞄准|牢牢守住|坚决完成|(?:围绕|对标|锚定|聚焦|按照)(?=[^,。;]*$)|保持|配合|做好|今年|在?汛期?前|\d+[个家所条座项](?=[\u4e00-\u9fff]{3}))+"
)
# 围绕甲、乙等领域检查9家, 以冬闲田为重点扩种9亩: what is done it about is not what is counted.
_ABOUT = re.compile(
    r"^(?:围绕|聚焦|针对|对|在|突出)[^,。;]*?等[\u4e00-\u9fff]{0,4}(?:领域|行业|方面|环节)(?=..)"
    r"|^以[^,。;]{2,12}?为(?:重点|主|抓手|载体|契机)"
)
# The names of what is then counted: 围绕甲、乙2条产业链.
NAMES = re.compile(r"^(?:围绕|聚焦|针对|突出)")
_BINDS = (
    r"[\s:(]|分别|(?<![人户亩生])均|各|(?<![主需概])要|(?<!供)应|不得?(?:低|少|高|大|多|小)于|不得?超过|不下于|至少|最少|最多|超过?|突破|高于|低于"
    r"|达到?|达成|发展到|扩大(?:到|至)|[降升增减压]至|(?<=..)再|稳定在?|保持在?|维持在?|控制(?:在|到|至)?|全部|(?<=..)共|提[高升](?:到|至)|增[长加](?:到|至)|上升(?:到|至)"
    r"|[降下][低降](?:到|至)|压缩(?:到|至|在)|缩短(?:到|至)|约|近|为|在|力争|确保|一般|原则上|[≥≤><=]|同比"
    rf"|[较比](?:上年|去年|\d{{4}}年)|由|从|走|\d{{4}}年|(?<!\d)\d+[个项处家座条]共|每[人生户亩月年天次村个]|{_WHERE}"
)
# The characters that a cue begins with: most places are ruled out by one look.
_HEADS = (
    r"\s:(分均各要应不至最超突高低达发扩再升减稳保维控提增上降下压缩约近为在力确一原"
    r"≥≤><=同较比由从走\d每全我本共"
)
CUE = re.compile(rf"(?:(?=[{_HEADS}])(?:{_BINDS}))+$")
# 规范提升6家 and 完成3个 keep their verb; 合格率提升5% and 收入完成3亿元 do not need it.
GROWTH_CUE = re.compile(
    rf"(?:(?=[{_HEADS}完])(?:{_BINDS}|提[高升]了?|增[长加]了?|上升了?|[降下][低降]了?|压缩|缩短|完成))+$"
)
_FROM = re.compile("[由从]")
_STEP = re.compile(
    r"[由从][^,。;、]*?\d[^,。;、]*?(?=(?:提[高升]|增|扩|下降|压|缩|降|减|调|升)[^,。;、]*[到至为])"
)
_NOT_NOUN = re.compile(
    r"并|和|及|与|以(?!上)|用于|左右|作为|给|,|开展|进行|全部|要|应|达到|通过|的?$"
)
_PLAIN_NOUN = re.compile(
    r"(?:及?以上|左右)?(?:的)?([\u4e00-\u9fffA-Za-z\d][\u4e00-\u9fffA-Za-z()·\d-]{0,17})"
)
_NOUN = re.compile(
    r"(?:及?以上|左右)?(?:的)?("
    r"(?:“[^“”\n]{1,16}”|[\u4e00-\u9fffA-Za-z“\d])(?:“[^“”\n]{1,16}”|[\u4e00-\u9fffA-Za-z“”()·\d-]){0,17})"
)
# 50个产业旺、环境美的名村: what is counted stands at the end.
_QUALIFIED = re.compile(
    r"(?:及?以上|左右)?[^,。;:、的\d]{2,10}、[^,。;:\d]{2,16}的([\u4e00-\u9fffA-Za-z“”]{2,14})"
)
_NOUN_END = re.compile(
    r"(?=[的创建申开完通达纳作全加要应实进用下基目任提免检监和与及,\d])(?:的)?(?:创建|建设(?!示范|用地|项目|工程|者)|申报|开展|完成|通过|达到|纳入|作为|全部|加快|要(?![素点求件员])|应(?![急用聘届对收税保])"
    r"|实现|进行|用于|下沉|基本|目标|任务$|提供|免费|(?:检查|监管)?全覆盖"
    r"|(?<=[\u4e00-\u9fff]{3})(?:和|与|及(?!以))|,|(?<=[^\d.-])\d).*$"
)
# 达到城市社区的60%: what it is compared with is no part of the name.
_COMPARED = re.compile(r"(?:达到|不[低少]于|不?超过|相当于)[^,。;、]{2,14}的$")
_SHARE = re.compile(r"([^,。;、的]{4,18})占[^,。;]{4,}(?:比重|比例|比)$")
_EDGE = re.compile(r"[的、等与和对把向在以占]")
_FIGURE = re.compile(r"\d(?![\d年月日号])")
_LIST_MARK = re.compile(r"、|(?<=[\u4e00-\u9fff%])和")
_DIGIT = re.compile(r"\d")


def words_before(before: str) -> str:
    """The part of the clause that the figure belongs to, without the number of an item."""
    if _FROM.search(before):
        before = _STEP.sub("", before)
    return _behind(_ABOUT, last_item(_behind(_NUMBER, before)))


def _behind(opening: re.Pattern[str], words: str) -> str:
    """The words without what they open with; `sub` would look for it all through them."""
    found = opening.match(words)
    return words[found.end() :] if found else words


def without_cue(cue: re.Pattern[str], before: str) -> str:
    """Cues stand right before the figure: there is no need to look for them further off."""
    before = before.rstrip()
    if before.endswith("的"):
        before = _COMPARED.sub("", before)
    found = ending(cue, before, _LONGEST)
    return before[: found.start()] if found else before


def last_item(before: str) -> str:
    """From the last 、 behind a number on: without a number before it the list is the subject."""
    opened = before.rfind("(")
    if opened > before.rfind(")"):
        return before[opened + 1 :]
    if not _DIGIT.search(before):
        return before
    for mark in reversed(list(_LIST_MARK.finditer(before))):
        if _FIGURE.search(before, max(0, mark.start() - 12), mark.start()):
            return before[mark.end() :]
    return before


def cut(words: str) -> str:
    return balanced(shorten(_behind(_LEAD, words.strip()).strip(' 、("')))


def noun_behind(after: str) -> str:
    if not after or _NOT_NOUN.match(after):
        return ""
    noun = _NOUN if "“" in after else _PLAIN_NOUN
    found = ("、" in after and _QUALIFIED.match(after)) or noun.match(after)
    return balanced(_without_end(found[1]).strip("的和及与")) if found else ""


def _without_end(noun: str) -> str:
    """What stands in quotation marks is a name and stays whole."""
    quoted = noun.rfind("”") + 1
    return noun[:quoted] + _NOUN_END.sub("", noun[quoted:])


def shorten(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    if share := _SHARE.search(words):
        return share[1] + "占比"
    tail = words[-_LONGEST:]
    for sign in ("的", "、"):
        if 0 <= (at := tail.rfind(sign)) < _LONGEST - 4:
            return tail[at + 1 :]
    edge = _EDGE.search(tail, 0, _LONGEST - 6)
    return tail[edge.end() :] if edge else tail


def balanced(words: str) -> str:
    """A mark whose partner was cut off goes, too."""
    if _MARK.search(words) is None:
        return words
    for opening, closing in _PAIRS:
        if words.count(opening) < words.count(closing):
            words = words.replace(closing, "", 1)
        elif words.count(opening) > words.count(closing):
            words = words.replace(opening, "", 1)
    return words
