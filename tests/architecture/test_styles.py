"""The style sheets: a room each, one declaration a line, nothing that no page uses."""

import re
from pathlib import Path

from tests.architecture.source import ROOT

SHEETS = sorted((ROOT / "tracker" / "static" / "css").glob("*.css"))
TEMPLATES = ROOT / "templates"
PAGES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if '{% extends "base' in path.read_text("utf-8")
]
WRITERS = [
    *TEMPLATES.rglob("*.html"),
    *(ROOT / "tracker" / "static").glob("*.js"),
    *(ROOT / "tracker" / "web").rglob("*.py"),
]
EVERYWHERE = ("tokens", "base", "frame", "tables", "forms", "print")
WIDTH = 120

CLASS = re.compile(r"\.([a-z][\w-]*)")
CLASSES = re.compile(r'\bclass="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', re.DOTALL)
QUOTED = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`\n]*)`')
MADE = re.compile(r"([a-z]+-)(?:\{\{|\$\{)")  # class="m m-{{ mark }}"
READS = re.compile(r'\{%-? *(?:include|import|from) "([^"]+)"')
LINKS = re.compile(r"sheets\(([^)]*)\)")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _selectors(path: Path) -> list[str]:
    """What stands before a brace, one by one; not `@media` and its like."""
    css = re.sub(r"/\*.*?\*/", "", _text(path), flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{};]+)\{", css)]
    return [one.strip() for head in heads if not head.startswith("@") for one in head.split(",\n")]


def _words_of(path: Path) -> set[str]:
    """Every word inside quotes: a class is written in an attribute, an argument or a script."""
    text = _text(path)
    inside = [part for found in QUOTED.findall(text) for part in found]
    return {
        word for part in [*inside, *CLASSES.findall(text)] for word in re.split(r'[\s{}%"]+', part)
    }


def _classes_of(path: Path) -> set[str]:
    """The words of `class`; of an expression in it only what stands in quotes."""
    names = set()
    for value in CLASSES.findall(_text(path)):
        plain = re.sub(r"\{[{%].*?[%}]\}", " ", value, flags=re.DOTALL)
        spoken = re.findall(r"\{\{.*?\}\}", value, flags=re.DOTALL)
        names |= {word for part in [plain, *spoken] for word in _quoted_or_all(part)}
    return names


def _quoted_or_all(part: str) -> list[str]:
    if not part.startswith("{{"):
        return [word for word in part.split() if not word.endswith("-")]
    return [word for found in QUOTED.findall(part) for inside in found for word in inside.split()]


def _read_with(page: Path) -> set[Path]:
    """The page and every template that it takes in."""
    found, left = set(), [page]
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += [TEMPLATES / name for name in READS.findall(_text(path))]
    return found


def test_every_rule_finds_something_on_a_page():
    written = set().union(*(_words_of(path) for path in WRITERS))
    made = tuple({prefix for path in WRITERS for prefix in MADE.findall(_text(path))})
    unused = [
        f"{sheet.name}: {selector}"
        for sheet in SHEETS
        for selector in _selectors(sheet)
        if any(n not in written and not n.startswith(made) for n in CLASS.findall(selector))
    ]
    assert unused == []


def test_every_class_on_a_page_has_a_rule_or_a_script():
    ruled = {name for sheet in SHEETS for one in _selectors(sheet) for name in CLASS.findall(one)}
    scripted = set().union(*(_words_of(path) for path in WRITERS if path.suffix == ".js"))
    scripted |= {name for word in scripted for name in CLASS.findall(word)}
    without = {
        (path.relative_to(TEMPLATES).as_posix(), name)
        for path in TEMPLATES.rglob("*.html")
        for name in _classes_of(path) - ruled - scripted
    }
    assert without == set()


def test_a_page_links_the_sheets_of_the_classes_that_it_uses():
    rooms: dict[str, set[str]] = {}
    for sheet in SHEETS:
        for selector in _selectors(sheet):
            for name in CLASS.findall(selector):
                rooms.setdefault(name, set()).add(sheet.stem)
    unstyled = {}
    for page in PAGES:
        linked = {*EVERYWHERE, *re.findall(r'"(\w+)"', " ".join(LINKS.findall(_text(page))))}
        used = set().union(*(_classes_of(path) for path in _read_with(page)))
        missing = {name for name in used if name in rooms and not rooms[name] & linked}
        if missing:
            unstyled[page.relative_to(TEMPLATES).as_posix()] = missing
    assert unstyled == {}


def test_a_declaration_has_a_line_of_its_own():
    crowded = [
        f"{sheet.name}:{number}"
        for sheet in SHEETS
        for number, line in enumerate(_text(sheet).splitlines(), 1)
        if line.count(";") > 1 or re.search(r"[{;]\s*\S", line.rstrip()) or len(line) > WIDTH
    ]
    assert crowded == []
