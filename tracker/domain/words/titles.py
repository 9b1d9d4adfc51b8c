"""Titles of plans and strategies inside the house.

The bureau's name stands above each page already; a strategy goes by the number that its tasks carry.
"""

from tracker.domain.numerals import in_characters


def house_title(title: str, bureau: str) -> str:
    """2026年工作要点, of 云江区市场监督管理局2026年工作要点; all of it where nothing would be left."""
    rest = title.removeprefix(bureau).lstrip(" \u3000：:")
    return rest or title


def strategy_name(position: int, title: str) -> str:
    """三、守牢安全底线: the strategy of the tasks 三-01, 三-02 and so on."""
    return f"{in_characters(position)}、{title}"
