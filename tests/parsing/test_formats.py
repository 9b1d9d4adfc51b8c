"""The same plan gives the same draft, whatever kind of file it comes in."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.parsing.files_of import WRITERS, can_print, printed
from tests.parsing.readers.pdffile import lines, pdf
from tests.parsing.readers.wordfile import cell, docx, paragraph, table
from tracker.domain.drafts.draft import PlanDraft, UnitProfile
from tracker.parsing.pipeline import parse_plan

UNITS = (UnitProfile("工程科"), UnitProfile("水政科"))
# level of the automatic number (None: none), the number as typed, the words
PLAN: tuple[tuple[int | None, str, str], ...] = (
    (None, "", "河湾区水务局2027年工作要点"),
    (0, "一、", "保障供水"),
    (1, "（一）", "改造管网。年底前更换管道30公里，漏损率控制在9%以内。（责任单位：工程科）"),
    (1, "（二）", "6月底前建成泵站3座。"),
    (0, "二、", "防御洪涝"),
    (1, "（一）", "修好堤防。汛前完成险段加固，全面排查隐患。"),
    (1, "（二）", "严格执法。每月巡查河道2次，查处违法行为。（责任单位：水政科）"),
)
LINES = [number + words for _, number, words in PLAN]


def said(data: bytes) -> list[object]:
    return shape(parse_plan("plan", data, year=None, units=UNITS))


def shape(draft: PlanDraft) -> list[object]:
    return [
        (draft.title, draft.year),
        [(strategy.number, strategy.title) for strategy in draft.strategies],
        [
            (
                task.number,
                task.title,
                task.content,
                [unit.name for unit in task.lead_units[:1] if unit.named],
                [(str(target.value), target.unit) for target in task.targets],
                [deadline.due_on for deadline in task.deadlines],
            )
            for task in draft.tasks
        ],
    ]


WANTED = said("\n".join(LINES).encode())


def test_the_plan_is_whole():
    title, strategies, tasks = WANTED
    assert title == ("河湾区水务局2027年工作要点", 2027)
    assert strategies == [("一", "保障供水"), ("二", "防御洪涝")]
    assert [task[1] for task in tasks] == ["改造管网", "6月底前建成泵站3座", "修好堤防", "严格执法"]


def test_other_encodings():
    for encoding in ("utf-16", "gb18030", "utf-8-sig"):
        assert said("\r\n".join(LINES).encode(encoding)) == WANTED


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "one line"])
def test_every_kind_of_file_gives_the_same_draft(kind: str):
    assert said(WRITERS[kind](LINES)) == WANTED


@pytest.mark.browser
@pytest.mark.skipif(not can_print(), reason="Chromium is not installed")
def test_a_page_that_a_browser_printed_gives_the_same_draft(sleep_allowed):
    assert said(printed(LINES)) == WANTED


def test_word_with_typed_numbers():
    assert said(docx(*(paragraph(line) for line in LINES))) == WANTED


def test_word_with_automatic_numbers():
    assert said(docx(*(paragraph(words, level=level) for level, _, words in PLAN))) == WANTED


def test_a_web_page():
    body = "".join(f"<p>　　{line}</p>" for line in LINES)
    assert said(f"<html><body><div class='nav'>首页</div>{body}</body></html>".encode()) == WANTED


def test_pdf():
    assert said(pdf(lines(*LINES))) == WANTED


ROWS = (
    ("序号", "工作板块", "重点任务", "牵头单位", "完成时限"),
    ("1", "供水", "更换管道30公里", "工程科", "年底前"),
    ("2", "", "建成泵站3座", "工程科", "6月底前"),
    ("3", "防洪", "加固堤防5公里", "水政科", "汛前"),
)


def table_says(data: bytes) -> list[object]:
    draft = parse_plan("", data, year=2027, units=UNITS)
    return [
        [strategy.title for strategy in draft.strategies],
        [(task.number, task.title, task.lead_units[0].name) for task in draft.tasks],
        [[str(deadline.due_on) for deadline in task.deadlines] for task in draft.tasks][:2],
    ]


TABLE_WANTED = [
    ["供水", "防洪"],
    [
        ("1", "更换管道30公里", "工程科"),
        ("2", "建成泵站3座", "工程科"),
        ("3", "加固堤防5公里", "水政科"),
    ],
    [["2027-12-31"], ["2027-06-30"]],
]


def test_a_table_in_word():
    merges = {(1, 1): "restart", (2, 1): "continue"}
    rows = [
        "".join(cell(words, merge=merges.get((r, c), "")) for c, words in enumerate(row))
        for r, row in enumerate(ROWS)
    ]
    assert table_says(docx(paragraph("任务分解表"), table(*rows))) == TABLE_WANTED


def test_a_table_in_excel():
    book = Workbook()
    sheet = book.active
    sheet.append(["任务分解表"])
    for row in ROWS:
        sheet.append([words or None for words in row])
    sheet.merge_cells("B3:B4")
    out = BytesIO()
    book.save(out)
    assert table_says(out.getvalue()) == TABLE_WANTED


def test_a_table_in_a_web_page_and_in_text():
    body = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in ROWS)
    page = f"<html><body><p>任务分解表</p><table>{body}</table></body></html>"
    text = "任务分解表\n" + "\n".join("\t".join(row) for row in ROWS)
    assert table_says(page.encode()) == TABLE_WANTED
    assert table_says(text.encode()) == TABLE_WANTED


def test_heading_styles_in_word_are_strategies_without_any_number():
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    data = docx(
        paragraph("河湾区水务局2027年工作要点"),
        paragraph("供水", style="H1"),
        paragraph("新建泵站3座。更换管道30公里，漏损率控制在9%以内。"),
        paragraph("防洪", style="H1"),
        paragraph("汛前加固堤防5公里。"),
        styles=styles,
    )
    draft = parse_plan("", data, year=None, units=())
    assert [(s.title, len(s.tasks)) for s in draft.strategies] == [("供水", 2), ("防洪", 1)]
