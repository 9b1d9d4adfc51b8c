"""Which kinds of file a document can come in, and the one that its seed picks."""

import re
from collections.abc import Sequence
from html import escape
from random import Random

from tests.generator.layouts.page import Document
from tests.parsing.files_of import WRITERS, Part, Rows, Writer, csv_file, html
from tests.parsing.readers import wordfile

THREE = "numbered 一、（一）1."
_LEVEL = re.compile(r"([一二三四五六七八九十]+、)|（([一二三四五六七八九十]+)）|(\d+\.)")

_OF_TABLES = ("docx", "docx", "xlsx", "xlsx", "xls", "html", "ofd")
_OF_TABLES_WITHOUT_MERGES = (*_OF_TABLES, "txt", "csv")
_OF_PROSE = ("txt", "txt", "txt", "gb18030", "utf-16", "html", "web page", "docx", "ofd")
_WITH_BROKEN_LINES = ("wrapped", "wrapped", "one line")


def file_kind(document: Document, seed: int) -> str:
    dice = Random(f"file {seed}")  # noqa: S311
    if any(isinstance(part, Rows) for part in document.parts):
        kept = "merged units" in document.traits
        return dice.choice(_OF_TABLES if kept else _OF_TABLES_WITHOUT_MERGES)
    if document.layout == "one cell a line":
        return "txt"
    if numbered_by_word(document) and dice.random() < 0.4:
        return "docx numbered by Word"
    if is_marked_throughout(document):
        return dice.choice((*_OF_PROSE, *_WITH_BROKEN_LINES))
    return dice.choice(_OF_PROSE)


def numbered_by_word(document: Document) -> bool:
    """Its numbers can be left to Word: each level counts on from the one above."""
    return (
        document.layout in ("numbered 一、（一）", "numbered 一、1.", "numbered （一）1.", THREE)
        and not set(document.traits) & {"review numbered alike", "review in parts", "contents"}
        and "plain" in document.traits
    )


def word_numbers(parts: Sequence[Part]) -> bytes:
    """Word counts: the marks are not in the text of the paragraphs."""
    paragraphs = []
    for part in parts:
        assert isinstance(part, str)
        mark = _LEVEL.match(part)
        level = mark.lastindex - 1 if mark and mark.lastindex else None
        words = part[mark.end() :] if mark else part
        paragraphs.append(wordfile.paragraph(escape(words), level=level))
    return wordfile.docx(*paragraphs)


def web_page(parts: Sequence[Part]) -> bytes:
    """With all that the page of a bureau has around its text."""
    page = html(parts).decode()
    above = (
        "<div class='nav'><a>首页</a><a>政务公开</a><a>互动交流</a></div>"
        "<div>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>规划计划</a></div>"
        "<div>发布时间：2026-01-19 18:26　来源：办公室　浏览次数：135</div>"
    )
    below = "<div>【打印本页】【关闭窗口】</div><div>主办单位：办公室　网站地图</div>"
    return page.replace("<body>", f"<body>{above}").replace("</body>", f"{below}</body>").encode()


def is_marked_throughout(document: Document) -> bool:
    """Its tasks can be told apart without any line break."""
    marked = document.layout.startswith(("numbered", "一是", "第一"))
    return marked and not {"heads own line", "heads paragraphs"} & set(document.traits)


def write(document: Document, kind: str) -> bytes:
    return _WRITERS[kind](document.parts)


_WRITERS: dict[str, Writer] = {
    **WRITERS,
    "csv": csv_file,
    "docx numbered by Word": word_numbers,
    "web page": web_page,
}
