"""Knows which words a Word paragraph shows: changes accepted, hidden and struck ones left out."""

from collections.abc import Iterator

from lxml import etree

from tracker.parsing.readers.docx_numbering import W, is_on

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# deleted or moved away by tracked changes, drawn twice for old programs, or a field's code
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _COMPATIBILITY})
_TEXT_BOX = f"{W}txbxContent"
_OBJECT = "\ufffc"  # stands where a drawing was in an old file
_STRUCK = ("strike", "dstrike")


def words_of(
    paragraph: etree._Element, struck: list[str], *, bold_by_style: bool = False
) -> tuple[str, int]:
    """The words of a paragraph as accepted, and how many at its start are bold.

    A paragraph that is bold throughout sets nothing apart. What is struck out goes to `struck`.
    """
    pieces: list[str] = []
    bold, bold_goes_on = 0, True
    for run, text in _runs(paragraph):
        if text.strip() and _has(run, *_STRUCK):
            struck.append(text.strip())
            continue
        pieces.append(text)
        if bold_goes_on and (_is_bold(run, bold_by_style) or not text.strip()):
            bold += len(text)
        else:
            bold_goes_on = False
    words = "".join(pieces)
    indent = len(words) - len(words.lstrip())
    return words, 0 if bold_goes_on else max(0, bold - indent)


def _runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    stack: list[etree._Element] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT or element.tag == _TEXT_BOX:
            continue
        if element.tag == f"{W}r":
            if not _has(element, "vanish"):
                yield element, "".join(_run_text(element))
        else:
            stack.extend(reversed(element))


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield (child.text or "").replace(_OBJECT, "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _has(run: etree._Element, *names: str) -> bool:
    """Whether a run has one of these properties, and has it on."""
    marks = (run.find(f"{W}rPr/{W}{name}") for name in names)
    return any(mark is not None and is_on(mark) for mark in marks)


def _is_bold(run: etree._Element, by_style: bool) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return by_style if bold is None else is_on(bold)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph, not those inside them."""
    for box in paragraph.iter(_TEXT_BOX):
        inside = next(box.iterancestors(_TEXT_BOX), None)
        is_outermost = inside is None or inside in paragraph.iterancestors()
        if is_outermost and not is_left_out(box):
            yield box


def is_left_out(item: etree._Element) -> bool:
    """Whether it stands in what was deleted, or was drawn a second time for old programs."""
    return any(above.tag in _LEFT_OUT for above in item.iterancestors())
