"""A page as its reader gets it: breaks and indentation between the lines of a template are gone."""

import re

BLOCKS = (
    "article|aside|body|button|dd|details|div|dl|dt|fieldset|footer|form|h1|h2|h3|head|header|html"
    "|input|legend|li|link|main|meta|nav|ol|option|p|script|section|select|summary|svg|table|tbody"
    "|td|text|th|thead|title|tr|ul"
)
TYPED = re.compile(r"(<textarea\b.*?</textarea>)", re.DOTALL)
BESIDE_A_BLOCK = re.compile(rf"[ \n]*(</?(?:{BLOCKS})\b[^>]*>)[ \n]*")
INDENTATION = re.compile(r"\s*\n +|  +")


def page_text(html: str) -> str:
    """What somebody typed keeps its lines."""
    parts = TYPED.split(html)
    parts[::2] = [INDENTATION.sub(" ", BESIDE_A_BLOCK.sub(r"\1", part)) for part in parts[::2]]
    return "".join(parts)
