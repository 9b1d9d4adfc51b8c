import pytest

from tests.parsing.target_notation import short
from tracker.parsing.wordy_targets import find_wordy_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("村级服务站全覆盖", [">=100%"]),
        ("上市企业实现零的突破", [">=1个"]),
        ("注册率、使用率“两个100%”", [">=100%", ">=100%"]),
        ("做到三个100%:自查率、整改率、公示率", [">=100%"] * 3),
        ("综合排名进入全省前三", ["<=3位"]),
        ("力争位居全市第2名", ["<=2位"]),
        ("资质晋升为二级", ["<=2级"]),
        ("构建全覆盖的体系", []),
        ("“全覆盖”理念", []),
        ("落实“七个100%”", []),
        ("前三季度完成", []),
        ("第一书记", []),
        ("二级医院", []),
        ("合格率100%全覆盖", []),
    ],
)
def test_commitments_in_words(text: str, expected: list[str]) -> None:
    assert [short(target) for target in find_wordy_targets(text, 0, len(text))] == expected
