"""Makes small OFD files for the tests: characters at places, rules, templates, a signature."""

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

from tests.parsing.readers.paper import HEIGHT, WIDTH, PaperPage, Words, advance

NAMESPACE = "http://www.ofdspec.org/2016"


def text_object(words: Words, *, matrix: str = "", extra: str = "") -> str:
    """A box that begins at the top of its line; each step of a character is written out."""
    steps = " ".join(f"{advance(sign) * words.size:g}" for sign in words.text[:-1])
    box = f"{words.x:g} {words.baseline - words.size:g} {WIDTH:g} {words.size * 1.2:g}"
    ctm = f'CTM="{matrix}"' if matrix else ""
    return (
        f'<ofd:TextObject ID="9" Font="1" Size="{words.size:g}" Boundary="{box}" {ctm} {extra}>'
        f'<ofd:TextCode X="0" Y="{words.size:g}" DeltaX="{steps}">{escape(words.text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def rule_object(x0: float, y0: float, x1: float, y1: float) -> str:
    """Filled, as programs draw thin lines, in a box that is as large as the line."""
    width, height = max(x1 - x0, 0.2), max(y1 - y0, 0.2)
    return (
        f'<ofd:PathObject ID="9" Boundary="{x0:g} {y0:g} {width:g} {height:g}" Stroke="false" '
        f'Fill="true"><ofd:AbbreviatedData>M 0 0 L {width:g} 0 L {width:g} {height:g} '
        f"L 0 {height:g} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page_of(objects: str, *, head: str = "") -> str:
    layer = f'<ofd:Layer ID="2">{objects}</ofd:Layer>'
    return f'<ofd:Page xmlns:ofd="{NAMESPACE}">{head}<ofd:Content>{layer}</ofd:Content></ofd:Page>'


def ofd(
    *pages: str, more: Mapping[str, str] | None = None, common: str = "", pages_more: str = ""
) -> bytes:
    """A package of these pages; `more` parts lie beside, the rest goes into Document.xml."""
    places = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    area = (
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
    )
    parts = {
        "OFD.xml": (
            f'<ofd:OFD xmlns:ofd="{NAMESPACE}" Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData>{area}{common}</ofd:CommonData>'
            f"<ofd:Pages>{places}{pages_more}</ofd:Pages></ofd:Document>"
        ),
        **{f"Doc_0/Pages/Page_{number}/Content.xml": page for number, page in enumerate(pages)},
        **(more or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ofd_pages(pages: Sequence[PaperPage]) -> bytes:
    return ofd(
        *(
            page_of(
                "".join(map(text_object, page.words))
                + "".join(rule_object(*rule) for rule in page.rules)
            )
            for page in pages
        )
    )
