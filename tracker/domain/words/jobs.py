"""The Chinese words for the jobs: what each is for and what it counted."""

from collections.abc import Mapping

JOB_PURPOSES = {
    "refresh-lights": "更新当天变灯的任务和汇总数",
    "take-snapshots": "留存当天的计划、板块、单位数据",
    "tidy": "清除没有随进展报送的材料、已告知的导入结果和过期的登录",
    "write-reminders": "工作日生成提醒，放入发件箱",
    "send-mail": "发送发件箱里到时的邮件",
    "read-documents": "读取还在等待的导入文件",
}

JOB_FIGURES = {
    "moved": "更新任务",
    "rows": "留存数据",
    "files": "清除材料",
    "told": "清除导入结果",
    "sessions": "清除过期登录",
    "read": "待读文件",
    "people": "提醒人数",
    "tasks": "提醒任务",
    "mails": "待发邮件",
    "unled": "无负责人的单位",
    "day_off": "非工作日，未提醒",
    "sent": "已发",
    "retried": "稍后再发",
    "failed": "未送达",
    "dropped": "无须发送",
    "unreachable": "邮件服务器连不上",
}


def figure_words(figures: Mapping[str, int]) -> str:
    for alone in ("day_off", "unreachable"):
        if alone in figures:
            return JOB_FIGURES[alone]
    return "，".join(f"{JOB_FIGURES[name]} {count}" for name, count in figures.items())
