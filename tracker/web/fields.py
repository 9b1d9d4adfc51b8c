"""Form fields that this product adds."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from wtforms import StringField

from tracker.domain.errors import RuleBroken
from tracker.domain.labels import error_sentence


class FigureField(StringField):
    """A number as people type it: 1,200, ３.5, 85%. Empty is None; anything else is a sentence."""

    def __init__(self, *args: object, wrong: str = "reading.not-a-number", **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._wrong = wrong
        self.value: Decimal | None = None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = valuelist[0] if valuelist else ""
        text = unicodedata.normalize("NFKC", self.data or "").strip()
        text = text.replace(",", "").removesuffix("%").strip()
        if not text:
            return
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError(error_sentence(RuleBroken(self._wrong))) from None
        if not value.is_finite():
            raise ValueError(error_sentence(RuleBroken(self._wrong)))
        self.value = value
