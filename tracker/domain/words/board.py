"""What a board says of its parts: changes, the order of units, how a day's figures were taken."""

from enum import StrEnum

from tracker.domain.recent import News
from tracker.domain.unit_series import UnitOrder
from tracker.domain.values import Taken

NEWS: dict[StrEnum, str] = {
    News.NEW_RED: "新亮红灯",
    News.NEW_YELLOW: "新亮黄灯",
    News.CLOSED: "办结",
    News.SENT_BACK: "退回重办",
}
TAKEN: dict[StrEnum, str] = {
    Taken.MORNING: "当日零时的数据",
    Taken.EVENING: "当日终了的数据",
    Taken.FILLED: "当日没有留存，事后补算的数据",
}
UNIT_ORDERS: dict[StrEnum, str] = {
    UnitOrder.WORST: "红灯多、落后多的在前",
    UnitOrder.HOUSE: "按单位次序",
    UnitOrder.ACTUAL: "实际进度低的在前",
    UnitOrder.GAP: "落后多的在前",
    UnitOrder.REPORTS: "本期未报多的在前",
}
