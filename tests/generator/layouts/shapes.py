"""Looks of a text that change nothing of what it says."""

from collections.abc import Callable, Sequence
from random import Random

from tests.parsing.files_of import Part

Shape = Callable[[Sequence[Part]], list[Part]]

_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_ASCII = str.maketrans("（），：；", "(),:;")


def _lines(change: Callable[[str], str]) -> Shape:
    def shape(parts: Sequence[Part]) -> list[Part]:
        return [change(part) if isinstance(part, str) else part for part in parts]

    return shape


def _spaced(parts: Sequence[Part]) -> list[Part]:
    return [piece for part in parts for piece in (part, "　")]


def glued(parts: Sequence[Part], headings: Sequence[str]) -> list[Part]:
    """Each heading has run into the line below it."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if isinstance(part, str) and isinstance(before, str) and before in headings:
            found[-1] = before + part
        else:
            found.append(part)
    return found


SHAPES: dict[str, Shape] = {
    "plain": list,
    "indented": _lines(lambda line: f"　　{line}"),
    "blank lines": _spaced,
    "full-width digits": _lines(lambda line: line.translate(_WIDE)),
    "ASCII punctuation": _lines(lambda line: line.translate(_ASCII)),
    "spaces between lines": _lines(lambda line: f"  {line}  "),
}


def any_shape(dice: Random) -> str:
    return dice.choice(("plain", "plain", "plain", *SHAPES))
