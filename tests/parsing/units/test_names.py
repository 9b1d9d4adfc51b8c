import pytest

from tracker.parsing.units.names import looks_like_unit, split_glued, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲局、乙局", ("甲局", "乙局")),
        ("甲局，乙局；丙局", ("甲局", "乙局", "丙局")),
        ("甲局和乙局", ("甲局", "乙局")),
        ("市发展和改革委及有关部门", ("市发展和改革委", "有关部门")),
        ("各乡镇(街道、园区)、甲局", ("各乡镇(街道、园区)", "甲局")),
        ("甲科、乙科等有关科室", ("甲科", "乙科")),
        ("甲科、乙科等部门和单位", ("甲科", "乙科")),
        ("各有关部门", ("各有关部门",)),
        ("甲局、甲局", ("甲局",)),
        ("", ()),
    ],
)
def test_a_list_is_cut_into_names(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text.replace("，", ",").replace("；", ";")) == names


def test_names_run_together_in_a_flat_table_are_parted() -> None:
    assert split_glued("区经济局区审批局各镇政府") == ("区经济局", "区审批局", "各镇政府")


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("教务处", True),
        ("各乡镇(街道)", True),
        ("区直有关部门", True),
        ("持续推进", False),
        ("局", False),
        ("完成20%的局", False),
    ],
)
def test_a_name_ends_like_one(name: str, *, looks: bool) -> None:
    assert looks_like_unit(name) is looks
