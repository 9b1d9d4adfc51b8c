"""Files made to hurt: each by name, with the codes of the refusals that are right for it.

Each is made at a share of its full size, so that the suite can throw them all in little time.
"""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import xlwt

from tests.fuzz.seeds import TYPED
from tests.parsing.readers.ofdfile import ofd, page_of, rule_object, text_object
from tests.parsing.readers.paper import Words
from tests.parsing.readers.pdffile import assembled
from tests.parsing.readers.wordfile import docx, paragraph

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAVY = frozenset({"document.too-heavy", "document.too-slow", "document.archive-bomb"})
BROKEN = frozenset({"document.broken", "document.empty", "document.no-plan"})
OLD = frozenset({"document.old-sheet", "document.old-format"})
UNREAD = BROKEN | {"document.unknown-kind", "document.not-text", "document.unknown-encoding"}


@dataclass(frozen=True, slots=True)
class Bomb:
    make: Callable[[float], bytes]
    refusals: frozenset[str] = frozenset()
    may_be_read: bool = False


def _word(document: str, head: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"{head}<w:document {_W}>{document}</w:document>")
    return out.getvalue()


def _body(inside: str) -> str:
    return f"<w:body>{''.join(paragraph(line) for line in TYPED)}{inside}</w:body>"


def _laughs(share: float) -> bytes:
    names = [f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, int(2 + 10 * share))]
    head = f"<!DOCTYPE d [<!ENTITY l0 '笑'>{''.join(names)}]>"
    return _word(_body(paragraph(f"&l{len(names)};")), head)


def entity(address: str) -> bytes:
    head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}">]>'
    return _word(_body(paragraph("引&x;")), head)


def dtd(address: str) -> bytes:
    return _word(_body(paragraph("引")), f'<!DOCTYPE d SYSTEM "{address}">')


def inclusion(address: str) -> bytes:
    part = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'
    return _word(_body(f"<w:p><w:r><w:t>引{part}</w:t></w:r></w:p>"))


def page(address: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in TYPED)
    links = f'<iframe src="{address}"></iframe><img src="{address}"><object data="{address}">'
    return f'<html><head><base href="{address}"></head><body>{lines}{links}</body>'.encode()


def _zeros(share: float) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\x00" * int(100_000_000 * share))
    return out.getvalue()


def _lying_zeros(share: float) -> bytes:
    """The same, with a size of one byte in its heads."""
    data = bytearray(_zeros(share))
    central = data.rindex(b"PK\x01\x02")
    for place in (22, central + 24):
        data[place : place + 4] = (1).to_bytes(4, "little")
    return bytes(data)


def _many_members(share: float) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(int(60_000 * share)):
            archive.writestr(str(number), b"")
        archive.writestr("word/document.xml", f"<w:document {_W}>{_body('')}</w:document>")
    return out.getvalue()


def _nested_tables(depth: int) -> str:
    inner = paragraph("最里层")
    return "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth


def _wide_cells(share: float) -> bytes:
    rows = "".join(
        "<w:tr>" + "<w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr></w:tc>" * 64 + "</w:tr>"
        for _ in range(int(500 * share))
    )
    return _word(_body(f"<w:tbl>{rows}</w:tbl>"))


def _style_circle(_: float) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}">'
        f'<w:basedOn w:val="S{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    return docx(*(paragraph(line, style="S7") for line in TYPED), styles=styles)


def sheet(rows: str, extra: str = "", dimension: str = "A1:XFD1048576") -> bytes:
    relation = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {_S} {_R}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet {_S}><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{extra}'
            "</worksheet>",
        )
    return out.getvalue()


def _cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


_TABLE = (
    f"<row>{_cell('A1', '重点任务')}{_cell('B1', '牵头单位')}</row>"
    f"<row>{_cell('A2', '2027年演出120场')}{_cell('B2', '演出部')}</row>"
)


def _empty_rows(share: float) -> bytes:
    rows = "".join(f'<row r="{number}"/>' for number in range(3, int(1_000_000 * share)))
    return sheet(_TABLE + rows)


def _empty_cells(share: float) -> bytes:
    rows = "".join(f'<row><c r="A{number}"/></row>' for number in range(3, int(1_000_000 * share)))
    return sheet(_TABLE + rows)


def _merged_sheet(share: float) -> bytes:
    merges = '<mergeCell ref="A3:XFD1048576"/>' * int(2000 * share)
    return sheet(_TABLE, f"<mergeCells>{merges}</mergeCells>")


def _far_cell(share: float) -> bytes:
    far = f"<row>{_cell('BL20000', '远')}{_cell('XFD1048576', '更远')}</row>"
    spread = "".join(_cell(f"BL{row}", "注") for row in range(3, int(20_000 * share)))
    return sheet(_TABLE + far + f"<row>{spread}</row>")


def _html(inside: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in TYPED)
    return f"<html><body>{lines}{inside}</body></html>".encode()


def _pages(pages: bytes, more: tuple[bytes, ...] = ()) -> bytes:
    return assembled((b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more))


def _inflated_page(share: float) -> bytes:
    stream = zlib.compress(b"q " * int(50_000_000 * share), 9)
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(stream),
        stream,
    )
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return _pages(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", (leaf, content))


def _text(inside: str) -> bytes:
    return ("\n".join(TYPED) + "\n" + inside).encode()


def _one_paragraph(share: float) -> bytes:
    sentence = "加强非遗保护，新增传习所{}处，年底前完成，满意度达到{}%以上；（牵头单位：非遗部）"
    text = "".join(sentence.format(n, n % 100) for n in range(60_000))
    return _text("（三）" + text[: int(share * 5_000_000 / 3)])


def _ofd(objects: str) -> bytes:
    lines = [text_object(Words(30, 30 + 8 * at, 5, line)) for at, line in enumerate(TYPED)]
    return ofd(page_of("".join(lines) + objects))


def _line(words: str) -> str:
    return (
        '<ofd:TextObject Boundary="0 0 9 9" Size="5">'
        f'<ofd:TextCode X="0" Y="200" DeltaX="g 9999999999 5">{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _ofd_grid(share: float) -> bytes:
    """Crossings of many rules on one page, each apart from the next."""
    count = int(200 * share)
    level = (rule_object(0, 100 + 2 * at, 999, 100 + 2 * at) for at in range(count))
    upright = (rule_object(2 * at, 100, 2 * at, 999) for at in range(count))
    return _ofd("".join((*level, *upright)))


def _ofd_pages(share: float) -> bytes:
    """One small part that is a page over and over."""
    again = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * int(100_000 * share)
    lines = [text_object(Words(30, 30 + 8 * at, 5, line)) for at, line in enumerate(TYPED)]
    return ofd(page_of("".join(lines)), pages_more=again)


def _old_sheet(last: tuple[int, int]) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("计划")
    for row, words in enumerate((("重点任务", "牵头单位"), ("演出120场", "演出部"))):
        for column, word in enumerate(words):
            page.write(row, column, word)
    page.write(*last, "远")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _far_xls(_: float) -> bytes:
    return _old_sheet((65_535, 255))


def _lying_xls(_: float) -> bytes:
    """The sizes in the head of its container are as large as can be."""
    data = bytearray(_old_sheet((9, 9)))
    data[0x2C:0x30] = data[0x40:0x44] = data[0x48:0x4C] = b"\xff\xff\xff\x7f"
    return bytes(data)


def _long_format(share: float) -> bytes:
    """Which a cell is shown by."""
    usual = BytesIO(sheet(_TABLE + '<row><c s="0"><v>1.5</v></c></row>'))
    code = "[0]_*" * int(1_000_000 * share)
    styles = (
        f'<styleSheet {_S}><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    with zipfile.ZipFile(usual, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/styles.xml", styles)
    return usual.getvalue()


BOMBS: dict[str, Bomb] = {
    "billion laughs": Bomb(_laughs, BROKEN, may_be_read=True),
    "100 MB of zeros": Bomb(_zeros, HEAVY | BROKEN),
    "100 MB of zeros under a false size": Bomb(_lying_zeros, HEAVY | BROKEN),
    "60,000 members": Bomb(_many_members, HEAVY, may_be_read=True),
    "1,000 nested tables": Bomb(
        lambda share: _word(_body(_nested_tables(int(1000 * share)))),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "100,000 nested tables": Bomb(
        lambda share: _word(_body(_nested_tables(int(100_000 * share)))),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "cells over 99,999 columns": Bomb(_wide_cells, HEAVY, may_be_read=True),
    "styles based on each other": Bomb(_style_circle, may_be_read=True),
    "a million empty rows": Bomb(_empty_rows, HEAVY, may_be_read=True),
    "a million empty cells": Bomb(_empty_cells, HEAVY, may_be_read=True),
    "merged over the whole sheet": Bomb(_merged_sheet, HEAVY, may_be_read=True),
    "cells at the far corner": Bomb(_far_cell, HEAVY, may_be_read=True),
    "100,000 nested parts of a page": Bomb(
        lambda share: _html("<div>" * int(100_000 * share) + "深"), HEAVY | BROKEN, may_be_read=True
    ),
    "100,000 open tables of a page": Bomb(
        lambda share: _html("<table><tr><td>" * int(100_000 * share)),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "200,000 items of a list": Bomb(
        lambda share: _html("<ol>" + "<li>项" * int(200_000 * share) + "</ol>"),
        HEAVY,
        may_be_read=True,
    ),
    "a page with 5 MB of one attribute": Bomb(
        lambda share: _html(f'<p class="{"a " * int(2_500_000 * share)}">句'),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "a page tree that bites its tail": Bomb(
        lambda _: _pages(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), HEAVY | BROKEN
    ),
    "a page tree of a million pages": Bomb(
        lambda share: _pages(
            b"<< /Type /Pages /Kids [" + b"3 0 R " * int(1_000_000 * share) + b"] /Count 1000000 >>"
        ),
        HEAVY | BROKEN,
    ),
    "a PDF page that inflates to 100 MB": Bomb(
        _inflated_page, HEAVY | BROKEN | {"document.picture-only"}
    ),
    "a paragraph of 5 MB": Bomb(_one_paragraph, HEAVY, may_be_read=True),
    "5 MB of one sign": Bomb(
        lambda share: _text("（" * int(1_700_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of figures": Bomb(
        lambda share: _text("9" * int(5_000_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of figures with points": Bomb(
        lambda share: _text("9,9." * int(1_250_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of Chinese figures": Bomb(
        lambda share: _text("一万" * int(830_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of blanks": Bomb(
        lambda share: _text(" 、" * int(1_250_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of numbered lines": Bomb(
        lambda share: _text("1.项\n" * int(800_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of dates": Bomb(
        lambda share: _text("9月底前" * int(400_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of lead units": Bomb(
        lambda share: _text("（牵头单位：" * int(280_000 * share)), HEAVY, may_be_read=True
    ),
    "5 MB of tabs": Bomb(
        lambda share: _text("\t" * int(5_000_000 * share)), HEAVY, may_be_read=True
    ),
    "only marks of an archive": Bomb(lambda _: b"PK\x05\x06" + bytes(18), UNREAD),
    "only marks of an old file": Bomb(
        lambda share: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * int(100_000 * share),
        frozenset({"document.old-format"}),
    ),
    "an OFD page of 5 MB in one line": Bomb(
        lambda share: _ofd(_line("句" * int(1_700_000 * share))), HEAVY, may_be_read=True
    ),
    "an OFD page of a million rules": Bomb(
        lambda share: _ofd(rule_object(20, 20, 90, 20) * int(300_000 * share)),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "an OFD page of one path without end": Bomb(
        lambda share: _ofd(
            '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>'
            f"{'M 0 0 L 9 9 ' * int(1_000_000 * share)}</ofd:AbbreviatedData></ofd:PathObject>"
        ),
        HEAVY | BROKEN,
        may_be_read=True,
    ),
    "an OFD page of a wide grid": Bomb(_ofd_grid, HEAVY, may_be_read=True),
    "an OFD of the same page 100,000 times": Bomb(_ofd_pages, HEAVY, may_be_read=True),
    "OFD matrices out of bounds": Bomb(
        lambda _: _ofd(text_object(Words(40, 90, 5, "远"), matrix="1e300 0 0 1e300 nan inf")),
        HEAVY,
        may_be_read=True,
    ),
    "an old sheet with a cell at the far corner": Bomb(_far_xls, HEAVY | OLD, may_be_read=True),
    "an old sheet that says it is 4 GB": Bomb(_lying_xls, HEAVY | OLD, may_be_read=True),
    "a CSV of a million columns": Bomb(
        lambda share: _text("任务,单位,时限\n" + "," * int(3_000_000 * share)),
        HEAVY,
        may_be_read=True,
    ),
    "a CSV of a million quotes": Bomb(
        lambda share: _text('a,"b\n' * int(1_000_000 * share)), HEAVY, may_be_read=True
    ),
    "a sheet under a hundred thousand merges": Bomb(
        lambda share: sheet(_TABLE, '<mergeCell ref="A1:BL19999"/>' * int(100_000 * share)),
        HEAVY | BROKEN,
    ),
    "a number under a monstrous format": Bomb(_long_format, HEAVY, may_be_read=True),
}
