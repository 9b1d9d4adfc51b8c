"""Whether two documents say the same, whatever program saved them."""

import unicodedata

_BEGINNING = 400  # characters that tell most documents apart
_EDGE = 8  # the last ones may look different without what stands behind them


def is_same_text(one: str, other: str) -> bool:
    """Spaces, line breaks and the width of signs are what a program changes when it saves."""
    return one == other or (_begin_alike(one, other) and _bare(one) == _bare(other))


def _begin_alike(one: str, other: str) -> bool:
    """Folding the whole of each document that waits would cost an upload more than storing it."""
    heads = _bare(one[:_BEGINNING]), _bare(other[:_BEGINNING])
    common = max(0, min(map(len, heads)) - _EDGE)
    return heads[0][:common] == heads[1][:common]


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
