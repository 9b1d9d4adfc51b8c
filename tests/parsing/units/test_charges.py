import pytest

from tracker.parsing.units.charges import (
    Kind,
    Names,
    by_cell,
    by_names_alone,
    by_verbs,
    parts_of,
)


def _said(names: Names | None) -> tuple[list[str], list[str], list[str]] | None:
    return None if names is None else (names[Kind.LEAD], names[Kind.DUTY], names[Kind.HELP])


@pytest.mark.parametrize(
    ("text", "lead", "duty", "helping"),
    [
        ("甲局牵头,乙局配合", ["甲局"], [], ["乙局"]),
        ("甲局牵头、乙局配合", ["甲局"], [], ["乙局"]),
        ("甲局牵头;乙局、丙局参加", ["甲局"], [], ["乙局", "丙局"]),
        ("甲局、乙局等部门和单位按职责分工负责", [], ["甲局", "乙局"], []),
        ("甲局会同乙局、丙局负责", ["甲局"], [], ["乙局", "丙局"]),
        ("甲局牵头,各镇政府具体负责", ["甲局"], ["各镇政府"], []),
        ("甲局牵头,乙局、丙局", ["甲局"], ["乙局", "丙局"], []),
        ("甲局牵头,6月底前完成", ["甲局"], [], []),
        ("完成时限:6月底;甲局牵头", ["甲局"], [], []),
        ("甲局牵头,各有关部门按职责分工负责", ["甲局"], ["各有关部门"], []),
    ],
)
def test_verbs_say_who_leads(
    text: str, lead: list[str], duty: list[str], helping: list[str]
) -> None:
    assert _said(by_verbs(text)) == (lead, duty, helping)


@pytest.mark.parametrize("text", ["由专业人员负责", "落实", "一季度完成", "分三步实施"])
def test_other_words_charge_nobody(text: str) -> None:
    assert by_verbs(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市甲局、市乙局", ["市甲局", "市乙局"]),
        ("市甲局,2024年6月底前完成", ["市甲局"]),
        ("市甲局 6月底前完成", ["市甲局"]),
        ("财政部、税务总局、海关总署", ["财政部", "税务总局", "海关总署"]),
        ("“三整治”工作领导小组办公室", ["“三整治”工作领导小组办公室"]),
    ],
)
def test_names_alone_are_responsible(text: str, names: list[str]) -> None:
    assert _said(by_names_alone(text)) == ([], names, [])


def test_a_name_marked_as_leading_leads() -> None:
    assert _said(by_names_alone("市甲局(牵头)、市乙局")) == (["市甲局"], ["市乙局"], [])


@pytest.mark.parametrize(
    "text", ["乡镇、街道", "党支部、党小组", "一级至三级医院", "试行", "占比80%"]
)
def test_kinds_of_bodies_are_no_units(text: str) -> None:
    assert by_names_alone(text) is None


def test_clauses_that_only_say_when_are_left_out() -> None:
    assert parts_of("甲局牵头,9月底前完成,全年推进") == ["甲局牵头"]


@pytest.mark.parametrize(
    ("cell", "lead", "helping"),
    [
        ("办公室牵头,各科室配合", "办公室", ["各科室"]),
        ("信息科牵头、办公室配合", "信息科", ["办公室"]),
        ("县卫健局负责,县财政局、各镇配合", "县卫健局", ["县财政局", "各镇"]),
        ("市教育局(牵头)、市财政局", "市教育局", ["市财政局"]),
        ("由水政科主办,工程科协办", "水政科", ["工程科"]),
    ],
)
def test_a_cell_may_say_who_leads_and_who_helps(cell: str, lead: str, helping: list[str]) -> None:
    assert by_cell(cell) == ((lead,), tuple(helping))


@pytest.mark.parametrize("cell", ["各科室", "市住建局、市城管局", "办公室", "张三", "持续推进"])
def test_a_cell_that_lists_names_says_no_more_than_its_column(cell: str) -> None:
    assert by_cell(cell) is None
