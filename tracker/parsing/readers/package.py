"""Knows how to open an Office package safely: bounded size, no entity, no link followed."""

import lzma
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from tracker.domain.errors import UnreadableDocument

_LARGEST_MEMBER = 64 * 1024 * 1024
_LARGEST_SUM = 160 * 1024 * 1024
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
        if name not in self._sizes:
            return None
        try:
            with self._zip.open(name) as member:
                data = member.read(_LARGEST_MEMBER + 1)
        except _DAMAGED as error:
            raise UnreadableDocument("document.broken") from error
        if len(data) > _LARGEST_MEMBER:
            raise UnreadableDocument("document.archive-bomb")
        return parse_xml(data)


def parse_xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("document.broken") from error
