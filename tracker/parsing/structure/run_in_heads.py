"""Knows run-in heads: a short sentence that names the sentences after it, in up to two levels."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.parsing.structure.lined_sentences import (
    LONGEST_ON_OWN_LINE,
    LinedSentence,
    heading_lines,
    lined_sentences,
)

LIKELY = 2.0  # the score from which a sentence is believed to be a head
LIKELY_AMONG_HEADS = 1.0  # and in a strategy whose sisters have heads
_LONGEST = 22
_LONGEST_OPENER = 26
# 着眼产品供给,突出特色化
_TWO_PARTS = re.compile(r"[^,、]{4,9},[^,、]{4,9}")
_QUANTITY = re.compile(
    r"\d|[一二三四五六七八九十百两](?:次|个|项|家|场|期|批)|清零|全覆盖|销号|办结|零的突破|见底|到位率|以上|不低于"
)
_NOT_A_HEAD = re.compile(
    r"^(?:其中|同时|此外|另外|因此|确保|力争|争取|要|并|也|这|我|各|对|将|按照|根据|不得|严禁|具体|目前|今年|去年|通过)"
)
_CONCRETE = re.compile(
    r"^(?:积极|认真|继续|持续|深入|定期|及时|适时|加快|有序|全面|扎实|切实|不断|进一步|大力|稳步|着力|重点|主动|常态化|大力度)*"
    r"(?:做好|落实|开展|组织|举办|制定|印发|召开|配合|参加|编制|出台|完成|申报|探索|研究|发布|建立|修订|推行|开工|新建|建成|启动|试点|支持|鼓励|督促|指导|协助|争创|争取|引进|设立|编印|梳理|排查|清理|开通|上线|办好|抓好|用好|发挥)"
)
_THEME = re.compile(
    r"^(?:着力|全力|大力|持续|不断|切实|全面|深入|积极|加快|进一步|更好|统筹|有效|扎实|稳步|严格|精准|奋力|聚力|坚决|坚持|合力|深度|纵深|高效|有力|有序|始终|更大力度|多措并举)*"
    r"(?:加强|强化|提升|优化|完善|推进|推动|促进|深化|健全|保障|扩大|稳定|畅通|激发|壮大|培育|夯实|筑牢|守牢|防范|化解|改善|巩固|构建|打造|规范|创新|增强|提高|服务|加大|落实|抓好|抓实|守好|做强|做优|做大|做实|织密|筑好|拓展|拓宽|释放|维护|突出|聚焦|紧盯|狠抓|严把|严守|兜牢|补齐|突破|引导|严格|赋能|彰显|美化|繁荣|振兴|建强|建好|用好|擦亮|厚植|凝聚|压实|净化|整治|打击|建设|发展|协同|支撑|带动|扶持|保护|营造)"
)
_PATTERNED = re.compile(
    r"^(?:在.{2,16}上.{2,8}|以.{2,14}(?:为|促|激发|赋能|助力|推动|引领|带动|护航|保障|支撑|提升).{2,14}|向.{2,10}要.{1,8}|让.{2,14}|.{2,10}(?:更|再).{1,8}|.{2,8}(?:方面|领域|工作))$"
)
_WEAK_END = re.compile(
    r"(?:工作|试点|办法|力度|制度|方案|活动|会议|任务|规定|要求|意见|培训|检查|清单|名单|进度|准备)$"
)
_BULK = 1.4
_LEAD_IN = 3  # sentences that may stand before the first head
_MOST_UNDER_ONE = 10
_BY_LENGTH = ((10, 2.0), (13, 1.5), (16, 0.8), (18, 0.2))
_LONG_HEAD = -0.5
_ECHO_REACH = 240
_CLEARLY = 1.0


@dataclass(frozen=True, slots=True)
class RunInHead:
    """A head, where its words end, and where what it names ends."""

    start: int
    words_end: int
    end: int


def find_run_in_heads(
    text: str,
    start: int,
    end: int,
    bold: frozenset[int] = frozenset(),
    *,
    likely: float = LIKELY,
) -> list[RunInHead]:
    """The innermost run-in heads of text[start:end] (folded), none when it has no such build.

    `bold`: where words set apart by bold type end.
    """
    found = lined_sentences(text, start, end)
    lines = heading_lines(text, found)
    if lines:
        return _as_heads(found, lines, lines, end)
    give_scores(text, found, bold)
    runs = _runs(found, likely)
    chosen, closing = _innermost(found, runs)
    openers = _openers(text, found)
    if openers and sum(index not in openers for index in chosen) < len(openers):
        chosen = closing = openers
    sure = sum(found[index].score >= LIKELY for index in chosen)
    if not _is_believed(found, chosen) or (likely < LIKELY and sure * 2 < len(chosen)):
        return []
    return _as_heads(found, chosen, closing, end)


def give_scores(
    text: str, found: Sequence[LinedSentence], bold: frozenset[int] = frozenset()
) -> None:
    """How much each sentence is like a head."""
    for position, sentence in enumerate(found):
        sentence.score = _score(text, found, position)
        if (
            bold & {sentence.span.end - 1, sentence.span.end}
            and sentence.length <= LONGEST_ON_OWN_LINE
        ):
            sentence.score += 3.0
    _favour_kin(text, found)


def _as_heads(
    found: Sequence[LinedSentence], chosen: Sequence[int], closing: Sequence[int], end: int
) -> list[RunInHead]:
    spans = ((index, found[index].span) for index in chosen)
    return [
        RunInHead(span.start, span.end, _end_of(index, closing, found, end))
        for index, span in spans
    ]


def _openers(text: str, found: Sequence[LinedSentence]) -> list[int]:
    """The first sentences of the paragraphs, where each paragraph opens with a short one that the
    rest belongs to; the first paragraph may lead in. A short sentence inside one is no head then.
    """
    lines = [index for index, sentence in enumerate(found) if sentence.opens_line]
    openers = [index for index in lines if opens_with_head(text, found, index)]
    rest = lines[1:] if lines and lines[0] not in openers else lines
    return openers if len(openers) >= 2 and len(openers) * 3 >= len(rest) * 2 else []


def opens_with_head(text: str, found: Sequence[LinedSentence], index: int) -> bool:
    sentence = found[index]
    goes_on = index + 1 < len(found) and not found[index + 1].opens_line
    words = text[sentence.span.start : sentence.span.end]
    short = 4 <= len(words) <= _LONGEST_OPENER and words.count(",") < 2
    return goes_on and short and not _QUANTITY.search(words)


def _is_believed(found: Sequence[LinedSentence], chosen: Sequence[int]) -> bool:
    """Whether short sentences make a build: from near the start on, and not few among many."""
    if not chosen:
        return False
    if len(chosen) == 1 and not (found[chosen[0]].opens_line and chosen[0] <= 1):
        return False
    late = chosen[0] > _LEAD_IN and chosen[0] * 10 > len(found) * 4
    return not late and len(found) <= len(chosen) * _MOST_UNDER_ONE


def _score(text: str, found: Sequence[LinedSentence], position: int) -> float:
    """How much a sentence is like a head."""
    sentence = found[position]
    if position + 1 == len(found):
        return -9.0
    words = text[sentence.span.start : sentence.span.end].rstrip("。!:;.")
    limit = LONGEST_ON_OWN_LINE if sentence.alone_on_line else _LONGEST
    if not 4 <= len(words) <= limit or ";" in words:
        return -9.0
    score = next((points for most, points in _BY_LENGTH if len(words) <= most), _LONG_HEAD)
    score += _form(words, text[sentence.span.end - 1])
    if sentence.alone_on_line:
        score += 2.0 if "," not in words else 0.5  # two clauses alone lead in rather than name
    elif sentence.opens_line:
        score += 0.6
    following = max(after.length for after in found[position + 1 : position + 3])
    score += 0.5 if following >= _BULK * len(words) else -0.8
    return score + _echo(text, words, found, position)


def _form(words: str, last: str) -> float:
    score = 0.0
    if "," in words:
        score += 0.3 if _TWO_PARTS.fullmatch(words) else -1.2
    if "、" in words:
        score -= 0.7
    if _QUANTITY.search(words):
        score -= 2.5
    if _NOT_A_HEAD.search(words):
        score -= 2.0
    if _PATTERNED.search(words):
        score += 1.0
    elif _CONCRETE.search(words):
        score -= 0.8
    elif _THEME.search(words):
        score += 0.7
    if _WEAK_END.search(words):
        score -= 0.7
    if last == ":":
        score -= 0.5
    return score


def _echo(text: str, words: str, found: Sequence[LinedSentence], position: int) -> float:
    """A head's words come back in the sentences that it names; another measure's do not."""
    last = found[min(position + 3, len(found) - 1)]
    after = found[position].span.end
    body = text[after : min(last.span.end, after + _ECHO_REACH)]
    pairs = {words[i : i + 2] for i in range(2, len(words) - 1)}
    share = sum(1 for pair in pairs if pair in body) / max(1, len(pairs))
    return -0.7 if share == 0 else 0.8 if share >= 0.3 else 0.4 if share >= 0.15 else 0.0


def _favour_kin(text: str, found: Sequence[LinedSentence]) -> None:
    """Heads of one text are built alike: the same length, the same first words."""
    _favour_refrains(text, found)
    likely = [sentence for sentence in found if sentence.score >= LIKELY]
    openings: dict[str, int] = {}
    for sentence in likely:
        key = text[sentence.span.start : sentence.span.start + 1]
        openings[key] = openings.get(key, 0) + 1
    for sentence in likely:
        key = text[sentence.span.start : sentence.span.start + 1]
        if openings[key] >= 3:
            sentence.score += 0.5


def _favour_refrains(text: str, found: Sequence[LinedSentence]) -> None:
    """着眼..., 着眼..., 着眼...: short sentences that begin with the same two characters."""
    short = [s for s in found if s.length <= _LONGEST and s.score > 0]
    openings = Counter(text[s.span.start : s.span.start + 2] for s in short)
    for sentence in short:
        if openings[text[sentence.span.start : sentence.span.start + 2]] >= 3:
            sentence.score += 1.0


def _runs(found: Sequence[LinedSentence], likely: float) -> list[list[int]]:
    """Neighbouring sentences that could each be a head."""
    runs: list[list[int]] = []
    for index, sentence in enumerate(found):
        if sentence.score < likely:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _innermost(
    found: Sequence[LinedSentence], runs: Sequence[Sequence[int]]
) -> tuple[list[int], list[int]]:
    """Heads that open a task, and all places where the task before must end."""
    chosen: list[int] = []
    closing: list[int] = []
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        wraps = (
            len(run) >= 2
            and found[run[0]].opens_line
            and following is not None
            and not found[following[0]].opens_line
        )
        wraps = wraps or (
            len(run) >= 2 and found[run[0]].alone_on_line and found[run[1]].opens_line
        )
        head = run[1] if wraps else _clearest(found, run)
        chosen.append(head)
        closing.append(run[0] if wraps else head)
    return chosen, sorted({*closing, *chosen})


def _clearest(found: Sequence[LinedSentence], run: Sequence[int]) -> int:
    """The first of a run, unless another opens a line or is clearly more like a head: then those
    before it are the last words of the task before.
    """
    first = found[run[0]]
    if first.opens_line:
        return run[0]
    opening = (index for index in run if found[index].opens_line)
    clearer = (index for index in run if found[index].score >= first.score + _CLEARLY)
    return next(opening, next(clearer, run[0]))


def _end_of(index: int, closing: Sequence[int], found: Sequence[LinedSentence], end: int) -> int:
    following = next((other for other in closing if other > index), None)
    return end if following is None else found[following].span.start
