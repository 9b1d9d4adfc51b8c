"""What a browser would send of a form on a page if nobody typed anything."""

from xml.etree.ElementTree import Element

import html5lib


def form_of(page: str, name: str) -> dict[str, str]:
    """The form with this id, or the one that goes to this address."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    form = next(form for form in tree.iter("form") if name in (form.get("id"), form.get("action")))
    fields = [*form.iter("input"), *form.iter("select")]
    return {str(field.get("name")): _value(field) for field in fields if _is_sent(field)}


def _is_sent(field: Element) -> bool:
    is_box = field.get("type") in {"checkbox", "radio"}
    return field.get("name") is not None and (not is_box or field.get("checked") is not None)


def _value(field: Element) -> str:
    """The chosen option of a list, else its first, as browsers do."""
    if field.tag == "input":
        return field.get("value", "")
    options = list(field.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), options[0])
    return chosen.get("value", chosen.text or "")
