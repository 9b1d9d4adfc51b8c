"""A mark of secrecy is seen in whatever form it stands; talk of secrets is none."""

import pytest

from tracker.parsing.secrecy import Marks, marks_in


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        ("机密★1年", "机密★1年"),
        ("绝密★启用前", "绝密★启用前"),
        ("秘密★", "秘密★"),
        ("机 密 ★ 1 年", "机密★1年"),
        ("秘\u3000密", "秘密"),
        ("机密", "机密"),
        ("【机密】", "机密"),
        ("（绝密）", "绝密"),
        ("密级：秘密", "秘密"),
        ("密　级：机密级", "机密级"),
        ("密级：机密　　保密期限：5年", "机密保密期限:5年"),
        ("000123　机密★１年　特急", "机密★1年"),
        ("特急　秘密★6个月", "秘密★6个月"),
        ("机密＊三年", "机密*三年"),
        ("机密☆长期", "机密☆长期"),
        ("秘密5年", "秘密5年"),
        ("机密件", "机密"),
        ("机密·10年", "机密·10年"),
        ("某某市某某局文件　机密★10年　某局发〔2026〕3号", "机密★10年"),
        ("机\n密\n★\n1\n年\n特\n急", "机密★1年"),
        ("秘\n密", "秘密"),
        ("密级\t机密\t期限\t1年", "机密"),
        ("编号\t3\t机密★1年", "机密★1年"),
        ("\t\t秘密", "秘密"),
        ("机\u200b密★1年", "机密★1年"),
    ],
)
def test_a_mark_is_seen(lines, mark):
    assert marks_in(lines.split("\n")) == Marks(secret=mark)


@pytest.mark.parametrize(
    "lines",
    [
        "做好机密文件管理，落实保密责任。",
        "三、加强秘密载体管理",
        "机密文件管理工作要点",
        "2026年保密工作计划",
        "保守国家秘密",
        "商业秘密",
        "打击侵犯商业秘密★专项行动",
        "密级：公开",
        "密级：□绝密 □机密 □秘密",
        "密级：绝密/机密/秘密",
        "密级：秘密 □ 内部 □",
        "文件\t密级\t份数",
        "关于某事的通知\t机密\t3",
        "在文件上标“机密★1年”字样",
        "涉及机密5年以上的，按规定办理",
        "绝密级文件由专人保管，每季度检查一次",
        "防控\n工作",
        "",
    ],
)
def test_what_speaks_of_secrets_is_no_mark(lines):
    assert marks_in(lines.split("\n")) == Marks()


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("内部资料　注意保存", "内部资料"),
        ("内部", "内部"),
        ("（内部文件，请妥善保管）", "内部文件"),
        ("内部使用，严禁外传", "内部使用"),
        ("工作秘密", "工作秘密"),
        ("工作秘密★1年", "工作秘密★1年"),
        ("密级：内部", "内部"),
    ],
)
def test_a_mark_for_the_house_is_no_secret_and_is_told(line, mark):
    assert marks_in([line]) == Marks(internal=mark)


@pytest.mark.parametrize("line", ["内部控制建设", "加强内部管理。", "完善工作秘密管理制度"])
def test_what_speaks_of_the_house_is_no_mark(line):
    assert marks_in([line]) == Marks()
