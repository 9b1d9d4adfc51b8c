"""Small valid files of every kind, all holding one plan: what the mutations start from."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from tests.parsing.files_of import Rows, csv_file, html_fragment, ofd, xls
from tests.parsing.readers.pdffile import lines, pdf, rule
from tests.parsing.readers.test_web_archive import archive
from tests.parsing.readers.wordfile import cell, docx, paragraph, run, table

PLAN: tuple[tuple[int | None, str], ...] = (
    (None, "临湖区文化馆2027年工作要点"),
    (0, "办好惠民演出"),
    (1, "送戏下乡。全年演出不少于120场，覆盖30个村，10月底前完成。（牵头单位：演出部）"),
    (1, "6月底前修好露天剧场2座，座位增加到1.5万个，满意度达到95%以上。"),
    (0, "守护传统技艺"),
    (2, "每季度办一期传习班；二是建档200份；三是评选传承人15至20名。（责任单位：非遗部、办公室）"),
    (3, "同比增长8个百分点，力争翻一番，投入由300万元增加到450万元。"),
)
NUMBERS = ("", "一、", "（一）", "（二）", "二、", "1.", "（1）")
ROWS = (
    ("序号", "重点任务", "目标值", "牵头单位", "完成时限"),
    ("1", "演出120场", "120场", "演出部", "10月底前"),
    ("2", "办传习班4期", "4期", "非遗部", "每季度"),
)
TYPED = [number + words for number, (_, words) in zip(NUMBERS, PLAN, strict=True)]


@cache
def seeds() -> Mapping[str, bytes]:
    text = "\r\n".join((*TYPED, *("\t".join(row) for row in ROWS)))
    old = Path(__file__).parents[1] / "files" / "plan.doc"
    return {
        "utf-8.txt": text.encode(),
        "utf-16.txt": text.encode("utf-16"),
        "gb18030.txt": text.encode("gb18030"),
        "signed.txt": text.encode("utf-8-sig"),
        "plan.docx": _docx(),
        "plan.xlsx": _xlsx(),
        "plan.html": _html(),
        "plan.pdf": _pdf(),
        "plan.doc": old.read_bytes(),
        "plan.wps": old.read_bytes(),
        "plan.ofd": ofd((*TYPED, Rows(ROWS, ((1, 3, 2, 1),)))),
        "plan.xls": xls((TYPED[0], Rows(ROWS, ((1, 3, 2, 1),)))),
        "plan.csv": csv_file((TYPED[0], Rows(ROWS))),
        "plan.mht": archive(_html()),
        "piece.html": html_fragment((*TYPED, Rows(ROWS))),
    }


def _docx() -> bytes:
    rows = ["".join(cell(words) for words in row) for row in ROWS]
    merged = cell("", merge="continue") + cell("补演", span=4)
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    changed = f"<w:p><w:ins>{run('新增')}</w:ins><w:del>{run('删去')}</w:del></w:p>"
    return docx(
        *(paragraph(words, level=level) for level, words in PLAN),
        paragraph("附表", style="H1"),
        changed,
        table(*rows, merged),
        styles=styles,
    )


def _xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["临湖区文化馆2027年任务分解表"])
    for row in ROWS:
        sheet.append(list(row))
    sheet.append([None, "补演8场", 8, None, 46500])
    sheet["E5"].number_format = "yyyy-mm-dd"
    sheet.merge_cells("D4:D5")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _html() -> bytes:
    body = "".join(f"<p>　　{line}</p>" for line in TYPED)
    rows = "".join("<tr>" + "".join(f"<td>{word}</td>" for word in row) + "</tr>" for row in ROWS)
    extra = "<ol><li>一项<ul><li>二项</ul></ol><td colspan=3 rowspan=2>补演"
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>要点</title></head>'
    return f"{head}<body><div class=nav>首页</div>{body}<table>{rows}{extra}</table>".encode()


def _pdf() -> bytes:
    grid = [rule(60, y, 360, y) for y in (300, 320, 340)]
    grid += [rule(x, 300, x, 340) for x in (60, 160, 260, 360)]
    return pdf(lines(*TYPED), lines("第二页", *TYPED[3:]) + "\n" + "\n".join(grid))
