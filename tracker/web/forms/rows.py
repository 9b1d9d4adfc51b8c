"""Several rows of one form, such as sub-tasks: part-1-title, part-2-title, ...

Rows left empty are skipped wherever they stand, so those that remain count from 1 without a gap,
as the rules count them when they say what is wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from tracker.web.forms.terms_fields import VersionedForm, sentence

Row = Mapping[str, Any]  # the fields of one row by the name of their column
LAST = 60  # beyond the limits of all: too many are counted and refused, not dropped
MORE = 5  # rows that are added at a time


@dataclass(frozen=True, slots=True)
class Rows:
    """`telling`: the cells that show a row filled in; `spare`: empty ones at first, but one."""

    prefix: str
    cells: tuple[str, ...]
    telling: tuple[str, ...]
    most: int
    spare: int = MORE - 1

    def cell(self, place: int, name: str) -> str:
        return f"{self.prefix}-{place}-{name}"

    def filled(self, sent: Mapping[str, str]) -> list[dict[str, str]]:
        rows = (self._row(sent, place) for place in range(1, LAST + 1))
        return [row for row in rows if self._tells(row)]

    def _tells(self, row: Mapping[str, str]) -> bool:
        return "gone" not in row and any(row.get(name, "").strip() for name in self.telling)

    def _row(self, sent: Mapping[str, str], place: int) -> dict[str, str]:
        cells = ((name, sent.get(self.cell(place, name))) for name in self.cells)
        return {name: text for name, text in cells if text is not None}

    def closed_up(
        self, sent: MultiDict[str, str], rows: Sequence[Mapping[str, str]]
    ) -> MultiDict[str, str]:
        """The same form with these rows and no others."""
        kept = [
            (name, text)
            for name, text in sent.items(multi=True)
            if not name.startswith(f"{self.prefix}-")
        ]
        for place, row in enumerate(rows, start=1):
            kept += [(self.cell(place, name), text) for name, text in row.items()]
        return MultiDict(kept)


class RowsForm(VersionedForm):
    """`places`: the rows that are shown; the first `filled` of them were filled in."""

    kind: Rows
    places: range = range(0)
    filled = 0
    shown = IntegerField(widget=HiddenInput(), default=0)

    def row(self, place: int) -> Row:
        return {name: self[self.kind.cell(place, name)] for name in self.kind.cells}

    @property
    def filled_rows(self) -> list[Row]:
        return [self.row(place) for place in range(1, self.filled + 1)]


Kind = TypeVar("Kind", bound=RowsForm)


def rows_form(
    kind: type[Kind],
    fields: Callable[[int], Mapping[str, object]],
    *,
    version: int,
    rows: Sequence[Mapping[str, str]],
    empty: Mapping[str, str],
    sent: MultiDict[str, str] | None = None,
    **plain: object,
) -> Kind:
    """With `rows` filled in and at least one as `empty` below them, which the script copies.

    `sent`: what came with the form; its own rows are then those that stand in `rows`.
    """
    wanted = _whole(sent.get("shown", "")) if sent is not None else 0
    more = kind.kind.spare if sent is None else MORE if "more" in sent else 0
    shown = max(len(rows), min(kind.kind.most, max(wanted, len(rows) + 1) + more))
    full = [*rows, *[empty] * (shown - len(rows))]
    cells = {
        kind.kind.cell(place, name): field
        for place in range(1, shown + 1)
        for name, field in fields(place).items()
    }
    made = type("TaskRowsForm", (kind,), cells)
    data: dict[str, Any] = {
        kind.kind.cell(place, name): text
        for place, row in enumerate(full, start=1)
        for name, text in row.items()
    }
    formdata = None if sent is None else kind.kind.closed_up(sent, full)
    form = made(formdata=formdata, data={**data, **plain, "version": version})
    form.places, form.filled = range(1, shown + 1), len(rows)
    form.shown.raw_data, form.shown.data = None, shown
    return form  # type: ignore[no-any-return]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def want(field: Any, code: str, *, given: bool) -> None:
    """Required cells that are empty."""
    if not given and not field.errors:
        field.errors = [str(sentence(code))]
