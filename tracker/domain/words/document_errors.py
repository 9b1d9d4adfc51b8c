"""The Chinese sentences for files that cannot be read and for drafts that may be wrong."""

DOCUMENT_ERRORS: dict[str, str] = {
    "document.empty": "文件是空的，请检查后重新上传。",
    "document.too-large": "文件太大，不能超过 {limit} MB，请拆分或压缩图片后重新上传。",
    "document.not-text": (
        "文件不是文本，也不是能识别的文档格式，请用 Word、WPS、PDF、网页、Excel 或纯文本格式上传。"
    ),
    "document.unknown-encoding": (
        "认不出文件的文字编码，请另存为 UTF-8 文本或 Word 文档后重新上传。"
    ),
    "document.unknown-kind": "认不出文件的格式，请另存为 Word（.docx）或 PDF 后重新上传。",
    "document.broken": "文件已损坏，打不开，请用原软件重新保存后上传。",
    "document.encrypted": "文件设有密码，请去掉密码后重新上传。",
    "document.picture-only": "文件里只有图片，没有文字，请先识别成文字或上传 Word 原稿。",
    "document.archive-bomb": "文件解压后过大，为安全起见没有打开，请用原软件重新保存后上传。",
    "document.too-slow": (
        "文件内容太庞杂，{seconds} 秒内没有读完，已停止，请只保留计划正文后重新上传。"
    ),
    "document.too-heavy": "文件展开后太占内存，没有读完，请只保留计划正文后重新上传。",
    "document.crashed": (
        "读取文件时程序意外中断，已记入日志，请另存为 .docx 后重新上传，仍不行请告知管理员。"
    ),
    "document.no-plan": (
        "文件里没有找到工作计划的内容，请确认上传的是工作要点、工作思路、工作计划或任务分解表。"
    ),
    "document.year-missing": "文件里没有写明是哪一年的计划，请填年份，再选一次文件上传。",
    "document.old-sheet": "旧版 Excel 表格（.xls）打不开，请另存为 .xlsx 后重新上传。",
    "document.old-format": "这个文件的旧格式打不开，请用 Word 或 WPS 另存为 .docx 后重新上传。",
}

DOCUMENT_DOUBTS: dict[str, str] = {
    "plan.whole-document": "没有找到“工作思路”一类的标题，把全文当作计划，请核对起止位置。",
    "plan.no-heading": "没有找到计划部分的标题，从“{words}”起当作计划，请核对。",
    "plan.year-differs": "文件中写的是{words}，与所选年份不同，请核对。",
    "plan.cut-off": "文件很大，只读取了前{words}，请核对。",
    "plan.tracked-changes": "文档中有未接受的修订，已按接受后的内容读取。",
    "task.by-sentence": "原文没有编号，按句子拆成任务，请核对是否要合并。",
    "task.by-head": "原文没有编号，按段内小标题拆成任务，请核对。",
    "task.number-jumps": "编号不连续，可能漏掉或多出一项，请核对。",
    "task.very-long": "内容很长，可能包含多项任务，请核对是否要拆分。",
    "task.very-short": "内容很短，可能不是一项任务，请核对。",
    "task.no-unit": "原文没有写明牵头单位，系统也没有把握，请指定。",
    "task.lead-unknown": "原文写的牵头单位“{words}”不在单位表，请指定由谁牵头。",
}
