import pytest

from tracker.domain.values import SourceSpan
from tracker.parsing.structure.paragraphs import by_paragraph, paragraph_heads

WATER = (
    "补齐工程短板。开工建设堤防12公里,完成除险加固5座。加快山洪沟治理。汛前具备挡水条件。",
    "提升预警能力。新建雨量站18处,升级会商平台。加强值班值守。6月底前完成演练。",
    "压实防汛责任。公布责任人名单,组织培训2次。强化督导检查。对整改不力的予以通报。",
)
HOUSING = (
    "优化住房供应,健全轮候退出机制。供应保障房2400套。简化申请材料。压缩审核时限到10天。",
    "守住质量底线。对在建工程巡查不少于4次,检测机构检查全覆盖。",
    "更新市政管网。更新供水管网210公里,建设综合管廊3公里,汛前清疏雨水管道。",
)
TOURISM_LINES = (
    "丰富演艺活动",
    "全年演出120场以上,送戏下乡80场。",
    "规范民宿经营",
    "评定等级民宿9家。",
)
HEALTH_PARTED = (
    "推动医共体提质。强化资源统筹。下派医师40名到卫生院坐诊。促进医保协同。推行总额付费改革。",
    "提升服务水平。建强临床专科。建设重点专科3个,开展新技术15项。改善就医体验。推广互认。",
    "完善疾控体系。推进机构重塑。配齐专业人员60名。健全监测网络。报告及时率达到100%。",
)


def whole(text: str) -> list[SourceSpan]:
    return [SourceSpan(0, len(text))]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (WATER, True),
        (HOUSING, True),
        (WATER[:2], False),  # two paragraphs show no habit
        (HEALTH_PARTED, False),
        (TOURISM_LINES * 2, False),
        (("研究制定方案,明确分工,召开推进会。每季度调度一次,通报进展情况和问题。",) * 4, False),
        (("开展第四次文物普查。",) * 5, False),
    ],
)
def test_paragraphs_are_tasks_where_most_open_with_a_head_and_none_parts_them(
    paragraphs: tuple[str, ...], expected: bool
):
    text = "\n".join(paragraphs)
    assert by_paragraph(text, whole(text)) is expected


def heads(*paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    return [text[head.start : head.words_end] for head in paragraph_heads(text, 0, len(text))]


@pytest.mark.parametrize(
    ("first", "leads_in"),
    [
        ("要坚持人民至上,牢固树立底线思维,全力守护江河安澜。", True),
        (
            "水利是农业的命脉,是发展的重要基础。今年投资10亿元。要抓早。要压实责任。",
            True,
        ),
        ("统筹推进水资源节约集约利用,提高用水效率。完成节水改造12处。", False),
        ("加强用水管理。落实定额标准,规范取水许可。", False),
    ],
)
def test_a_first_paragraph_that_says_why_is_no_task(first: str, leads_in: bool):
    assert heads(first, *WATER)[0].startswith(WATER[0][:6] if leads_in else first[:6])


def test_what_is_left_of_the_heading_s_own_line_leads_in():
    text = "一、抓水利。坚持系统治理,统筹水安全。\n" + "\n".join(WATER)
    start = text.index("坚持")
    found = paragraph_heads(text, start, len(text))
    assert [text[head.start : head.start + 4] for head in found] == [
        "补齐工程",
        "提升预警",
        "压实防汛",
    ]


def test_heads_that_part_one_paragraph_from_its_beginning_are_the_tasks_there():
    parted = (
        "改善办学条件。优化学校布局。新建学校3所,扩建学校6所,新增学位2400个。"
        "建强教师队伍。招聘教师80名,教师轮岗比例达到15%。"
        "深化课程改革。开发校本课程20门,举办教研活动40次。"
    )
    assert heads(*WATER, parted)[3:] == ["优化学校布局。", "建强教师队伍。", "深化课程改革。"]


def test_one_paragraph_alone_is_not_read_by_paragraphs():
    assert heads(WATER[0]) == []


def test_each_task_ends_where_the_next_begins():
    text = "\n".join(WATER)
    found = paragraph_heads(text, 0, len(text))
    assert [head.end for head in found] == [*(head.start for head in found[1:]), len(text)]
