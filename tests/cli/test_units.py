"""`flask units`."""

import json

import pytest


def test_the_product_comes_with_thirty_units_that_can_be_imported_twice(runner, app):
    file = str(app.config["SAMPLES"] / "units.toml")
    first = json.loads(runner.invoke(args=["units", "import", file, "--json"]).output)
    again = json.loads(runner.invoke(args=["units", "import", file, "--json"]).output)
    assert (first, again) == ({"added": 30, "changed": 0}, {"added": 0, "changed": 30})
    assert len(json.loads(runner.invoke(args=["units", "list", "--json"]).output)) == 30


def test_units_are_listed_with_names_kind_and_leader(runner, people):
    lines = runner.invoke(args=["units", "list"]).output.splitlines()
    assert lines[1] == "1\t食品安全监管科\t科室\t郑局\t食品科"


def test_a_list_may_also_be_one_name_a_line(runner, app, tmp_path):
    path = tmp_path / "units.txt"
    path.write_text("标准化科\n计量科\n", encoding="utf-8")
    assert runner.invoke(args=["units", "import", str(path)]).output == (
        "新增 2 个单位，更新 0 个\n"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"not toml at all [", "line 1"),
        (b"", "缺少 'unit'"),
        (b'[[unit]]\nkind = "office"\n', "缺少 'name'"),
        (b'[[unit]]\nname = "A"\nkind = "ship"\n', "ship"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(runner, app, tmp_path, text, reason):
    path = tmp_path / "units.toml"
    path.write_bytes(text)
    answer = runner.invoke(args=["units", "import", str(path)])
    assert answer.exit_code == 1
    assert "units.toml 不是单位清单" in answer.output
    assert reason in answer.output
