"""A plan's title inside the house: the bureau's name stands above each page already."""


def house_title(title: str, bureau: str) -> str:
    """2026年工作要点, of 云江区市场监督管理局2026年工作要点; all of it where nothing would be left."""
    rest = title.removeprefix(bureau).lstrip(" \u3000：:")
    return rest or title
