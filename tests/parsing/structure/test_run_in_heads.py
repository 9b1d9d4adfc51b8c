import pytest

from tracker.parsing.structure.run_in_heads import find_run_in_heads


def heads(text: str) -> list[str]:
    return [text[head.start : head.words_end] for head in find_run_in_heads(text, 0, len(text))]


def test_short_sentences_that_name_the_next_ones_are_heads():
    text = (
        "扩大就业容量。开发就业岗位500个,举办招聘会12场。兜底困难就业,零就业家庭动态清零到位。"
        "加强技能培训。开设培训班20期,培训学员800人次,培训合格率达到95%。"
    )
    assert heads(text) == ["扩大就业容量。", "加强技能培训。"]


def test_lines_without_a_stop_over_paragraphs_are_heads_whatever_their_words():
    text = (
        "扎实做好防汛工作\n按季度通报进展。汛前备足物资。(责任单位:防汛科)\n"
        "节水型单位\n年底前创建12家。\n组织业务培训\n培训300人次。\n把台账建起来。"
    )
    assert heads(text) == ["扎实做好防汛工作", "节水型单位", "组织业务培训"]


@pytest.mark.parametrize(
    "text",
    [
        "新建泵站3座\n加固堤防5公里\n清淤河道8公里",
        "新建泵站3座,6月底前完工、\n加固堤防5公里\n清淤河道8公里\n改造水厂2座",
    ],
)
def test_lines_of_a_list_head_nothing(text: str):
    assert heads(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "组织开展业务培训。做好会议筹备。完成年度考核,考核结果作为评优依据。",
        "新建学校2所。改造食堂10个,9月底前投用。",
        "完善制度。",
        "",
    ],
)
def test_ordinary_short_sentences_are_none(text: str):
    assert heads(text) == []


def test_the_outer_of_two_heads_in_a_row_opens_no_task():
    text = (
        "提升教育质量。优化学校布局。新建学校2所,扩建学校3所,新增学位2000个。"
        "建强教师队伍。招聘教师80名,教师轮岗比例达到15%以上。"
    )
    assert heads(text) == ["优化学校布局。", "建强教师队伍。"]


def test_bold_words_are_heads_even_when_long():
    text = (
        "推进城乡义务教育一体化均衡优质发展。新建学校2所,改扩建5所。"
        "推进职业教育产教深度融合协同育人。共建实训基地3个,新增专业2个。"
    )
    bold = frozenset({text.index("。"), text.index("。", 40)})
    found = find_run_in_heads(text, 0, len(text), bold)
    assert [head.start for head in found] == [0, text.index("推进职业")]


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("持续办好特色职业教育。", "强化师资支撑。"),
        ("推进农村供水管网检修。", "优化水源布局。"),
        ("坚决整治违规搭建行为。", "提升市容品质。"),
    ],
)
def test_the_clearer_of_two_short_sentences_inside_a_line_is_the_head(before: str, head: str):
    text = (
        "完善服务体系。新建服务站9处,服务覆盖全部社区,群众满意率达到95%以上。"
        + before
        + head
        + "围绕"
        f"{head[2:6]}制定方案,落实资金300万元,建立台账,按月通报进展情况。"
    )
    assert heads(text)[-1] == head


def test_of_two_short_sentences_the_one_that_opens_a_line_is_the_head():
    text = (
        "提升城市功能。改造道路6条,更新管网30公里,完善路灯设施。做好对口支援工作。\n"
        "做强海洋经济。建设深远海养殖平台3座,海洋生产总值增长8%以上。"
    )
    assert heads(text) == ["提升城市功能。", "做强海洋经济。"]
