import pytest

from tests.parsing.target_notation import targets_in


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("确保抽检合格率稳定在98%以上", ["抽检合格率"]),
        ("到2025年底前，垃圾分类覆盖率达到90%", ["垃圾分类覆盖率"]),
        ("建成3个示范站点", ["建成示范站点"]),
        ("新增家庭农场20家、合作社15家", ["新增家庭农场", "合作社"]),
        ("建设示范村12个，其中省级2个", ["建设示范村", "建设示范村(省级)"]),
        ("城镇和农村居民收入分别增长5%、6%左右", ["城镇和农村居民收入"] * 2),
        ("单位产值能耗下降3%", ["单位产值能耗降幅"]),
        ("80%以上的中小学达到标准", ["中小学占比"]),
        ("沿江大道等12条道路改造", ["道路改造"]),
        ("基础养老金由每月120元提高到140元", ["基础养老金"]),
        ("设定合理的资产负债率，一般控制在65%以内", ["资产负债率"]),
        ("规范提升6家农贸市场", ["规范提升农贸市场"]),
        ("将我区60多家餐饮单位全部纳入平台", ["餐饮单位"]),
        ("对12家粮库开展检查", ["粮库"]),
        ("抽查全覆盖", ["抽查覆盖率"]),
        ("开展全覆盖检查", ["检查覆盖率"]),
        ("应急救援到达时间控制在15分钟以内", ["应急救援到达时间"]),
        ("2.发放就业补贴500户", ["发放就业补贴"]),
        ("考核排名保持全市前3位", ["考核排名"]),
    ],
)
def test_the_metric_reads_well_in_a_table(text: str, metrics: list[str]) -> None:
    assert [target.metric for target in targets_in(text)] == metrics


def test_a_metric_is_short_even_in_a_long_clause() -> None:
    text = "围绕" + "高质量发展和高水平安全" * 8 + "确保重点项目开工率达到95%"
    (target,) = targets_in(text)
    assert len(target.metric) <= 24
    assert target.metric.endswith("重点项目开工率")
