"""`flask plans`: from a file to a published plan without a page."""

import json

import pytest

from tests.people import UNIT_A, UNIT_B

TEXT = f"""测试区市场监督管理局2026年工作要点

一、守牢安全底线
1.加强校园食堂检查。检查学校食堂不少于120家次，9月底前完成。（牵头单位：{UNIT_A}）
2.更新老旧电梯。年底前更新电梯60台。（牵头单位：{UNIT_B}）
"""


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "2026年工作要点.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(runner, people):
    def run(*arguments: str):
        answer = runner.invoke(args=["plans", *arguments])
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


def test_a_document_is_shown_without_touching_the_database(runner, app, plan_file, count_queries):
    with count_queries() as queries:
        answer = runner.invoke(args=["plans", "parse", plan_file])
    assert answer.exit_code == 0, answer.output
    assert "加强校园食堂检查" in answer.output
    assert queries.count == 0


def test_the_draft_for_a_program_is_json(runner, app, plan_file):
    answer = runner.invoke(args=["plans", "parse", plan_file, "--json"])
    record = json.loads(answer.output)
    assert record["year"] == 2026
    assert len(record["tasks"]) == 2


@pytest.mark.parametrize(
    ("told", "tasks", "strategy"),
    [
        (["--from", "更新"], ["更新老旧电梯"], None),
        (["--to", "食堂检查"], ["加强校园食堂检查"], None),
        (["--from", "21", "--to", "60"], ["加强校园食堂检查"], None),
        (["--level", "arabic"], None, "加强校园食堂检查"),
        (["--level", "one"], None, "测试区市场监督管理局2026年工作要点"),
    ],
)
def test_a_person_may_say_what_is_the_plan(runner, app, plan_file, told, tasks, strategy):
    answer = runner.invoke(args=["plans", "parse", plan_file, "--json", *told])
    assert answer.exit_code == 0, answer.output
    record = json.loads(answer.output)
    if tasks:
        assert [task["title"] for task in record["tasks"]] == tasks
    else:
        assert record["strategies"][0]["title"] == strategy


def test_words_that_are_not_in_the_document_are_refused_in_a_sentence(runner, app, plan_file):
    answer = runner.invoke(args=["plans", "parse", plan_file, "--from", "没有这句"])
    assert answer.exit_code == 1
    assert "没有找到“没有这句”" in answer.output


def test_importing_makes_a_draft_and_publishing_issues_it(run, plan_file):
    assert "草稿" in run("import", plan_file, "--as", "office")
    published = run("import", plan_file, "--as", "office", "--publish")
    assert published == (
        "计划 1：《测试区市场监督管理局2026年工作要点》（执行中），"
        "1 个工作板块，2 项任务，2 个指标，时限 1 项\n"
    )


def test_a_plan_is_imported_once(run, runner, plan_file):
    run("import", plan_file, "--as", "office", "--publish")
    again = runner.invoke(args=["plans", "import", plan_file, "--as", "office", "--publish"])
    assert again.exit_code == 1
    assert "未重复导入" in again.output


def test_the_plan_is_listed_shown_and_closed(run, plan_file):
    run("import", plan_file, "--as", "office", "--publish")
    (row,) = json.loads(run("list", "--json"))
    assert (row["year"], row["tasks"]) == (2026, 2)
    shown = json.loads(run("show", "1", "--json"))
    assert [task["lead_unit"] for task in shown["task_list"]] == [UNIT_A, UNIT_B]
    assert "一-01" in run("show", "1")
    assert "已结束" in run("close", "1", "--as", "office")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["close", "1", "--as", "office"], "没有找到这份计划。"),
        (["show", "1"], "没有找到这份计划。"),
        (["close", "1", "--as", "nobody"], "没有登录名为“nobody”的人员。"),
        (["close", "1", "--as", "chief_a"], "您不能办理“结束计划”"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(runner, people, arguments, sentence):
    answer = runner.invoke(args=["plans", *arguments])
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_a_file_that_cannot_be_read_says_so(runner, people, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    answer = runner.invoke(args=["plans", "import", str(path), "--as", "office"])
    assert answer.exit_code == 1
    assert "文件已损坏" in answer.output
