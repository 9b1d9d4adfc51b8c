import pytest

from tracker.parsing.structure.titles import head_of, run_on_end, short_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("改造管网。更换管道30公里。", "改造管网"),
        ("改造管网：更换管道。", "改造管网"),
        ("6月底前建成泵站", "6月底前建成泵站"),
        ("于10:30前完成巡查。", "于10:30前完成巡查"),
        ("修路\t交通科", "修路"),
        ("工作内容：接管泵房45处，改造18处。", "接管泵房45处，改造18处"),
        ("主要任务:更换水表。逐户安装。", "更换水表"),
        ("目标任务：清淤河道9公里", "清淤河道9公里"),
        ("具体措施：3月：完成设计", "完成设计"),
        ("工作要求：", "工作要求"),
        (
            "统筹推进城乡供水一体化建设，加快老旧管网更新改造，强化水质监测，切实保障居民用水安全可靠稳定。",
            "统筹推进城乡供水一体化建设，加快老旧管网更新改造，强化水质监测…",
        ),
        (
            "推进供水设施改造（含水厂、泵站、管网、二次供水设施以及农村集中供水工程等各类项目）。",
            "推进供水设施改造",
        ),
    ],
)
def test_a_title_is_the_head_sentence_cut_to_fit(text: str, title: str):
    assert short_title(text, 0, len(text)) == title


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("加强巡查。每月两次。", "加强巡查"),
        ("工作目标到年底,全区建成泵站3座。", "工作目标"),
        ("保障措施各单位要加强领导,落实经费,抓好各项工作。", "保障措施"),
        ("明确目标,落实责任。每月通报。", "明确目标,落实责任"),
        ("一句没有停顿而又非常长的话" * 6, ""),
    ],
)
def test_a_head_ends_at_its_stop_or_where_text_begins(text: str, head: str):
    assert text[: head_of(text, 0, len(text)).end] == head


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("工作目标在巩固去年成果的基础上,新建泵站3座", "工作目标"),
        ("经费安排及用途从专项资金中安排120万元,用于更新设备", "经费安排及用途"),
        ("检查范围全区各旅行社、民宿和景区", "检查范围"),
        ("总体要求以提升群众满意率为目标,完善服务网络", "总体要求"),
        ("组织领导成立工作专班,由分管局长任组长", "组织领导"),
        ("落实河湖长巡查制度,压实各级责任", None),
        ("提升服务能力,在全区推广", None),
    ],
)
def test_a_heading_noun_that_runs_into_its_text_ends_there(text: str, heading: str | None):
    assert run_on_end(text, 0, len(text)) == (len(heading) if heading else None)
