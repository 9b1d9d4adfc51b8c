"""Knows OFD (GB/T 33190), in which official papers are exchanged: a zip of XML, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from lxml import etree

from tracker.domain.drafts.draft import Doubt
from tracker.domain.errors import UnreadableDocument
from tracker.parsing.document import Document
from tracker.parsing.readers.frames import Frame
from tracker.parsing.readers.glyphs import Glyph
from tracker.parsing.readers.ofd_places import glyphs_of, numbers, rules_of
from tracker.parsing.readers.package import Package
from tracker.parsing.readers.pages import MOST_PAGES, Page, paged_document, read_page
from tracker.parsing.readers.ruled import MOST_RULES, Rule

MAIN_PART = "OFD.xml"
_KEYS = ("Encryptions.xml", "decryptseed.dat")  # lie in a package whose parts are encrypted
_A4 = (0.0, 0.0, 210.0, 297.0)
_MILLIMETRE = 72 / 25.4
_DEEPEST = 20


@dataclass(slots=True)
class _Drawn:
    """What stands on a page."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    has_pictures: bool = False


def read_ofd(package: Package) -> Document:
    if any(key in package for key in _KEYS):
        raise UnreadableDocument("document.encrypted")
    pages: list[Page] = []
    has_pictures = is_cut = False
    for root, folder in _documents(package):
        reader = _Reader(package, root, folder)
        for place in reader.places():
            if len(pages) == MOST_PAGES:
                is_cut = True
                break
            pages.append(reader.page(place))
        has_pictures = has_pictures or reader.has_pictures
    if not any(pages):
        raise UnreadableDocument("document.picture-only" if has_pictures else "document.empty")
    return paged_document(pages, (Doubt("plan.cut-off", f"{MOST_PAGES}页"),) if is_cut else ())


def _documents(package: Package) -> Iterator[tuple[etree._Element, str]]:
    """The documents of a package, each with the folder that its paths start from."""
    main = package.xml(MAIN_PART)
    for place in () if main is None else main.iter("{*}DocRoot"):
        path = _path("", place.text or "")
        root = package.xml(path)
        if root is None:
            raise UnreadableDocument("document.broken")
        yield root, dirname(path)


def _path(folder: str, place: str) -> str:
    """A path in the package: from its root when it begins with a stroke, else from the folder."""
    return normpath(join("/", folder, place.strip().replace("\\", "/"))).lstrip("/")


class _Reader:
    def __init__(self, package: Package, root: etree._Element, folder: str) -> None:
        self.has_pictures = False
        self._package = package
        self._root = root
        self._folder = folder
        self._box = _box(root.find("{*}CommonData/{*}PageArea"), _A4)
        self._templates = {
            item.get("ID", ""): _path(folder, item.get("BaseLoc", ""))
            for item in root.iter("{*}TemplatePage")
        }
        self._shown: set[str] = set()

    def places(self) -> Iterator[str]:
        for page in self._root.iterfind("{*}Pages/{*}Page"):
            yield _path(self._folder, page.get("BaseLoc", ""))

    def page(self, place: str) -> Page:
        root = self._package.xml(place)
        if root is None:
            raise UnreadableDocument("document.broken")
        left, top, width, height = _box(root.find("{*}Area"), self._box)
        drawn = _Drawn()
        frame = Frame(_MILLIMETRE, 0, 0, _MILLIMETRE, -left * _MILLIMETRE, -top * _MILLIMETRE)
        for template in root.iterfind("{*}Template"):
            self._template(template.get("TemplateID", ""), frame, drawn)
        _draw(root.find("{*}Content"), frame, drawn)
        self.has_pictures = self.has_pictures or drawn.has_pictures
        return read_page(drawn.glyphs, drawn.rules, width * _MILLIMETRE, height * _MILLIMETRE)

    def _template(self, name: str, frame: Frame, drawn: _Drawn) -> None:
        """What pages have in common: its rules are on each of them, its words are read once."""
        root = self._package.xml(self._templates.get(name, ""))
        common = _Drawn()
        _draw(None if root is None else root.find("{*}Content"), frame, common)
        drawn.rules += common.rules
        drawn.glyphs += [] if name in self._shown else common.glyphs
        self._shown.add(name)


def _box(area: etree._Element | None, default: Sequence[float]) -> Sequence[float]:
    words = None if area is None else area.findtext("{*}PhysicalBox")
    box = numbers(words)
    return box if len(box) == 4 and min(box[2:]) > 0 else default


def _draw(content: etree._Element | None, frame: Frame, drawn: _Drawn) -> None:
    for item in (
        () if content is None else content.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject")
    ):
        if item.get("Visible", "true").lower() == "false":
            continue
        kind = etree.QName(item).localname
        if kind == "TextObject":
            drawn.glyphs.extend(glyphs_of(item, frame))
        elif kind == "PathObject" and len(drawn.rules) <= MOST_RULES:
            drawn.rules.extend(rules_of(item, frame))
        elif kind == "ImageObject":
            drawn.has_pictures = True
