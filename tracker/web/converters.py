"""Numbers in addresses: as large as the database can hold, and no larger."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1  # of an integer column on PostgreSQL


class IdConverter(IntegerConverter):
    """For `<int:...>`: a larger number would make the database fail."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def register(app: Flask) -> None:
    app.url_map.converters["int"] = IdConverter


def row_id(text: str) -> int:
    """For `request.args.get(..., type=row_id)`: what cannot be an id counts as missing."""
    number = int(text)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(text)
    return number
