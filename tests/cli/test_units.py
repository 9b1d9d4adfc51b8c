"""`flask units`."""

import json
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.make import make_unit
from tracker.domain.values import UnitKind
from tracker.queries.units import list_units


def counts(answer) -> tuple[int, int, int]:
    told = json.loads(answer.output.splitlines()[0])
    return told["added"], told["changed"], told["unchanged"]


def take(runner, path, *options: str):
    return runner.invoke(args=["units", "import", str(path), *options])


def test_the_product_comes_with_thirty_units_that_can_be_imported_twice(runner, app):
    file = app.config["SAMPLES"] / "units.toml"
    assert counts(take(runner, file, "--json")) == (30, 0, 0)
    assert counts(take(runner, file, "--json", "--yes")) == (30, 0, 0)
    assert counts(take(runner, file, "--json", "--yes")) == (0, 0, 30)
    assert len(json.loads(runner.invoke(args=["units", "list", "--json"]).output)) == 30


def test_units_are_listed_with_names_kind_and_leader(runner, people):
    lines = runner.invoke(args=["units", "list"]).output.splitlines()
    assert lines[1] == "1\t食品安全监管科\t科室\t郑局\t食品科"


def sheet(rows) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


ROWS = [
    ("名称", "类别", "别名", "职责"),
    ("标准化科", "科室", "标准科、质标科", "标准制定；标准宣传"),
    ("稽查大队", "分局、大队", "", ""),
]
TABLE = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS)
LISTS = {
    "one name a line": ("units.txt", "\ufeff标准化科\n\n 稽查大队 \n".encode()),
    "a table": ("units.csv", TABLE.encode()),
    "a table as Excel saves it": ("units.CSV", TABLE.encode("gb18030")),
    "a table as the notepad saves it": ("units.csv", TABLE.encode("utf-16")),
    "a sheet": ("units.xlsx", sheet(ROWS)),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_one_of_four_forms_and_is_written_when_that_is_confirmed(
    runner, app, tmp_path, name
):
    file, data = LISTS[name]
    (tmp_path / file).write_bytes(data)
    look = take(runner, tmp_path / file)
    assert (look.exit_code, look.output.splitlines()) == (
        0,
        ["新增 2 个单位，更新 0 个，不变 0 个，不能收 0 处",
         "这是预览，还没有写入；确认后加上 --yes 再运行一次。"],
    )  # fmt: skip
    assert list_units() == []
    assert take(runner, tmp_path / file, "--yes").exit_code == 0
    rows = list_units()
    assert [row.name for row in rows] == ["标准化科", "稽查大队"]
    if name != "one name a line":
        assert (rows[0].aliases, rows[1].kind) == (("标准科", "质标科"), UnitKind.BRANCH)


REFUSED = {
    "a text": ("a.txt", "# 工作计划督办\n\n标准化科\n请于周五前报送。\n", ("第 1 处", "第 4 处")),
    "markdown": ("README.md", "标准化科\n", ("一行一个名称的 .txt",)),
    "no head": ("a.csv", "标准化科,科室\n", ("第一行应为表头",)),
    "twice": ("a.txt", "标准化科\n计量科\n标准化科\n", ("第 3 处", "在第 1 处已经有了")),
    "too long": ("a.txt", "科" * 41, ("第 1 处", "40")),
    "another kind": ("a.csv", "名称,类别\n标准化科,办公船\n", ("没有“办公船”这一类别",)),
    "a broken sheet": ("a.xlsx", "PK", ("不是单位清单",)),
    "nothing": ("a.txt", "\n", ("没有一个单位",)),
    "a number": ("a.txt", "12345\n", ("不像单位名称",)),
    "a numbered name": ("a.txt", "标准化科\n2、计量科\n", ("第 2 处", "不带编号")),
    "one character": ("a.csv", "名称,别名\n标准化科,标\n", ("第 2 处", "至少两个字")),
    "twice in other letters": ("a.txt", "A区分局\nａ区分局\n", ("第 2 处", "在第 1 处已经有了")),
    "two columns of names": ("a.csv", "名称,单位\n标准化科,计量科\n", ("同一项",)),
    "a formula": ("a.csv", "名称\n=cmd()科\n", ("不像单位名称",)),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.databases("sqlite")
def test_any_doubt_stops_all_of_it_with_its_place_and_reason(runner, app, tmp_path, name):
    file, text, words = REFUSED[name]
    (tmp_path / file).write_text(text, encoding="utf-8")
    answer = take(runner, tmp_path / file, "--yes")
    assert answer.exit_code == 1, answer.output
    assert all(word in answer.output for word in words), answer.output
    assert list_units() == []


@pytest.mark.databases("sqlite")
def test_a_sheet_with_hidden_rows_is_not_taken_in_part(runner, app, tmp_path):
    book = load_workbook(BytesIO(sheet(ROWS)))
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    answer = take(runner, tmp_path / "a.xlsx", "--yes")
    assert (answer.exit_code, "隐藏的第2行" in answer.output) == (1, True)
    assert list_units() == []


def test_a_name_that_belongs_to_another_unit_shows_already_in_the_preview(runner, people, tmp_path):
    (tmp_path / "a.txt").write_text("食品科\n", encoding="utf-8")
    answer = take(runner, tmp_path / "a.txt")
    assert (answer.exit_code, answer.output) == (1, "Error: 名称“食品科”已属于另一个单位。\n")


def test_a_unit_is_deleted_by_its_name_unless_something_refers_to_it(runner, people):
    make_unit("误录单位")
    assert runner.invoke(args=["units", "delete", "误录单位"]).output == "已删除单位 误录单位\n"
    for name, words in (("误录单位", "没有名为"), (people.unit_a.name, "不能删除")):
        answer = runner.invoke(args=["units", "delete", name])
        assert (answer.exit_code, words in answer.output) == (1, True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"not toml at all [", "line 1"),
        (b"", "缺少 [[unit]]"),
        (b"unit = 3", "缺少 [[unit]]"),
        (b"\xff\xfe", "缺少 [[unit]]"),
        (b"\xff\xff\x80\x81", "认不出文字编码"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(runner, app, tmp_path, text, reason):
    path = tmp_path / "units.toml"
    path.write_bytes(text)
    answer = runner.invoke(args=["units", "import", str(path)])
    assert answer.exit_code == 1
    assert "units.toml 不是单位清单" in answer.output
    assert reason in answer.output
