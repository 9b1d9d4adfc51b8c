import tomllib
from pathlib import Path

import pytest

from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.values import UnitKind
from tracker.parsing.units.suggest import UnitMatcher

_UNITS = (
    UnitProfile("食品科", ("食品安全科",), ("食品生产经营监管，食堂和餐饮单位检查，食品抽检",)),
    UnitProfile("计量科", (), ("计量器具检定，加油机和电子秤检查，能源计量",)),
    UnitProfile("办公室", ("综合科",), ("文电会务档案，督查督办，值班和应急",)),
    UnitProfile("人事科", (), ("干部培训，职称评审，工资福利",)),
)
_MATCHER = UnitMatcher(_UNITS)
_SEED = Path(__file__).parents[3] / "seed_plans" / "units.toml"


def _names(text: str, *, heading: str = "", named: tuple[str, ...] = ()) -> list[str]:
    return [found.name for found in _MATCHER.suggest(text, heading=heading, named=named)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("开展学校食堂专项检查，完成食品抽检任务。", "食品科"),
        ("对集贸市场电子秤开展强制检定。", "计量科"),
        ("分级分类开展干部培训。", "人事科"),
    ],
)
def test_duties_suggest_the_unit(text: str, first: str) -> None:
    assert _names(text)[0] == first


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("食品科", "食品科"),
        ("食品安全科", "食品科"),
        ("区市场监管局食品科", "食品科"),
        ("市局食品科", "食品科"),
        ("食品处", "食品科"),
    ],
)
def test_a_named_unit_is_known_by_alias_and_without_its_bureau(named: str, name: str) -> None:
    (found,) = _MATCHER.suggest("对电子秤开展检定。", heading="", named=(named,))
    assert (found.name, found.named, found.words) == (name, True, (named,))


def test_a_unit_that_nobody_knows_is_kept_and_known_ones_are_suggested_beside_it() -> None:
    found = _MATCHER.suggest("检查学校食堂。", heading="", named=("区教育局",))
    assert found[0].name == "区教育局"
    assert found[0].named
    assert (found[1].name, found[1].named) == ("食品科", False)


def test_the_subject_of_a_sentence_is_named() -> None:
    (found,) = _MATCHER.suggest("由综合科牵头，检查食堂。", heading="", named=())
    assert (found.name, found.named) == ("办公室", True)


def test_the_words_that_spoke_for_a_unit_stand_in_text_and_duties() -> None:
    text = "开展学校食堂检查，完成食品抽检。"
    best = _MATCHER.suggest(text, heading="", named=())[0]
    assert best.words
    assert all(word in text and word in _UNITS[0].duties[0] for word in best.words)


def test_at_most_three_are_suggested_best_first() -> None:
    found = _MATCHER.suggest("检查、培训、值班、检定", heading="", named=())
    assert len(found) == 3
    assert [unit.score for unit in found] == sorted((u.score for u in found), reverse=True)
    assert found[0].score == 1


def test_what_was_confirmed_before_speaks_for_a_unit() -> None:
    text = "推进海鲜排档示范街创建。"
    taught = (*_UNITS[:3], UnitProfile("人事科", (), _UNITS[3].duties, ("海鲜排档示范街创建",)))
    best = UnitMatcher(taught).suggest(text, heading="", named=())[0]
    assert best.name == "人事科"


def test_nothing_in_common_suggests_nobody() -> None:
    assert _names("abc") == []
    assert UnitMatcher(()).suggest("检查食堂", heading="", named=()) == ()


def test_the_heading_speaks_too() -> None:
    assert _names("抓好落实。", heading="加强能源计量")[0] == "计量科"


def test_the_seeded_units_have_one_name_each_and_duties() -> None:
    units = tomllib.loads(_SEED.read_text(encoding="utf-8"))["unit"]
    names = [name for unit in units for name in (unit["name"], *unit["aliases"])]
    assert len(units) == 30
    assert len(names) == len(set(names))
    assert all(unit["duties"] and UnitKind(unit["kind"]) for unit in units)
