"""Knows how to open an Office package safely: bounded size, no entity, no link followed."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from tracker.domain.errors import UnreadableDocument

_LARGEST_MEMBER = 64 * 1024 * 1024
_LARGEST_SUM = 160 * 1024 * 1024
# Office writes its files in one of two families of names; readers know the usual one
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
)
# what a damaged archive or a damaged stream in it raises
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OSError,
    NotImplementedError,
    EOFError,
    KeyError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str  # the last word of its type, the same in both families of names
    target: str


class Package:
    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except _DAMAGED as error:
            raise UnreadableDocument("document.broken") from error
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableDocument("document.encrypted")
        self._sizes = {info.filename: info.file_size for info in infos}
        if sum(self._sizes.values()) > _LARGEST_SUM:
            raise UnreadableDocument("document.archive-bomb")

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def names(self) -> list[str]:
        return list(self._sizes)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None when the package lacks it."""
        data = self._bytes(name)
        return None if data is None else parse_xml(data)

    def elements(
        self, name: str, tags: Sequence[str], without: Sequence[re.Pattern[bytes]]
    ) -> Iterator[etree._Element]:
        """The elements of these tags, each whole and then forgotten: for parts that may be long.

        What `without` finds in the bytes, one after the other, is not even parsed.
        """
        data = self._bytes(name)
        if data is None:
            return
        for pattern in without:
            data = pattern.sub(b"", data)
        walk = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
        )
        try:
            for _, element in walk:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    element.getparent().remove(element.getprevious())
        except etree.XMLSyntaxError as error:
            raise _refusal(error) from error

    def _bytes(self, name: str) -> bytes | None:
        if name not in self._sizes:
            return None
        try:
            with self._zip.open(name) as member:
                data = member.read(_LARGEST_MEMBER + 1)
        except _DAMAGED as error:
            raise UnreadableDocument("document.broken") from error
        if len(data) > _LARGEST_MEMBER:
            raise UnreadableDocument("document.archive-bomb")
        return _in_usual_names(data)

    def main_part(self) -> str:
        """The part that the package is about, as its relations say; empty when they do not."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        return ""

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the package; the package itself is the part without name."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = [] if root is None else [*root.iter("{*}Relationship")]
        return [
            Relation(
                item.get("Id", ""),
                item.get("Type", "").rpartition("/")[2],
                normpath(join("/", folder, item.get("Target", ""))).lstrip("/"),
            )
            for item in found
            if item.get("TargetMode") != "External"
        ]


def _in_usual_names(data: bytes) -> bytes:
    """A part of the strict family of names with those that most programs write."""
    if b"http://purl.oclc.org/ooxml/" in data[:20_000]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def parse_xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error
    except ValueError as error:
        raise UnreadableDocument("document.broken") from error


def _refusal(error: etree.XMLSyntaxError) -> UnreadableDocument:
    is_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
    return UnreadableDocument("document.too-heavy" if is_memory else "document.broken")
