"""A file of units: names, kinds, aliases and duties, as TOML, as a table, or as one name a line.

What does not look like a unit is refused with its line and the reason, and then nothing is taken.
"""

import codecs
import csv
import importlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import click

from tracker.domain.drafts.draft import UnitProfile
from tracker.domain.errors import TrackerError
from tracker.domain.terms.units import UnitTerms, check_unit, tidy
from tracker.domain.values import UnitKind
from tracker.domain.words.doubts import doubt_sentence
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.labels import label
from tracker.parsing.document import Document
from tracker.services.units import UnitEntry

FORMS = "单位清单应为 .toml、带表头的 .csv 或 .xlsx，或一行一个名称的 .txt"
COLUMNS = {
    "名称": "name", "单位": "name", "单位名称": "name",
    "类别": "kind", "别名": "aliases", "简称": "aliases", "职责": "duties",
}  # fmt: skip
_KINDS = {label(kind): kind for kind in UnitKind} | {kind.value: kind for kind in UnitKind}
_SEVERAL = re.compile(r"[、;；,，\n]+")
# Letters and digits of any script, with what stands inside names: 区食安办（专班）, 12345热线·值班.
_NAME = re.compile(r"[\w()（）·“”‘’—\-、]+")
_RULE = "至少两个字，只能有文字、数字、括号和间隔号，前面不带编号"
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[)）、—-]")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Refused:
    """`number` counts lines of a text, rows of a table, entries of a TOML file, from 1."""

    number: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitList:
    entries: Sequence[UnitEntry]
    refused: Sequence[Refused]


_Record = Mapping[str, object]


def read_units(path: Path) -> Sequence[UnitEntry]:
    """Of a list without any doubt."""
    found = read_list(path)
    if found.refused:
        first = found.refused[0]
        raise click.ClickException(
            f"{path.name} 不是单位清单：第 {first.number} 处“{first.words}”，{first.reason}"
        )
    return found.entries


def read_list(path: Path) -> UnitList:
    try:
        return _checked(_records(path))
    except (ValueError, csv.Error) as error:
        raise click.ClickException(f"{path.name} 不是单位清单：{error}") from error
    except TrackerError as error:
        raise click.ClickException(f"{path.name} 不是单位清单：{error_sentence(error)}") from error


def _records(path: Path) -> Iterator[tuple[int, _Record]]:
    data, suffix = path.read_bytes(), path.suffix.lower()
    if suffix == ".toml":
        return _of_toml(data)
    if suffix == ".csv":
        return _of_rows([*csv.reader(StringIO(_decoded(data), newline=""))])
    if suffix == ".xlsx":
        return _of_rows(_rows_of(path.name, data))
    if suffix in ("", ".txt"):
        return _of_lines(_decoded(data))
    raise ValueError(f"{FORMS}。")


def _of_toml(data: bytes) -> Iterator[tuple[int, _Record]]:
    records = tomllib.loads(_decoded(data)).get("unit")
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        raise ValueError("缺少 [[unit]]。")
    return enumerate(records, start=1)


def _of_lines(text: str) -> Iterator[tuple[int, _Record]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, {"name": line.strip()}


def _of_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, _Record]]:
    head = [COLUMNS.get(cell.strip(), "") for cell in rows[0]] if rows else []
    if "name" not in head:
        raise ValueError("第一行应为表头，其中有“名称”，还可以有类别、别名、职责。")
    known = [name for name in head if name]
    if len(set(known)) < len(known):
        raise ValueError("表头里有两列是同一项，请只留一列。")
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: cell.strip() for name, cell in zip(head, row, strict=False) if name}
        if any(cells.values()):
            yield number, cells


def _decoded(data: bytes) -> str:
    """Excel and WPS save tables in GB18030, the notepad saves "Unicode" in UTF-16."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise ValueError("认不出文字编码，请另存为 UTF-8。")


def _rows_of(name: str, data: bytes) -> Sequence[Sequence[str]]:
    """The readers are loaded only here: they take a second, and servers do without them."""
    document: Document = importlib.import_module("tracker.parsing.readers").read_document(
        name, data
    )
    if document.doubts:  # what is hidden, say, or not worked out yet
        raise ValueError(doubt_sentence(document.doubts[0]))
    return [
        [document.text[cell.start : cell.end] for cell in block.cells]
        or [document.text[block.start : block.end]]
        for block in document.blocks
    ]


def _checked(records: Iterator[tuple[int, _Record]]) -> UnitList:
    entries, refused = list[UnitEntry](), list[Refused]()
    first = dict[str, int]()  # where a name was given
    for number, record in records:
        words = str(record.get("name") or "")[:40]
        try:
            entry = _entry(record)
            _check_new(entry, first, number)
            entries.append(entry)
        except ValueError as reason:
            refused.append(Refused(number, words, str(reason)))
    if not entries and not refused:
        raise ValueError("没有一个单位。")
    return UnitList(entries, refused)


def _entry(record: _Record) -> UnitEntry:
    kind = str(record.get("kind") or label(UnitKind.OFFICE))
    if kind not in _KINDS:
        known = "、".join(label(each) for each in UnitKind)
        raise ValueError(f"没有“{kind}”这一类别，应为其中之一：{known}。")
    terms = tidy(
        UnitTerms(
            name=str(record.get("name") or ""),
            kind=_KINDS[kind],
            position=1,
            aliases=_several(record.get("aliases")),
            duties=_several(record.get("duties")),
        )
    )
    faults = check_unit(terms)
    if faults:
        raise ValueError(error_sentence(faults[0]))
    for name in (terms.name, *terms.aliases):
        if not _NAME.fullmatch(name) or not _WORD.search(name) or _NUMBERED.match(name):
            raise ValueError(f"“{name}”不像单位名称：{_RULE}。")
    return UnitEntry(UnitProfile(terms.name, terms.aliases, terms.duties), terms.kind)


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(map(str, value))
    return tuple(part for part in _SEVERAL.split(str(value or "")) if part.strip())


def _check_new(entry: UnitEntry, first: dict[str, int], number: int) -> None:
    names = (entry.profile.name, *entry.profile.aliases)
    plain = [unicodedata.normalize("NFKC", name).casefold() for name in names]
    for name, key in zip(names, plain, strict=True):
        if key in first:
            raise ValueError(f"“{name}”在第 {first[key]} 处已经有了。")
    first.update(dict.fromkeys(plain, number))
