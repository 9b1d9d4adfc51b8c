import pytest

from tracker.parsing.figures.context import Surroundings
from tracker.parsing.figures.quantities import find_quantities
from tracker.parsing.figures.size_classes import is_class, is_condition


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("整治5吨以下锅炉", True),
        ("引进3亿元以上项目", True),
        ("总投资9亿元的产业园", True),
        ("灌区改造工程总投资6亿元", True),
        ("接通20户以上自然村", True),
        ("推进6米级道路", True),
        ("年产8万吨饲料", True),
        ("值守12小时", True),
        ("评为80分", True),
        ("新开工项目总投资6亿元", False),
        ("完成年度项目投资6亿元", False),
        ("稳定50万亩以上播种面积", False),
        ("时限压缩到3天", False),
        ("申请3个工作日内答复", False),
        ("达到80分", False),
        ("扶持20户以上", False),
    ],
)
def test_a_size_sets_a_class_apart(text: str, *, apart: bool) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert is_class(quantity, Surroundings(text, 0, len(text)).of(quantity)) is apart


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("超过3次的单位", True),
        ("连续2次未到会", True),
        ("罚款5万元", True),
        ("发现1起", True),
        ("产值超过3亿元", False),
        ("不低于3次", False),
        ("发现2起", False),
    ],
)
def test_a_condition_says_who_is_meant(text: str, *, condition: bool) -> None:
    quantity = next(find_quantities(text, 0, len(text)))
    assert is_condition(quantity, Surroundings(text, 0, len(text)).of(quantity)) is condition
