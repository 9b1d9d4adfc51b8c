"""Ids in addresses: as large as the database can hold, and no larger."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


def register(app: Flask) -> None:
    app.url_map.converters["int"] = IdConverter


class IdConverter(IntegerConverter):
    """`<int:task_id>`: a number that no row can have is an address that does not exist."""

    def __init__(self, map_: Map) -> None:
        super().__init__(map_, max=LARGEST)


def row_id(text: str) -> int:
    """For `request.args.get(..., type=row_id)`: what cannot be an id is as good as none."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number
