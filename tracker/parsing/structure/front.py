"""Knows what stands before a plan's own text: contents, a masthead, a notice around it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from tracker.parsing.document import Block, Document
from tracker.parsing.structure.numbering import Mark
from tracker.parsing.text.tail import is_signed

# the dots and the page behind an entry of a table of contents
_PAGES = re.compile(r"[.…·\s]*\d{0,3}$")
# what a web page puts over an article
_MASTHEAD = re.compile(
    r"\s*(?:发布|发文|成文|印发|更新)?(?:日期|时间)\s?[:：]|\s*(?:信息|文章|稿件)?来源\s?[:：]|\s*(?:索引号|文号|发文字号|发布机构|主题分类|公开方式"
    r"|作者|责任编辑|编辑|审核|浏览次数|浏览量|阅读次数|点击数|点击次数|访问量|字号|字体|当前位置|您的位置|分享到?)\s?[:：]"
)
# 现将要点印发给你们: a notice speaks of the plan before it gives it
_NOTICE = re.compile(
    r"[^\n]{0,200}?(?:现将|现予|现就)[^。\n]{0,80}(?:印发|下发|下达|公布|通知|转发|通告)"
)


def after_front(text: str, document: Document, marks: Sequence[Mark]) -> int | None:
    """The number of the first block of the text itself, if something stands before it."""
    return (
        _enclosure(text, document, marks)
        or _after_contents(text, document.blocks)
        or _after_masthead(text, document.blocks)
    )


def _enclosure(text: str, document: Document, marks: Sequence[Mark]) -> int | None:
    """Where what a notice encloses begins, if it holds more than the notice itself."""
    starts = [mark.start for mark in marks]
    for position, block in enumerate(document.blocks[:-1]):
        if block.start > 6000:
            break
        if is_signed(text, block.start, block.end):
            before = bisect_left(starts, block.start)
            if len(marks) - before > max(2, before):
                return position + 1
    return None


def _after_contents(text: str, blocks: Sequence[Block]) -> int | None:
    """Where the text begins after a table of contents: its first entry comes again there."""
    for position, block in enumerate(blocks[:40]):
        if text[block.start : block.end].replace(" ", "") in ("目录", "目次"):
            entries = blocks[position + 1 : position + 2]
            entry = _PAGES.sub("", text[entries[0].start : entries[0].end]) if entries else ""
            return next(
                (
                    number
                    for number, later in enumerate(blocks[position + 2 :], position + 2)
                    if entry and text.startswith(entry, later.start)
                ),
                None,
            )
    return None


def _after_masthead(text: str, blocks: Sequence[Block]) -> int | None:
    """Behind the last line with the date of publication, the source and the like."""
    lines = [
        number
        for number, block in enumerate(blocks[:8])
        if _MASTHEAD.match(text, block.start) or _NOTICE.match(text, block.start, block.end)
    ]
    return lines[-1] + 1 if lines and lines[-1] + 1 < len(blocks) else None
