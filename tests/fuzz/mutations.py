"""What can go wrong with a file's bytes, its archive and its markup; all by a given dice."""

import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

Mutation = Callable[[Random, bytes], bytes]
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
_EXTREMES = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"9" * 30, b"1e9", b"NaN", b"")
_ODD = (
    "\u202e",
    "\ufeff",
    "\u0000",
    "\u3000",
    "\ud7ff",
    "😀",
    "\u0301",
    "，",
    "一",
    "%",
    "亿",
    "&amp;",
)


def flip(dice: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 64))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def truncate(dice: Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def behead(dice: Random, data: bytes) -> bytes:
    return data[dice.randrange(len(data)) :]


def repeat(dice: Random, data: bytes) -> bytes:
    start, end = _stretch(dice, data)
    return data[:end] + data[start:end] * dice.choice((1, 3, 50)) + data[end:]


def swap(dice: Random, data: bytes) -> bytes:
    start, end = _stretch(dice, data)
    place = dice.randrange(len(data))
    rest = data[:start] + data[end:]
    return rest[:place] + data[start:end] + rest[place:]


def cut_out(dice: Random, data: bytes) -> bytes:
    start, end = _stretch(dice, data)
    return data[:start] + data[end:]


def strange_integer(dice: Random, data: bytes) -> bytes:
    """Sizes, counts and offsets in binary heads that are not what they were."""
    changed = bytearray(data)
    form = dice.choice(("<H", "<I", ">I", "<q"))
    value = dice.choice(
        (0, 1, 127, 255, 2**15, 2**15 - 1, 2 ** (8 * struct.calcsize(form) - 1) - 1)
    )
    place = dice.randrange(max(1, len(changed) - 8))
    packed = struct.pack(form, min(value, 2**15 - 1) if form == "<H" else value)
    changed[place : place + len(packed)] = packed
    return bytes(changed)


def strange_number(dice: Random, data: bytes) -> bytes:
    return _replaced(dice, data, _NUMBER, dice.choice(_EXTREMES))


def lost_tag(dice: Random, data: bytes) -> bytes:
    return _replaced(dice, data, _TAG, b"")


def doubled_tag(dice: Random, data: bytes) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return flip(dice, data)
    tag = dice.choice(found)
    return data[: tag.end()] + tag[0] * dice.choice((1, 10, 300)) + data[tag.end() :]


def odd_sign(dice: Random, data: bytes) -> bytes:
    place = dice.randrange(len(data))
    sign = dice.choice(_ODD) * dice.choice((1, 1, 40))
    return data[:place] + sign.encode(dice.choice(("utf-8", "utf-16-le", "gb18030"))) + data[place:]


BYTES: tuple[Mutation, ...] = (
    flip, truncate, behead, repeat, swap, cut_out, strange_integer, strange_number, lost_tag,
    doubled_tag, odd_sign,
)  # fmt: skip


def changed_member(dice: Random, data: bytes) -> bytes:
    """A whole archive around one damaged part: what reaches the XML parser."""
    members = _members(data)
    name = dice.choice(list(members))
    if members[name]:
        members[name] = dice.choice(BYTES)(dice, members[name])
    return packed(list(members.items()))


def swapped_members(dice: Random, data: bytes) -> bytes:
    members = _members(data)
    one, other = dice.choice(list(members)), dice.choice(list(members))
    members[one], members[other] = members[other], members[one]
    return packed(list(members.items()))


def renamed_member(dice: Random, data: bytes) -> bytes:
    names = (
        "../../escape.xml",
        "/etc/passwd",
        "",
        "word/document.xml",
        "xl/workbook.xml",
        "中" * 99,
    )
    members = list(_members(data).items())
    place = dice.randrange(len(members))
    members[place] = (dice.choice(names), members[place][1])
    return packed(members)


def doubled_member(dice: Random, data: bytes) -> bytes:
    members = list(_members(data).items())
    return packed([*members, dice.choice(members), dice.choice(members)])


ARCHIVE: tuple[Mutation, ...] = (changed_member, swapped_members, renamed_member, doubled_member)


def mutated(dice: Random, data: bytes) -> bytes:
    """One to three things go wrong at once."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        if not data:
            break
        archive = zipfile.is_zipfile(BytesIO(data)) and dice.random() < 0.7
        data = _try(dice.choice(ARCHIVE if archive else BYTES), dice, data)
    return data


def _try(mutation: Mutation, dice: Random, data: bytes) -> bytes:
    """An archive that was damaged before cannot be opened for a second damage."""
    try:
        return mutation(dice, data)
    except Exception:
        return flip(dice, data)


def packed(members: list[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # the same name twice is meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _stretch(dice: Random, data: bytes) -> tuple[int, int]:
    start = dice.randrange(len(data))
    return start, min(len(data), start + dice.choice((1, 4, 32, 256, 2048)))


def _replaced(dice: Random, data: bytes, pattern: re.Pattern[bytes], by: bytes) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return flip(dice, data)
    place = dice.choice(found)
    return data[: place.start()] + by + data[place.end() :]
