"""Knows which upper sections of a document plan, look back, state aims or wrap others."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from tracker.parsing.structure.headings import Heading, looks_back, years_in
from tracker.parsing.structure.numbering import Kind, Mark


class Role(StrEnum):
    REVIEW = "review"
    AIMS = "aims"  # what is wanted on the whole, without the work
    FAR = "far"  # several years, of which the plan's year is one
    RULES = "rules"  # how the plan is to be carried out: 保障措施
    PLAN = "plan"  # says by its heading, or right below it, that the work follows
    WORK = "work"  # a subject


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the upmost level. `wraps`: numbered items stand under it."""

    heading: Heading
    end: int
    role: Role
    wraps: bool

    @property
    def start(self) -> int:
        return self.heading.start


_FAR = re.compile(
    r"十[二三四五六七]五(?!.{0,6}(?:开[好新]?局|起好?步|收官))|[今未](?:后|来)[三四五十\d]年"
    r"|20\d\d[-—~至](?:20)?\d\d年|中长期|到20[345]\d年"
)
_AIMS = re.compile(
    r"总体(?:思路|要求|目标|部署|考虑|安排|任务)?(?:和|与|及|、|$)|总体(?:思路|要求|目标|部署|考虑)|总的(?:思路|要求)"
    r"|指导思想|基本(?:原则|思路)|(?:主要|工作|发展|预期|预定|奋斗|目标|年度|全年|总|具体|阶段|量化|绩效|经营|生产|经济|效益|考核)目标"
    r"|(?:主要|预期|年度|全年|经营|生产|经济|考核)指标|目标(?:要求|定位)|形势|工作原则|^目标$|背景"
)
_TASKS = re.compile(r"任务|重点工作|主要工作|工作(?:安排|重点|计划|打算|举措|建议)|举措|措施|建议")
# 锚定发展目标, 围绕总体要求: an aim that work is bent on
_TOWARDS = re.compile(r"锚定|紧盯|围绕|聚焦|瞄准|对标|对照|实现|完成|紧扣|落实|按照|坚持")
# 关于《规划纲要(草案)》的说明: another paper
_EXPLAINS = re.compile(r"关于《|.{0,30}的?说明$")
_RULES = re.compile(
    r"保障措施|措施保障|(?:组织|实施|工作|制度|服务)保障|^组织(?:领导|实施|机构)|工作要求|有关要求|几点要求"
    r"|^要求$|强化保障$|加强组织领导$"
)
_NOW = re.compile(r"今年|本年度|下一?步|下一?阶段|下半年|明年|来年|新的一年|新一年|接下来|今后")
_WORK_NOUN = re.compile(r"工作|任务|建议|计划|打算|思路|要点|安排|举措|部署|重点|设想")
# A heading that says nothing but that work follows.
GENERIC = re.compile(
    r"(?:20\d\d年度?|今年|下一?步|具体|全年)*的?(?:主要|重点|工作|年度|目标|具体|中心)*"
    r"(?:任务|工作|事项|举措|措施|内容|安排|重点|计划)(?:和|及|与|、)?(?:主要|具体|工作|重点)*"
    r"(?:任务|举措|措施|安排|打算|分工|要求)?"
)
_EARLIER = re.compile(r"去年|上年|过去|一年来|五年来|以来")
_FRUITS = re.compile(r"成效|成绩|成果|进展|情况|发展|迈上|取得|跃升|突破|做法|亮点")
# What stands right before the first item: 重点抓好以下工作:
_ANNOUNCED = re.compile(
    r"(?:抓好|做好|抓实|突出抓|着力|推进|落实|开展|围绕)[^。:\n]{0,24}(?:工作|方面|任务|事项|重点|文章)"
    r"(?:展开|发力|用力)?[^。:\n]{0,6}[:。]?\s*$"
)
_THIS_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:是|,|要|将|重点|主要|我|全)|今年(?!以?来|已)")
_TOLD = re.compile(r"回顾|总结|小结|存在|20\d\d年|“?十[二三四五六七]五|去年|过去|上年")
_SHORT = 16
_OWN_REACH = 3000


def find_parts(
    text: str, end: int, headings: Sequence[Heading], marks: Sequence[Mark]
) -> list[Part]:
    """The upmost sections of a stretch up to `end`; none when their numbers begin again."""
    numbered = [heading for heading in headings if heading.mark and heading.mark.kind < Kind.NAMED]
    top = min((heading.mark.kind for heading in numbered if heading.mark), default=None)
    tops = [heading for heading in numbered if heading.mark and heading.mark.kind is top]
    ordinals = [heading.mark.ordinal for heading in tops if heading.mark]
    if not tops or any(after <= before for before, after in pairwise(ordinals)):
        return []
    latest = max((year for heading in tops for year in years_in(heading.words)), default=None)
    ends = [*(heading.start for heading in tops[1:]), end]
    return [
        _part(text, heading, end, marks, latest) for heading, end in zip(tops, ends, strict=True)
    ]


def _part(text: str, heading: Heading, end: int, marks: Sequence[Mark], latest: int | None) -> Part:
    below = bisect_right(marks, heading.start, key=_start)
    wraps = below < len(marks) and marks[below].start < end
    own_end = marks[below].start if wraps else end
    own = text[heading.end : min(own_end, heading.end + _OWN_REACH)]
    holds_headings = wraps and marks[below].kind <= Kind.ARABIC
    role = _role_by_words(heading, latest) or _role_by_text(own, holds_headings)
    if role is Role.REVIEW and _may_be_aim(heading.words):
        years = [latest] if latest else []
        role = role if looks_back(text, heading.end, end, years) else Role.WORK
    return Part(heading, end, role, wraps)


def _may_be_aim(words: str) -> bool:
    """在基层治理上实现新成效: a subject whose fruits are still to come, unless its text tells."""
    return len(words) > _SHORT and not _TOLD.search(words)


def _role_by_words(heading: Heading, latest: int | None) -> Role | None:
    words = heading.words
    years = years_in(words)
    now = latest in years or _NOW.search(words) is not None
    if _looks_back(heading, years, latest):
        return Role.REVIEW
    if _FAR.search(words) and not now:
        return Role.FAR
    if _AIMS.search(words) and not _TASKS.search(words) and not _TOWARDS.match(words):
        return Role.AIMS
    if (_RULES.search(words) and not now) or _EXPLAINS.match(words):
        return Role.RULES
    if GENERIC.fullmatch(words) or (now and _WORK_NOUN.search(words)):
        return Role.PLAN
    return None


def _looks_back(heading: Heading, years: Sequence[int], latest: int | None) -> bool:
    """Says 回顾 and the like, or names a year before another heading's: 2025年民政事业成效明显."""
    if heading.plan_score(latest) > 0 and (latest in years or _NOW.search(heading.words)):
        return False
    if heading.is_review:
        return True
    gone = bool(years) and latest is not None and max(years) < latest
    return gone or bool(_EARLIER.search(heading.words) and _FRUITS.search(heading.words))


def _role_by_text(own: str, holds_headings: bool) -> Role:
    """By what stands between the heading and the first item under it."""
    if holds_headings and _THIS_YEAR.search(own) and _ANNOUNCED.search(own):
        return Role.PLAN
    return Role.FAR if _FAR.match(own.lstrip(" \n“")) else Role.WORK


def choose(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts that plan, in order; none where nothing sets them apart from the whole.

    After what looks back all subjects are plan, whether or not a heading says so; before a heading
    that says so, only where nothing looks back.
    """
    told = [i for i, part in enumerate(parts) if part.role in (Role.REVIEW, Role.FAR)]
    said = next((i for i, part in enumerate(parts) if part.role is Role.PLAN), len(parts))
    first = max((i + 1 for i in told if i < said), default=0)
    if said < len(parts) and (told or looks_back(text, parts[0].start, parts[said].start)):
        first = said
    chosen = [part for part in parts[first:] if part.role in (Role.PLAN, Role.WORK)]
    if any(part.role is Role.WORK and part.wraps for part in chosen):
        chosen = [_as_peer(part) for part in chosen]
    wrapped = any(part.role is Role.PLAN and part.wraps for part in chosen)
    return chosen if wrapped or len(chosen) < len(parts) else []


def _as_peer(part: Part) -> Part:
    """工作安排 beside a subject that holds items as well is a subject like it."""
    words = part.heading.words
    bare = part.role is Role.PLAN and not years_in(words) and not _NOW.search(words)
    return replace(part, role=Role.WORK) if bare and GENERIC.fullmatch(words) else part


def aims_before(parts: Sequence[Part], chosen: Sequence[Part]) -> list[Part]:
    """Sections with the year's aims: they hold figures of the plan, but no tasks."""
    told = [part.end for part in parts if part.role in (Role.REVIEW, Role.FAR)]
    last = max((end for end in told if end <= chosen[0].start), default=0)
    return [part for part in parts if part.role is Role.AIMS and part.start >= last]


def _start(mark: Mark) -> int:
    return mark.start
