"""What every page must keep: valid, labelled, one heading, nothing inline, forms with a token."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
# Signs of a text between tags, or of what an attribute says: an entity may be misspelt and a sign
# may be none that a page may hold, so a text with such a one is kept.
_SIGNS = r"[^<&\"\x00-\x08\x0b\x0e-\x1f]++|&(?:amp|lt|gt|quot|#34|#39);"
_SAID = re.compile(
    rf'(>)(?!\s*<)(?:{_SIGNS}|")++(?=<)'
    rf'|(\b(?:value|content|title|aria-label)=")(?!\s*")(?:{_SIGNS})++(?=")'
)
_TAG = re.compile(r"<[^>]+>[^<]*")
_ID = re.compile(r'\sid="([^"]+)"')
_NAMING = re.compile(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"')
_LABELLING = re.compile(r'<label\b[^>]*\sfor="([^"]+)"')
_LINK = re.compile(rf'(\shref="[/#?])(?:{_SIGNS})*+(?=")')
_NUMBER = re.compile(r"(?<![\d#])(?<!<h)(?<!</h)(?<!#x)\d+")  # not of h1, nor of an entity


def shape(html: str) -> str:
    """The page without its words, which no fault depends on."""
    return _SAID.sub(lambda said: (said[1] or said[2]) + "x", html)


def steps_of(html: str) -> set[tuple[str, str]]:
    """Which tag follows which, wherever it links to and whatever numbers it carries. What is wrong
    with a page shows in a step that no good page has, or in its ids (`ids_are_in_doubt`)."""
    tags = [tag.rstrip() for tag in _elements(_LINK.sub(r"\1x", html))]
    return {*pairwise(tags), ("h1", str(html.count("<h1")))}


def ids_are_in_doubt(html: str) -> bool:
    """One stands twice, is named and nowhere, or has two labels, so that another may have none."""
    ids, labelled = _ID.findall(html), _LABELLING.findall(html)
    named = {name for names in _NAMING.findall(html) for name in names.split()}
    return _repeats(ids) or _repeats(labelled) or not named <= set(ids)


def _repeats(names: Sequence[str]) -> bool:
    return len(names) > len(set(names))


def elements_of(html: str) -> set[str]:
    """Its tags without words and numbers and where they link to, and whether words follow."""
    tags = [tag.rstrip() for tag in _elements(_LINK.sub(r"\1x", html))]
    return {tag for tag in tags if not (tag.startswith("</") and tag.endswith(">"))}


def _elements(html: str) -> list[str]:
    return _TAG.findall(_NUMBER.sub("0", shape(html)))


def faults_of(html: str) -> list[str]:
    """The faults of a whole page; empty when it is as it should be."""
    tree, faults = _parsed(html)
    if tree is not None:
        for find in (_frame, _ids, _labels, _inline, _forms, _pictures):
            faults.extend(find(tree))
    return faults


def _parsed(html: str) -> tuple[Element | None, list[str]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    lines = html.splitlines()
    faults = [
        f"line {line}: {code} {data} in {lines[line - 1].strip()[:120]!r}"
        for (line, _column), code, data in parser.errors
    ]
    return tree, faults


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _frame(tree: Element) -> Iterator[str]:
    headings = [_text(heading) for heading in tree.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"a page has one h1 with words in it, this one has {headings}"
    titles = [_text(title) for title in tree.findall("head/title")]
    if len(titles) != 1 or not titles[0]:
        yield f"a page has one title with words in it, this one has {titles}"
    if not tree.get("lang"):
        yield "html has no lang"


def _ids(tree: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    for element in tree.iter():
        named = element.get("aria-labelledby", "") + " " + element.get("aria-describedby", "")
        wanted = [*named.split(), *([element.get("for")] if element.tag == "label" else [])]
        yield from (
            f"{element.tag} names id {i!r}, which is nowhere" for i in wanted if i and i not in ids
        )


def _labels(tree: Element) -> Iterator[str]:
    named = {label.get("for") for label in tree.iter("label") if _text(label)}
    wrapped = {id(inner) for label in tree.iter("label") if _text(label) for inner in label.iter()}
    for field in _fields(tree):
        labelled = field.get("id") in named or id(field) in wrapped
        if not (labelled or field.get("aria-label") or field.get("aria-labelledby")):
            yield f"{field.tag} {field.get('name')!r} has no label"
    for button in [*tree.iter("button"), *tree.iter("a")]:
        if not (_text(button) or button.get("aria-label") or button.get("id")):
            yield f"{button.tag} without words: {button.attrib}"


def _fields(tree: Element) -> Iterator[Element]:
    for field in tree.iter():
        if field.tag in FIELDS and field.get("type") not in UNLABELLED:
            yield field


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style":
            yield "a style element: the policy forbids it"
        if element.tag == "script" and not element.get("src"):
            yield "a script without src: the policy forbids it"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"{element.tag} has an inline {name}"
            if name in {"href", "src", "action"} and value.lstrip().lower().startswith(
                "javascript:"
            ):
                yield f"{element.tag} carries a script in {name}"


def _forms(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        posts = form.get("method", "get").lower() == "post"
        if posts and "csrf_token" not in names:
            yield f"the form to {form.get('action')!r} has no csrf_token"
        if not posts and "csrf_token" in names:
            yield f"the form to {form.get('action')!r} puts its token into the address"


def _pictures(tree: Element) -> Iterator[str]:
    yield from (
        f"img {img.get('src')!r} has no alt" for img in tree.iter("img") if img.get("alt") is None
    )
    for svg in tree.iter("{http://www.w3.org/2000/svg}svg"):
        yield from _svg(svg)
    for svg in tree.iter("svg"):
        yield from _svg(svg)


def _svg(svg: Element) -> Iterator[str]:
    hidden = svg.get("aria-hidden") == "true"
    if not (hidden or svg.get("role") == "img" or svg.get("aria-label")):
        yield "an svg is neither hidden from readers (aria-hidden) nor named (role=img)"
