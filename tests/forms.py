"""What a browser would send of a form on a page if nobody typed anything."""

from lxml import html
from lxml.html import HtmlElement


def tree_of(page: str) -> HtmlElement:
    """That a page is well-formed is held elsewhere (`strict_html`): here speed counts. A break at
    the edge of what the parser takes at once would be told twice if it had two signs."""
    return html.document_fromstring(page.replace("\r\n", "\n"))


def form_of(page: str, name: str) -> dict[str, str]:
    """The form with this id, or the one that goes to this address."""
    forms = tree_of(page).iter("form")
    form = next(form for form in forms if name in (form.get("id"), form.get("action")))
    fields = [*form.iter("input"), *form.iter("select")]
    return {str(field.get("name")): _value(field) for field in fields if _is_sent(field)}


def _is_sent(field: HtmlElement) -> bool:
    is_box = field.get("type") in {"checkbox", "radio"}
    return field.get("name") is not None and (not is_box or field.get("checked") is not None)


def _value(field: HtmlElement) -> str:
    """The chosen option of a list, else its first, as browsers do."""
    if field.tag == "input":
        return field.get("value", "")
    options = list(field.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), options[0])
    return chosen.get("value", chosen.text or "")
