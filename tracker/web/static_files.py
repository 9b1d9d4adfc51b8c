"""Style sheets, scripts and pictures: asked for once, and again only when their content changes.

Their addresses carry the beginning of a hash of their content. What is asked for by the hash of
what is there may be kept for a year; any other address is asked about each time.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

FOR_GOOD = "public, max-age=31536000, immutable"
VERSION = "v"


def register(app: Flask) -> None:
    app.url_defaults(_add_version)
    app.after_request(_keep)


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values.setdefault(VERSION, version(values["filename"]))


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        asked = request.args.get(VERSION)
        if asked and asked == version((request.view_args or {})["filename"]):
            response.headers["Cache-Control"] = FOR_GOOD
    return response


def version(filename: str) -> str | None:
    """None for a file that is not there."""
    path = safe_join(current_app.static_folder or "", filename)
    try:
        told = Path(path or "").stat()
    except OSError:
        return None
    return _hash(path or "", told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=256)
def _hash(path: str, changed_at: int, size: int) -> str:
    """Read once for each content that the file has while this process runs."""
    return sha256(Path(path).read_bytes()).hexdigest()[:12]
