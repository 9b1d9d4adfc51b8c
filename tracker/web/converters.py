"""The parts of an address: a number that no row can have is an address that does not exist."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1  # of an integer column on PostgreSQL


class IdConverter(IntegerConverter):
    """For `<int:...>`: without the limit the database would fail on the number."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def register(app: Flask) -> None:
    app.url_map.converters["int"] = IdConverter
