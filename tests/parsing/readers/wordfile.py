"""Makes small Word files for the tests, with automatic numbers, tables and changes."""

import zipfile
from io import BytesIO

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)


def numbering(levels: tuple[tuple[str, str], ...] = _LEVELS) -> str:
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{numeral}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (numeral, pattern) in enumerate(levels)
    )
    return (
        f'<w:numbering {_NAMESPACE}><w:abstractNum w:abstractNumId="7">{body}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        "</w:numbering>"
    )


def paragraph(text: str, *, level: int | None = None, number: int = 1, style: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, *, merge: str = "", span: int = 1) -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def docx(*body: str, styles: str = "", numbers: str | None = None) -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": _part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/numbering.xml": numbering() if numbers is None else numbers,
        "word/styles.xml": _part("styles", styles),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _part(name: str, content: str) -> str:
    return f"<w:{name} {_NAMESPACE}>{content}</w:{name}>"
