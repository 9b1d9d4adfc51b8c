"""需协调事项: what a unit cannot do alone waits until somebody above has answered."""

from datetime import date

# A field that says so asks for nothing, and takes back what was asked for.
_NOTHING = frozenset(
    {"无", "暂无", "没有", "暂时没有", "不需要", "暂不需要", "无需", "无需协调", "不需协调", "不用"}
)
_AROUND = " \t\r\n\u3000。．.，,；;、!！:：-—–－/／\\"


def wants_nothing(text: str) -> bool:
    """Of a field that is filled in: 无, 暂无。, /."""
    said = text.strip(_AROUND)
    return not said or said in _NOTHING


def waits(asked_on: date, on: date) -> str:
    """In days of the calendar."""
    days = (on - asked_on).days
    return f"等待 {days} 天" if days > 0 else "今天提出"
