"""Knows how a count is written in Chinese characters, as headings and task numbers count."""

PLAIN = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"  # as on cheques


def in_characters(number: int, digits: str = PLAIN) -> str:
    """1 to 999: 十二, 一百零五, 二百一十; larger numbers keep their digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        written += digits[0]
    return written + (digits[ones] if ones else "")
