"""Knows what stands behind a plan: enclosures, glossary, signature, the foot of a page."""

import re

_TAIL = re.compile(
    r"附件(?:\d|[:：一二三四五]|$)|附[:：]|附表|附录|名词解释|名词注释|注释(?:[:：]|$)|附注|指标解释|用语解释|注[:：]|(?:信息)?来源[:：]|稿源|"
    r"责任编辑|编辑[:：]|上一篇|下一篇|上一条|下一条|相关链接|相关文章|扫一扫|分享(?:到|[:：]|$)|[【\[]?打印|[【\[]?关闭(?:窗口|本页|】|$)|"
    r"版权所有|主办单位[:：]|承办单位[:：]|网站标识码|[\u4e00-\u9fff]?ICP备|[\u4e00-\u9fff]*公网安备|联系我们$|网站地图|抄送|报送[:：]|主题词|Copyright"
)
_NUMBERS = "〇○零一二三四五六七八九十"
# PDFs have blanks around the figures: 2019 年 4 月 16 日
_SIGNED = re.compile(
    rf"(?:\d{{4}}|[{_NUMBERS}]{{4}}) ?年 ?(?:\d{{1,2}}|[{_NUMBERS}]{{1,3}}) ?月"
    rf" ?(?:\d{{1,2}}|[{_NUMBERS}]{{1,3}}) ?日 ?(?:印发)?$"
)
# 完成时间:2024年10月31日 is a term, 发布时间 and 成文日期 are of the paper
_TERM = re.compile(
    r"[^。;]{0,12}?(?:(?<!发布)(?<!发文)(?<!公布)(?<!更新)(?<!印发)时间|时限|期限|节点|截止|进度|(?:完成|办结|截止|结束|开工|竣工|验收|启动|开始)日期)"
    r"[^。;:]{0,6}:?"
)
_MONTH_ALONE = re.compile(
    rf"\s*(?:20\d{{2}}|[{_NUMBERS}]{{4}})\s?年\s?(?:\d{{1,2}}|[{_NUMBERS}]{{1,3}})\s?月\s*"
)
# 各单位要把要点分解到岗, 以上工作经审议后施行: said of the whole plan, behind its last item
_CLOSING = re.compile(
    r"各位代表[!！]|"
    r"以上(?:各项|工作|任务|要点|安排|思路|事项)"
    r"|各(?:有关|相关|责任|牵头|成员|直属)?(?:单位|部门|科室|处室|股室|分局|县区|区县|镇街|镇|街道|所)"
    r"[^。;]{0,40}?[要应须请]"
)
# 。 青溪县水利局 2026年3月1日: a signature on a running line
_SIGNATURE = re.compile(
    rf"(?<=[。)！!])\s+[\u4e00-\u9fff]{{2,28}}(?:局|委员会|政府|厅|办公室|办事处|学院|集团|公司)\s{{0,3}}"
    rf"(?:20\d\d|[{_NUMBERS}]{{4}})年(?:\d{{1,2}}|[{_NUMBERS}]{{1,3}})月(?:\d{{1,2}}|[{_NUMBERS}]{{1,3}})日(?:印发)?(?=\s|$)"
)
_FOOT_INSIDE = re.compile(
    r"(?<=[。\s)])(?:(?:信息)?来源[:：]|稿源[:：]|附件下载|附件[:：]|[【\[]打印|打印本页|扫一扫|上一篇|责任编辑|"
    r"名词解释[:：\s]|注释[:：])"
)

_LIST_INSIDE = re.compile(r"(?<=[。\s)\]])(?:附件[:：]\s?1[.、．][^。]*|抄送[:：][^;；]*)$")
_LONGEST_LIST = 240


def is_signed(text: str, start: int, end: int) -> bool:
    """A line with the day, or of the month, in which a document was signed."""
    if _MONTH_ALONE.fullmatch(text, start, end):
        return True
    signed = _SIGNED.search(text, start, end) if end - start < 40 else None
    return signed is not None and _TERM.match(text, start, signed.start()) is None


def is_tail(text: str, start: int, end: int) -> bool:
    """Furniture after a plan: enclosures, glossary, signature, the foot of a web page."""
    return _TAIL.match(text, start, end) is not None or is_signed(text, start, end)


def is_closing(text: str, start: int, end: int) -> bool:
    """A paragraph that speaks of the plan as a whole: who sets to work on it, and how."""
    return _CLOSING.match(text, start, end) is not None


def foot_inside(text: str, start: int, end: int) -> int | None:
    """Where the foot of a web page begins inside a running line."""
    found = _FOOT_INSIDE.search(text, start, end)
    return found.start() if found else None


def list_inside(text: str, start: int, end: int) -> int | None:
    """Where enclosures or addressees begin, the last thing on a running line."""
    found = _LIST_INSIDE.search(text, max(start, end - _LONGEST_LIST), end)
    return found.start() if found else None


def signature_inside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a body signs inside a running line; several such places are rows of a table."""
    found = list(_SIGNATURE.finditer(text, start, end))
    return found[0].span() if len(found) == 1 else None
