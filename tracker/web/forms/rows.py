"""Several rows of one form, such as sub-tasks: part-1-title, part-2-title, ...

Rows left empty are skipped wherever they stand, so those that remain count from 1 without a gap,
as the rules count them when they say what is wrong.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, Form, FormField, IntegerField
from wtforms.widgets import HiddenInput

from tracker.web.forms.terms_fields import VersionedForm, sentence

LAST = 60  # beyond the limits of all: too many are counted and refused, not dropped
MORE = 5  # rows that are added at a time


class RowForm(Form):
    """One row. `TELLING`: the cells that show that it is filled in."""

    TELLING: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        return not any(self[name].data for name in self.TELLING)

    def want(self, field: Field, code: str, *, given: bool) -> None:
        """A required cell that is empty, unless the whole row is."""
        if not (given or self.is_blank or field.errors):
            raise sentence(code)


class Rows(FieldList):  # type: ignore[type-arg]
    """`most`: rows that are offered. `spare`: empty ones at first, but one. `order`: the cell by
    whose number the rows are sorted, those without one last."""

    def __init__(
        self,
        row: type[RowForm],
        *,
        most: int = 0,
        spare: int = MORE - 1,
        order: str = "",
        **named: Any,
    ) -> None:
        super().__init__(FormField(row), **named)
        self.most, self.spare, self._order = most, spare, order
        self._telling = row.TELLING
        self.filled = 0

    def process(self, formdata: Any, data: Any = (), extra_filters: Any = None) -> None:
        """What was sent, closed up, or else the rows of `data`."""
        self.entries, self.last_index = [], 0
        if formdata is None:
            self.append_rows(data if isinstance(data, list) else ())
        else:
            for place, row in enumerate(self._sorted(self._sent(formdata)), start=1):
                cells = {f"{self.name}-{place}-{name}": text for name, text in row.items()}
                self._add_entry(MultiDict(cells))  # type: ignore[attr-defined]
        self.filled = len(self.entries)

    def _sorted(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        if not self._order:
            return rows
        return sorted(rows, key=lambda row: _whole(row.get(self._order, "").strip()) or LAST + 1)

    def append_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """As if they had been typed."""
        for row in rows:
            self.append_entry(dict(row))
        self.filled = len(self.entries)

    def add_blanks(self, until: int, blank: Mapping[str, str]) -> None:
        while len(self.entries) < until:
            self.append_entry(dict(blank))

    @property
    def typed(self) -> list[Any]:
        """The forms of the rows that are filled in."""
        return [entry.form for entry in self.entries[: self.filled]]

    def _sent(self, formdata: MultiDict[str, str]) -> list[dict[str, str]]:
        rows: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for name in formdata:
            prefix, _, rest = name.partition("-")
            place, _, cell = rest.partition("-")
            if prefix == self.name and 0 < _whole(place) <= LAST:
                rows[int(place)][cell] = formdata[name]
        return [rows[place] for place in sorted(rows) if self._tells(rows[place])]

    def _tells(self, row: Mapping[str, str]) -> bool:
        return "gone" not in row and any(row.get(name, "").strip() for name in self._telling)


class RowsForm(FlaskForm):  # type: ignore[misc]
    shown = IntegerField(widget=HiddenInput(), default=0)

    def open_rows(
        self, rows: Rows, blank: Mapping[str, str], sent: MultiDict[str, str] | None
    ) -> None:
        """At least one row as `blank` below the others, which the script copies."""
        wanted = _whole(sent.get("shown", "")) if sent is not None else 0
        more = rows.spare if sent is None else MORE if "more" in sent else 0
        offered = min(rows.most, max(wanted, rows.filled + 1) + more)
        rows.add_blanks(max(rows.filled, offered), blank)
        self.shown.raw_data, self.shown.data = None, len(rows.entries)


class VersionedRowsForm(RowsForm, VersionedForm):
    """Of a task that is there already."""


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0
