"""What nobody should type, and the forms of a page as a browser would send them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle

from lxml.html import HtmlElement

from tests.forms import tree_of
from tracker.domain.terms.texts import MAX_TEXT

SCRIPT = "<script>alert(1)</script>"
# What words, and what figures, days and choices are sent, round by round. Words that may be kept
# stand last: they close what the rounds before have to find open.
LONG, CONTROL = "长" * (MAX_TEXT + 1), "有\x00\x1b\x0b符"
MARKUP = f"{SCRIPT}\"'><img src=x onerror=alert(2)>{{{{ 7*7 }}}}😀\u202e"
FIGURES = ["八十", "1e9", "-1", "9" * 400, "2099-02-30", "0001-01-01", CONTROL]
CHOICES = ["x", "9" * 400, "-1"]  # what a page does not let choose, and hidden fields too
WORDS = "情况属实。"
# What is sent where a page leaves a field empty.
GOOD = {"percent": "60", "to_on": "2027-03-01", "due_on": "2027-03-01", "ends_on": "2027-01-31"}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    sort: str  # words, figures, choice, file
    value: str

    @property
    def sensible(self) -> str:
        words = WORDS if self.sort == "words" else ""
        return self.value or GOOD.get(self.name, words)


@dataclass(frozen=True, slots=True)
class Form:
    address: str
    fields: tuple[Field, ...]

    def sent(self, sort: str, values: Sequence[str]) -> dict[str, str]:
        """With one of `values` after the other in the fields of that sort, and something sensible
        in the others."""
        nasty = cycle(values)
        return {
            each.name: next(nasty) if each.sort == sort else each.sensible
            for each in self.fields
            if each.sort != "file"
        }

    @property
    def kind(self) -> tuple[str, ...]:
        """The same for the form of another task or of another row."""
        parts = [self.address, *(field.name + field.sort for field in self.fields)]
        return tuple(re.sub(r"\d+", "#", part) for part in parts)

    def names(self, sort: str) -> list[str]:
        return [each.name for each in self.fields if each.sort == sort]


def forms_on(page: str, at: str) -> Iterator[Form]:
    """Those that are posted; one with several buttons once for each."""
    for form in _tree(page).iter("form"):
        if form.get("method", "get").lower() != "post":
            continue
        fields = tuple(_fields(form))
        address = form.get("action") or at
        buttons = [b for b in form.iter("button") if b.get("type") != "button"]
        for button in buttons:
            named = [
                Field(b.get("name", ""), "button", b.get("value", ""))
                for b in [button]
                if b.get("name")
            ]
            yield Form(button.get("formaction") or address, (*fields, *named))
        if not buttons:
            yield Form(address, fields)


def kept_on(page: str, name: str, words: str) -> bool:
    """In a field of that name, or else told somewhere on the page."""
    tree = _tree(page)
    fields = {
        each.value for form in tree.iter("form") for each in _fields(form) if each.name == name
    }
    return _tidy(words) in {_tidy(each) for each in fields} or _tidy(words) in _tidy(
        tree.text_content()
    )


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


@lru_cache(maxsize=2)  # asked for each field of a page
def _tree(page: str) -> HtmlElement:
    return tree_of(page)


def _fields(form: HtmlElement) -> Iterator[Field]:
    for element in form.iter():
        name = element.get("name")
        if name and name != "csrf_token" and element.tag in {"input", "select", "textarea"}:
            yield Field(name, _sort(element), _value(element))


def _sort(element: HtmlElement) -> str:
    kind = element.get("type", "text")
    if element.tag == "textarea":
        return "words"
    if element.tag == "select" or kind in {"hidden", "radio", "checkbox"}:
        return "choice"
    is_figure = kind in {"date", "number"} or element.get("inputmode")
    return kind if kind == "file" else "figures" if is_figure else "words"


def _value(element: HtmlElement) -> str:
    if element.tag == "textarea":
        return (element.text or "").removeprefix("\n")  # which a browser drops
    if element.tag == "input":
        return element.get("value", "")
    options = list(element.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None] or options[:1]
    return chosen[0].get("value", "") if chosen else ""
