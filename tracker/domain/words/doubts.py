"""Knows the Chinese sentence for each reason why a target or a date may be wrong."""

TARGET_DOUBTS: dict[str, str] = {
    "target.no-unit": "“{words}”后面没有单位，请补上单位或删去。",
    "target.in-characters": "“{words}”是汉字数字，可能只是名称或说法，请核对是不是指标。",
    "target.no-metric": "没有看出“{words}”说的是什么，请补上指标名称。",
    "deadline.before-month": "“{words}”按上月底计，如指当月底前，请改日期。",
    "deadline.before-year": "“{words}”按上年底计，如指当年底前，请改日期。",
    "deadline.season": "“{words}”没有固定的日子，暂按常见的日子登记，请核对。",
    "deadline.about-as-often": "“{words}”没有对应的频次，暂按最接近的登记，请核对。",
    "deadline.counted-from-start": "“{words}”从计划开始之日算起，如从印发之日算，请改日期。",
}
